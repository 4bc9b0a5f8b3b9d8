"""One YAML file of the library: read and checked, or recalled as it was read and checked before."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from typing import Any

from msgspec import json

from agreement.finding import Place, refuse_if
from agreement.kept import keep, kept
from agreement.reading.load import load
from agreement.reading.source import Path, Source
from agreement.schema import faults

_KIND = "library-file"


def checked(raw: bytes, file: str, schema: Mapping[str, Any], schema_digest: bytes) -> Source:
    """The source of a file that its schema accepts. Raises Refused with every fault of it.

    `schema_digest` is of what the schema was read from: a file is recalled only where neither its
    own bytes nor those have changed.
    """
    found = kept(_KIND, raw, schema_digest)
    if found is not None:
        return _recalled(found, raw, file)
    source = load(raw, file)
    refuse_if(faults(source, schema))
    keep(json.encode(source.value), _KIND, raw, schema_digest)
    return source


def _recalled(found: bytes, raw: bytes, file: str) -> Source:
    read = _Again(raw, file)
    places, keys = _Places(read, "places"), _Places(read, "keys")
    return Source(file, json.decode(found), sha256(raw).hexdigest(), places, keys)


class _Again:
    """The file read once more, where somebody asks for a place in it."""

    def __init__(self, raw: bytes, file: str):
        self._raw, self._file = raw, file

    @cached_property
    def source(self) -> Source:
        return load(self._raw, self._file)


class _Places(Mapping[Path, Place]):
    """The places or the keys of a file, found when first asked for."""

    def __init__(self, read: _Again, name: str):
        self._read, self._name = read, name

    def _found(self) -> Mapping[Path, Place]:
        return getattr(self._read.source, self._name)

    def __getitem__(self, path: Path) -> Place:
        return self._found()[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._found())

    def __len__(self) -> int:
        return len(self._found())
