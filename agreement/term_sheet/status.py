"""How far the parties have come, and what of it binds them, in the words of their law."""

import re
from collections.abc import Collection, Iterable, Iterator

from agreement.document.markup import parse, references
from agreement.document.tree import Provision
from agreement.document.wording import joined
from agreement.finding import Finding, error
from agreement.term_sheet.setting import Setting

EXECUTION = "execution"
NONE, ALL = "none", "all"
APPROVALS = ("governance/court-approval", "governance/minors-approval")
"""The clauses that leave a settlement without effect until a court approves it (CPR 21.10(1))."""

BINDING = "binding"
_DRAFT = (
    r"(?i)(?<![a-z])(drafts?|without[ _-]prejudice|subject[ _-]to[ _-]contract"
    r"|agreed[ _-]in[ _-]principle|not[ _-]binding|wpstc|stc)(?![a-z])"
)


def legend(setting: Setting, clauses: Collection[str]) -> str:
    """The words in the header of a copy that is not for signature; none in one that is.

    Only terms that are agreed can bind, so a draft has its legend whatever `binding` says.
    """
    words, sheet = setting.jurisdiction["status"], setting.sheet
    if sheet.status == EXECUTION:
        return ""
    if sheet.status == "draft":
        return words["draft"]
    agreed = words[_agreed(sheet.binding)]
    return f"{agreed} – {words['approval']}" if needs_approval(clauses) else agreed


def _agreed(binding: str | tuple[str, ...]) -> str:
    if isinstance(binding, tuple):
        return "agreed-in-part"
    return "agreed" if binding == ALL else "agreed-in-principle"


def needs_approval(clauses: Collection[str]) -> bool:
    """Whether these clauses leave the settlement to a court to approve."""
    return any(approval in clauses for approval in APPROVALS)


def binding_faults(setting: Setting, clauses: Collection[str]) -> Iterator[Finding]:
    """Clauses said to bind that are not among those of the agreement."""
    binding, source = setting.sheet.binding, setting.sheet.source
    for index, id in enumerate(binding if isinstance(binding, tuple) else ()):
        if id not in clauses:
            message = (
                f"{id} is not among the clauses of this term sheet; choose it or leave it out."
            )
            yield error("binding-unknown", source.place((BINDING, index)), message)


def what_binds(setting: Setting, clauses: Iterable[str]) -> Iterator[Provision]:
    """The provision that tells which of the clauses bind, where only some of them do; a form with
    words of its own on what binds has it elsewhere."""
    if not isinstance(setting.sheet.binding, tuple) or "binding" in setting.form:
        return
    some = [id for id in clauses if id in setting.sheet.binding]
    named = references(some)
    if setting.conventions.body_name:
        # An order may have one in its own text and another in the terms of its schedule.
        named = joined([f"{{{id}}}" for id in some])
    rest = (
        "and this provision, with the definitions that they use, bind the parties. "
        "Nothing else in this Agreement is meant to bind them."
    )
    prose = parse(f"Only {named} {setting.worded(rest)}", blanks=False)
    yield Provision(BINDING, "What binds", (), (Provision(f"{BINDING}/text", "", prose),))


def drafts_words(words: str) -> str:
    """What in these words belongs to a draft and not to a copy for signature; empty for none."""
    found = re.search(_DRAFT, words)
    return found[0] if found else ""
