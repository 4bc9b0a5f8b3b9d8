"""Clause text to prose and back: four marks, and nothing that could be a program.

`**Corrected Claim**` defines, `_Corrected Claims_` uses, `{billing/corrected-claims}` refers,
`{payment/costs/rate to payment/costs/proof}` refers to several, and `[resubmission_days]` asks.
A backslash before a mark's first character prints that character.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from agreement.document.tree import FIRST, Blank, Definition, Inline, Prose, Reference, Text, Use
from agreement.document.wording import joined as listed
from agreement.document.wording import singular

_ID = "[a-z][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)+"
_MARK = re.compile(
    r"\\(?P<escaped>[*_{\[\\])"
    r"|\*\*(?P<definition>[^*\s][^*\n]*)\*\*"
    # Inside a word, as in REF_A_12, an underscore is no mark.
    r"|(?<![^\W_])_(?P<use>[A-Z][^_\n]*)_(?![^\W_])"
    rf"|\{{(?P<reference>{_ID})\}}"
    rf"|\{{(?P<references>{_ID}(?: to |(?:, {_ID})*(?: and | or )){_ID})\}}"
    r"|\[(?P<blank>[a-z][a-z0-9_]*)\]"
)
_UNREAD = re.compile(r"\*\*|[{}]|\[|(?<!\w)_|_(?!\w)")
_JOINED = re.compile(r"(, | to | and | or )")
_SPECIAL = re.compile(r"[*_{\[\\]")


@lru_cache(maxsize=4096)
def parse(text: str, blanks: bool = True) -> Prose:
    """Read the marks of a text. Without `blanks`, square brackets are plain words."""
    inlines: list[Inline] = []
    position = 0
    for mark in _MARK.finditer(text):
        inlines.append(Text(text[position : mark.start()]))
        inlines += _inlines(mark, blanks)
        position = mark.end()
    inlines.append(Text(text[position:]))
    return joined(tuple(inlines))


def _inlines(mark: re.Match[str], blanks: bool) -> Prose:
    if mark.lastgroup == "references":
        return tuple(_several(mark["references"]))
    return (_inline(mark, blanks),)


def _several(written: str) -> Iterator[Reference]:
    """References under one word; the last of three or more may want a comma before its word."""
    first, *rest = _JOINED.split(written)
    yield Reference(first, FIRST)
    for word, target in zip(rest[::2], rest[1::2], strict=True):
        serial = "," if len(rest) > 2 and target == rest[-1] else ""
        yield Reference(target, f"{serial}{word.strip()}")


def references(ids: Sequence[str]) -> str:
    """The mark of references to all of these under one word."""
    return f"{{{listed(ids)}}}"


def _inline(mark: re.Match[str], blanks: bool) -> Inline:
    words = mark[mark.lastgroup or 0]
    match mark.lastgroup:
        case "definition":
            return Definition(words)
        case "use":
            return Use(singular(words), words)
        case "reference":
            return Reference(words)
        case "blank" if blanks:
            return Blank(words)
        case "escaped":
            return Text(words)
    return Text(mark[0])


def joined(prose: Prose) -> Prose:
    """The same prose with neighbouring words in one piece and empty pieces left out."""
    pieces: list[Inline] = []
    for inline in prose:
        if type(inline) is not Text:
            pieces.append(inline)
        elif pieces and type(pieces[-1]) is Text:
            pieces[-1] = Text(pieces[-1].text + inline.text)
        elif inline.text:
            pieces.append(inline)
    return tuple(pieces)


def write(prose: Prose) -> str:
    """The text that reads as this prose; the inverse of `parse` for prose that it can give."""
    # References under one word are one mark: "{a", " to b" and "}".
    return "".join(map(_marked, prose)).replace("}{ ", " ").replace("}{, ", ", ")


def _marked(inline: Inline) -> str:
    match inline:
        case Text(text):
            return _SPECIAL.sub(r"\\\g<0>", text)
        case Definition(term):
            return f"**{term}**"
        case Use(_, shown):
            return f"_{shown}_"
        case Reference(target):
            return f"{{{inline.between}{target}}}"
        case Blank(name):
            return f"[{name}]"
    raise TypeError(f"{inline} has no mark")


def unread(text: str) -> tuple[str, ...]:
    """The pieces of a clause's text that look like a mark and are not one, such as `[Days]`."""
    rest = _MARK.sub(" ", text)
    return tuple(rest[found.start() :][:20].split("\n")[0] for found in _UNREAD.finditer(rest))
