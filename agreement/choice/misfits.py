"""What is wrong with the choice of clauses: whether each may stand in this agreement, beside these
others, and has the answers and the parties that it asks for."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import takewhile

from agreement.choice.picked import Picked
from agreement.document.wording import joined, nearest
from agreement.finding import Finding, error
from agreement.library.blanks import past_limit
from agreement.library.clause import Clause
from agreement.library.disk import Library
from agreement.reading.source import Source, is_open
from agreement.remembered import Silent
from agreement.term_sheet.roles import roles_of, unfilled, unknown_in_answers

_SOUND = Silent(most=4096)


def misfits(chosen: tuple[Picked, ...], source: Source, library: Library) -> Iterator[Finding]:
    """What is wrong with the clauses chosen, in their order. Values that the schema will refuse
    are passed over, and so is what a clause requires that is out of place itself."""
    yield from _unknown_jurisdiction(source, library)
    strangers: set[str] = set()
    barred = _barred(tuple(pick.clause for pick in chosen))
    unsound = _unsound(chosen, source, library)
    for pick in chosen:
        misplaced = _misplaced(pick, source, library) if pick.clause.id in unsound else ()
        if misplaced or pick.parent in strangers:
            strangers.add(pick.clause.id)
            yield from misplaced if pick.parent not in strangers else ()
            continue
        if barred[pick.clause.id]:
            yield from _excluded(pick, chosen, barred[pick.clause.id])
        if pick.clause.id in unsound:
            yield from _own_faults(pick, source, library)


def _unsound(chosen: tuple[Picked, ...], source: Source, library: Library) -> frozenset[str]:
    """The ids of the clauses that something is wrong with beside the others. That nothing is wrong
    with a clause is remembered, with all of the term sheet that it is judged by."""
    value = source.value
    here = (library, repr(value.get("matter")), repr(value.get("jurisdiction")), roles_of(source))
    by_key = {(*here, *_judged_by(pick, source)): pick for pick in chosen}

    def find(key: Hashable) -> bool:
        pick = by_key[key]
        return any((*_misplaced(pick, source, library), *_own_faults(pick, source, library)))

    return frozenset(by_key[key].clause.id for key in _SOUND.loud(by_key.keys(), find))


def _judged_by(pick: Picked, source: Source) -> Iterator[Hashable]:
    yield from (pick.clause, pick.alternative, repr(_answers(pick.clause, source)))
    yield from (reached(source.value, path) for path in _elsewhere(pick.clause))


@lru_cache(maxsize=2048)
def _elsewhere(clause: Clause) -> tuple[str, ...]:
    return tuple(blank["from"] for blank in clause.blanks.values() if "from" in blank)


def _misplaced(pick: Picked, source: Source, library: Library) -> tuple[Finding, ...]:
    matters = library.clause_schema["$defs"]["matter"]["enum"]
    return (
        *_out_of_place(pick, source, matters, "matter"),
        *_out_of_place(pick, source, library.jurisdictions, "jurisdiction"),
    )


def _own_faults(pick: Picked, source: Source, library: Library) -> Iterator[Finding]:
    yield from unfilled(pick.clause, pick.place, source)
    yield from unknown_in_answers(pick.clause, pick.place, source)
    yield from _alternative(pick, source)
    yield from _unanswered(pick, source, library)
    yield from _past_limits(pick, source)


def _unknown_jurisdiction(source: Source, library: Library) -> Iterator[Finding]:
    given, known = source.value.get("jurisdiction"), library.jurisdictions
    if not isinstance(given, str) or is_open(given) or given in known:
        return
    meant = nearest(given, known)
    hint = f"did you mean {meant}?" if meant else f"it has {joined(known)}."
    message = f"the library has no jurisdiction “{given}”; {hint}"
    yield error("unknown-jurisdiction", source.place(("jurisdiction",)), message)


def _law(source: Source, library: Library) -> Mapping:
    given = source.value.get("jurisdiction")
    known = isinstance(given, str) and given in library.jurisdictions
    return library.jurisdiction(given) if known else {}


def _out_of_place(
    pick: Picked, source: Source, known: Iterable[str], what: str
) -> Iterator[Finding]:
    given, allowed = source.value.get(what), pick.clause.value.get(f"{what}s")
    if allowed and isinstance(given, str) and given in known and given not in allowed:
        message = f"{_named(pick)} is for {joined(allowed)}, not for {given}; leave "
        message += f"{pick.parent or 'it'} out."
        yield error(f"wrong-{what}", pick.place, message)


def _named(pick: Picked) -> str:
    """The clause, and why it is there where the term sheet does not name it itself."""
    return f"{pick.clause.id} ({pick.why})" if pick.parent else pick.clause.id


@lru_cache(maxsize=64)
def _barred(chosen: tuple[Clause, ...]) -> Mapping[str, set[str]]:
    """The ids that cannot stand beside each clause, by its own word or by theirs."""
    barred = {clause.id: set(clause.excludes) for clause in chosen}
    for clause in chosen:
        for other in clause.excludes:
            barred.setdefault(other, set()).add(clause.id)
    return barred


def _excluded(pick: Picked, chosen: tuple[Picked, ...], barred: set[str]) -> Iterator[Finding]:
    for other in takewhile(lambda one: one is not pick, chosen):
        if other.clause.id in barred:
            message = f"{_named(pick)} cannot stand beside {_named(other)}; choose one of them."
            yield error("excluded-clause", pick.place, message)


def _alternative(pick: Picked, source: Source) -> Iterator[Finding]:
    wanted, known = pick.alternative, tuple(pick.clause.alternatives)
    if not wanted or wanted in known or is_open(wanted):
        return
    place = source.place(("clauses", pick.clause.id, "alternative"))
    meant = nearest(wanted, known)
    hint = f"it has {joined(known)}." if known else "it has none; leave the line out."
    hint = f"did you mean {meant}?" if meant else hint
    message = f"{pick.clause.id} has no alternative “{wanted}”; {hint}"
    yield error("unknown-alternative", place, message)


def _answers(clause: Clause, source: Source) -> object:
    clauses = source.value.get("clauses")
    return clauses.get(clause.id) if isinstance(clauses, Mapping) else None


def unanswered(pick: Picked, source: Source, library: Library) -> Iterator[str]:
    """The blanks of a clause that this term sheet asks for and nothing in it answers."""
    answers = _answers(pick.clause, source)
    if answers is not None and (not isinstance(answers, Mapping) or is_open(answers)):
        return
    sources = {**source.value, "jurisdiction": _law(source, library)}
    known = pick.alternative in pick.clause.alternatives
    asked = pick.clause.asks(pick.alternative if known else "", answers or {})
    for name, blank in pick.clause.blanks.items():
        if name in (answers or {}) or "default" in blank or name not in asked:
            continue
        if "from" not in blank or not reached(sources, blank["from"]):
            yield name


def _unanswered(pick: Picked, source: Source, library: Library) -> Iterator[Finding]:
    bare = _answers(pick.clause, source) is None
    for name in unanswered(pick, source, library):
        told = _missing(pick, name, pick.clause.blanks[name], bare)
        yield error("missing-answer", pick.place, told)


def _missing(pick: Picked, name: str, blank: Mapping, bare: bool) -> str:
    elsewhere = blank.get("from", "")
    also = f", or {elsewhere}" if elsewhere and not elsewhere.startswith("jurisdiction.") else ""
    if pick.parent:
        where = f"add {pick.clause.id} to clauses, with {name}: and the answer{also},"
    else:
        where = f"give {name}{' below it' if bare else ''}{also},"
    return f"{_named(pick)} asks for {blank['ask']}; {where} or write {name}: open."


def reached(value: object, dotted: str) -> bool:
    """Whether a mapping has a value at this dotted path."""
    for key in dotted.split("."):
        if not isinstance(value, Mapping) or key not in value:
            return False
        value = value[key]
    return True


def _past_limits(pick: Picked, source: Source) -> Iterator[Finding]:
    answers = _answers(pick.clause, source)
    for name, blank in pick.clause.blanks.items() if isinstance(answers, Mapping) else ():
        given = answers.get(name)
        limits = past_limit(blank, given) if isinstance(given, str) else ""
        if limits:
            path = ("clauses", pick.clause.id, name)
            yield error("out-of-range", source.place(path), f"{name} must be {limits}.")
