"""The parts about parts that every agreement made from a shell holds, written once."""

from pathlib import PurePosixPath

from lxml import etree

from agreement.word import properties
from agreement.word.opened import CONTENT_TYPES, Parts
from agreement.word.stores import STORES

DOCUMENT = "word/document.xml"
DOCUMENT_RELATIONSHIPS = "word/_rels/document.xml.rels"

_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"


def neighbours(roots: dict[str, etree._Element], kept: Parts) -> Parts:
    """Content types, relationships and custom XML, for the parts of a shell that are kept."""
    relationships = roots[DOCUMENT_RELATIONSHIPS]
    for found in [*relationships]:
        if found.get("Type") == _CUSTOM_XML:
            relationships.remove(found)
    for store in STORES:
        # The name of the root without its plural is that of its children.
        ways = {"Id": f"rIdStore{store.number}", "Type": _CUSTOM_XML, "Target": f"../{store.part}"}
        relationships.append(relationships.makeelement(relationships.tag[:-1], ways))
    written = etree.tostring(relationships, encoding="UTF-8", standalone=True)
    return {
        CONTENT_TYPES: properties.content_types(_kinds(roots[CONTENT_TYPES], kept)),
        "_rels/.rels": properties.package_relationships(DOCUMENT),
        DOCUMENT_RELATIONSHIPS: written,
        properties.APP: properties.app_properties(),
        **{name: part for store in STORES for name, part in store.neighbours().items()},
    }


def _kinds(types: etree._Element, kept: Parts) -> tuple[tuple[str, str], ...]:
    """The content type of each part that is kept or added."""
    extensions = {
        found.get("Extension", "").lower(): found.get("ContentType", "")
        for found in types.iter("{*}Default")
    }
    named = {
        found.get("PartName"): found.get("ContentType", "") for found in types.iter("{*}Override")
    }
    kinds = {
        name: named.get(f"/{name}") or extensions.get(PurePosixPath(name).suffix[1:].lower(), "")
        for name in kept
        if not name.endswith(".rels")
    }
    return tuple(sorted((kinds | properties.KINDS).items()))
