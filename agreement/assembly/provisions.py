"""Clauses into provisions, and definitions into the one that lists them."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import chain

from agreement.answers.fill import fill, stands
from agreement.answers.typed import Answers, said
from agreement.choice.choose import Picked
from agreement.document.tree import Definition, Provision, Reference, Text
from agreement.document.within import within
from agreement.remembered import Memory, remembered
from agreement.term_sheet.setting import Setting

DEFINITIONS = "definitions"
_DRAWN = Memory(most=2048)
_LISTED = Memory(most=16)


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
    defining = tuple(chain.from_iterable(defined_in.each(others)))
    # What is remembered holds the entries, so that no others can take over their identity.
    key = (setting.voice, tuple(map(id, entries)), defining)
    return _LISTED.recall(key, lambda: (entries, _list(entries, defining, setting)))[1]


def _list(
    entries: tuple[Provision, ...], others: tuple[tuple[str, str], ...], setting: Setting
) -> tuple[Provision, ...]:
    by_term = {term: one for one in entries for term, _ in defined_in(one)}
    for term, id in others:
        by_term[term] = _pointer(term, id)
    if not by_term:
        return ()
    ordered = tuple(by_term[term] for term in sorted(by_term, key=str.casefold))
    meanings = Provision(
        f"{DEFINITIONS}/text", "", (Text(setting.worded("In this Agreement:")),), ordered
    )
    return (Provision(DEFINITIONS, "Definitions", (), (meanings,)),)


@lru_cache(maxsize=4096)
def _pointer(term: str, id: str) -> Provision:
    """The entry of a term that another provision defines."""
    words = (Definition(term), Text(" has the meaning given in "), Reference(id), Text("."))
    return Provision(f"{DEFINITIONS}/{id}/{term}", "", words, numbered=False)


@remembered(most=2048)
def defined_in(provision: Provision) -> tuple[tuple[str, str], ...]:
    """Each term that a provision defines, with the id of the unit that does."""
    return tuple((piece.term, id) for id, piece in within(provision).placed[Definition])
