"""Prose put plainly, for a reader or a listener who has no list of definitions at hand."""

import re
from collections.abc import Collection, Iterator

from msgspec.structs import replace

from agreement.document.markup import joined
from agreement.document.prose import inlines
from agreement.document.tree import (
    Definition,
    Inline,
    Prose,
    Provision,
    Reference,
    Text,
    Use,
    clause_of,
)
from agreement.document.wording import MONTHS, capitalised, singular
from agreement.term_sheet.setting import Setting

_NAME = re.compile(r"[A-Z][a-z]+(?![A-Za-z])")
_MONTH = re.compile(rf"(?:{'|'.join(MONTHS)})\b")


def plainly(
    prose: Prose,
    setting: Setting,
    kept: frozenset[str] = frozenset(),
    printed: Collection[str] = (),
) -> Prose:
    """Prose whose defined terms are small ordinary words, and whose references are to the full
    agreement. What the parties are called, the terms `kept` and a reference into one of the clauses
    that are `printed` beside it stay as they are."""
    terms = kept | {singular(term) for term in setting.called.values()}
    return joined(tuple(_plain(inline, terms, printed) for inline in prose))


def _plain(inline: Inline, terms: frozenset[str], printed: Collection[str]) -> Inline:
    match inline:
        case Use(term, shown) if term not in terms:
            return Text(small(shown))
        case Definition(term) if singular(term) not in terms:
            return Text(small(term))
        case Reference(target, "") if clause_of(target) in printed:
            return inline
        case Reference(target):
            return Text(inline.between + _elsewhere(target))
    return inline


def _here(prose: Prose, here: frozenset[str]) -> Prose:
    return tuple(
        Text(one.between + _elsewhere(one.target))
        if isinstance(one, Reference)
        and one.target not in here
        and not one.target.startswith("schedules/")
        else one
        for one in prose
    )


def told_plainly(recitals: tuple[Provision, ...], setting: Setting) -> tuple[Provision, ...]:
    """The background, in ordinary words where it uses terms that it does not define itself."""
    own = frozenset(one.term for one in inlines(recitals) if isinstance(one, Definition))
    return tuple(replace(one, prose=plainly(one.prose, setting, own)) for one in recitals)


def _ids(provisions: tuple[Provision, ...]) -> Iterator[str]:
    for one in provisions:
        yield one.id
        yield from _ids(one.provisions)


def _only_here(one: Provision, here: frozenset[str]) -> Provision:
    below = tuple(_only_here(each, here) for each in one.provisions)
    return replace(one, prose=_here(one.prose, here), provisions=below)


def alone(provisions: tuple[Provision, ...]) -> tuple[Provision, ...]:
    """Provisions whose references to anything but themselves and schedules are to the full
    agreement."""
    here = frozenset(_ids(provisions))
    return tuple(_only_here(one, here) for one in provisions)


def _elsewhere(target: str) -> str:
    kind = "schedule" if target.startswith("schedules/") else "clause"
    return f"the {kind} of the full agreement on {_topic(target)}"


def _topic(target: str) -> str:
    parts = target.removeprefix("schedules/").split("/")
    return parts[-1 if target.startswith("schedules/") else min(1, len(parts) - 1)].replace(
        "-", " "
    )


def small(words: str) -> str:
    """Words without their capitals, but for those that are capitals throughout."""
    return _NAME.sub(lambda found: found[0].lower(), words)


def first_lowered(prose: Prose) -> Prose:
    """Prose that begins small, so that it can go on a sentence; the name of a month keeps its
    capital, and so does what is capitals throughout."""
    words = prose[0].text if prose and isinstance(prose[0], Text) else ""
    if not words or words[1:2].isupper() or _MONTH.match(words):
        return prose
    return (Text(words[:1].lower() + words[1:]), *prose[1:])


def first_raised(prose: Prose) -> Prose:
    """Prose that begins with a capital, as a sentence does."""
    if prose and isinstance(prose[0], Text):
        return (Text(capitalised(prose[0].text)), *prose[1:])
    return prose
