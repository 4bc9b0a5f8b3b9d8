"""What a register lists of one agreement: its duties first, then parties, clauses, open points."""

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from agreement.assembly.entries import Entry, entries, full_name, matter
from agreement.document.number import number
from agreement.document.plain import Page
from agreement.document.tree import Agreement

PartyRow = tuple[int, str, str, str]
"""A party: its place, its role, what it is called, how it is described."""

ClauseRow = tuple[str, str, str, str, str, str]
"""A clause: its number, its id, its heading, its alternative, why it is there, its digest. What
is not known is empty."""

OpenRow = tuple[int, str, str, str]
"""An open point: its number, who owes the answer, what is open, its path in the term sheet."""


class Listing(Struct, frozen=True):
    """The rows of an agreement in a register. `matter` is what it is called among several,
    `currency` that of the amounts, an ISO code, and `paper` A4 or Letter; `names` gives the full
    name of each party that has one by its term."""

    title: str
    matter: str
    paper: str
    currency: str
    entries: tuple[Entry, ...]
    parties: tuple[PartyRow, ...] = ()
    clauses: tuple[ClauseRow, ...] = ()
    open_points: tuple[OpenRow, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


def listing(agreement: Agreement) -> Listing:
    """The rows of an agreement, in the order of its schedules."""
    page = Page(number(agreement), agreement.conventions)
    return Listing(
        title=agreement.title,
        matter=matter(agreement),
        paper=agreement.conventions.paper,
        currency=agreement.currency,
        entries=entries(agreement),
        parties=tuple(
            (count, party.role, party.term, page.words(party.prose))
            for count, party in enumerate(agreement.parties, 1)
        ),
        clauses=tuple(_clauses(agreement, page)),
        open_points=tuple(
            (point.number, point.owner or "To be settled", point.what, point.name)
            for point in agreement.open_points
        ),
        names={one.term: full_name(one) for one in agreement.parties if full_name(one)},
    )


def _clauses(agreement: Agreement, page: Page) -> Iterator[ClauseRow]:
    """The clauses of the library in the agreement; a definition has no number of its own."""
    headings = {provision.id: provision.heading for provision in agreement.provisions}
    for source in agreement.sources:
        found = page.numbers.get(source.clause)
        label = str(found) if found else ""
        heading = headings.get(source.clause, "")
        yield label, source.clause, heading, source.alternative, source.why, source.digest
