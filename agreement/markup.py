"""Clause text to prose and back: four marks, and nothing that could be a program.

`**Corrected Claim**` defines, `_Corrected Claims_` uses, `{billing/corrected-claims}` refers and
`[resubmission_days]` asks. A backslash before a mark's first character prints that character.
"""

import re
from functools import lru_cache

from agreement.document import Blank, Definition, Inline, Prose, Reference, Text, Use
from agreement.wording import singular

_MARK = re.compile(
    r"\\(?P<escaped>[*_{\[\\])"
    r"|\*\*(?P<definition>[^*\s][^*\n]*)\*\*"
    # Inside a word, as in REF_A_12, an underscore is no mark.
    r"|(?<![^\W_])_(?P<use>[A-Z][^_\n]*)_(?![^\W_])"
    r"|\{(?P<reference>[a-z][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)+)\}"
    r"|\[(?P<blank>[a-z][a-z0-9_]*)\]"
)
_UNREAD = re.compile(r"\*\*|[{}]|\[|(?<!\w)_|_(?!\w)")
_SPECIAL = re.compile(r"[*_{\[\\]")


@lru_cache(maxsize=4096)
def parse(text: str, blanks: bool = True) -> Prose:
    """Read the marks of a text. Without `blanks`, square brackets are plain words."""
    inlines: list[Inline] = []
    position = 0
    for mark in _MARK.finditer(text):
        inlines.append(Text(text[position : mark.start()]))
        inlines.append(_inline(mark, blanks))
        position = mark.end()
    inlines.append(Text(text[position:]))
    return joined(tuple(inlines))


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
        if isinstance(inline, Text) and pieces and isinstance(pieces[-1], Text):
            pieces[-1] = Text(pieces[-1].text + inline.text)
        else:
            pieces.append(inline)
    return tuple(piece for piece in pieces if piece != Text(""))


def write(prose: Prose) -> str:
    """The text that reads as this prose; the inverse of `parse` for prose that it can give."""
    return "".join(map(_marked, prose))


def _marked(inline: Inline) -> str:
    match inline:
        case Text(text):
            return _SPECIAL.sub(r"\\\g<0>", text)
        case Definition(term):
            return f"**{term}**"
        case Use(_, shown):
            return f"_{shown}_"
        case Reference(target):
            return f"{{{target}}}"
        case Blank(name):
            return f"[{name}]"
    raise TypeError(f"{inline} has no mark")


def unread(text: str) -> tuple[str, ...]:
    """The pieces of a clause's text that look like a mark and are not one, such as `[Days]`."""
    rest = _MARK.sub(" ", text)
    return tuple(rest[found.start() :][:20].split("\n")[0] for found in _UNREAD.finditer(rest))
