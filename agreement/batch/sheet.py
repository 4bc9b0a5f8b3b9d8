"""The term sheet of a row as a file of its own, which the program reads as any other."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from agreement.seal import EMPTY, sealed

_ESCAPE = re.compile(r"\\(.)")
_encoded = json.JSONEncoder(ensure_ascii=False).encode


def sheet_text(value: Mapping[str, Any]) -> bytes:
    """The bytes of a term sheet that says this: JSON, which is YAML, under the program's seal."""
    lines = ",\n".join(_lines(value))
    return sealed(f"# {EMPTY}\n{{\n{lines}\n}}\n".encode())


def _lines(value: Mapping[str, Any]) -> Iterator[str]:
    for name, inner in value.items():
        if isinstance(inner, Mapping) and inner:
            below = ",\n".join(f"  {_dumped(key)}: {_dumped(one)}" for key, one in inner.items())
            yield f"{_dumped(name)}: {{\n{below}\n}}"
        else:
            yield f"{_dumped(name)}: {_dumped(inner)}"


def _dumped(value: Any) -> str:
    # In YAML a text that holds a break or a tab must stand on several lines, so its line is
    # continued before each of them.
    dumped = _encoded(value)
    return _ESCAPE.sub(lambda found: ("\\\n" if found[1] in "nt" else "") + found[0], dumped)
