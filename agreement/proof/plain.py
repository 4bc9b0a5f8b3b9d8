"""Proving the plain words of a clause: they lean on nothing but its roles and what it asks for."""

from collections.abc import Iterator, Mapping

from agreement.document.markup import parse
from agreement.document.tree import Blank, Definition, Inline, Reference
from agreement.finding import Finding, error
from agreement.library.clause import Clause
from agreement.reading.source import Path


def not_plain(clause: Clause) -> Iterator[Finding]:
    """What the plain words of a clause's wordings must not hold: a definition, a reference, and a
    blank that the wording itself has no use for, which nobody need have answered."""
    for path, alternative, text in plain_texts(clause):
        asked = clause.asks(alternative)
        for inline in parse(text):
            message = _fault(inline, clause, asked)
            if message:
                yield error("not-plain", clause.source.place(path), message)


def plain_texts(clause: Clause) -> Iterator[tuple[Path, str, str]]:
    """Each text of a clause's plain words: its path, the alternative it tells, and the text."""
    yield from _of((), "", clause.value)
    for name, wording in clause.alternatives.items():
        yield from _of(("alternatives", name), name, wording)


def _of(above: Path, alternative: str, wording: Mapping) -> Iterator[tuple[Path, str, str]]:
    plain = wording.get("plain", ())
    if isinstance(plain, str):
        yield (*above, "plain"), alternative, plain
        return
    for index, item in enumerate(plain):
        path = (*above, "plain", index)
        if isinstance(item, str):
            yield path, alternative, item
        else:
            yield (*path, "text"), alternative, item["text"]


def _fault(inline: Inline, clause: Clause, asked: frozenset[str]) -> str:
    match inline:
        case Blank(name) if name in clause.blanks and name not in asked:
            return f"this wording does not ask for [{name}]; say it in words."
        case Definition() | Reference():
            return "plain words define nothing and refer to nothing; say it in words."
    return ""
