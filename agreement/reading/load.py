"""The bytes of a YAML file to a checked value that knows where each of its parts stands.

YAML is read strictly. Words that YAML 1.1 would turn into something else (no, 012, 12:30,
2026-04-01, 1.5) stay what was typed, and what a drafter cannot see or did not mean is refused:
duplicate keys, aliases, tags, invisible characters. The file is read as a stream of events and
never as a tree of nodes, because libyaml overflows its stack when it composes deep nesting.
"""

import hashlib
import re
from itertools import islice
from typing import Any

import yaml
from msgspec import Struct, field

from agreement.finding import Finding, Place, error, refuse_if
from agreement.reading.decode import decoded, unprintable
from agreement.reading.source import Path, Source
from agreement.reading.syntax import FORBIDDEN, about, complaint, forbidden_in, plain

MOST_EVENTS = 200_000
MOST_DEPTH = 64
MOST_CHARACTER_FAULTS = 50
PRIVATE = "private"
"""The key of a term sheet whose words no finding may quote."""

_QUOTED = re.compile("“[^”]*”")
_NUMBER_SIGN = re.compile(r"(?<=\S)[ \t]+#(?=[^\s\d]*\d)")
"""What stands before a number sign that may belong to the text: account #42, ref #A-7."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Open(Struct):
    """A mapping or list not yet closed; `key` is the name whose value comes next."""

    value: Any
    path: Path | None
    key: str | None = None


class _Reading(Struct, frozen=True):
    """What has been read so far. The first of `stack` is a list that takes the whole document;
    `cuts` are where a text may have lost what follows it to a “#”."""

    file: str
    findings: list[Finding]
    cuts: frozenset[int] = frozenset()
    places: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    stack: list[_Open] = field(default_factory=lambda: [_Open([], None)])

    def place(self, mark: Any) -> Place:
        return Place(self.file, mark.line + 1, mark.column + 1)

    def fault(self, rule: str, mark: Any, message: str) -> None:
        if any((*(one.path or ()), one.key)[:1] == (PRIVATE,) for one in self.stack):
            message = _QUOTED.sub("this", message, count=1)
        self.findings.append(error(rule, self.place(mark), message))

    def stop(self, rule: str, mark: Any, message: str) -> None:
        self.fault(rule, mark, message)
        refuse_if(self.findings)


def load(raw: bytes, file: str) -> Source:
    """The value of one YAML file. Raises Refused with every fault that can be seen at once.

    Only true, false, null, ~, nothing and plain whole numbers of up to 18 digits are more than
    text. `file` is the name that findings show.
    """
    text = decoded(raw, file)
    findings = list(islice(unprintable(text, file), MOST_CHARACTER_FAULTS))
    cuts = frozenset(match.start() for match in _NUMBER_SIGN.finditer(text))
    reading = _Reading(file, findings, cuts)
    # The stand-in keeps every column where it was, and lets the parser go on to other faults.
    _read(FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text), reading)
    value = next(iter(reading.stack[0].value), None)
    if value is None:
        message = "the file says nothing; give it at least one “name: value”"
        reading.findings.append(error("empty-file", Place(file, 1, 1), message))
    elif not isinstance(value, dict):
        place, message = reading.places[()], "begin every line with “name: value”, at the margin"
        reading.findings.append(error("not-a-mapping", place, message))
    refuse_if(reading.findings)
    return Source(file, value, hashlib.sha256(raw).hexdigest(), reading.places, reading.keys)


def _read(text: str, reading: _Reading) -> None:
    loader = _LOADER(text)
    try:
        _take_all(loader, reading)
    except yaml.MarkedYAMLError as fault:
        reading.stop(*complaint(fault, text))
    finally:
        loader.dispose()


def _take_all(loader: Any, reading: _Reading) -> None:
    for _ in range(MOST_EVENTS):
        if not loader.check_event():
            return
        event = loader.get_event()
        if isinstance(event, yaml.DocumentStartEvent) and reading.places:
            message = "“---” begins a second document; keep one document in a file"
            reading.stop("several-documents", event.start_mark, message)
        _take(event, reading)
    reading.stop("too-long", event.start_mark, f"the file has over {MOST_EVENTS:,} entries")


def _take(event: Any, reading: _Reading) -> None:
    top = reading.stack[-1]
    if isinstance(event, yaml.NodeEvent):
        _check(event, reading)
        if isinstance(top.value, dict) and top.key is None:
            _take_key(event, top, reading)
        else:
            _take_value(event, top, reading)
    elif isinstance(event, yaml.CollectionEndEvent):
        reading.stack.pop()


def _check(event: Any, reading: _Reading) -> None:
    if isinstance(event, yaml.AliasEvent):
        message = (
            f"“*{event.anchor}” repeats another place; write the value out, or put it in quotes"
        )
        return reading.fault("alias", event.start_mark, message)
    if event.anchor:
        message = (
            f"“&{event.anchor}” names this place for repeating; remove it, or put it in quotes"
        )
        reading.fault("anchor", event.start_mark, message)
    if event.tag:
        message = "a text cannot begin with “!”; put it between quotation marks"
        reading.fault("tag", event.start_mark, message)
    if isinstance(event, yaml.ScalarEvent):
        one_line = event.start_mark.line == event.end_mark.line
        for character in forbidden_in(event.value, one_line):
            reading.fault("forbidden-character", event.start_mark, about(character))
        if event.end_mark.index in reading.cuts and not event.style:
            message = (
                "a “#” after a space begins a note, so this text ends before its number; put the"
                " whole text in quotation marks, or a space after the “#” of a note"
            )
            reading.fault("cut-short", event.start_mark, message)


def _take_key(event: Any, top: _Open, reading: _Reading) -> None:
    if not isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
        message = "a name must be plain words; a text with “{” or “[” goes between quotation marks"
        reading.stop("key-not-text", event.start_mark, message)
    key = _meant(event) if isinstance(event, yaml.ScalarEvent) else "*"
    place = reading.place(event.start_mark)
    if not isinstance(key, str) or "\n" in key:
        message = (
            f"a name is words on one line, and “{event.value.strip()}” is not; put it, or the text"
            " that it is part of, in quotes"
        )
        reading.fault("key-not-text", event.start_mark, message)
    elif key == "<<" and not event.style:
        message = "“<<” takes in another place; write its names and values out"
        reading.fault("merge-key", event.start_mark, message)
    elif key in top.value:
        first = reading.keys[*top.path, key].line
        message = f"“{key}” stands here a second time (first on line {first}); keep one of them"
        reading.fault("duplicate-key", event.start_mark, message)
    top.key = str(key)
    reading.keys[*top.path, top.key] = place


def _take_value(event: Any, top: _Open, reading: _Reading) -> None:
    value = _value(event)
    path = (
        () if top.path is None else (*top.path, top.key if top.key is not None else len(top.value))
    )
    reading.places[path] = reading.place(event.start_mark)
    if isinstance(top.value, list):
        top.value.append(value)
    else:
        top.value[top.key], top.key = value, None
    if isinstance(event, yaml.CollectionStartEvent):
        if len(reading.stack) > MOST_DEPTH:
            message = f"this lies more than {MOST_DEPTH} levels deep; a term sheet needs few"
            reading.stop("too-deep", event.start_mark, message)
        reading.stack.append(_Open(value, path))


def _value(event: Any) -> Any:
    match event:
        case yaml.MappingStartEvent():
            return {}
        case yaml.SequenceStartEvent():
            return []
        case yaml.ScalarEvent():
            return _meant(event)
    return None


def _meant(scalar: Any) -> str | int | bool | None:
    return scalar.value if scalar.style else plain(scalar.value)
