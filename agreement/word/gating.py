"""The structural gate: what must hold in every Word file before anybody gets it.

The gate reads a file as a stranger would, with nothing from the writer: it counts the labels of
the paragraphs from the file's own numbering and compares the cross-references with them. Its
points are those that make Word offer a repair, print an error for a reference, or show a reader
what was not meant for them; most of them no public validator reports.
"""

from collections.abc import Callable, Iterator

from lxml import etree

from agreement.finding import Refused
from agreement.word import gate_blocks, gate_contents, gate_fields, gate_parts
from agreement.word.opened import Opened, is_xml, parse, read_parts

Rule = Callable[[Opened], Iterator[str]]

RULES: tuple[Rule, ...] = (
    gate_parts.contents_typed,
    gate_parts.relationships_lead_somewhere,
    gate_parts.bindings_resolve,
    gate_parts.nothing_private,
    gate_blocks.no_tag_left,
    gate_blocks.no_mark_left,
    gate_blocks.no_stray_words,
    gate_blocks.cells_end_in_paragraphs,
    gate_blocks.styles_exist,
    gate_blocks.lists_exist,
    gate_blocks.controls_unique,
    gate_blocks.revisions_unique,
    gate_fields.bookmarks_paired,
    gate_fields.fields_whole,
    gate_fields.references_right,
    gate_contents.contents_right,
)
"""Every rule of the gate; each says what it finds, a sentence a fault."""


def gate(docx: bytes, *, redline: bool = False) -> tuple[str, ...]:
    """Every structural fault of a Word file, a sentence each; empty means clean.

    Tracked insertions and deletions are faults unless a `redline` was asked for.
    """
    try:
        parts = read_parts(docx)
    except Refused as refused:
        return tuple(finding.message for finding in refused.findings)
    roots: dict[str, etree._Element] = {}
    broken: list[str] = []
    for name, part in parts.items():
        try:
            roots |= {name: parse(part)} if is_xml(name) else {}
        except etree.XMLSyntaxError as fault:
            broken.append(f"Part {name} is not well-formed XML: {fault.msg}.")
    rules = RULES if redline else (*RULES, gate_blocks.no_tracked_change)
    opened = Opened(parts, roots)
    return (*broken, *(fault for rule in rules for fault in rule(opened)))
