"""Which definitions an agreement needs, collected from the terms its provisions and duties use.

A term gets its meaning from the parties' descriptions, from a clause that stands in the
agreement, or from clauses/definitions/; the last are pulled in, with those they use in turn.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from agreement.answers.typed import Answers, answer
from agreement.assembly.provisions import entry
from agreement.choice.choose import Picked
from agreement.document.tree import Definition, Provision, Use
from agreement.document.within import pieces
from agreement.document.wording import singular, slug, spelled
from agreement.finding import Finding, refuse_if
from agreement.library.clause import Clause
from agreement.library.disk import Library
from agreement.remembered import Memory, remembered
from agreement.term_sheet.setting import Setting

Defining = tuple[Picked, Answers, Provision]
_MEANT = Memory(most=1024)


def used(*trees: object) -> Iterator[str]:
    """The terms that these parts of an agreement use, each once, in order."""
    parts = chain.from_iterable(map(_parts, trees))
    yield from dict.fromkeys(chain.from_iterable(_used_in.each(parts)))


def defined(*trees: object) -> frozenset[str]:
    """The terms that these parts of an agreement give a meaning, in the singular."""
    parts = chain.from_iterable(map(_parts, trees))
    return frozenset().union(*_defined_in.each(parts))


def _parts(tree: object) -> Iterator[object]:
    """What a tree is made of that two agreements may have in common: provisions, schedules."""
    if type(tree) is tuple:
        yield from chain.from_iterable(map(_parts, tree))
    else:
        yield tree


@remembered(most=2048)
def _used_in(part: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(use.term for use in pieces(part, Use)))


@remembered(most=2048)
def _defined_in(part: object) -> frozenset[str]:
    return frozenset(singular(one.term) for one in pieces(part, Definition))


def pulled_in(
    waiting: Iterable[str], known: frozenset[str], setting: Setting, library: Library
) -> tuple[Defining, ...]:
    """The definitions that the waiting terms need, with those their own words need; `known` are
    terms that have a meaning already. A term nobody defines is left to the checks."""
    queue, found, asked = list(waiting), {}, set(known)
    findings: list[Finding] = []
    place = setting.sheet.source.key(("clauses",))
    for term in queue:  # which grows
        clause = None if term in asked else definition_of(term, setting, library)
        asked.add(term)
        if clause is None:
            continue
        pick = Picked(clause, "", "defines a used term", place)
        answers, faulty = answer(pick, setting)
        findings += faulty
        if not faulty:
            found[term] = (pick, answers, entry(pick, answers, setting))
            queue += _used_in(found[term][2])
    refuse_if(findings)
    return tuple(found[term] for term in sorted(found, key=str.casefold))


def definition_of(term: str, setting: Setting, library: Library) -> Clause | None:
    """The library's definition of a term, which the term may spell as this jurisdiction does;
    none where it is meant for another matter or law."""
    sheet = setting.sheet
    key = (term, library, sheet.matter, sheet.jurisdiction, setting.voice)
    return _MEANT.recall(key, lambda: _meant(term, setting, library))


def _meant(term: str, setting: Setting, library: Library) -> Clause | None:
    sheet = setting.sheet
    for spelling in dict.fromkeys((term, spelled(term, _british(setting.spelling)))):
        clause = library.clause(definition_id(spelling))
        if clause is not None and clause.stands_in(sheet.matter, sheet.jurisdiction):
            return clause
    return None


@remembered(most=64)
def _british(spelling: Mapping[str, str]) -> Mapping[str, str]:
    return {here: there for there, here in spelling.items()}


def definition_id(term: str) -> str:
    """Where the library keeps the definition of a term."""
    return f"definitions/{slug(term)}"
