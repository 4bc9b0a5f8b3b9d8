"""The structural gate: what must hold in every Word file before anybody gets it."""

from lxml import etree

from agreement.finding import Refused
from agreement.word.opened import is_xml, parse, read_parts


def gate(docx: bytes) -> tuple[str, ...]:
    """Every structural fault of a Word file, a sentence each; empty means clean."""
    found = []
    try:
        parts = read_parts(docx)
    except Refused as refused:
        return tuple(finding.message for finding in refused.findings)
    for name, part in parts.items():
        try:
            parse(part) if is_xml(name) else None
        except etree.XMLSyntaxError as fault:
            found.append(f"Part {name} is not well-formed XML: {fault.msg}.")
    return tuple(found)
