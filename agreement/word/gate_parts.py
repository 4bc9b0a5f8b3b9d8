"""Rules of the gate about the package: its parts, their types, their ways to each other."""

import re
from collections.abc import Iterator
from posixpath import join, normpath

from lxml import etree

from agreement.word.opened import CONTENT_TYPES, Opened, R, w

_WORDS_OWN = frozenset(
    (
        "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}",
        "{6668398D-A668-4E3E-A5EB-62B293D839F1}",
        "{55AF091B-3C7A-41E3-B477-F2FDAA23CFDA}",
    )
)
"""The stores Word itself keeps for core, extended and cover page properties."""

_MAPPING = re.compile(r"xmlns:(\w+)=['\"]([^'\"]*)['\"]")
_SIGNS = {w("br"): "\n", w("tab"): "\t"}
_PRIVATE = re.compile(r"private(?![\w ])", re.IGNORECASE)
"""The key of a term sheet, and no word of a sentence or of a name such as private_beds."""

_MENTIONS = "//@r:id | //@r:embed | //@r:link"
_DATASTORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def contents_typed(opened: Opened) -> Iterator[str]:
    """Every part has a content type, and every content type named for a part has its part."""
    types = opened.root(CONTENT_TYPES)
    if types is None:
        yield "The package says no content types."
        return
    extensions = {found.get("Extension", "").lower() for found in types.iter("{*}Default")}
    named = {found.get("PartName", "") for found in types.iter("{*}Override")}
    for name in opened.parts:
        known = name.rpartition(".")[2].lower() in extensions or f"/{name}" in named
        if not known and name != CONTENT_TYPES:
            yield f"Part {name} has no content type."
    for name in sorted(named):
        if name[1:] not in opened.parts:
            yield f"A content type is given for {name}, which the package does not hold."


def relationships_lead_somewhere(opened: Opened) -> Iterator[str]:
    """Every relationship has its part and every mention of one its relationship.

    Only a hyperlink may lead out of the package.
    """
    for name, root in opened.roots.items():
        if name.endswith(".rels"):
            yield from _targets(opened, name, root)
    for name, root in opened.stories():
        folder, file = name.rsplit("/", 1)
        known = _relationships(opened, f"{folder}/_rels/{file}.rels")
        for mention in sorted(set(root.xpath(_MENTIONS, namespaces={"r": R})) - known):
            yield f"Part {name} mentions relationship {mention}, which it does not have."


def _targets(opened: Opened, name: str, root: etree._Element) -> Iterator[str]:
    folder = name.rpartition("_rels/")[0]
    for found in root:
        kind, target = found.get("Type", ""), found.get("Target", "")
        if found.get("TargetMode") == "External":
            if not kind.endswith("/hyperlink"):
                yield f"{name} leads out of the package to {target!r}."
        elif normpath(join("/", folder, target))[1:] not in opened.parts:
            yield f"{name} leads to {target!r}, which the package does not hold."


def _relationships(opened: Opened, name: str) -> set[str]:
    root = opened.root(name)
    return set() if root is None else {found.get("Id", "") for found in root}


def bindings_resolve(opened: Opened) -> Iterator[str]:
    """Every data binding names a store of the file and a place in it with the words shown.

    On opening a file Word replaces the words of a bound control by those of the store.
    """
    stores = _stores(opened)
    for name, root in opened.stories():
        for binding in root.iter(w("dataBinding")):
            store, path = binding.get(w("storeItemID"), ""), binding.get(w("xpath"), "")
            mappings = binding.get(w("prefixMappings"), "")
            if store not in stores and store not in _WORDS_OWN:
                yield f"A control in {name} is bound to store {store}, which the file lacks."
            if store not in stores:
                continue
            held, shown = _selected(stores[store], path, mappings), _shown(binding)
            if held is None:
                yield f"A control in {name} is bound to {path!r}, which selects nothing."
            elif held != shown:
                yield f"A control in {name} shows {shown!r}; {path!r} holds {held!r}."


def _stores(opened: Opened) -> dict[str, etree._Element | None]:
    """Each store's root, None where its part is empty, by the identity in its properties."""
    stores: dict[str, etree._Element | None] = {}
    for name, root in opened.roots.items():
        if root.tag == f"{{{_DATASTORE}}}datastoreItem":
            item = name.replace("itemProps", "item")
            stores[root.get(f"{{{_DATASTORE}}}itemID", "")] = opened.root(item)
    return stores


def _selected(store: etree._Element | None, path: str, mappings: str) -> str | None:
    """The words at a path of a store, or None where it selects nothing."""
    if store is None:
        return None
    known = dict(_MAPPING.findall(mappings))
    try:
        found = store.getroottree().xpath(path, namespaces=known)
    except (etree.XPathError, ValueError):
        return None
    if not isinstance(found, list) or not found:
        return None
    return found[0] if isinstance(found[0], str) else "".join(found[0].itertext())


def _shown(binding: etree._Element) -> str:
    """The words of the control that a binding belongs to."""
    control = binding.getparent().getparent()
    pieces = control.iter(w("t"), w("br"), w("tab"))
    return "".join(_SIGNS.get(piece.tag, piece.text or "") for piece in pieces)


def nothing_private(opened: Opened) -> Iterator[str]:
    """No name or value of a control, bookmark or custom XML is private; no words are hidden."""
    for name, root in opened.roots.items():
        if name.startswith("customXml/") or name == "docProps/custom.xml":
            told = (word for element in root.iter(etree.Element) for word in _told(element))
            if any(map(_PRIVATE.match, told)):
                yield f"Part {name} holds something private."
    for name, root in opened.stories():
        for element in root.iter(w("tag"), w("alias"), w("bookmarkStart")):
            shown = element.get(w("val")) or element.get(w("name")) or ""
            if _PRIVATE.match(shown):
                yield f"{shown!r} in {name} is marked private."
        for hidden in root.iter(w("vanish")):
            if hidden.get(w("val"), "1") not in {"0", "false", "off"}:
                yield f"Part {name} holds hidden words."


def _told(element: etree._Element) -> Iterator[str]:
    yield etree.QName(element).localname
    yield element.text or ""
    for attribute, value in element.attrib.items():
        yield etree.QName(attribute).localname
        yield value
