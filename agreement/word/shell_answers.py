"""The title and the reference in a shell, put into content controls where the shell prints them.

All of them are bound to one place each of the part of answers, so that a title changed in the
header changes on page one too. Words that mix writing directions are not bound: a program that puts
bound words into one run spoils them.
"""

import re
from copy import deepcopy

from lxml import etree

from agreement.word.opened import w
from agreement.word.stores import ANSWERS

_TAG = re.compile(r"(\{\{ ?(?:title|reference) ?\}\})")
_W = w("x")[1:-2]


def bind_answers(roots: dict[str, etree._Element]) -> None:
    """Wrap each title and reference that stands in the words of a paragraph. One that stands in a
    control, a link or a field of the firm's own stays as it is."""
    count = 0
    for root in roots.values():
        for run in [*root.iter(w("r"))]:
            texts = [child for child in run if child.tag != w("rPr")]
            plain = len(texts) == 1 and texts[0].tag == w("t") and run.getparent().tag == w("p")
            if plain and _TAG.search(texts[0].text or ""):
                count = _split(run, count)


def _split(run: etree._Element, count: int) -> int:
    """Put in place of a run its pieces, those that are answers in controls; the controls so far."""
    parent, at = run.getparent(), run.getparent().index(run)
    pieces = []
    for words in filter(None, _TAG.split(run.find(w("t")).text)):
        piece = _copy(run, words)
        if _TAG.fullmatch(words):
            count += 1
            piece = _control(piece, words.strip("{ }"), count)
        pieces.append(piece)
    parent[at : at + 1] = pieces
    for piece in pieces:
        if piece.tag == w("sdt"):
            _only_where_given(piece)
    return count


def _copy(run: etree._Element, words: str) -> etree._Element:
    copied = deepcopy(run)
    copied.tail = None
    text = copied.find(w("t"))
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return copied


def _control(run: etree._Element, name: str, count: int) -> etree._Element:
    """A control around a run, bound where the answer has a place (ECMA-376 Part 1, 17.5.2)."""
    xpath = f"/a:answers[1]/a:answer[{{{{ {name}_place }}}}]/a:words[1]"
    control = etree.fromstring(
        f'<w:sdt xmlns:w="{_W}"><w:sdtPr><w:alias w:val="{name.capitalize()}"/>'
        f'<w:tag w:val="{name}"/><w:id w:val="{count}"/>{{% if {name}_place %}}'
        f"<w:dataBinding w:prefixMappings=\"xmlns:a='{ANSWERS.namespace}'\""
        f' w:xpath="{xpath}" w:storeItemID="{ANSWERS.identity}"/>'
        "<w:text/>{% else %}<w:richText/>{% endif %}</w:sdtPr><w:sdtContent/></w:sdt>"
    )
    control[1].append(run)
    return control


def _only_where_given(control: etree._Element) -> None:
    """An empty bound control would show Word's own prompt, so there is none without words."""
    name = control.find(f"{w('sdtPr')}/{w('tag')}").get(w("val"))
    before, parent = control.getprevious(), control.getparent()
    opening = f"{{% if {name} %}}"
    if before is None:
        parent.text = (parent.text or "") + opening
    else:
        before.tail = (before.tail or "") + opening
    control.tail = "{% endif %}" + (control.tail or "")
