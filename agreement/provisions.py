"""Clauses into provisions, and the provisions that no single clause gives: the definitions, the
recitals, and the actions the term sheet adds."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from agreement.answers import Answers, said
from agreement.choose import Picked
from agreement.document import (
    ActionItem,
    Blank,
    Definition,
    Duty,
    Inline,
    Prose,
    Provision,
    Reference,
    ReviewDate,
    Text,
)
from agreement.duties import AGREED_ACTIONS, AGREED_REVIEWS
from agreement.fill import as_called, fill, fill_prose, stands
from agreement.markup import joined, parse
from agreement.remembered import Memory
from agreement.roles import EVERY_PARTY
from agreement.schedules import REVIEWS
from agreement.setting import Setting
from agreement.source import dotted
from agreement.terms import Open, known, term_for
from agreement.within import within
from agreement.wording import capitalised, curled, day_words

DEFINITIONS = "definitions"
_DRAWN = Memory(most=1024)
_LISTED = Memory(most=16)
_MEDIATION = {
    "date": "the date of the mediation",
    "mediator": "the mediator",
    "body": "the body that arranged the mediation",
}


def provision(pick: Picked, answers: Answers, setting: Setting) -> Provision:
    """The first-level provision of a clause, with a provision for each unit that stands. Where the
    clause says the same in two agreements, it is the very same provision."""
    return _drawn(_whole, pick, answers, setting)


def entry(pick: Picked, answers: Answers, setting: Setting) -> Provision:
    """A definition of the library as an entry of the list of definitions."""
    return _drawn(_entry, pick, answers, setting)


def _drawn(
    draw: Callable[[Picked, Answers, Setting], Provision],
    pick: Picked,
    answers: Answers,
    setting: Setting,
) -> Provision:
    told = said(answers)
    if told is None:
        return draw(pick, answers, setting)
    key = (draw, pick.clause, pick.alternative, setting.voice, told)
    return _DRAWN.recall(key, lambda: draw(pick, answers, setting))


def _whole(pick: Picked, answers: Answers, setting: Setting) -> Provision:
    id, wording = pick.clause.id, pick.clause.wording(pick.alternative)
    below = tuple(_units(id, wording.get("provisions", {}), answers, setting))
    if "text" in wording:
        below = (Provision(f"{id}/text", "", fill(wording["text"], answers, setting), below),)
    return Provision(id, setting.worded(pick.clause.heading), (), below)


def _units(above: str, units: Mapping, answers: Answers, setting: Setting) -> Iterator[Provision]:
    instead = setting.form.get("units", {})
    for name, unit in units.items():
        id = f"{above}/{name}"
        unit = {"text": unit} if isinstance(unit, str) else unit
        if not setting.leaves_out(id) and stands(unit.get("when"), answers):
            unit = {"text": instead[id]} if id in instead else unit
            below = tuple(_units(id, unit.get("provisions", {}), answers, setting))
            yield Provision(id, "", fill(unit["text"], answers, setting), below)


def _entry(pick: Picked, answers: Answers, setting: Setting) -> Provision:
    words = fill(pick.clause.wording(pick.alternative)["text"], answers, setting)
    return Provision(pick.clause.id, "", words, numbered=False)


def definitions(
    entries: tuple[Provision, ...], others: tuple[Provision, ...], setting: Setting
) -> tuple[Provision, ...]:
    """The definitions in alphabetical order, those that stand in other provisions pointed to;
    none where nothing is defined."""
    defining = tuple(defined_in(others))
    # What is remembered holds the entries, so that no others can take over their identity.
    key = (setting.voice, tuple(map(id, entries)), defining)
    return _LISTED.recall(key, lambda: (entries, _list(entries, defining, setting)))[1]


def _list(
    entries: tuple[Provision, ...], others: tuple[tuple[str, str], ...], setting: Setting
) -> tuple[Provision, ...]:
    by_term = {term: one for one in entries for term, _ in defined_in((one,))}
    for term, id in others:
        pointer = (Definition(term), Text(" has the meaning given in "), Reference(id), Text("."))
        by_term[term] = Provision(f"{DEFINITIONS}/{id}/{term}", "", pointer, numbered=False)
    if not by_term:
        return ()
    ordered = tuple(by_term[term] for term in sorted(by_term, key=str.casefold))
    meanings = Provision(
        f"{DEFINITIONS}/text", "", (Text(setting.worded("In this Agreement:")),), ordered
    )
    return (Provision(DEFINITIONS, "Definitions", (), (meanings,)),)


def defined_in(provisions: tuple[Provision, ...]) -> Iterator[tuple[str, str]]:
    """Each term that these provisions define, with the id of the provision that does."""
    for one in provisions:
        yield from ((piece.term, id) for id, piece in within(one).placed[Definition])


def recitals(setting: Setting) -> tuple[Provision, ...]:
    """The background, the mediation first where there was one."""
    told = (*_mediation(setting), *_recited(setting))
    return tuple(Provision(f"recitals/{count}", "", prose) for count, prose in enumerate(told, 1))


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
            yield fill_prose(parse(" ".join(recital.split()), blanks=False), setting)


def agreed_actions(duties: tuple[Duty, ...], setting: Setting) -> Iterator[Provision]:
    """The provisions that bind the parties to the actions and reviews of the term sheet itself."""
    actions = [duty for duty in duties if duty.provision.startswith(f"{AGREED_ACTIONS}/")]
    if actions:
        below = tuple(
            Provision(duty.provision, "", _sentence(duty, setting))
            for duty in actions
            if isinstance(duty, ActionItem)
        )
        yield Provision(AGREED_ACTIONS, "Agreed actions", (), below)
    if any(duty.provision == AGREED_REVIEWS for duty in duties if isinstance(duty, ReviewDate)):
        text = (
            Text("The parties shall carry out each review that "),
            Reference(REVIEWS),
            Text(" lists against this provision, on the date given there."),
        )
        yield Provision(
            AGREED_REVIEWS, "Agreed reviews", (), (Provision(f"{AGREED_REVIEWS}/text", "", text),)
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
