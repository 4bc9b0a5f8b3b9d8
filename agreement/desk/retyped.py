"""One answer typed anew in its place, where it stands on one line of YAML.

The line is cut where the answer begins and ends, so nothing else of the text is read or written.
Whoever asks for it reads the whole back before anybody sees it.
"""

import re

from agreement.desk.place import at
from agreement.reading.source import Path, Source

# What the strict reader, or another reader of YAML, would take for something else than words.
_NOT_WORDS = re.compile(r"[-+]?[0-9.][0-9_.,:eE+-]*|(true|false|null|yes|no|on|off|open|~|<<)?",
                        re.IGNORECASE)  # fmt: skip
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLAIN = re.compile(r"(?:[^\W_]|[£€$(“‘])(?:[^:#\n]|:(?=\S)|(?<=\S)#)*")


def needs_quotes(words: str) -> bool:
    """Whether words would be read as a figure, a truth value or nothing if they stood plain."""
    plain = words == "open" or _DAY.fullmatch(words)
    return not plain and bool(_NOT_WORDS.fullmatch(words))


def retyped(text: str, source: Source, path: Path, value: object) -> str | None:
    """The text with another answer at a path, written as ruamel.yaml writes it; None where the old
    or the new one is no answer on one line."""
    old, new = _tokens(at(source.value, path)), _tokens(value)
    if path not in source.places or not old or not new:
        return None
    start = _offset(text, source.places[path].line, source.places[path].column)
    stands = next((token for token in old if text.startswith(token, start)), None)
    return stands and text[:start] + new[0] + text[start + len(stands) :]


def _tokens(value: object) -> tuple[str, ...]:
    """How an answer may stand in a line, the way in which it is written first."""
    match value:
        case bool():
            return ("true" if value else "false",)
        case int():
            return (str(value),)
        case "":
            return ('""', "''")
        case str() if "\n" not in value:
            single = "'" + value.replace("'", "''") + "'"
            double = () if set(value) & set('"\\') else (f'"{value}"',)
            return (_written(value, single), value, *double, single)
    return ()


def _written(words: str, single: str) -> str:
    if needs_quotes(words):
        return f'"{words}"'
    return words if _DAY.fullmatch(words) or _PLAIN.fullmatch(words) else single


def _offset(text: str, line: int, column: int) -> int:
    """Where a line and a column, counted from 1, lie in a text; the mark at its beginning is no
    column."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return start + column - 1 + (line == 1 and text.startswith("\ufeff"))
