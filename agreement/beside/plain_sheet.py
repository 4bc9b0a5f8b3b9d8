"""The plain sheet: what an agreement comes to, for the people bound by it, in plain words.

It is made from the same duties as every other rendering, and from the plain sentences of the
clauses. A clause without one is named by its heading: nobody guesses what it comes to.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from agreement.assembly.assemble import Drafted
from agreement.assembly.entries import Entry, Kind, entries
from agreement.beside.plain_parts import Grid, Line, PlainSheet, Section
from agreement.beside.plain_words import AGREED, ASK, WRONG, Told, plainer, told
from agreement.beside.reading_level import reading_level
from agreement.choice.unsettled import NOT_AGREED
from agreement.document.plain import Page
from agreement.document.tree import Agreement, Due, Duty
from agreement.document.wording import curled, day_words
from agreement.term_sheet.anchors import start_of
from agreement.term_sheet.setting import Setting
from agreement.term_sheet.terms import Open, known

NOTE = (
    "This sheet tells you in plain words what the agreement says. It is not a term of the "
    "agreement, and it leaves things out. If the two differ, the agreement counts."
)
"""What every plain sheet says of itself."""

MAY_MOVE = "*"
"""What stands after a date that rests on an assumed one."""

_NUMBERED = "After each point you see where to read it there."
_ADVICE = "Is something not clear? Ask the person who advises you, before you sign if you can."
_MOVES = "A star (*) after a date means that it may move: it hangs on a day that is not fixed yet."
_SERIES, _SERIES_OF_PAYMENTS = 2, 4  # From how many dates on what recurs is told in one line.
_WHEN, _READ = "When", "Read more"


def plain_sheet(drafted: Drafted) -> PlainSheet:
    """The plain sheet of an agreement; parts with nothing in them are left out."""
    agreement, clauses = drafted.agreement, told(drafted)
    due = _due(drafted)
    paid = [one for one in due if one.kind is Kind.PAYMENT]
    done = [one for one in due if one.kind is not Kind.PAYMENT]
    style = agreement.conventions.date_style
    sections = (
        Section("What you have agreed", lines=_lines(clauses, AGREED)),
        Section("What is not agreed yet", lines=_lines(clauses, NOT_AGREED)),
        _payments(paid, style),
        _duties("Who does what, by when", [one for one in done if one.on], style),
        Section("If something goes wrong", lines=_lines(clauses, WRONG)),
        Section("Whom to ask", lines=(*_lines(clauses, ASK), *_people(drafted.setting))),
        Section("Also in the agreement", lines=_unsaid(clauses)),
        _duties("If and when it happens", [one for one in done if not one.on], style),
    )
    return PlainSheet(
        title=agreement.title,
        about=_about(agreement),
        notes=(_first_note(clauses), *_start(drafted.setting), *_moving(due)),
        sections=tuple(one for one in sections if one.lines or one.grids),
        level=reading_level(one.words for one in clauses if one.words),
        language=agreement.conventions.language,
        paper=agreement.conventions.paper,
    )


def _due(drafted: Drafted) -> tuple[Entry, ...]:
    """The duties in plain words, the earliest first, those without a date in their own order."""
    duties = tuple(_plain(duty, drafted.setting) for duty in drafted.agreement.duties)
    found = entries(replace(drafted.agreement, duties=duties))
    dated = sorted((one for one in found if one.on), key=lambda one: one.on)
    return (*dated, *(one for one in found if not one.on))


def _plain(duty: Duty, setting: Setting) -> Duty:
    """The duty with all its prose in ordinary words."""
    changes = {}
    for name in duty.__struct_fields__:
        value = getattr(duty, name)
        if isinstance(value, Due):
            changes[name] = replace(value, rule=plainer(value.rule, setting))
        elif isinstance(value, tuple):
            changes[name] = plainer(value, setting)
    return replace(duty, **changes)


def _about(agreement: Agreement) -> str:
    status = "" if agreement.status == "execution" else "draft, not yet signed"
    return " · ".join(filter(None, ("In plain words", agreement.reference, status)))


def _first_note(clauses: Iterable[Told]) -> str:
    """Heads of terms do not print the clauses, so there is nowhere to read more."""
    return f"{NOTE} {_NUMBERED}" if any(one.cited for one in clauses) else NOTE


def _start(setting: Setting) -> Iterator[str]:
    start = known(setting.sheet.at(("effective_date",)))
    if start is not None and not isinstance(start, Open):
        words = Page({}, setting.conventions).words(start_of(start, setting).words)
        yield f"The agreement starts on {words}. That day is called the effective date."


def _moving(due: Iterable[Entry]) -> Iterator[str]:
    if any(one.on and one.provisional for one in due):
        yield _MOVES


def _lines(clauses: Iterable[Told], about: str) -> tuple[Line, ...]:
    return tuple(
        Line(one.heading, one.words, one.cited)
        for one in clauses
        if one.words and one.about == about
    )


def _unsaid(clauses: Iterable[Told]) -> tuple[Line, ...]:
    return tuple(Line("", one.heading, one.cited) for one in clauses if not one.words)


def _people(setting: Setting) -> Iterator[Line]:
    parties = setting.sheet.parties
    named = [f"{curled(one.name)} ({one.called})" for one in parties if isinstance(one.name, str)]
    if named:
        yield Line("The parties", "; ".join(named))
    yield Line("", _ADVICE)


def _payments(due: Iterable[Entry], style: str) -> Section:
    """Every payment: a table of those with a date, a line for what recurs or has none."""
    rows, lines = [], []
    for same in _alike(due):
        one = same[0]
        who = f"{one.owner} pays {one.payee}"
        if one.on and len(same) < _SERIES_OF_PAYMENTS:
            rows += [(each, one.sum, f"{who}: {one.what}") for each in same]
        else:
            what = ", ".join(filter(None, (one.what, one.sum)))
            lines.append(Line(who, f"{what}, {_whenever(same, style)}", one.cited))
    headings = (_WHEN, "Sum", "Who pays whom, for what", _READ)
    return Section("What is paid", _grids(headings, rows, style), tuple(lines))


def _duties(heading: str, due: Iterable[Entry], style: str) -> Section:
    """Duties and reviews: a table of those with a date, a line for what recurs or has none."""
    rows, lines = [], []
    for same in _alike(due):
        one = same[0]
        owner = one.owner or "Each party"
        what = f"Review: {one.what}" if one.kind is Kind.REVIEW else one.what
        if one.on and len(same) < _SERIES:
            rows += [(each, owner, what) for each in same]
        else:
            lines.append(Line(owner, f"{what}, {_whenever(same, style)}", one.cited))
    return Section(heading, _grids((_WHEN, "Who", "What", _READ), rows, style), tuple(lines))


def _alike(due: Iterable[Entry]) -> tuple[tuple[Entry, ...], ...]:
    """The duties, those together that differ only in their day."""
    kept: dict[tuple, list[Entry]] = {}
    for one in due:
        rule = "" if one.on else one.due
        words = one.owner, one.payee, one.kind, one.what, one.sum, one.cited, rule
        kept.setdefault(words, []).append(one)
    return tuple(map(tuple, kept.values()))


def _grids(headings: tuple[str, ...], rows: list[tuple], style: str) -> tuple[Grid, ...]:
    """A table of these rows by their days, or none; a row begins with its duty."""
    ordered = sorted(rows, key=lambda row: row[0].on)
    told = tuple((_when(one, style), *words, one.cited) for one, *words in ordered)
    return (Grid(headings, told),) if told else ()


def _whenever(same: tuple[Entry, ...], style: str) -> str:
    """When duties that are alike fall due, to read on in a sentence."""
    if same[0].on is None:
        return same[0].due[:1].lower() + same[0].due[1:]
    return f"on {'; '.join(_when(one, style) for one in same)}"


def _when(one: Entry, style: str) -> str:
    day = day_words(one.on, style)
    hour = f", by {one.at}" if one.at else ""
    return f"{day}{MAY_MOVE if one.provisional else ''}{hour}"
