"""The label Word puts before each paragraph, computed from a file's own numbering and styles.

Counting follows ECMA-376 Part 1, 17.9: a level restarts below each paragraph of a higher one, a
list override restarts a level when the list first uses it, and `%n` in a level's text stands for
the count of level n. A reference with full context joins the labels of the levels above that the
paragraph's own label does not repeat, each without its final stop (17.16.5.50).
"""

import re

from lxml import etree
from msgspec import Struct, field

from agreement.document.number import letters, roman
from agreement.word.opened import w

_COUNT = re.compile(r"%([1-9])")


class Level(Struct, frozen=True):
    """One level of a list: where it starts, how it counts, how its label reads."""

    start: int
    format: str
    text: str
    restart: int
    decimal: bool
    style: str


class Label(Struct, frozen=True):
    """A paragraph's label: its list, its counts from the first level, and its words."""

    list_id: str
    counts: tuple[int, ...]
    levels: tuple[Level, ...]

    @property
    def own(self) -> str:
        """The label as it stands before the paragraph."""
        return self.at(len(self.counts))

    def at(self, depth: int) -> str:
        """The label of the paragraph above at a depth from 1, or its own at its own depth."""
        level = self.levels[depth - 1]
        return _COUNT.sub(lambda match: self._count(int(match[1]), level.decimal), level.text)

    def _count(self, place: int, decimal: bool) -> str:
        if place > len(self.counts):
            return ""
        form = "decimal" if decimal else self.levels[place - 1].format
        return written(self.counts[place - 1], form)

    def in_full(self, above: int = 0) -> str:
        """The label in full context, from the level below `above` down."""
        shown = ""
        repeated: set[int] = set()
        for depth in range(len(self.counts), above, -1):
            if depth not in repeated:
                shown = self.at(depth).rstrip(".") + shown
                repeated |= {int(place) for place in _COUNT.findall(self.levels[depth - 1].text)}
        return shown


def written(count: int, form: str) -> str:
    """A count in a number format of Word."""
    match form:
        case "lowerLetter":
            return letters(count)
        case "upperLetter":
            return letters(count).upper()
        case "lowerRoman":
            return roman(count)
        case "upperRoman":
            return roman(count).upper()
        case "none" | "bullet":
            return ""
        case "decimalZero":
            return f"{count:02}"
    return str(count)


class Lists(Struct):
    """The lists of a file, counting as its paragraphs are met in order."""

    abstracts: dict[str, str]
    levels: dict[str, tuple[Level, ...]]
    overrides: dict[tuple[str, int], int]
    styled: dict[str, tuple[str, int]]
    default: str = ""
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, paragraph: etree._Element) -> Label | None:
        """The label of the next paragraph, which counts it; None where it has no number."""
        list_id, level = self.place(paragraph)
        if list_id not in self.abstracts or level >= len(self.levels[list_id]):
            return None
        counts = self.counts.setdefault(self.abstracts[list_id], {})
        self._count(counts, list_id, level)
        levels = self.levels[list_id]
        path = tuple(counts.setdefault(above, levels[above].start) for above in range(level + 1))
        return Label(list_id, path, levels)

    def place(self, paragraph: etree._Element) -> tuple[str, int]:
        """The list and the level, from 0, of a paragraph by itself or by its style."""
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        own = paragraph.find(f"{w('pPr')}/{w('numPr')}")
        name = self.default if style is None else style.get(w("val"), "")
        list_id, level = self.styled.get(name, ("", 0))
        if own is None:
            return list_id, level
        return _child(own, "numId", list_id), int(_child(own, "ilvl", str(level)))

    def _count(self, counts: dict[int, int], list_id: str, level: int) -> None:
        levels = self.levels[list_id]
        start = self.overrides.pop((list_id, level), None)
        if start is not None:
            counts[level] = start
        else:
            counts[level] = counts[level] + 1 if level in counts else levels[level].start
        for below in [place for place in counts if place > level]:
            if levels[below].restart > level:
                del counts[below]


def _child(parent: etree._Element, name: str, otherwise: str) -> str:
    child = parent.find(w(name))
    return otherwise if child is None else child.get(w("val"), otherwise)


def lists(numbering: etree._Element | None, styles: etree._Element | None) -> Lists:
    """The lists that a file's numbering and styles parts set up, before any paragraph."""
    known = Lists({}, {}, {}, {})
    if numbering is not None:
        abstracts = {
            found.get(w("abstractNumId"), ""): found for found in numbering.iter(w("abstractNum"))
        }
        for num in numbering.iter(w("num")):
            _add_list(known, num, abstracts)
    if styles is not None:
        _add_styles(known, styles)
    return known


def _add_list(known: Lists, num: etree._Element, abstracts: dict[str, etree._Element]) -> None:
    list_id, abstract = num.get(w("numId"), ""), _child(num, "abstractNumId", "")
    if abstract not in abstracts:
        return
    levels = {int(at.get(w("ilvl"))): _level(at) for at in abstracts[abstract].iter(w("lvl"))}
    for override in num.iter(w("lvlOverride")):
        at = int(override.get(w("ilvl"), "0"))
        own = override.find(w("lvl"))
        levels |= {} if own is None else {at: _level(own)}
        if override.find(w("startOverride")) is not None:
            known.overrides[list_id, at] = int(_child(override, "startOverride", "1"))
    known.abstracts[list_id] = abstract
    known.levels[list_id] = tuple(levels[at] for at in sorted(levels))


def _level(found: etree._Element) -> Level:
    at = int(found.get(w("ilvl"), "0"))
    return Level(
        start=int(_child(found, "start", "0")),
        format=_child(found, "numFmt", "decimal"),
        text=_child(found, "lvlText", ""),
        restart=int(_child(found, "lvlRestart", str(at))),
        decimal=found.find(w("isLgl")) is not None,
        style=_child(found, "pStyle", ""),
    )


def _add_styles(known: Lists, styles: etree._Element) -> None:
    """Each paragraph style's list, its own or that of the style it is based on."""
    found = {style.get(w("styleId"), ""): style for style in styles.iter(w("style"))}
    for name, style in found.items():
        if style.get(w("type")) == "paragraph" and style.get(w("default")) in {"1", "true", "on"}:
            known.default = name
        list_id = _list_of(style, found, len(found))
        if list_id in known.levels:
            linked = [at for at, level in enumerate(known.levels[list_id]) if level.style == name]
            known.styled[name] = (list_id, linked[0] if linked else 0)


def _list_of(style: etree._Element, found: dict[str, etree._Element], patience: int) -> str:
    """`patience` bounds the walk where styles are based on each other in a ring."""
    own = style.find(f"{w('pPr')}/{w('numPr')}")
    based = _child(style, "basedOn", "")
    if own is not None or based not in found or patience == 0:
        return "" if own is None else _child(own, "numId", "")
    return _list_of(found[based], found, patience - 1)
