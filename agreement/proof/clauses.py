"""Proving the library: every clause says what its own examples promise, and leans only on what is
there. The same proof serves the command and the tests."""

import json
from collections.abc import Iterator, Mapping
from itertools import pairwise

from agreement.answers.declared import calculation_faults, columns, fillers, unknown_blank
from agreement.answers.fill import APOSTROPHE
from agreement.assembly.definitions import defined, definition_id
from agreement.document.markup import parse, unread
from agreement.document.tree import Blank, Reference, Text, Use
from agreement.finding import Finding, Refused, error
from agreement.library.clause import STANDARD, Clause
from agreement.library.disk import Library
from agreement.library.texts import duties, texts, unit_texts, wordings
from agreement.proof.plain import not_plain, plain_texts
from agreement.proof.specimen import specimen_words
from agreement.reading.source import Path
from agreement.term_sheet.roles import EVERY_PARTY
from agreement.term_sheet.terms import term_for

DEEPEST = 4
"""How many levels the list of provisions has, the heading of a clause being the first."""


def proved(id: str, library: Library) -> tuple[Finding, ...]:
    """What is wrong with a clause of the library; nothing where all its promises hold."""
    try:
        clause = library.clause(id)
        if clause is None:
            return ()
        structural = tuple(_structure(clause, library))
        return structural or tuple(_examples(clause, library))
    except Refused as refused:
        return refused.findings


def _structure(clause: Clause, library: Library) -> Iterator[Finding]:
    for path, text in texts(clause):
        yield from _marks(clause, path, text, library)
    for path, _, text in plain_texts(clause):
        yield from _marks(clause, path, text, library)
    yield from not_plain(clause)
    yield from _idle_blanks(clause)
    yield from _relations(clause, library)
    yield from _owners(clause)
    yield from _creators(clause)
    yield from _levels(clause)
    yield from _openings(clause)
    yield from _tables(clause)
    yield from _ends(clause)
    yield from calculation_faults(clause, library)


def _marks(clause: Clause, path: Path, text: str, library: Library) -> Iterator[Finding]:
    place = clause.source.place(path)
    for piece in unread(text):
        message = f"“{piece}” looks like a mark and is not one; close it, or put a backslash first."
        yield error("unread-mark", place, message)
    for inline in parse(text):
        match inline:
            case Blank(name) if name not in fillers(clause, path):
                yield unknown_blank(name, place)
            case Reference(target) if not _reachable(target, clause, library):
                message = f"{{{target}}} is no provision of this clause or of one that it requires."
                yield error("broken-reference", place, message)
            case Use(term) if path[-1] == "default" and term not in _roles(clause):
                message = f"a default may name the roles of the clause, and “{term}” is none."
                yield error("unknown-role", place, message)
            case Use(term) if not _meant(term, clause, library):
                message = f"“{term}” has no definition; write {definition_id(term)}.yaml."
                yield error("undefined-term", place, message)


def _reachable(target: str, clause: Clause, library: Library) -> bool:
    required = (library.clause(id) for id in clause.requires)
    return any(target in set(_unit_ids(one)) for one in (clause, *filter(None, required)))


def _unit_ids(clause: Clause) -> Iterator[str]:
    yield clause.id
    for path, _ in wordings(clause):
        own = path[2:] if path[0] == "alternatives" else path
        yield "/".join((clause.id, *_names(own)))


def _names(path: Path) -> tuple[str, ...]:
    """The names of the units on the way to a text; the lone paragraph of a clause is "text"."""
    return tuple(map(str, path[1::2])) if path[0] == "provisions" else ("text",)


def _levels(clause: Clause) -> Iterator[Finding]:
    for wording in (clause.value, *clause.alternatives.values()):
        first = 3 if "text" in wording else 2
        for path, _ in unit_texts((), wording):
            if path[0] == "provisions" and first + len(_names(path)) - 1 > DEEPEST:
                message = f"{'/'.join(_names(path))} lies more than {DEEPEST} levels deep; lift it."
                yield error("too-deep", clause.source.place(path), message)


def _openings(clause: Clause) -> Iterator[Finding]:
    """Sentences that begin with a reference, whose word some laws write small."""
    for path, text in wordings(clause):
        whole = Text(". " if path.count("provisions") < 2 else "")
        for before, piece in pairwise((whole, *parse(" ".join(text.split())))):
            begins = isinstance(before, Text) and before.text.endswith((". ", "? "))
            if begins and isinstance(piece, Reference):
                message = f"a sentence begins with {{{piece.target}}}, which may print “clause 3”; "
                yield error("small-opening", clause.source.place(path), f"{message}turn it round.")


def _meant(term: str, clause: Clause, library: Library) -> bool:
    if term in _roles(clause):
        return True
    sources = (clause, *filter(None, (library.clause(id) for id in clause.requires)))
    if any(term in defined(parse(text)) for one in sources for _, text in texts(one)):
        return True
    return library.file("clauses", f"{definition_id(term)}.yaml") is not None


def _roles(clause: Clause) -> set[str]:
    return {term_for(role) for role in clause.roles}


def _idle_blanks(clause: Clause) -> Iterator[Finding]:
    written = json.dumps({**clause.value, "blanks": {}, "examples": []}, default=dict)
    for name in clause.blanks:
        if f"[{name}]" not in written and f'"{name}"' not in written:
            place = clause.source.key(("blanks", name))
            yield error("idle-blank", place, f"{name} is asked for and never used; take it out.")


def _relations(clause: Clause, library: Library) -> Iterator[Finding]:
    for key in ("requires", "excludes"):
        for index, id in enumerate(clause.value.get(key, ())):
            place = clause.source.place((key, index))
            other = library.clause(id)
            if other is None:
                yield error("unknown-clause", place, f"the library has no clause {id}.")
            elif key == "excludes" and clause.id not in other.excludes:
                message = f"{id} does not exclude {clause.id} in turn; add it there."
                yield error("one-sided-exclusion", place, message)


def _owners(clause: Clause) -> Iterator[Finding]:
    for path, duty in duties(clause):
        asked = {**clause.blanks, **columns(clause, duty)}
        parties = {name for name, blank in asked.items() if blank["type"] == "party"}
        known = {EVERY_PARTY, *clause.roles, *parties}
        for key in sorted({"role", "payer", "payee"} & set(duty)):
            if duty[key] not in known:
                message = f"{duty[key]} is not among the clause's roles or party blanks."
                yield error("unknown-role", clause.source.place((*path, key)), message)


def _creators(clause: Clause) -> Iterator[Finding]:
    for path, duty in duties(clause):
        for wording in _wordings_of(clause, duty):
            unit = duty.get("provision")
            if unit and unit not in _units(clause, wording):
                place = clause.source.place((*path, "provision"))
                message = (
                    f"{unit} is no unit of the wording {wording or STANDARD}; name the one that "
                    "creates the duty, or the wording that it belongs to under when."
                )
                yield error("unknown-unit", place, message)


def _wordings_of(clause: Clause, duty: Mapping) -> tuple[str, ...]:
    """The wordings of a clause in which a duty stands; the clause's own has no name."""
    wanted = duty.get("when", {}).get("alternative")
    if wanted is None:
        return ("", *clause.alternatives)
    return ("" if wanted == STANDARD else wanted,)


def _units(clause: Clause, wording: str) -> set[str]:
    found = unit_texts((), clause.alternatives[wording] if wording else clause.value)
    return {"/".join(_names(path)) for path, _ in found}


def _tables(clause: Clause) -> Iterator[Finding]:
    for path, duty in duties(clause):
        if "each" in duty and not columns(clause, duty):
            message = f"{duty['each']} is no table of this clause, so it has no rows."
            yield error("unknown-blank", clause.source.place((*path, "each")), message)


def _ends(clause: Clause) -> Iterator[Finding]:
    ends = clause.value.get("ends", {}).get("on")
    if ends and clause.blanks.get(ends, {}).get("type") not in ("date", "months", "table"):
        message = f"{ends} is no date, months or table, so it gives no last day."
        yield error("unknown-blank", clause.source.place(("ends", "on")), message)


def _examples(clause: Clause, library: Library) -> Iterator[Finding]:
    for index, example in enumerate(clause.value["examples"]):
        place = clause.source.place(("examples", index))
        try:
            words = specimen_words(clause, example, library)
        except Refused as refused:
            for finding in refused.findings:
                yield error(finding.rule, place, f"the example does not build: {finding.message}")
            continue
        if _even(example["reads"]) not in _even(words):
            message = f"the example does not read “{_even(example['reads'])}” but “{_even(words)}”"
            yield error("example-differs", place, message)


def _even(words: str) -> str:
    return " ".join(words.replace(APOSTROPHE, "'").split())
