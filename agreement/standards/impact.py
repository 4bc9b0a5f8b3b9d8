"""What a change does to agreements: two manifests to the words that differ, each under its cause.

A cause is a source that differs: a clause, a term sheet, a jurisdiction, a shell, a schema, the
holidays, the program. A unit's own clause is its cause where that differs; otherwise it is what
else of the agreement's sources differs, named together where they are several.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from msgspec import Struct

from agreement.document.tree import clause_of
from agreement.standards.built import PROGRAM, Entry, Manifest

NEW, GONE, LOOK = "new agreement", "agreement no longer built", "no word; how it looks"
MARK = "no word; the digest of its term sheet, which its footer and its provenance show"
"""What happened to an agreement as a whole, in place of the id of a unit."""

_WORD = re.compile(r"\s*\S+")
_SHELLS, _CLAUSES = "templates/", "clauses/"


class Change(Struct, frozen=True):
    """One unit, its words before and after, and the agreements in which just that changed.

    `unit` is NEW, GONE, LOOK or MARK where it is the whole agreement that changed.
    """

    unit: str
    before: str
    after: str
    agreements: tuple[str, ...]


class Cause(Struct, frozen=True):
    """Sources that differ, and what comes of them; without changes where no agreement changes."""

    sources: tuple[str, ...]
    changes: tuple[Change, ...]

    @property
    def agreements(self) -> tuple[str, ...]:
        """The agreements that change, by name."""
        return tuple(sorted({name for change in self.changes for name in change.agreements}))


class Step(Struct, frozen=True):
    """A run of words in a difference: kept, or "-" removed, or "+" added."""

    sign: str
    words: str


def impact(before: Manifest, after: Manifest) -> tuple[Cause, ...]:
    """Every difference of two manifests under its cause; nothing where they are equal.

    The causes that touch most agreements come first, those that touch none last.
    """
    differing = _differing(before.sources, after.sources)
    found: dict[tuple[tuple[str, ...], str, str, str], list[str]] = {}
    for name in sorted({*before.agreements, *after.agreements}):
        old, new = before.agreements.get(name), after.agreements.get(name)
        for causes, *change in _effects(old, new, differing):
            found.setdefault((causes, *change), []).append(name)
    changes: dict[tuple[str, ...], list[Change]] = {}
    for (causes, *change), names in found.items():
        changes.setdefault(causes, []).append(Change(*change, tuple(names)))
    touched = {source for causes in changes for source in causes}
    kept = differing & {*before.sources} & {*after.sources}
    idle = {(source,): [] for source in sorted(kept - touched)}
    causes = [Cause(sources, tuple(made)) for sources, made in (changes | idle).items()]
    return tuple(sorted(causes, key=lambda cause: (-len(cause.agreements), cause.sources)))


def _differing(old: Mapping[str, str], new: Mapping[str, str]) -> frozenset[str]:
    return frozenset(name for name in {*old, *new} if old.get(name) != new.get(name))


def _effects(
    old: Entry | None, new: Entry | None, differing: frozenset[str]
) -> Iterator[tuple[tuple[str, ...], str, str, str]]:
    """The causes, the unit and its words before and after, for each unit that changes."""
    if old is None or new is None:
        known = new or old
        yield _sheet(known, differing), GONE if new is None else NEW, "", ""
        return
    possible = differing & _answerable(old, new)
    units = [id for id in {**new.words, **old.words} if old.words.get(id) != new.words.get(id)]
    for id in units:
        yield _causes(id, possible), id, old.words.get(id, ""), new.words.get(id, "")
    shells = tuple(sorted(one for one in possible if one.startswith(_SHELLS)))
    if old.content != new.content and (shells or not units):
        causes = shells or _causes("", possible)
        yield causes, MARK if causes == (new.sheet,) and not units else LOOK, "", ""


def _answerable(old: Entry, new: Entry) -> set[str]:
    """The sources of an agreement before and now. A clause that came or went is none of them:
    what chose it is the cause."""
    both = {*old.sources} & {*new.sources}
    either = {*old.sources, *new.sources}
    return {one for one in either if one in both or not one.startswith(_CLAUSES)}


def _sheet(known: Entry, differing: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(differing & {known.sheet})) or (PROGRAM,)


def _causes(unit: str, possible: frozenset[str]) -> tuple[str, ...]:
    """What may have changed a unit: its own clause before all, other clauses last, no shell."""
    own = _CLAUSES + clause_of(unit.partition(":")[0])
    if f"{own}.yaml" in possible:
        return (f"{own}.yaml",)
    wordy = {one for one in possible if not one.startswith(_SHELLS)}
    others = {one for one in wordy if not one.startswith(_CLAUSES)}
    return tuple(sorted(others or wordy)) or (PROGRAM,)


def difference(before: str, after: str) -> tuple[Step, ...]:
    """The words kept, removed and added between two wordings, in reading order."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    matched = SequenceMatcher(None, old, new, autojunk=False)
    steps: list[Step] = []
    for kind, *(a, b, c, d) in matched.get_opcodes():
        if kind == "equal":
            steps.append(Step("", "".join(old[a:b])))
            continue
        steps += [Step("-", "".join(old[a:b]))] if a < b else []
        steps += [Step("+", "".join(new[c:d]))] if c < d else []
    return tuple(steps)


def shortened(words: str, reach: int = 8) -> str:
    """Kept words, of a long run only those near a change."""
    each = _WORD.findall(words)
    if len(each) <= 2 * reach + 2:
        return words
    return "".join((*each[:reach], " …", *each[-reach:]))
