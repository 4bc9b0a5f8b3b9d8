"""The lists of docs/library.md, made from the library.

`python -m tests.library_page` writes them into the page again, each between the comments that name
it, and leaves the words around them alone.
"""

import re
from collections.abc import Iterator
from textwrap import wrap

from agreement.cli.new import MATTERS
from agreement.proof.specimen import JURISDICTIONS
from agreement.reading.load import load
from tests.drafting import LIBRARY, ROOT

PAGE = ROOT / "docs" / "library.md"
MARKED = re.compile(r"(<!-- ([a-z]+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)
KINDS = {
    "billing": "claims, prices, bills of patients, plans and refunds",
    "clinical": "care that goes on, care that puts right, apology and learning",
    "coding": "code sets, edits, audits and who decides on a code",
    "documentation": "records, their standard and exchange, and the privacy of what they hold",
    "notification": "who is told what: patients, regulators, insurers, the other party",
    "payment": "the sum, its instalments, interest, costs, tax, benefits and liens",
    "governance": "meetings, indicators, monitors, courts that approve, and exit",
    "dispute-resolution": "the dispute that is settled, before a court; and the next one",
    "general": "release, confidentiality and what ends every agreement",
    "definitions": "terms, which nobody chooses: the use of a term brings its definition",
}


def kinds() -> Iterator[str]:
    """Each kind with what it is about and the names of its clauses."""
    ids = LIBRARY.ids()
    for kind, about in KINDS.items():
        names = [id.partition("/")[2] for id in ids if id.startswith(f"{kind}/")]
        yield from wrap(f"- **{kind}** ({len(names)}), {about}: {', '.join(names)}.", 118,
                        subsequent_indent="  ", break_on_hyphens=False)  # fmt: skip


def groups() -> Iterator[str]:
    """The largest sets of clauses of which each excludes each other."""
    against = {id: set(LIBRARY.clause(id).excludes) for id in LIBRARY.ids()}
    for group in sorted(
        map(sorted, _cliques(set(), {id for id in against if against[id]}, against))
    ):
        yield from wrap(f"- {', '.join(group)}", 118, subsequent_indent="  ",
                        break_on_hyphens=False)  # fmt: skip


def _cliques(held: set[str], left: set[str], against: dict[str, set[str]]) -> Iterator[set[str]]:
    if not left and len(held) > 1 and not set.intersection(*(against[one] for one in held)):
        yield held
    for id in sorted(left):
        yield from _cliques({*held, id}, left & against[id], against)
        left = left - {id}


def standards() -> Iterator[str]:
    """Each matter with the parties and the number of clauses of its standards."""
    yield "| matter | law | title | parties | clauses |"
    yield "| --- | --- | --- | --- | --- |"
    for matter in MATTERS:
        for law in JURISDICTIONS:
            path = ROOT / "standards" / f"{matter}-{law}.yaml"
            value = load(path.read_bytes(), path.name).value
            roles = ", ".join(f"{role} ({one['kind']})" for role, one in value["parties"].items())
            count = len(value["clauses"])
            yield f"| {matter} | {law} | {value['title']} | {roles} | {count} |"


LISTS = {"kinds": kinds, "groups": groups, "standards": standards}


def page() -> str:
    """The page as its words stand, with every list made again."""

    def again(found: re.Match[str]) -> str:
        return found[1] + "\n".join(LISTS[found[2]]()) + "\n" + found[4]

    return MARKED.sub(again, PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
