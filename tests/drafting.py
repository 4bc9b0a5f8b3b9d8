"""Whole drafts from a few words: a small term sheet, changed as a test asks, through all stages."""

import json
from collections.abc import Mapping
from pathlib import Path

from agreement.assembly.assemble import Drafted, draft
from agreement.document.number import number
from agreement.document.plain import Page, plain
from agreement.document.tree import Agreement
from agreement.library.disk import Library, shipped

ROOT = Path(__file__).parents[1]
EXAMPLES = tuple(sorted((ROOT / "examples").glob("*.yaml")))
LIBRARY = Library()
PARTIES = {
    "payer": {"name": "Example Insurance Limited", "kind": "company", "called": "Insurer"},
    "provider": {"name": "Example Hospitals Limited", "kind": "company", "called": "Hospital"},
}
SHEET = {
    "title": "Specimen",
    "form": "agreement",
    "matter": "payer-provider",
    "jurisdiction": "england-wales",
    "effective_date": "2026-12-01",
    "parties": PARTIES,
    "money": {"currency": "GBP", "settlement_sum": "1000.00"},
    "clauses": {"general/effect": None},
}


def sheet(**changes: object) -> bytes:
    """The small term sheet with these keys in place of its own; None takes a key out."""
    whole = {**SHEET, **changes}
    return json.dumps({key: value for key, value in whole.items() if value is not None}).encode()


def drafted(library: Library = LIBRARY, **changes: object) -> Drafted:
    """What the small term sheet gives with these keys in place of its own. Raises Refused."""
    return draft(sheet(**changes), "sheet.yaml", library)


def agreed(library: Library = LIBRARY, **changes: object) -> Agreement:
    """The agreement alone."""
    return drafted(library, **changes).agreement


def text(library: Library = LIBRARY, **changes: object) -> str:
    """The agreement as plain text, its lines joined and its spaces plain, so that words are found
    wherever a line breaks."""
    return even(plain(agreed(library, **changes)))


def even(words: str) -> str:
    """Words with every run of spaces and breaks made one plain space."""
    return " ".join(words.split())


def page(agreement: Agreement) -> Page:
    """What turns the prose of an agreement into words."""
    return Page(number(agreement), agreement.conventions)


def firm(home: Path, **clauses: Mapping) -> Library:
    """A firm's library before ours; `billing__clawback` is the clause billing/clawback."""
    for name, clause in clauses.items():
        kind, _, rest = name.partition("__")
        file = home / "clauses" / kind / f"{rest.replace('_', '-')}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(clause), encoding="utf-8")
    return Library(home, shipped())


def clause(**keys: object) -> dict:
    """A clause of a firm with what its schema requires, and these keys."""
    return {
        "heading": "Clawback",
        "purpose": "Says what a test needs.",
        "authority": [
            {"cite": "Drafting practice", "states": "It works.", "as_of": "2026", "verified": False}
        ],
        "examples": [{"reads": "shall"}],
        "notes": "Only for tests.",
        **keys,
    }
