"""Rules of the gate about bookmarks, fields and the numbers that cross-references show."""

from collections import Counter
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct, field

from agreement.word.labels import Label, lists
from agreement.word.opened import Opened, w

_LONGEST_NAME = 40
_SILENT = frozenset(("XE", "TC", "TA", "RD", "SET"))
"""Fields that show nothing, and so keep no result (ECMA-376 Part 1, 17.16.5)."""

_PIECES = tuple(map(w, ("fldChar", "fldSimple", "instrText", "t", "p", "hyperlink")))


class Field(Struct):
    """A field as it is met: its instruction, the result kept in the file with the links in it, and
    its paragraph."""

    paragraph: etree._Element | None
    instruction: str = ""
    result: str = ""
    separated: bool = False
    links: list[etree._Element] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """The instruction's words: the field's name, its target, its switches."""
        return self.instruction.split() or [""]


class _Reading(Struct):
    """The fields of a story, whole ones and those that never began or ended."""

    whole: list[Field] = field(default_factory=list)
    open: list[Field] = field(default_factory=list)
    endless: int = 0
    paragraph: etree._Element | None = None

    def meet(self, element: etree._Element) -> None:
        """Take the next piece of the story into account."""
        match etree.QName(element).localname:
            case "p":
                self.paragraph = element
            case "fldChar":
                self._mark(element.get(w("fldCharType"), ""))
            case "hyperlink":
                for around in self.open:
                    around.links.append(element)
            case "instrText" if self.open:
                self.open[-1].instruction += element.text or ""
            case "t":
                for around in self.open:
                    around.result += (element.text or "") * around.separated
            case "fldSimple":
                shown = "".join(text.text or "" for text in element.iter(w("t")))
                instruction = element.get(w("instr"), "")
                self.whole.append(Field(self.paragraph, instruction, shown, True))

    def _mark(self, kind: str) -> None:
        if kind == "begin":
            self.open.append(Field(self.paragraph))
        elif not self.open:
            self.endless += 1
        elif kind == "separate":
            self.open[-1].separated = True
        else:
            self.whole.append(self.open.pop())


def read(root: etree._Element) -> _Reading:
    """The fields of a story."""
    reading = _Reading()
    for element in root.iter(*_PIECES):
        reading.meet(element)
    return reading


def bookmarks_paired(opened: Opened) -> Iterator[str]:
    """Bookmarks have ids and names of their own, no name too long for Word, and both ends."""
    starts, ends, names = Counter(), Counter(), Counter()
    for _, root in opened.stories():
        starts.update(found.get(w("id")) for found in root.iter(w("bookmarkStart")))
        ends.update(found.get(w("id")) for found in root.iter(w("bookmarkEnd")))
        names.update(found.get(w("name"), "") for found in root.iter(w("bookmarkStart")))
    for id in sorted(starts.keys() | ends.keys(), key=str):
        if starts[id] > 1 or ends[id] > 1:
            yield f"Two bookmarks have the id {id}."
        elif starts[id] != ends[id]:
            yield f"Bookmark {id} lacks its {'end' if starts[id] else 'start'}."
    for name, count in names.items():
        if count > 1:
            yield f"Two bookmarks are named {name!r}."
        if not 0 < len(name) <= _LONGEST_NAME:
            yield f"The name of bookmark {name!r} has not between 1 and {_LONGEST_NAME} characters."


def fields_whole(opened: Opened) -> Iterator[str]:
    """Every field begins, ends and keeps a result; Word repairs or blanks one that does not."""
    for name, root in opened.stories():
        reading = read(root)
        yield from [f"A field in {name} ends without a beginning."] * reading.endless
        for found in reading.open:
            yield f"The field {found.instruction.strip()!r} in {name} does not end."
        for found in reading.whole:
            if not found.result and found.words[0].upper() not in _SILENT:
                yield f"The field {found.instruction.strip()!r} in {name} keeps no result."


def references_right(opened: Opened) -> Iterator[str]:
    """Every reference and link has its bookmark, and shows the number that Word computes."""
    labels, places = labels_of(opened), places_of(opened)
    for name, root in opened.stories():
        for link in root.iter(w("hyperlink")):
            anchor = link.get(w("anchor"))
            if anchor and anchor not in places:
                yield f"A link in {name} leads to {anchor!r}, which is no bookmark."
        for found in read(root).whole:
            if found.words[0].upper() in {"REF", "PAGEREF", "NOTEREF"}:
                yield from _reference(found, places, labels)


def _reference(
    found: Field,
    places: dict[str, etree._Element],
    labels: dict[etree._Element | None, Label | None],
) -> Iterator[str]:
    target = found.words[1] if len(found.words) > 1 else ""
    if target not in places:
        yield f"A cross-reference leads to {target!r}, which is no bookmark."
        return
    switches = {word.lower() for word in found.words[2:]}
    if found.words[0].upper() != "REF" or not switches & {"\\w", "\\n", "\\r"} or "\\t" in switches:
        return
    label = labels.get(paragraph_of(places[target]))
    if label is None:
        yield f"A cross-reference leads to {target!r}, which stands in no numbered paragraph."
        return
    right = _shown(label, labels.get(found.paragraph), switches)
    if found.result != right:
        yield f"The cross-reference to {target!r} shows {found.result!r}; Word computes {right!r}."


def _shown(label: Label, source: Label | None, switches: set[str]) -> str:
    """What Word shows for a label seen from a source (ECMA-376 Part 1, 17.16.5.50)."""
    if "\\w" in switches:
        return label.in_full()
    if "\\n" in switches or source is None or source.list_id != label.list_id:
        return label.own.rstrip(".") if "\\n" in switches else label.in_full()
    shared = 0
    for here, there in zip(source.counts, label.counts[:-1], strict=False):
        if here != there:
            break
        shared += 1
    return label.in_full(above=shared)


def labels_of(opened: Opened) -> dict[etree._Element | None, Label | None]:
    """The label of each paragraph of the body, counted in the order of the text."""
    document = opened.root("word/document.xml")
    if document is None:
        return {}
    known = lists(opened.root("word/numbering.xml"), opened.root("word/styles.xml"))
    return {paragraph: known.label(paragraph) for paragraph in document.iter(w("p"))}


def places_of(opened: Opened) -> dict[str | None, etree._Element]:
    """The start of each bookmark by its name."""
    stories = (root for _, root in opened.stories())
    starts = (found for root in stories for found in root.iter(w("bookmarkStart")))
    return {found.get(w("name")): found for found in starts}


def paragraph_of(bookmark: etree._Element) -> etree._Element | None:
    """The paragraph a bookmark starts in, or the next one where it starts between two."""
    around = next(bookmark.iterancestors(w("p")), None)
    return around if around is not None else next(bookmark.itersiblings(w("p")), None)
