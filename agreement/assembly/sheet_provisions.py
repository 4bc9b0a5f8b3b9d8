"""The provisions that no clause gives but the term sheet itself: its recitals, and the actions and
reviews that it adds."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from agreement.answers.fill import as_called, fill_prose
from agreement.assembly.schedules import REVIEWS
from agreement.document.markup import joined, parse
from agreement.document.tree import (
    ActionItem,
    Blank,
    Duty,
    Inline,
    Prose,
    Provision,
    Reference,
    ReviewDate,
    Text,
)
from agreement.document.wording import capitalised, curled, day_words
from agreement.duties.dated import AGREED_ACTIONS, AGREED_REVIEWS
from agreement.reading.source import dotted
from agreement.remembered import Memory
from agreement.term_sheet.roles import EVERY_PARTY
from agreement.term_sheet.setting import Setting, Voice
from agreement.term_sheet.terms import Open, known, term_for

_MET = Memory(most=256)
_ACTION = f"{AGREED_ACTIONS}/"
_MEDIATION = {
    "date": "the date of the mediation",
    "mediator": "the mediator",
    "body": "the body that arranged the mediation",
}


def recitals(setting: Setting) -> tuple[Provision, ...]:
    """The background, the mediation first where there was one."""
    told = (*_mediation(setting), *_recited(setting))
    numbered = enumerate(told, 1)
    return tuple(_met(Provision(f"recitals/{count}", "", prose)) for count, prose in numbered)


def _met(provision: Provision) -> Provision:
    """The very provision of an earlier agreement that is equal to this one; or else this one."""
    return _MET.recall(provision, lambda: provision)


def _mediation(setting: Setting) -> Iterator[Prose]:
    mediation = known(setting.sheet.at(("mediation",)))
    if mediation is None:
        return
    if isinstance(mediation, Open):
        yield (setting.open_point(mediation, "mediation", "the mediation of these terms"),)
        return
    leads = (("date", " on "), ("mediator", " before "), ("body", " arranged by "))
    words: list[Inline] = [Text("The parties agreed these terms at a mediation")]
    for name, lead in leads:
        if name in mediation:
            words += (Text(lead), _mediation_field(name, setting))
    yield joined((*words, Text(".")))


def _mediation_field(name: str, setting: Setting) -> Inline:
    value, path = known(setting.sheet.at(("mediation", name))), f"mediation.{name}"
    if isinstance(value, Open):
        return setting.open_point(value, path, _MEDIATION[name])
    if name == "date":
        value = day_words(date.fromisoformat(value), setting.conventions.date_style)
    return Blank(path, curled(value))


def _recited(setting: Setting) -> Iterator[Prose]:
    for index, recital in enumerate(setting.sheet.recitals):
        if isinstance(recital, Open):
            name = dotted(("recitals", index))
            yield (setting.open_point(recital, name, "a recital"),)
        else:
            yield _as_recited(recital, setting.voice)


@lru_cache(maxsize=1024)
def _as_recited(recital: str, voice: Voice) -> Prose:
    return fill_prose(parse(" ".join(recital.split()), blanks=False), voice)


def agreed_actions(duties: tuple[Duty, ...], setting: Setting) -> Iterator[Provision]:
    """The provisions that bind the parties to the actions and reviews of the term sheet itself."""
    actions = [duty for duty in duties if duty.provision.startswith(_ACTION)]
    if actions:
        below = tuple(
            Provision(duty.provision, "", _sentence(duty, setting))
            for duty in actions
            if isinstance(duty, ActionItem)
        )
        yield _met(Provision(AGREED_ACTIONS, "Agreed actions", (), below))
    if AGREED_REVIEWS in [duty.provision for duty in duties if type(duty) is ReviewDate]:
        text = (
            Text("The parties shall carry out each review that "),
            Reference(REVIEWS),
            Text(" lists against this provision, on the date given there."),
        )
        yield _met(
            Provision(
                AGREED_REVIEWS,
                "Agreed reviews",
                (),
                (Provision(f"{AGREED_REVIEWS}/text", "", text),),
            )
        )


def _sentence(duty: ActionItem, setting: Setting) -> Prose:
    who: Prose = (Text("each party"),)
    if duty.role != EVERY_PARTY:
        who = (Text("the "), as_called(term_for(duty.role), term_for(duty.role), setting))
    rule = _first(duty.due.rule, capitalised)
    what = _first(duty.what, _lowered)
    return joined((*rule, Text(", "), *who, Text(" shall "), *_unstopped(what), Text(".")))


def _lowered(words: str) -> str:
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _unstopped(prose: Prose) -> Prose:
    """Prose without the full stop that a drafter may have ended it with."""
    if prose and isinstance(prose[-1], Text):
        return (*prose[:-1], Text(prose[-1].text.rstrip(" .")))
    return prose


def _first(prose: Prose, change) -> Prose:
    if prose and isinstance(prose[0], Text):
        return (Text(change(prose[0].text)), *prose[1:])
    return prose
