"""What may not stand in a YAML file, and what its parser complains about, in a drafter's words."""

import re
import unicodedata
from typing import Any

from yaml import Mark

# Surrogates, what XML 1.0 cannot hold, line ends that only YAML 1.1 knows, and marks that are
# invisible or reorder the words around them, among them soft hyphens, fillers of Hangul and the
# tags that can spell a hidden text. Persian needs U+200C, emoji and Arabic U+200D, U+200E and
# U+200F, and emoji, Mongolian and Japanese names the variation selectors.
_NEVER = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b"
    r"\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff9-\ufffb\ufffe"
    r"\uffff\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
FORBIDDEN = re.compile(f"[{_NEVER}]")
# Compiled where they are first looked for, which few files ask for.
_IN_BLOCK = rf"[{_NEVER}\r]"
_IN_LINE = rf"[{_NEVER}\r\n\t]"

_WHOLE_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_PLAIN = {"true": True, "false": False, "null": None, "~": None, "": None}

_SAYS = re.compile(r"\s*[^\s#-]")
_COLON = "expected ':'"
# The first pattern found in what stands at the fault and what libyaml or PyYAML say about it.
_ADVICE = {
    r"^\t|tab char": "a tab stands here; indent with spaces only",
    r"quoted scalar .*end of stream": "a quotation mark is opened here and never closed; close it,"
    " or put a text that has quotation marks or apostrophes on the next line, under “>-”",
    r"after a colon.*mapping values": "a second colon stands on this line; put a text that has a"
    " colon in it between quotation marks",
    r"mapping values": "this line is indented further than the name it should stand below; align"
    " it, or put a text that has a colon in it between quotation marks",
    _COLON: "a colon is missing: write “name: value”, with a space after the colon",
    r"after a quotation mark.*flow": "the text before this ends at its quotation mark; put a text"
    " that has an apostrophe between double quotation marks, or a comma between two values",
    r"^: after a colon.*flow": "a second colon stands here; put a text that has a colon in it"
    " between quotation marks",
    r"flow sequence": "the list opened here with “[” is not closed by “]”, or a comma is missing"
    " in it; a text that begins with “[” goes between quotation marks",
    r"flow mapping": "the group opened here with “{” is not closed by “}”, or a comma is missing"
    " in it; a text that begins with “{” goes between quotation marks",
    r"an (alias|anchor)": "a text cannot begin with “*” or “&”; put it between quotation marks, or"
    " on the next line, under “>-”",
    r"start any token": "a text cannot begin with “{0}”; put it between quotation marks",
    r"sequence entries": "a list begins on a new line, below its name",
    r"<document start>": "this line stands further left than the first one; align the names",
    r"escape": "a backslash between double quotation marks begins a code; use single quotation"
    " marks, or write the backslash twice",
    r"a block scalar": "the text after “>” or “|” begins on the next line, indented",
    r"node content": "a value is missing here, or a bracket or comma is one too many",
    r"^[]}]": "this bracket closes nothing; remove it",
    r"after words.*block": "the value ends before this, at its closing quotation mark or bracket;"
    " put the whole of it on the next line, under “>-”",
    r"block collection": "every item of a list begins with a dash and a space, below the first",
    r"block mapping": "this line does not stand below the lines it belongs to; align it with them",
    r"": "this cannot be read as YAML; compare it with the lines above",
}
_IS_HERE = "^: after a colon|after a quotation mark"
_IS_AT_OPENING = "quoted scalar .*end of stream|flow|simple key|alias|anchor"


def plain(words: str) -> str | int | bool | None:
    """What words without quotation marks mean: a whole number of up to 18 digits, true, false or
    nothing, else themselves, so that a date, a decimal or a leading zero stays as typed."""
    return int(words) if _WHOLE_NUMBER.fullmatch(words) else _PLAIN.get(words, words)


def complaint(fault: Any, text: str) -> tuple[str, Any, str]:
    """The rule, the mark to point at and the advice for a yaml.MarkedYAMLError in this text.

    An unclosed quotation mark or bracket is shown where it opens, and a line without its colon
    where it stands; everything else, where the parser stopped.
    """
    mark = fault.problem_mark
    character = text[mark.index : mark.index + 1]
    before = text[mark.index - mark.column : mark.index].strip(" -")
    where = "after a colon" if ": " in before else "first on its line"
    where += " after words" if before else ""
    where += " after a quotation mark" if before.endswith(("'", '"')) else ""
    said = f"{character} {where} {fault.context} {fault.problem}"
    if re.search("(mapping values|block mapping)", said) and (above := _without_colon(mark, text)):
        return "yaml-syntax", above, _ADVICE[_COLON]
    if "invalid Unicode" in said:
        return "forbidden-character", mark, "this code is half of a character; type the character"
    advice = next(words for pattern, words in _ADVICE.items() if re.search(pattern, said))
    at_opening = re.search(_IS_AT_OPENING, said) and not re.search(_IS_HERE, said)
    opening = fault.context_mark if at_opening else None
    return "yaml-syntax", opening or mark, advice.replace("{0}", character)


def _without_colon(mark: Any, text: str) -> Mark | None:
    """Where the line above begins, if it stands at the same margin and has no colon."""
    *lines, here = re.split("\r\n|\r|\n", text[: mark.index])
    told = [(number, line) for number, line in enumerate(lines) if _SAYS.match(line)]
    number, line = told[-1] if told else (0, ":")
    margin = len(line) - len(line.lstrip())
    if ":" in line or margin != len(here) - len(here.lstrip()):
        return None
    return Mark(None, 0, number, margin, None, None)


def forbidden_in(words: str, one_line: bool) -> list[str]:
    """The characters that may not stand in a text; tabs and line breaks need several lines."""
    if words.isascii() and words.isprintable():  # As most are, and no forbidden character is both.
        return []
    return sorted(set(re.findall(_IN_LINE if one_line else _IN_BLOCK, words)))


def about(character: str) -> str:
    """Which character this is and what to do about it."""
    if character in "\t\n":
        return "a tab or line break stands inside a text of one line; put the text under “|”"
    name = unicodedata.name(character, "a control character").lower()
    return f"U+{ord(character):04X} ({name}) cannot be seen or printed; delete it"
