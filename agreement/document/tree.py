"""The tree of an assembled agreement: what it says and in which order, not how it looks.

Every value is frozen. A provision does not know its number: numbers are a side table that
`number` computes from the finished tree, so that the tree is never rewritten.
"""

from datetime import date
from decimal import Decimal

from msgspec import Struct

from agreement.document.conventions import Conventions
from agreement.document.inline import FIRST as FIRST
from agreement.document.inline import Blank as Blank
from agreement.document.inline import Definition as Definition
from agreement.document.inline import Inline as Inline
from agreement.document.inline import OpenPoint as OpenPoint
from agreement.document.inline import Prose as Prose
from agreement.document.inline import Reference as Reference
from agreement.document.inline import Text as Text
from agreement.document.inline import Use as Use
from agreement.document.provenance import Source
from agreement.finding import Place


class Provision(Struct, frozen=True):
    """A unit of the agreement: a heading, words, units below it, or several of these.

    The id is the clause it came from and its path inside that clause. An unnumbered provision is
    an entry of a list that stands in alphabetical order, such as a definition.
    """

    id: str
    heading: str = ""
    prose: Prose = ()
    provisions: tuple["Provision", ...] = ()
    numbered: bool = True


def clause_of(unit: str) -> str:
    """The id of the clause that a provision or a schedule with this id came from."""
    return "/".join(unit.removeprefix("schedules/").split("/")[:2])


class Column(Struct, frozen=True):
    """A column of a table; `share` is its part of the width, against the other columns' shares."""

    heading: str
    share: int = 1
    figures: bool = False


class Table(Struct, frozen=True):
    """Rows under headings. Where `totalled`, the last row is a total."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Prose, ...], ...]
    totalled: bool = False


class Schedule(Struct, frozen=True):
    """An attachment with a number of its own: an introduction, paragraphs numbered by themselves,
    a table, or several of these."""

    id: str
    heading: str
    prose: Prose = ()
    table: Table | None = None
    provisions: tuple[Provision, ...] = ()


class Due(Struct, frozen=True):
    """When a duty falls due: the rule in words, and the date it gives where that is known.

    A provisional date rests on an assumed one. `at` is a time of day such as "4.00 pm".
    """

    rule: Prose
    on: date | None = None
    provisional: bool = False
    at: str = ""


class ActionItem(Struct, frozen=True):
    """What somebody shall do, by when, and what proves that it is done."""

    provision: str
    role: str
    what: Prose
    due: Due
    evidence: Prose


class ReviewDate(Struct, frozen=True):
    """A date on which the parties look again at how the agreement works."""

    provision: str
    what: Prose
    due: Due


class Payment(Struct, frozen=True):
    """Money due; `answer` is the path of its `amount`, which is None where a rule gives it or it
    is open. `told` is the id of the schedule that then shows it, empty where the provision does;
    `left_open` is the open amount, for a document that prints neither.
    """

    provision: str
    payer: str
    payee: str
    what: Prose
    due: Due
    amount: Decimal | None = None
    answer: str = ""
    told: str = ""
    left_open: Prose = ()


Duty = ActionItem | ReviewDate | Payment


class Party(Struct, frozen=True):
    """Who is bound: the role, the term the agreement calls them by, and how they are described."""

    role: str
    term: str
    prose: Prose


class Execution(Struct, frozen=True):
    """One party's place to sign: the words of signing, then labelled lines, empty to write on.
    `answers` gives the path in the term sheet of what each line says, empty where it says nothing.
    """

    role: str
    words: Prose
    lines: tuple[tuple[str, str], ...]
    answers: tuple[str, ...] = ()


class Agreement(Struct, frozen=True):
    """The finished tree, and all a writer or a check needs to know beside it.

    `parts` of the conventions orders parties, recitals, operative, schedules and execution.
    `status_words` is the legend of a draft and empty in a copy for signature. `dated` is the
    draft's own date and `timed` its time of day, such as "16:42", or empty; `sheet_digest`
    identifies the term sheet and `place` is where it stands; `notice` is a sentence printed below
    the title, `testimonium` one before the places to sign. `court` names the court and the claim
    of an order, a line each.
    """

    title: str
    form: str
    status: str
    status_words: str
    draft: str
    dated: date | None
    reference: str
    author: str
    currency: str
    conventions: Conventions
    parties: tuple[Party, ...]
    recitals: tuple[Provision, ...]
    operative: tuple[Provision, ...]
    schedules: tuple[Schedule, ...]
    execution: tuple[Execution, ...]
    duties: tuple[Duty, ...]
    open_points: tuple[OpenPoint, ...]
    sources: tuple[Source, ...]
    sheet_digest: str
    place: Place
    notice: str = ""
    testimonium: str = ""
    court: tuple[Prose, ...] = ()
    timed: str = ""

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """Every provision of the first level: recitals, operative ones, paragraphs of schedules."""
        scheduled = (one for schedule in self.schedules for one in schedule.provisions)
        return (*self.recitals, *self.operative, *scheduled)
