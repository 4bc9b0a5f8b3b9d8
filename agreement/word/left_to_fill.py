"""What a shell still asks its firm to fill in: words in square brackets, a picture to change."""

import re
from collections.abc import Iterator
from html import unescape

from agreement.word.shell import Shell

_PARAGRAPH = re.compile(r"</w:p>|<w:br/>|<w:tab/>")
_TAG = re.compile(r"<[^>]*>|\{\{.*?\}\}|\{%.*?%\}")
_BRACKETED = re.compile(r"\[[^\[\]\n]{2,80}\]")
_PICTURE = re.compile(r'<wp:docPr [^>]*descr="(Place for [^"]*)"')
_STORY = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml")


def unfilled(shell: Shell) -> tuple[str, ...]:
    """The words that stand where a firm's own belong, such as "[Name of the firm]", each once."""
    sources = {one.name: one.source for one in shell.templates}
    sources |= {name: part.decode() for name, part in shell.parts if _STORY.fullmatch(name)}
    return tuple(dict.fromkeys(found for source in sources.values() for found in _left(source)))


def _left(source: str) -> Iterator[str]:
    words = unescape(_TAG.sub("", _PARAGRAPH.sub("\n", source)))
    yield from _BRACKETED.findall(words)
    yield from (unescape(found).partition(".")[0] for found in _PICTURE.findall(source))
