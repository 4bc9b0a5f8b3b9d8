"""What a folder of term sheets comes to: from which files, in which words, on which dates.

The record is kept beside the term sheets, so that the next run can say what a change does to
each agreement.
"""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256

from msgspec import MsgspecError, Raw, Struct, to_builtins
from msgspec.json import decode

from agreement.assembly.assemble import Drafted
from agreement.document.tree import Duty
from agreement.standards.units import told, unit_words

VERSION = 1
"""The version of the record's form."""

PROGRAM, HOLIDAYS = "program", "holidays"
"""The two sources that are no files: their versions stand for their digests."""


class Dated(Struct, frozen=True):
    """A date that the program worked out: of which duty, under which provision; ISO 8601."""

    provision: str
    duty: str
    on: str
    provisional: bool


class Entry(Struct, frozen=True):
    """One agreement: the sources it was built from, its dates and its words.

    `sheet` is the source that is its term sheet, `sources` are all of them; `clauses` are pairs
    of a clause's id and its alternative; `content` is the content digest of the Word file; `words`
    gives each unit by id: a provision, a party, a duty, a row of a schedule, a place to sign.
    """

    title: str
    sheet: str
    calendar: str
    sources: tuple[str, ...]
    clauses: tuple[tuple[str, str], ...]
    dates: tuple[Dated, ...]
    content: str
    words: Mapping[str, str]


class Manifest(Struct, frozen=True):
    """Every agreement of a folder by name, and every source by name: the path of a file in the
    library with its sha256, or what is no file with its version."""

    sources: Mapping[str, str]
    agreements: Mapping[str, Entry]


def entry(drafted: Drafted, sheet: str, others: tuple[str, ...], content: str) -> Entry:
    """What is recorded of an agreement built from a term sheet and other sources, by name, with
    the content digest of its Word file."""
    agreement = drafted.agreement
    return Entry(
        title=agreement.title,
        calendar=drafted.setting.calendar,
        sheet=sheet,
        sources=tuple(sorted((sheet, *others))),
        clauses=tuple((source.clause, source.alternative) for source in agreement.sources),
        dates=tuple(_dates(agreement.duties)),
        content=content,
        words=unit_words(agreement, drafted.setting),
    )


def _dates(duties: tuple[Duty, ...]) -> Iterator[Dated]:
    for duty in duties:
        if duty.due.on:
            on = duty.due.on.isoformat()
            yield Dated(duty.provision, told(duty.what), on, duty.due.provisional)


def text(words: Mapping[str, str]) -> str:
    """The words of an agreement to be kept: each unit's id, its lines indented below it."""
    units = (f"{id}\n  " + text.replace("\n", "\n  ") for id, text in words.items())
    return "\n\n".join(units) + "\n"


def words_of_text(kept: str) -> Mapping[str, str]:
    """The words by unit that `text` has kept."""
    units = (unit.partition("\n") for unit in kept.removesuffix("\n").split("\n\n"))
    return {id: lines[2:].replace("\n  ", "\n") for id, _, lines in units}


def text_digest(kept: str) -> str:
    """The sha256 of the kept words."""
    return sha256(kept.encode()).hexdigest()


def to_json(manifest: Manifest) -> str:
    """The manifest as JSON, its names in order; the words stand in it as their digest."""
    agreements = {}
    for name, one in sorted(manifest.agreements.items()):
        agreements[name] = to_builtins(one) | {
            "clauses": dict(one.clauses),
            "words": text_digest(text(one.words)),
        }
    sources = dict(sorted(manifest.sources.items()))
    whole = {"manifest": VERSION, "sources": sources, "agreements": agreements}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def from_json(kept: str, texts: Mapping[str, str]) -> Manifest:
    """The manifest that `to_json` wrote, with the kept words of each agreement by its name.
    Raises ValueError where it is not one, or the words are not those it was written with."""
    try:
        form = decode(kept, type=_Form).manifest
        if form != VERSION:
            raise ValueError(f"its form is {form} and not {VERSION}")
        whole = decode(kept, type=_Kept)
    except (MsgspecError, RecursionError) as fault:
        raise ValueError(str(fault)) from None
    entries = {name: _entry(name, one, texts) for name, one in whole.agreements.items()}
    return Manifest(whole.sources, entries)


def recorded_names(kept: str) -> tuple[str, ...] | None:
    """The agreements of a kept manifest, by name; None where what is kept is no manifest."""
    try:
        return tuple(decode(kept, type=_Form).agreements)
    except (MsgspecError, RecursionError):
        return None


def recorded_words(kept: str) -> Mapping[str, str] | None:
    """The agreements of a kept manifest, each with the digest of its words, which is empty where
    the form of that manifest has none; None where what is kept is no manifest."""
    try:
        entries = decode(kept, type=_Form).agreements
        return {name: decode(one, type=_Worded).words for name, one in entries.items()}
    except (MsgspecError, RecursionError):
        return None


class _Worded(Struct, frozen=True):
    """What tells the words of an agreement from others."""

    words: str = ""


class _Form(Struct, frozen=True):
    """What every version of the record begins with."""

    manifest: int
    agreements: dict[str, Raw]


class _KeptEntry(Struct, frozen=True):
    """An entry as it is kept: its clauses by id, and the digest of its words."""

    title: str
    sheet: str
    calendar: str
    sources: tuple[str, ...]
    clauses: dict[str, str]
    dates: tuple[Dated, ...]
    content: str
    words: str


class _Kept(Struct, frozen=True):
    sources: dict[str, str]
    agreements: dict[str, _KeptEntry]


def _entry(name: str, kept: _KeptEntry, texts: Mapping[str, str]) -> Entry:
    found = texts.get(name, "")
    if text_digest(found) != kept.words:
        raise ValueError(f"the words kept of {name} are not those it was written with")
    return Entry(
        title=kept.title,
        sheet=kept.sheet,
        calendar=kept.calendar,
        sources=kept.sources,
        clauses=tuple(kept.clauses.items()),
        dates=kept.dates,
        content=kept.content,
        words=words_of_text(found),
    )
