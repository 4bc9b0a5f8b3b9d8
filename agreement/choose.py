"""Which clauses go into an agreement: those the term sheet names, and those they require.

Works on the checked YAML before it is typed, so that a misspelt clause, an unknown role and a
misspelt key are all reported in one go.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile

from msgspec import Struct

from agreement.agreed import agreed_faults
from agreement.blanks import past_limit
from agreement.clause import Clause
from agreement.finding import Finding, Place, error
from agreement.library import Library
from agreement.roles import unfilled, unknown_in_answers
from agreement.source import Source, is_open
from agreement.states import state_faults
from agreement.wording import joined, nearest

CHOSEN, REQUIRED = "chosen", "required by "


class Picked(Struct, frozen=True):
    """A clause of the agreement, the wording chosen, why it is there, and where that is said."""

    clause: Clause
    alternative: str
    why: str
    place: Place

    @property
    def parent(self) -> str:
        """The id of the clause that requires it; nothing where the term sheet names it."""
        return self.why.removeprefix(REQUIRED) if self.why.startswith(REQUIRED) else ""


def choose(source: Source, library: Library) -> tuple[tuple[Picked, ...], tuple[Finding, ...]]:
    """The clauses of a term sheet in its order, each followed by what it newly requires, and what
    is wrong with the choice. Values that the schema will refuse are passed over."""
    named = source.value.get("clauses")
    picked: dict[str, Picked] = {}
    findings: list[Finding] = []
    for id, answers in named.items() if isinstance(named, Mapping) else ():
        place = source.key(("clauses", id))
        clause = None if id.startswith("definitions/") else library.clause(id)
        if clause is None:
            findings.append(_unknown(id, place, library))
            continue
        alternative = answers.get("alternative") if isinstance(answers, Mapping) else ""
        alternative = alternative if isinstance(alternative, str) else ""
        picked[id] = Picked(clause, alternative, CHOSEN, place)
    _add_required(picked, library)
    chosen = tuple(picked.values())
    findings += _misfits(chosen, source, library)
    findings += agreed_faults(source)
    findings += state_faults(source, library.jurisdictions)
    return chosen, tuple(findings)


def _unknown(id: str, place: Place, library: Library) -> Finding:
    if id.startswith("definitions/"):
        message = f"{id} is a definition; leave it out, the use of its term brings it in."
        return error("definition-chosen", place, message)
    meant = library.nearest_id(id)
    hint = f"did you mean {meant}?" if meant else "see build-agreement clauses list."
    return error("unknown-clause", place, f"the library has no clause “{id}”; {hint}")


def _add_required(picked: dict[str, Picked], library: Library) -> None:
    waiting = list(picked.values())
    while waiting:
        parent = waiting.pop(0)
        for id in parent.clause.requires:
            clause = library.clause(id)
            if id not in picked and clause is not None:
                picked[id] = Picked(clause, "", f"{REQUIRED}{parent.clause.id}", parent.place)
                waiting.append(picked[id])


def _misfits(chosen: tuple[Picked, ...], source: Source, library: Library) -> Iterator[Finding]:
    yield from _unknown_jurisdiction(source, library)
    here = _law(source, library)
    matters = library.clause_schema["$defs"]["matter"]["enum"]
    strangers: set[str] = set()
    barred = _barred(chosen)
    for pick in chosen:
        misplaced = (
            *_out_of_place(pick, source, matters, "matter"),
            *_out_of_place(pick, source, library.jurisdictions, "jurisdiction"),
        )
        if misplaced or pick.parent in strangers:
            strangers.add(pick.clause.id)
            yield from misplaced if pick.parent not in strangers else ()
            continue
        yield from _excluded(pick, chosen, barred[pick.clause.id])
        yield from unfilled(pick.clause, pick.place, source)
        yield from unknown_in_answers(pick.clause, pick.place, source)
        yield from _alternative(pick, source)
        yield from _unanswered(pick, source, here)
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


def _barred(chosen: tuple[Picked, ...]) -> Mapping[str, set[str]]:
    """The ids that cannot stand beside each clause, by its own word or by theirs."""
    barred = {pick.clause.id: set(pick.clause.excludes) for pick in chosen}
    for pick in chosen:
        for other in pick.clause.excludes:
            barred.setdefault(other, set()).add(pick.clause.id)
    return barred


def _excluded(pick: Picked, chosen: tuple[Picked, ...], barred: set[str]) -> Iterator[Finding]:
    for other in takewhile(lambda one: one is not pick, chosen if barred else ()):
        if other.clause.id in barred:
            message = f"{_named(pick)} cannot stand beside {_named(other)}; choose one of them."
            yield error("excluded-clause", pick.place, message)


def _alternative(pick: Picked, source: Source) -> Iterator[Finding]:
    wanted, known = pick.alternative, tuple(pick.clause.alternatives)
    if not wanted or wanted in known:
        return
    place = source.place(("clauses", pick.clause.id, "alternative"))
    meant = nearest(wanted, known)
    hint = f"it has {joined(known)}." if known else "it has none; leave the line out."
    hint = f"did you mean {meant}?" if meant else hint
    message = f"{pick.clause.id} has no alternative “{wanted}”; {hint}"
    yield error("unknown-alternative", place, message)


def _answers(pick: Picked, source: Source) -> object:
    clauses = source.value.get("clauses")
    return clauses.get(pick.clause.id) if isinstance(clauses, Mapping) else None


def _unanswered(pick: Picked, source: Source, law: Mapping) -> Iterator[Finding]:
    answers = _answers(pick, source)
    if answers is not None and (not isinstance(answers, Mapping) or is_open(answers)):
        return
    sources = {**source.value, "jurisdiction": law}
    known = pick.alternative in pick.clause.alternatives
    asked = pick.clause.asks(pick.alternative if known else "", answers or {})
    for name, blank in pick.clause.blanks.items():
        if name in (answers or {}) or "default" in blank or name not in asked:
            continue
        if "from" not in blank or not reached(sources, blank["from"]):
            yield error("missing-answer", pick.place, _missing(pick, name, blank, answers is None))


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
    answers = _answers(pick, source)
    for name, blank in pick.clause.blanks.items() if isinstance(answers, Mapping) else ():
        given = answers.get(name)
        limits = past_limit(blank, given) if isinstance(given, str) else ""
        if limits:
            path = ("clauses", pick.clause.id, name)
            yield error("out-of-range", source.place(path), f"{name} must be {limits}.")
