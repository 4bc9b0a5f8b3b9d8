"""Which clauses go into an agreement: those the term sheet names, and those they require.

Works on the checked YAML before it is typed, so that a misspelt clause, an unknown role and a
misspelt key are all reported in one go.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from agreement.finding import Finding, Place, error
from agreement.library import Clause, Library
from agreement.source import Source, is_open
from agreement.wording import nearest

EVERY_PARTY = "parties"


@dataclass(frozen=True, slots=True)
class Picked:
    """A clause of the agreement, the wording chosen, why it is there, and where that is said."""

    clause: Clause
    alternative: str
    why: str
    place: Place


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
        alternative = answers.get("alternative", "") if isinstance(answers, Mapping) else ""
        picked[id] = Picked(clause, alternative, "chosen", place)
    _add_required(picked, library)
    chosen = tuple(picked.values())
    findings += _misfits(chosen, source)
    return chosen, tuple(findings)


def _unknown(id: str, place: Place, library: Library) -> Finding:
    if id.startswith("definitions/"):
        return error("definition-chosen", place,
                     f"{id} is a definition; leave it out, the use of its term brings it in.")  # fmt: skip
    meant = library.nearest_id(id)
    hint = f"did you mean {meant}?" if meant else "see build-agreement clauses list."
    return error("unknown-clause", place, f"the library has no clause {id}; {hint}")


def _add_required(picked: dict[str, Picked], library: Library) -> None:
    waiting = list(picked.values())
    while waiting:
        parent = waiting.pop(0)
        for id in parent.clause.requires:
            clause = library.clause(id)
            if id not in picked and clause is not None:
                picked[id] = Picked(clause, "", f"required by {parent.clause.id}", parent.place)
                waiting.append(picked[id])


def _misfits(chosen: tuple[Picked, ...], source: Source) -> Iterator[Finding]:
    value = source.value
    parties = value.get("parties")
    roles = tuple(parties) if isinstance(parties, Mapping) else ()
    for pick in chosen:
        yield from _out_of_place(pick, value)
        yield from _excluded(pick, chosen)
        yield from _roles(pick, roles)
        yield from _alternative(pick, source)
        yield from _unanswered(pick, source)


def _out_of_place(pick: Picked, value: Mapping) -> Iterator[Finding]:
    matter, jurisdiction = value.get("matter"), value.get("jurisdiction")
    clause = pick.clause
    for rule, given, allowed in (
        ("wrong-matter", matter, clause.value.get("matters")),
        ("wrong-jurisdiction", jurisdiction, clause.value.get("jurisdictions")),
    ):
        if allowed and isinstance(given, str) and given not in allowed:
            message = f"{clause.id} is for {', '.join(allowed)}, not for {given}; leave it out."
            yield error(rule, pick.place, message)


def _excluded(pick: Picked, chosen: tuple[Picked, ...]) -> Iterator[Finding]:
    earlier = chosen[: chosen.index(pick)]
    for other in earlier:
        if other.clause.id in pick.clause.excludes:
            message = f"{pick.clause.id} cannot stand beside {other.clause.id}; choose one of them."
            yield error("excluded-clause", pick.place, message)


def _roles(pick: Picked, roles: tuple[str, ...]) -> Iterator[Finding]:
    for role in pick.clause.roles:
        if roles and role not in roles:
            yield unknown_role(
                role, roles, pick.place, f"{pick.clause.id} needs a party in the role"
            )


def unknown_role(role: str, roles: tuple[str, ...], place: Place, lead: str) -> Finding:
    """A role nobody fills: `lead` says who names it."""
    meant = nearest(role, roles)
    hint = f"did you mean {meant}?" if meant else f"the parties are {', '.join(roles)}."
    return error("unknown-role", place, f"{lead} {role}; {hint}")


def _alternative(pick: Picked, source: Source) -> Iterator[Finding]:
    wanted, known = pick.alternative, tuple(pick.clause.alternatives)
    if not wanted or wanted in known:
        return
    place = source.place(("clauses", pick.clause.id, "alternative"))
    hint = f"it has {', '.join(known)}." if known else "it has none; leave the line out."
    message = f"{pick.clause.id} has no alternative {wanted}; {hint}"
    yield error("unknown-alternative", place, message)


def _unanswered(pick: Picked, source: Source) -> Iterator[Finding]:
    answers = (source.value.get("clauses") or {}).get(pick.clause.id)
    if answers is not None and (not isinstance(answers, Mapping) or is_open(answers)):
        return
    for name, blank in pick.clause.blanks.items():
        if name in (answers or {}) or "default" in blank:
            continue
        if "from" in blank and reached(source.value, blank["from"]):
            continue
        yield error("missing-answer", pick.place, _missing(pick, name, blank))


def _missing(pick: Picked, name: str, blank: Mapping) -> str:
    where = f"give {name}" if "from" not in blank else f"give {name}, or {blank['from']}"
    return f"{pick.clause.id} asks for {blank['ask']}; {where}, or write {name}: open."


def reached(value: object, dotted: str) -> bool:
    """Whether the term sheet answers this dotted path; the jurisdiction's own always count."""
    for key in dotted.split("."):
        if key == "jurisdiction":
            return True
        if not isinstance(value, Mapping) or key not in value:
            return False
        value = value[key]
    return True
