"""Proving the library: every clause says what its own examples promise, and leans only on what is
there. The same proof serves the command and the tests."""

import json
from collections.abc import Iterator, Mapping

from agreement.assemble import draft
from agreement.choose import EVERY_PARTY
from agreement.definitions import defined, definition_id, pulled_in
from agreement.document import Blank, Prose, Provision, Reference, Use
from agreement.fill import APOSTROPHE
from agreement.finding import Finding, Refused, error
from agreement.library import Clause, Library
from agreement.load import load
from agreement.markup import parse, unread
from agreement.number import number
from agreement.plain import Page
from agreement.setting import setting
from agreement.terms import term_for, typed
from agreement.wording import singular

_JURISDICTIONS = ("england-wales", "united-states")


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
    for path, text in _texts(clause):
        yield from _marks(clause, path, text, library)
    yield from _idle_blanks(clause)
    yield from _relations(clause, library)
    yield from _owners(clause)


def _texts(clause: Clause) -> Iterator[tuple[tuple, str]]:
    yield from _unit_texts((), clause.value)
    for name, alternative in clause.alternatives.items():
        yield from _unit_texts(("alternatives", name), alternative)
    for name in ("actions", "reviews", "payments"):
        for index, duty in enumerate(clause.value.get(name, ())):
            for key in {"what", "evidence"} & set(duty):
                yield (name, index, key), duty[key]


def _unit_texts(path: tuple, wording: Mapping) -> Iterator[tuple[tuple, str]]:
    if "text" in wording:
        yield (*path, "text"), wording["text"]
    for name, unit in wording.get("provisions", {}).items():
        below = (*path, "provisions", name)
        if isinstance(unit, str):
            yield below, unit
        else:
            yield from _unit_texts(below, unit)


def _marks(clause: Clause, path: tuple, text: str, library: Library) -> Iterator[Finding]:
    place = clause.source.place(path)
    for piece in unread(text):
        message = f"“{piece}” looks like a mark and is not one; close it, or put a backslash first."
        yield error("unread-mark", place, message)
    for inline in parse(text):
        match inline:
            case Blank(name) if name not in clause.blanks:
                yield error("unknown-blank", place, f"[{name}] is not among the clause's blanks.")
            case Reference(target) if not _reachable(target, clause, library):
                message = f"{{{target}}} is no provision of this clause or of one that it requires."
                yield error("broken-reference", place, message)
            case Use(term) if not _meant(term, clause, library):
                message = f"“{term}” has no definition; write {definition_id(term)}.yaml."
                yield error("undefined-term", place, message)


def _reachable(target: str, clause: Clause, library: Library) -> bool:
    required = (library.clause(id) for id in clause.requires)
    return any(target in set(_unit_ids(one)) for one in (clause, *filter(None, required)))


def _unit_ids(clause: Clause) -> Iterator[str]:
    yield clause.id
    for path, _ in _texts(clause):
        names = [str(part) for part in path if part not in ("provisions", "text", "alternatives")]
        if path[0] == "alternatives":
            names = names[1:]
        yield "/".join((clause.id, *names))


def _meant(term: str, clause: Clause, library: Library) -> bool:
    if term in {term_for(role) for role in clause.roles}:
        return True
    sources = (clause, *filter(None, (library.clause(id) for id in clause.requires)))
    if any(term in defined(parse(text)) for one in sources for _, text in _texts(one)):
        return True
    return library.file("clauses", f"{definition_id(term)}.yaml") is not None


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
    parties = {name for name, blank in clause.blanks.items() if blank["type"] == "party"}
    known = {EVERY_PARTY, *clause.roles, *parties}
    for name in ("actions", "payments"):
        for index, duty in enumerate(clause.value.get(name, ())):
            for key in {"role", "payer", "payee"} & set(duty):
                if duty[key] not in known:
                    place = clause.source.place((name, index, key))
                    message = f"{duty[key]} is not among the clause's roles or party blanks."
                    yield error("unknown-role", place, message)


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


def specimen(clause: Clause, example: Mapping, library: Library) -> bytes:
    """A term sheet with plainly invented parties that asks for one clause, answered as in the
    example; what it requires is left open, and a definition is left to be pulled in."""
    here = (clause.value.get("jurisdictions") or _JURISDICTIONS)[0]
    answers = {**example.get("blanks", {})}
    if "alternative" in example:
        answers["alternative"] = example["alternative"]
    jurisdiction = example.get("jurisdiction", here)
    roles = {*_roles(clause, library), *_named(clause, answers)}
    sheet = {
        "title": "Specimen agreement",
        "form": "agreement",
        "matter": (clause.value.get("matters") or ["payer-provider"])[0],
        "jurisdiction": jurisdiction,
        "effective_date": "2026-12-01",
        "parties": {role: _party(role) for role in sorted(roles)},
        "money": {
            "currency": library.jurisdiction(jurisdiction)["currency"],
            "settlement_sum": "125000.00",
        },
        "clauses": {**_left_open(clause, library), clause.id: answers},
    }
    return json.dumps(sheet, default=dict).encode()


def _named(clause: Clause, answers: Mapping) -> Iterator[str]:
    for name, blank in clause.blanks.items():
        role = answers.get(name, blank.get("default"))
        if blank["type"] == "party" and role:
            yield role


def _left_open(clause: Clause, library: Library) -> Mapping[str, Mapping]:
    required: dict[str, Mapping] = {}
    waiting = list(clause.requires)
    while waiting:
        other = library.clause(waiting.pop(0))
        if other is not None and other.id not in required:
            blanks = other.blanks.items()
            required[other.id] = {name: "open" for name, one in blanks if "default" not in one}
            waiting += other.requires
    return required


def _party(role: str) -> Mapping[str, str]:
    return {"name": f"Example {term_for(role)}", "kind": "company"}


def _roles(clause: Clause, library: Library) -> tuple[str, ...]:
    named = {"payer", "provider", *clause.roles}
    for id in library.ids():
        named.update(_roles_of(id, library))
    return tuple(sorted(named))


def _roles_of(id: str, library: Library) -> tuple[str, ...]:
    try:
        clause = library.clause(id)
    except Refused:
        return ()
    return clause.roles if clause else ()


def specimen_words(clause: Clause, example: Mapping, library: Library) -> str:
    """The words of one clause in an agreement built from its example. Raises Refused."""
    sheet = specimen(clause, example, library)
    if clause.kind == "definitions":
        return _definition_words(clause, sheet, library)
    drafted = draft(sheet, "specimen", library)
    provision = next(one for one in drafted.agreement.operative if one.id == clause.id)
    page = Page(number(drafted.agreement), drafted.agreement.conventions)
    return " ".join(page.words(prose) for prose in proses(provision))


def _definition_words(clause: Clause, sheet: bytes, library: Library) -> str:
    source = load(sheet, "specimen")
    terms = typed(source)
    here = setting(terms, library.jurisdiction(terms.jurisdiction))
    known = frozenset(map(singular, here.called.values()))
    pulled = pulled_in((clause.heading,), known, here, library)
    entry = next(entry for pick, _, entry in pulled if pick.clause.id == clause.id)
    return Page({}, here.conventions).words(entry.prose)


def proses(provision: Provision) -> Iterator[Prose]:
    """The prose of a provision and of all below it, in order."""
    yield provision.prose
    for one in provision.provisions:
        yield from proses(one)
