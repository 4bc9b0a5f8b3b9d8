"""A small agreement that uses every style of a shell, to try the shell with."""

from collections.abc import Iterator

from agreement.document.conventions import Conventions
from agreement.document.tree import (
    Agreement,
    Blank,
    Column,
    Definition,
    Execution,
    OpenPoint,
    Party,
    Prose,
    Provision,
    Reference,
    Schedule,
    Table,
    Text,
)
from agreement.finding import Place
from agreement.word.contents import MOST_PROVISIONS
from agreement.word.gating import gate
from agreement.word.shell import Shell
from agreement.word.writer import write

_WORDS: Prose = (Text("Words of the agreement."),)
_POINT = OpenPoint(1, "an answer", "a party", "clauses.trial.answer")
_HEADINGS = ("parties", "recitals", "operative", "execution", "open_points")


def tried(shell: Shell) -> tuple[str, ...]:
    """What the gate finds in agreements made with this shell, on both papers, as a draft and as a
    copy for signature; a sentence a fault."""
    papers = (("A4", "en-GB", "Schedule"), ("Letter", "en-US", "Exhibit"))
    written = (
        write(_agreement(_conventions(*paper), status), shell)
        for paper in papers
        for status in ("draft", "execution")
    )
    return tuple(dict.fromkeys(fault for docx in written for fault in gate(docx)))


def _conventions(paper: str, language: str, schedule_word: str) -> Conventions:
    return Conventions(
        language=language,
        paper=paper,
        provision_word="clause",
        paragraph_word="paragraph",
        recital_word="recital",
        schedule_word=schedule_word,
        date_style="d MMMM yyyy",
        percent="%",
        headings=tuple((name, name.replace("_", " ").capitalize()) for name in _HEADINGS),
        parts=("parties", "recitals", "operative", "schedules", "execution"),
    )


def _agreement(conventions: Conventions, status: str) -> Agreement:
    draft = status == "draft"
    return Agreement(
        title="Trial & title",
        form="agreement",
        status=status,
        status_words="Draft" * draft,
        draft="1" * draft,
        dated=None,
        reference="Reference" * draft,
        author="Author",
        currency="GBP",
        conventions=conventions,
        parties=(Party("payer", "Payer", _WORDS),),
        recitals=(Provision("recital", "", _WORDS, (Provision("recital/below", "", _WORDS),)),),
        operative=tuple(_operative(draft)),
        schedules=(Schedule("schedule", "A table", _WORDS, _table()),),
        execution=(Execution("payer", _WORDS, (("Signature", ""), ("Name", "A Name"))),),
        duties=(),
        open_points=(_POINT,) * draft,
        sources=(),
        sheet_digest="0" * 64,
        place=Place("trial"),
        notice="A notice.",
        testimonium="The parties have signed.",
    )


def _table() -> Table:
    columns = (Column("What", 3), Column("Sum", 1, figures=True))
    row = (_WORDS, (Text("1.00"),))
    return Table(columns, (row, row), totalled=True)


def _operative(draft: bool) -> Iterator[Provision]:
    """Every level, numbered and not, and headings enough for contents."""
    entry = Provision("entry", "Term", (Definition("Term"), *_WORDS), numbered=False)
    yield Provision("one", "Definitions", _WORDS, (Provision("one/one", "", _WORDS, (entry,)),))
    unit = Provision("deep/6", "", _WORDS)
    for level in range(5, 1, -1):
        below = Provision(f"deep/{level}/entry", "", _WORDS, (), numbered=False)
        unit = Provision(f"deep/{level}", "Run in", _WORDS, (unit, below))
    yield Provision("deep", "Levels", (), (unit,))
    answer = (_POINT,) if draft else (Blank("clauses.trial.answer", "an answer"),)
    yield Provision("plain", "", (Text("See "), Reference("schedule"), *answer, Text(".")))
    for count in range(MOST_PROVISIONS):
        yield Provision(f"more/{count}", f"Heading {count}", (Reference("deep/6"),))
