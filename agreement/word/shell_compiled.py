"""A shell compiled: its tags read, its faults told, its parts made ready to be filled.

The tags are docxtpl's: `{{ title }}`, `{{p body }}` for whole paragraphs, `{%p if reference %}`.
docxtpl makes each part that holds a tag ready for Jinja; the environment that compiles it is this
module's own, because docxtpl's neither escapes nor refuses an unknown name nor runs in a sandbox.
"""

import re
from io import BytesIO
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import TemplateError, meta
from lxml import etree

from agreement.finding import Finding, Place, error, refuse_if
from agreement.word.contract import PLACES, REQUIRED_PLACES, Style
from agreement.word.labels import lists
from agreement.word.lists import free_list
from agreement.word.opened import CONTENT_TYPES, is_xml, parse, read_parts, w
from agreement.word.package import content_digest
from agreement.word.shell import NUMBERING, STYLES, Filled, Shell, an_environment
from agreement.word.shell_answers import bind_answers
from agreement.word.shell_faults import faults
from agreement.word.shell_neighbours import DOCUMENT, neighbours
from agreement.word.shell_tags import filled

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LEFT_OUT = ("customXml/", "docProps/", "_rels/", CONTENT_TYPES)
_UNFILLED = (
    TemplateError,
    etree.XMLSyntaxError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
)
"""What filling a tag can raise, since a tag may compute whatever the sandbox lets it."""

_UNENDED = re.compile(r"closed is '(\w+)'")
_MARGINS = ("left", "right", "gutter")


def compiled(docx: bytes, path: Path) -> Shell:
    """A shell from the bytes of its Word file at `path`. Raises Refused with every fault found."""
    parts = read_parts(docx, str(path))
    refuse_if([_fault(path, message) for message in faults(parts)])
    roots = {name: parse(part) for name, part in parts.items() if is_xml(name)}
    margins = _fit(roots)
    bind_answers({name: root for name, root in roots.items() if not name.startswith(_LEFT_OUT)})
    templates = _templates(roots, DocxTemplate(BytesIO(docx)), path)
    with_tags = {one.name for one in templates}
    kept = {name: part for name, part in parts.items() if not name.startswith(_LEFT_OUT)}
    whole = kept | neighbours(roots, kept)
    return Shell(
        digest=content_digest(parts),
        parts=tuple((name, part) for name, part in whole.items() if name not in with_tags),
        templates=templates,
        list_id=lists(roots[NUMBERING], roots[STYLES]).styled[Style.PROVISION_HEADING][0],
        schedule_style=_name(roots[STYLES], Style.SCHEDULE_HEADING),
        margins=margins,
        free_list=free_list(roots[NUMBERING]),
    )


def _name(styles: etree._Element, id: str) -> str:
    """The name of a style by its id; a style without a name goes by its id."""
    name = styles.find(f"{w('style')}[@{w('styleId')}='{id}']/{w('name')}")
    return id if name is None else name.get(w("val"), id)


def _fault(path: Path, message: str) -> Finding:
    return error("shell", Place(str(path)), message)


def _fit(roots: dict[str, etree._Element]) -> int:
    """Put tags where paper and language stand; the margins of the last section, left and right.

    A tag cannot be typed into an attribute in Word. A right tab at the end of the shell's own
    text width moves with the paper.
    """
    section = [*roots[DOCUMENT].iter(w("sectPr"))][-1]
    margin = section.find(w("pgMar"))
    margins = sum(int(margin.get(w(side), "0")) for side in _MARGINS)
    edge = str(int(section.find(w("pgSz")).get(w("w"))) - margins)
    for root in roots.values():
        for size in root.iter(w("pgSz")):
            wide = size.get(w("orient")) == "landscape"
            size.set(w("w"), "{{ paper_height }}" if wide else "{{ paper_width }}")
            size.set(w("h"), "{{ paper_width }}" if wide else "{{ paper_height }}")
        for language in root.iter(w("lang"), w("themeFontLang")):
            language.set(w("val"), "{{ language }}")
        for tab in root.iter(w("tab")):
            if tab.get(w("val")) == "right" and tab.get(w("pos")) == edge:
                tab.set(w("pos"), "{{ text_width }}")
    return margins


def _templates(
    roots: dict[str, etree._Element], docxtpl: DocxTemplate, path: Path
) -> tuple[Filled, ...]:
    environment = an_environment()
    templates: list[Filled] = []
    found: list[Finding] = []
    places: set[str] = set()
    for name, root in roots.items():
        text = etree.tostring(root, encoding="unicode")
        if name.startswith(_LEFT_OUT) or ("{{" not in text and "{%" not in text):
            continue
        try:
            patched = docxtpl.patch_xml(text)
            places |= meta.find_undeclared_variables(environment.parse(patched))
            templates.append(filled(name, _XML + patched))
        except TemplateError as fault:
            found.append(_fault(path, _unread(name, fault.message or "")))
    # The places of a part that cannot be read are not known, so none can be called missing.
    missing = frozenset() if found else REQUIRED_PLACES - places
    found += [_fault(path, _unknown(name)) for name in sorted(places - PLACES)]
    found += [_fault(path, _missing(name)) for name in sorted(missing)]
    refuse_if(found)
    refuse_if([_fault(path, message) for message in _trial(templates)])
    return tuple(templates)


def _unread(part: str, told: str) -> str:
    """What jinja2 tells of tags that it cannot read, in the words of who made the shell."""
    unended = _UNENDED.search(told)
    if unended:
        tag = unended[1]
        return f"A tag {{%p {tag} … %}} in {part} has no {{%p end{tag} %}}; put it after its lines."
    return f"A tag in {part} cannot be read: {told.rstrip('.')}."


def _unknown(name: str) -> str:
    return f"No agreement fills the place {name!r}; the places are {', '.join(sorted(PLACES))}."


def _missing(name: str) -> str:
    tag = "{{p body }}" if name == "body" else f"{{{{ {name} }}}}"
    return f"The place {tag} is missing."


def _trial(templates: list[Filled]) -> list[str]:
    """Fill every place with a word or with nothing, and read the result strictly."""
    body = (f'<w:p><w:pPr><w:pStyle w:val="{Style.TEXT_0}"/></w:pPr></w:p>'.encode(),)
    messages = []
    for one in templates:
        for words in ("words", ""):
            try:
                parse(one.render(dict.fromkeys(PLACES, words) | {"body": body}))
            except _UNFILLED as fault:
                messages.append(f"The tags in {one.name} do not fill: {fault}.")
                break
    return messages
