"""What a clause may print: every text of its file, with the path at which it stands."""

from collections.abc import Iterator, Mapping

from agreement.library.clause import Clause
from agreement.reading.source import Path


def texts(clause: Clause) -> Iterator[tuple[Path, str]]:
    """Every text of a clause that an agreement may print, with its path in the file."""
    yield from wordings(clause)
    for name, blank in clause.blanks.items():
        for choice, words in blank.get("choices", {}).items():
            yield ("blanks", name, "choices", choice), words
        if blank["type"] == "text" and "default" in blank:
            yield ("blanks", name, "default"), blank["default"]
    for name, one in clause.calculations.items():
        yield ("calculations", name, "what"), one["what"]
    for path, duty in duties(clause):
        for key in ("what", "evidence"):
            if key in duty:
                yield (*path, key), duty[key]
        for key in ("due", "from"):
            yield from _rule_texts((*path, key), duty.get(key))


def _rule_texts(path: Path, rule: object) -> Iterator[tuple[Path, str]]:
    """The words of a due rule or an anchor: what happens, or what is going on."""
    if isinstance(rule, list | tuple):
        for index, part in enumerate(rule):
            yield from _rule_texts((*path, index), part)
    if isinstance(rule, Mapping):
        for key, part in rule.items():
            if key in ("event", "throughout"):
                yield (*path, key), part
            else:
                yield from _rule_texts((*path, key), part)


def wordings(clause: Clause) -> Iterator[tuple[Path, str]]:
    """The texts of the units of a clause, in each of its wordings."""
    yield from unit_texts((), clause.value)
    for name, alternative in clause.alternatives.items():
        yield from unit_texts(("alternatives", name), alternative)


def unit_texts(path: Path, wording: Mapping) -> Iterator[tuple[Path, str]]:
    """The texts of the units of one wording, each with its path below that of the wording."""
    if "text" in wording:
        yield (*path, "text"), wording["text"]
    for name, unit in wording.get("provisions", {}).items():
        below = (*path, "provisions", name)
        if isinstance(unit, str):
            yield below, unit
        else:
            yield from unit_texts(below, unit)


def duties(clause: Clause) -> Iterator[tuple[Path, Mapping]]:
    """The actions, reviews and payments of a clause as its file gives them, with their paths."""
    for name in ("actions", "reviews", "payments"):
        for index, duty in enumerate(clause.value.get(name, ())):
            yield (name, index), duty
