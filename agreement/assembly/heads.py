"""Heads of terms: the same duties as the agreement's, in plain short sentences to be read aloud."""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from agreement.answers.fill import APOSTROPHE, words_of
from agreement.assembly.heads_duties import STOP, Outline, actions, line, payments, reviews
from agreement.assembly.plainly import alone
from agreement.choice.picked import Picked
from agreement.choice.unsettled import WHOLE
from agreement.document.markup import parse, references
from agreement.document.tree import Blank, Inline, Provision, Text
from agreement.document.wording import day_words
from agreement.term_sheet.anchors import start_of
from agreement.term_sheet.setting import Setting
from agreement.term_sheet.status import NONE, needs_approval
from agreement.term_sheet.terms import Open, known

LONG_FORM = "long_form_by"


def heads(outline: Outline) -> tuple[Provision, ...]:
    """The operative provisions of heads of terms."""
    parts = (
        ("payments", "What is paid, and when", payments(outline)),
        ("actions", "What each party will do, and by when", actions(outline)),
        ("reviews", "What is reviewed, and when", reviews(outline)),
        ("unsettled", "What is not agreed yet", _unsettled(outline)),
        ("clauses", "The full agreement", _contents(outline)),
        ("next", "What happens next", _next(outline.setting)),
    )
    told = tuple(_part(name, heading, tuple(lines)) for name, heading, lines in parts)
    binding = _part("binding", "What binds", tuple(_binding(outline)))
    return (*(part for part in told if part.provisions), *alone(outline.bound), binding)


def _part(name: str, heading: str, lines: tuple[Provision, ...]) -> Provision:
    below = tuple(replace(one, id=f"heads/{name}/{n}") for n, one in enumerate(lines, 1))
    return Provision(f"heads/{name}", heading, (), below)


def _unsettled(outline: Outline) -> Iterator[Provision]:
    for pick, answers in outline.unsettled:
        heading = _heading(pick, outline.setting)
        yield line(Text(f"{heading}: "), *words_of(answers[WHOLE], outline.setting), STOP)


def _contents(outline: Outline) -> Iterator[Provision]:
    """The headings of the full agreement, in one sentence that can be read aloud."""
    setting = outline.setting
    listed = "; ".join(_heading(one, setting) for one in outline.clauses)
    told = setting.worded("The full agreement carries these heads of terms out.")
    yield line(Text(f"{told} Its clauses are: {listed}." if listed else told))


def _heading(pick: Picked, setting: Setting) -> str:
    named = " ".join(pick.clause.heading.split())
    return setting.worded(named).replace("'", APOSTROPHE)


def _next(setting: Setting) -> Iterator[Provision]:
    start = known(setting.sheet.at(("effective_date",)))
    asked = (Text("The settlement takes effect on "),)
    if isinstance(start, Open):
        point = setting.open_point(start, "effective_date", "the day the settlement takes effect")
        yield line(*asked, point, STOP)
    else:
        yield line(*asked, *start_of(start, setting).words, Text(" (the effective date)"), STOP)
    asked = "the date by which the full agreement is to be signed"
    day = known(setting.sheet.at((LONG_FORM,)))
    when: Inline = setting.open_point(day if isinstance(day, Open) else Open(), LONG_FORM, asked)
    if isinstance(day, str):
        printed = day_words(date.fromisoformat(day), setting.conventions.date_style)
        when = Blank(LONG_FORM, printed)
    yield line(Text("The parties aim to sign the full agreement on or before "), when, STOP)


def _binding(outline: Outline) -> Iterator[Provision]:
    setting = outline.setting
    words, binding = setting.form["binding"], setting.sheet.binding
    waits = binding != NONE and needs_approval([one.clause.id for one in outline.clauses])
    some = tuple(one.id for one in outline.bound)
    said = words["some" if isinstance(binding, tuple) else binding]
    told = " ".join((*(words["approval"] if waits else ()), *said))
    yield line(*parse(told.replace("{clauses}", references(some)), blanks=False))
