"""The duties of an agreement as entries of a list: the words, number, owner, date and sum that
every rendering of them shows.

The words are those of the schedules, so that no two renderings can disagree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from agreement.document import ActionItem, Agreement, Duty, Payment, ReviewDate
from agreement.number import number
from agreement.plain import Page
from agreement.schedules import ACTIONS, PAYMENTS, REVIEWS


class Kind(StrEnum):
    """What kind of duty an entry is."""

    ACTION = "action"
    REVIEW = "review"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Entry:
    """A duty as it is listed. `count` is its number in the schedule of its kind, `cited` its
    provision in words ("clause 5.2"), `due` the rule in words with the date it gives; `owner` is
    empty for a review and the payer for a payment. `amount` is in the agreement's currency and
    `sum` the words printed for it, which may be a reference.
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


_KINDS = (
    (Kind.PAYMENT, Payment, PAYMENTS, "Payment"),
    (Kind.ACTION, ActionItem, ACTIONS, "Action"),
    (Kind.REVIEW, ReviewDate, REVIEWS, "Review"),
)


def entries(agreement: Agreement) -> tuple[Entry, ...]:
    """Every duty of an agreement: payments, action items and review dates, each kind in the order
    of its schedule."""
    page = Page(number(agreement), agreement.conventions)
    listed: list[Entry] = []
    for kind, of, schedule, heading in _KINDS:
        duties = [duty for duty in agreement.duties if isinstance(duty, of)]
        rows = _rows(agreement, schedule, page)
        for count, (duty, row) in enumerate(zip(duties, rows, strict=True), 1):
            listed.append(_entry((kind, count, row[heading]), duty, row, page))
    return tuple(listed)


def _rows(agreement: Agreement, schedule: str, page: Page) -> Iterator[dict[str, str]]:
    """The rows of a schedule, the words of each cell under the heading of its column."""
    for one in agreement.schedules:
        if one.id == schedule and one.table:
            headings = [column.heading for column in one.table.columns]
            for row in one.table.rows:
                yield dict(zip(headings, map(page.words, row), strict=True))


def _entry(lead: tuple[Kind, int, str], duty: Duty, row: dict[str, str], page: Page) -> Entry:
    kind, count, what = lead
    return Entry(
        kind=kind,
        count=count,
        provision=duty.provision,
        cited=row["Provision"],
        what=what,
        due=row["Due"],
        on=duty.due.on,
        provisional=duty.due.provisional,
        at=duty.due.at,
        owner=row.get("Owner", row.get("From", "")),
        payee=row.get("To", ""),
        evidence=row.get("Proof", ""),
        amount=duty.amount if isinstance(duty, Payment) else None,
        sum=row.get("Amount", ""),
    )


def dated(agreement: Agreement) -> tuple[Entry, ...]:
    """The entries whose date is known, the earliest first."""
    known = [entry for entry in entries(agreement) if entry.on is not None]
    return tuple(sorted(known, key=lambda entry: (entry.on, entry.kind, entry.count)))
