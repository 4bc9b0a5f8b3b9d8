"""The tree of an assembled agreement: what it says and in which order, not how it looks.

Every value is frozen. A provision does not know its number: numbers are a side table that
`number` computes from the finished tree, so that the tree is never rewritten.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from agreement.conventions import Conventions
from agreement.finding import Place
from agreement.provenance import Source


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Definition:
    """The place where a defined term gets its meaning; printed bold inside quotation marks."""

    term: str


@dataclass(frozen=True, slots=True)
class Use:
    """A later appearance of a defined term; `shown` is the word printed, which may be a plural."""

    term: str
    shown: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference to the provision, recital or schedule with this id."""

    target: str


@dataclass(frozen=True, slots=True)
class Blank:
    """An answer in its place: `name` is its path in the term sheet, `value` the words printed.

    In the text of a clause, before the answers are filled in, `name` is the blank's own name and
    `value` is empty.
    """

    name: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A blank nobody has answered yet: what is missing and who owes the answer.

    `number` counts the open points of an agreement from 1 in the order of the document; `name` is
    the path of the blank in the term sheet.
    """

    number: int
    what: str
    owner: str
    name: str

    def __str__(self) -> str:
        owed = f", {self.owner} to confirm" if self.owner else ""
        return f"[OPEN {self.number}: {self.what}{owed}]"


Inline = Text | Definition | Use | Reference | Blank | OpenPoint
Prose = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Provision:
    """A unit of the agreement: a heading, words, units below it, or several of these.

    The id is the clause it came from and its path inside that clause. An unnumbered provision is
    an entry of a list that stands in alphabetical order, such as a definition.
    """

    id: str
    heading: str = ""
    prose: Prose = ()
    provisions: tuple["Provision", ...] = ()
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `share` is its part of the width, against the other columns' shares."""

    heading: str
    share: int = 1
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings. Where `totalled`, the last row is a total."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Prose, ...], ...]
    totalled: bool = False


@dataclass(frozen=True, slots=True)
class Schedule:
    """An attachment with a number of its own: an introduction, a table, or both."""

    id: str
    heading: str
    prose: Prose = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """When a duty falls due: the rule in words, and the date it gives where that is known.

    A provisional date rests on an assumed one. `at` is a time of day such as "4.00 pm".
    """

    rule: Prose
    on: date | None = None
    provisional: bool = False
    at: str = ""


@dataclass(frozen=True, slots=True)
class ActionItem:
    """What somebody shall do, by when, and what proves that it is done."""

    provision: str
    role: str
    what: Prose
    due: Due
    evidence: Prose


@dataclass(frozen=True, slots=True)
class ReviewDate:
    """A date on which the parties look again at how the agreement works."""

    provision: str
    what: Prose
    due: Due


@dataclass(frozen=True, slots=True)
class Payment:
    """Money due; `answer` is the path of its `amount`, which is None where a rule gives it."""

    provision: str
    payer: str
    payee: str
    what: Prose
    due: Due
    amount: Decimal | None = None
    answer: str = ""


Duty = ActionItem | ReviewDate | Payment


@dataclass(frozen=True, slots=True)
class Party:
    """Who is bound: the role, the term the agreement calls them by, and how they are described."""

    role: str
    term: str
    prose: Prose


@dataclass(frozen=True, slots=True)
class Execution:
    """One party's place to sign: the words of signing, then labelled lines, empty to write on."""

    role: str
    words: Prose
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The finished tree, and all a writer or a check needs to know beside it.

    `parts` of the conventions orders parties, recitals, operative, schedules and execution.
    `status_words` is the legend of a draft and empty in a copy for signature. `dated` is the
    draft's own date; `sheet_digest` identifies the term sheet and `place` is where it stands;
    `notice` is a sentence printed below the title, `testimonium` one before the places to sign.
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
