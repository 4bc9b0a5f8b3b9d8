"""Answers into words, and words into the places a clause leaves for them."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from agreement.answers.typed import Answer, Answers, Calculated
from agreement.document.markup import joined, parse
from agreement.document.prose import plain_words
from agreement.document.references import led
from agreement.document.tree import Blank, Definition, Inline, Prose, Reference, Text, Use
from agreement.document.wording import (
    counted,
    curled,
    day_words,
    plural,
    singular,
    spelled,
    time_words,
)
from agreement.money import shown
from agreement.term_sheet.anchors import start_of
from agreement.term_sheet.setting import Setting, Voice
from agreement.term_sheet.terms import Open, term_for

NBSP = "\N{NO-BREAK SPACE}"
APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
CALCULATIONS = "calculations"
"""The name under which a clause refers to the schedule that works its calculations."""
_MOST_TEXTS = 4096
_SPACE = re.compile(r"[ \n\t]+")


class UnknownBlank(Exception):
    """A text asks for an answer that nothing gives: a clause that nobody proved."""


def fill(text: str, answers: Answers, setting: Setting) -> Prose:
    """The text of a clause with each blank answered, in the jurisdiction's spelling. Raises
    UnknownBlank."""
    prose, blanks = _voiced(text, setting.voice)
    if not blanks:
        return prose
    try:
        given = [answers[name] for name in blanks]
    except KeyError:
        raise UnknownBlank(text) from None
    return _answered(text, setting.voice, tuple(words_of(one, setting) for one in given))


@lru_cache(maxsize=_MOST_TEXTS)
def _voiced(text: str, voice: Voice) -> tuple[Prose, tuple[str, ...]]:
    """The text of a clause as a voice says it, and the blanks that wait in it for answers."""
    said = tuple(_said(one, voice) for one in parse(" ".join(text.split())))
    prose = joined(led(said, voice.unsettled) if voice.unsettled else said)
    return prose, tuple(one.name for one in prose if isinstance(one, Blank))


@lru_cache(maxsize=_MOST_TEXTS)
def _answered(text: str, voice: Voice, words: tuple[Prose, ...]) -> Prose:
    """The same with these words in the places of its blanks."""
    waiting = iter(words)
    pieces = ((next(waiting) if type(one) is Blank else (one,)) for one in _voiced(text, voice)[0])
    return joined(tuple(chain.from_iterable(pieces)))


def fill_prose(prose: Prose, voice: Voice) -> Prose:
    """Prose of the term sheet, which has no blanks, in the jurisdiction's spelling."""
    return joined(tuple(_said(one, voice) for one in prose))


def _said(inline: Inline, voice: Voice) -> Inline:
    match inline:
        case Text(words):
            printed = curled(voice.worded(words)).replace("'", APOSTROPHE)
            return inline if printed == words else Text(printed)
        case Definition(term):
            return Definition(spelled(term, voice.spelling))
        case Use(term, word):
            return as_called(term, word, voice)
    return inline


def as_called(term: str, word: str, voice: Voice | Setting) -> Use:
    """The use of a term, with a role's term replaced by what the party is called here."""
    called = voice.role_terms.get(term)
    if called is None:
        return Use(spelled(term, voice.spelling), spelled(word, voice.spelling))
    return Use(singular(called), called if word == term else plural(called))


def words_of(answer: Answer, setting: Setting) -> Prose:
    """An answer as it reads in a sentence; an open point where there is none yet."""
    value = answer.value
    if isinstance(value, Open) and answer.blank["type"] != "table":
        return (setting.open_point(value, answer.name),)
    if answer.rule is not None:
        return start_of(answer.rule, setting).words
    return _PRINTED[answer.blank["type"]](answer, value, setting)


def _blank(words: str, answer: Answer) -> Prose:
    return (Blank(answer.name, words),)


def _choice(answer: Answer, value: str, setting: Setting) -> Prose:
    return fill(answer.blank["choices"][value], {}, setting)


def _typed(answer: Answer, value: str, setting: Setting) -> str:
    """A text as it was typed, its marks curled; the clause's own, typed or not, is words of the
    library, and names each role by its party's term."""
    ours = value == answer.blank.get("default")
    words = plain_words(fill(value, {}, setting)) if ours else curled(value)
    return _SPACE.sub(" ", words).strip()


def _business_days(answer: Answer, value: int, setting: Setting) -> Prose:
    noun = "Business Day" if value == 1 else "Business Days"
    return (*_blank(str(value), answer), Text(NBSP), Use("Business Day", noun))


def percentage(value: Decimal, setting: Setting) -> str:
    """A percentage in words, without trailing zeros."""
    figure = format(value.normalize(), "f")
    return f"{figure}{setting.conventions.percent}"


def schedule_id(clause: str, blank: str) -> str:
    """The id of the schedule that a table makes."""
    return f"schedules/{clause}/{blank}"


def _table(answer: Answer, value: object, setting: Setting) -> Prose:
    return (Reference(schedule_id(str(answer.path[1]), str(answer.path[2]))),)


def _calculated(answer: Answer, value: Calculated, setting: Setting) -> Prose:
    if value.figure is not None:
        return (Text(shown(value.figure, setting.currency)),)
    schedule = Reference(schedule_id(str(answer.path[1]), CALCULATIONS))
    return (Text("the sum that "), schedule, Text(" shows"))


def _calculations(answer: Answer, value: object, setting: Setting) -> Prose:
    return (Reference(schedule_id(str(answer.path[1]), CALCULATIONS)),)


_PRINTED: Mapping[str, Callable[[Answer, object, Setting], Prose]] = {
    "days": lambda answer, value, _: _blank(counted(value, "day"), answer),
    "business_days": _business_days,
    "months": lambda answer, value, _: _blank(counted(value, "month"), answer),
    "hours": lambda answer, value, _: _blank(counted(value, "hour"), answer),
    "time": lambda answer, value, to: _blank(time_words(value, to.conventions.date_style), answer),
    "integer": lambda answer, value, _: _blank(f"{value:,}", answer),
    "money": lambda answer, value, to: _blank(shown(value, to.currency), answer),
    "percent": lambda answer, value, to: _blank(percentage(value, to), answer),
    "date": lambda answer, value, to: _blank(_day(value, to), answer),
    "text": lambda answer, value, to: _blank(_typed(answer, value, to), answer),
    "boolean": lambda answer, value, _: (),
    "party": lambda answer, value, to: (as_called(term_for(value), term_for(value), to),),
    "choice": _choice,
    "table": _table,
    "calculated": _calculated,
    CALCULATIONS: _calculations,
}


def _day(day: date, setting: Setting) -> str:
    return day_words(day, setting.conventions.date_style)


def stands(when: Mapping | None, answers: Answers) -> bool:
    """Whether a unit with this condition stands. One that hangs on an open point does."""
    return all(_matches(answers.get(name), wanted) for name, wanted in (when or {}).items())


def _matches(answer: Answer | None, wanted: object) -> bool:
    if answer is None or isinstance(answer.value, Open):
        return answer is not None
    return answer.value == wanted or str(answer.value) == str(wanted)
