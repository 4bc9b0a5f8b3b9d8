"""The term sheet of a row as a file of its own, which the program reads as any other."""

import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from agreement.inspect.seal import EMPTY, sealed
from agreement.remembered import remembered

_ESCAPE = re.compile(r"\\(.)")
_encoded = json.JSONEncoder(ensure_ascii=False).encode


def sheet_text(value: Mapping[str, Any]) -> bytes:
    """The bytes of a term sheet that says this: JSON, which is YAML, under the program's seal.
    Nobody may change a group or a list in it afterwards, as nobody changes what a file says."""
    lines = ",\n".join(f"{_key(name)}: {_said(inner, _section)}" for name, inner in value.items())
    return sealed(f"# {EMPTY}\n{{\n{lines}\n}}\n".encode())


def _said(value: Any, told: Callable[[Any], str]) -> str:
    # Groups and lists that many rows have in common are put into text once.
    return told(value) if isinstance(value, dict | list) else _dumped(value)


@remembered(most=1024)
def _section(value: Any) -> str:
    """A group of the file on a line for each of its keys; a list on one."""
    if not isinstance(value, dict) or not value:
        return _dumped(value)
    below = ",\n".join(f"  {_key(name)}: {_said(one, _below)}" for name, one in value.items())
    return f"{{\n{below}\n}}"


def _dumped(value: Any) -> str:
    # In YAML a text that holds a break or a tab must stand on several lines, so its line is
    # continued before each of them.
    dumped = _encoded(value)
    if "\\" not in dumped:
        return dumped
    return _ESCAPE.sub(lambda found: ("\\\n" if found[1] in "nt" else "") + found[0], dumped)


_below = remembered(most=1024)(_dumped)
_key = lru_cache(maxsize=1024)(_dumped)
