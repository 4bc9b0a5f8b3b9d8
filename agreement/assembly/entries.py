"""The duties of an agreement as entries of a list: the words, number, owner, date and sum that
every rendering of them shows.

The words are those of the schedules, so that no two renderings can disagree.
"""

from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from itertools import chain

from msgspec import Struct

from agreement.assembly.schedules import due_words, sentence
from agreement.document.conventions import Conventions
from agreement.document.number import cited, number
from agreement.document.plain import Page
from agreement.document.prose import said
from agreement.document.tree import (
    ActionItem,
    Agreement,
    Blank,
    Duty,
    Party,
    Payment,
    Reference,
    ReviewDate,
)
from agreement.duties.dated import OPEN_ROLE
from agreement.money import shown
from agreement.remembered import Memory, remembered
from agreement.term_sheet.roles import EVERY_PARTY


class Kind(StrEnum):
    """What kind of duty an entry is."""

    ACTION = "action"
    REVIEW = "review"
    PAYMENT = "payment"


class Entry(Struct, frozen=True):
    """A duty as it is listed. `count` is its number in the schedule of its kind, `cited` its
    provision in words ("clause 5.2") where the document prints it, `due` the rule in words with
    the date it gives; `owner` is empty for a review and the payer for a payment. `amount` is in
    the agreement's currency and `sum` the words printed for it, which may be a reference.
    """

    kind: Kind
    count: int
    provision: str
    cited: str
    what: str
    due: str
    on: date | None
    provisional: bool
    at: str
    owner: str = ""
    payee: str = ""
    evidence: str = ""
    amount: Decimal | None = None
    sum: str = ""

    @property
    def certainty(self) -> str:
        """Whether the date is fixed or rests on an assumed one; nothing where there is no date."""
        if self.on is None:
            return ""
        return "provisional" if self.provisional else "fixed"


_KINDS = ((Kind.PAYMENT, Payment), (Kind.ACTION, ActionItem), (Kind.REVIEW, ReviewDate))
_LISTED, _MADE = Memory(most=256), Memory(most=2048)
_SPECIAL = {EVERY_PARTY: "Each party", OPEN_ROLE: "Open"}


def entries(agreement: Agreement) -> tuple[Entry, ...]:
    """Every duty of an agreement: payments, action items and review dates, each kind in the order
    of its schedule."""
    return tuple(chain.from_iterable(entries_by_kind(agreement)))


class _Beside(Struct, frozen=True):
    """What entries are made of beside the duties: the agreement, the page that tells its numbers,
    and what its parties are called. `told` is all that an entry takes from these but numbers."""

    agreement: Agreement
    page: Page
    terms: Mapping[str, str]
    told: Hashable


def entries_by_kind(agreement: Agreement) -> Iterator[tuple[Entry, ...]]:
    """The payments, the action items and the review dates. Where an agreement before had the very
    same ones, at the same numbers and between parties of the same terms, so are their entries."""
    page = Page(number(agreement), agreement.conventions)
    terms = {party.role: party.term for party in agreement.parties} | _SPECIAL
    told = (id(agreement.conventions), agreement.currency, *terms.items())
    beside = _Beside(agreement, page, terms, told)
    for kind, of in _KINDS:
        duties = tuple([duty for duty in agreement.duties if type(duty) is of])
        targets = chain.from_iterable(_targets.each(duties))
        key = (kind, told, tuple(map(page.numbers.get, targets)), *map(id, duties))
        yield _LISTED.recall(key, partial(_listed, kind, duties, beside))[0]


@remembered(most=2048)
def _targets(duty: Duty) -> tuple[str, ...]:
    """The ids whose numbers stand in an entry."""
    told = duty.told if isinstance(duty, Payment) else ""
    pieces = chain.from_iterable(said(duty))
    return (duty.provision, told, *(one.target for one in pieces if type(one) is Reference))


def _listed(
    kind: Kind, duties: tuple[Duty, ...], beside: _Beside
) -> tuple[tuple[Entry, ...], tuple[Duty, ...], Conventions]:
    """The entries of one kind, with what their key knows by identity alone."""
    listed = tuple(_known((kind, count), duty, beside) for count, duty in enumerate(duties, 1))
    return listed, duties, beside.agreement.conventions


def _known(place: tuple[Kind, int], duty: Duty, beside: _Beside) -> Entry:
    """An entry, made anew only where it may differ from the one before."""
    numbers = tuple(map(beside.page.numbers.get, _targets(duty)))

    def made() -> tuple[Entry, Duty, Conventions]:
        # What is remembered holds what its key knows by identity alone.
        return _entry(place, duty, beside), duty, beside.agreement.conventions

    return _MADE.recall((place, id(duty), beside.told, numbers), made)[0]


def _entry(place: tuple[Kind, int], duty: Duty, beside: _Beside) -> Entry:
    """A duty at its place in the schedule of its kind. Heads of terms do not print the provision
    that creates it."""
    agreement, page, terms = beside.agreement, beside.page, beside.terms
    kind, count = place
    found = page.numbers.get(duty.provision)
    called = cited(found, agreement.conventions) if found else ""
    what, due = page.words(sentence(duty.what)), page.words(due_words(duty.due, agreement))
    lead = (kind, count, duty.provision, called, what, due)
    dated = (duty.due.on, duty.due.provisional, duty.due.at)
    match duty:
        case ActionItem():
            proof = page.words(sentence(duty.evidence))
            return Entry(*lead, *dated, terms[duty.role], evidence=proof)
        case Payment(amount=None):
            figure = (Reference(duty.told or duty.provision),)
            told = f"see {page.words(figure)}" if called else page.words(duty.left_open)
        case Payment():
            told = shown(duty.amount, agreement.currency)
        case ReviewDate():
            return Entry(*lead, *dated)
    between = (terms[duty.payer], terms[duty.payee])
    return Entry(*lead, *dated, *between, amount=duty.amount, sum=told)


def full_name(party: Party) -> str:
    """A party's own name, as the agreement prints it; empty while it is open."""
    path = f"parties.{party.role}.name"
    named = (one for one in party.prose if isinstance(one, Blank) and one.name == path)
    return next((one.value for one in named), "")


def matter(agreement: Agreement) -> str:
    """What a matter is called where several stand together: its reference, or its title."""
    return agreement.reference or agreement.title
