"""The roles that a term sheet and its clauses name, and whether a party fills each of them."""

from collections.abc import Iterator, Mapping

from agreement.document.wording import joined, nearest
from agreement.finding import Finding, Place, error
from agreement.library.clause import Clause
from agreement.reading.source import Path, Source, is_open

EVERY_PARTY = "parties"


def roles_of(source: Source) -> tuple[str, ...]:
    """The roles that the term sheet fills with parties; none where it has less than two parties,
    which its schema refuses."""
    parties = source.value.get("parties")
    return tuple(parties) if isinstance(parties, Mapping) and len(parties) > 1 else ()


def unknown_role(role: str, roles: tuple[str, ...], place: Place, lead: str) -> Finding:
    """A role that is none of these: `lead` says where it is named."""
    meant = nearest(role, roles)
    hint = f"did you mean {meant}?" if meant else f"write {joined(roles, 'or')}."
    return error("unknown-role", place, f"{lead} “{role}”; {hint}")


def unfilled(clause: Clause, place: Place, source: Source) -> Iterator[Finding]:
    """Roles that a clause needs and no party of the term sheet fills."""
    roles = roles_of(source)
    for role in clause.roles if roles else ():
        if role not in roles:
            meant = nearest(role, roles)
            hint = f"call {meant} {role}" if meant else "leave the clause out"
            message = f"{clause.id} needs a party in the role {role}; add it to parties, or {hint}."
            yield error("unknown-role", place, message)


def unknown_in_answers(clause: Clause, place: Place, source: Source) -> Iterator[Finding]:
    """Answers to party blanks, given or taken by default, and cells of party columns that name a
    role nobody fills. `place` is where the clause is chosen."""
    roles = roles_of(source)
    yield from _by_default(clause, place, source) if roles else ()
    for path, role in _parties_named(clause, source) if roles else ():
        if role not in roles:
            lead = f"{path[-1]} names the role"
            yield unknown_role(role, roles, source.place(path), lead)


def _by_default(clause: Clause, place: Place, source: Source) -> Iterator[Finding]:
    """Roles that the wording chosen takes where the term sheet names none."""
    answers, roles = _answers(clause, source) or {}, roles_of(source)
    asked = _asked(clause, answers) if isinstance(answers, Mapping) else frozenset()
    for name in (name for name in clause.blanks if name in asked and name not in answers):
        blank = clause.blanks[name]
        role = blank.get("default")
        if blank["type"] == "party" and role and role not in roles:
            message = f"{clause.id} takes the {role} for {blank['ask']}, and no party has that role"
            hint = f"write {name}: {joined(roles, 'or')}."
            yield error("unknown-role", place, f"{message}; {hint}")


def _asked(clause: Clause, answers: Mapping) -> frozenset[str]:
    wanted = answers.get("alternative")
    known = isinstance(wanted, str) and wanted in clause.alternatives
    return clause.asks(wanted if known else "", answers)


def _answers(clause: Clause, source: Source) -> object:
    clauses = source.value.get("clauses")
    return clauses.get(clause.id) if isinstance(clauses, Mapping) else None


def _parties_named(clause: Clause, source: Source) -> Iterator[tuple[Path, str]]:
    answers = _answers(clause, source)
    for name, blank in clause.blanks.items() if isinstance(answers, Mapping) else ():
        path: Path = ("clauses", clause.id, name)
        given = answers.get(name)
        if blank["type"] == "party" and _names(given):
            yield path, given
        if blank["type"] == "table" and isinstance(given, list):
            columns = [
                name for name, column in blank["columns"].items() if column["type"] == "party"
            ]
            yield from _cells(path, given, columns)


def _cells(path: Path, rows: list, columns: list[str]) -> Iterator[tuple[Path, str]]:
    for index, row in enumerate(rows):
        for name in columns if isinstance(row, Mapping) else ():
            if _names(row.get(name)):
                yield (*path, index, name), row[name]


def _names(given: object) -> bool:
    return isinstance(given, str) and bool(given) and not is_open(given)
