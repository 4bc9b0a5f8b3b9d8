"""The lists of schedules: one with paragraphs has a copy of the shell's list of provisions.

Word and LibreOffice differ on lists that share an abstract list and restart by an override, so
each copy is an abstract list of its own (ECMA-376 Part 1, 17.9.1 and 17.9.15).
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from hashlib import sha256
from typing import TYPE_CHECKING

from agreement.document.tree import Schedule
from agreement.word.opened import parse, w

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TIES = ("nsid", "tmpl", "name", "styleLink", "numStyleLink")
"""What makes Word take an abstract list for another one, or ties it to a style."""


def free_list(numbering: Element) -> int:
    """The lowest number above those of all lists and abstract lists of a numbering part."""
    taken = [int(one.get(w("numId"), "0")) for one in numbering.iter(w("num"))]
    taken += [int(one.get(w("abstractNumId"), "0")) for one in numbering.iter(w("abstractNum"))]
    return max(taken, default=0) + 1


def lists_of(schedules: tuple[Schedule, ...], free: int) -> Mapping[str, str]:
    """The w:numId of the list of each schedule that has paragraphs, by the schedule's id."""
    listed = (schedule.id for schedule in schedules if schedule.provisions)
    return {id: str(number) for number, id in enumerate(listed, free)}


def with_lists(numbering: bytes, list_id: str, added: Mapping[str, str]) -> bytes:
    """A numbering part with a copy of the list `list_id` for each schedule in `added`."""
    if not added:
        return numbering
    from lxml import etree

    root = parse(numbering)
    own = next(one for one in root.iter(w("num")) if one.get(w("numId")) == list_id)
    abstract_id = own.find(w("abstractNumId")).get(w("val"))
    abstract = next(
        one for one in root.iter(w("abstractNum")) if one.get(w("abstractNumId")) == abstract_id
    )
    for schedule, number in added.items():
        # Every abstract list stands before the first list (ECMA-376 Part 1, 17.9.17).
        root.find(w("num")).addprevious(_copy(abstract, schedule, number))
        [*root.iter(w("num"))][-1].addnext(_list(root, number))
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def _copy(abstract: Element, schedule: str, number: str) -> Element:
    from lxml import etree

    copied = deepcopy(abstract)
    copied.set(w("abstractNumId"), number)
    for tie in (*(w(name) for name in _TIES), f"{w('lvl')}/{w('pStyle')}"):
        for found in copied.findall(tie):
            found.getparent().remove(found)
    own = etree.Element(w("nsid"))
    own.set(w("val"), sha256(schedule.encode()).hexdigest()[:8].upper())
    copied.insert(0, own)
    return copied


def _list(root: Element, number: str) -> Element:
    from lxml import etree

    made = etree.Element(w("num"), nsmap=root.nsmap)
    made.set(w("numId"), number)
    etree.SubElement(made, w("abstractNumId")).set(w("val"), number)
    return made
