"""A shell: a Word file edited by counsel whose tags an agreement fills, compiled once.

The tags are docxtpl's: `{{ title }}`, `{{p body }}` for whole paragraphs, `{%p if reference %}`.
docxtpl makes each part that holds a tag ready for Jinja; the environment that compiles it is this
module's own, because docxtpl's neither escapes nor refuses an unknown name nor runs in a sandbox.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from agreement.finding import Finding, Place, Refused, error, refuse_if
from agreement.word.contract import PLACES, REQUIRED_PLACES, Style
from agreement.word.labels import lists
from agreement.word.lists import free_list
from agreement.word.opened import CONTENT_TYPES, is_xml, parse, read_parts, w
from agreement.word.package import content_digest
from agreement.word.shell_faults import faults
from agreement.word.shell_neighbours import DOCUMENT, neighbours

STYLES = "word/styles.xml"
NUMBERING = "word/numbering.xml"

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

_MARGINS = ("left", "right", "gutter")


@dataclass(frozen=True, slots=True)
class Shell:
    """A compiled shell.

    `parts` go into every agreement as they are, `templates` are filled for each. `list_id` is the
    w:numId of its list of provisions, `schedule_style` the name that Word shows for its style of a
    schedule's heading, `margins` what it takes from the paper's width, in twentieths of a point.
    `free_list` is the lowest number free for another list. `digest` is the sha256 of its
    uncompressed parts.
    """

    digest: str
    parts: tuple[tuple[str, bytes], ...]
    templates: tuple[tuple[str, Template], ...]
    list_id: str
    schedule_style: str
    margins: int
    free_list: int


def compile_shell(path: Path) -> Shell:
    """A shell ready to be filled any number of times.

    Raises Refused with every fault found: no Word file, a style or a place of the contract that is
    missing, an unknown tag, a tag split by a bookmark or by formatting, a tracked change.
    """
    try:
        docx = path.read_bytes()
    except OSError as fault:
        reason = fault.strerror or "it cannot be read"
        raise Refused((_fault(path, f"The shell cannot be read: {reason}."),)) from None
    parts = read_parts(docx, str(path))
    refuse_if([_fault(path, message) for message in faults(parts)])
    roots = {name: parse(part) for name, part in parts.items() if is_xml(name)}
    margins = _fit(roots)
    templates = _templates(roots, DocxTemplate(BytesIO(docx)), path)
    compiled = {name for name, _ in templates}
    kept = {name: part for name, part in parts.items() if not name.startswith(_LEFT_OUT)}
    whole = kept | neighbours(roots, kept)
    return Shell(
        digest=content_digest(parts),
        parts=tuple((name, part) for name, part in whole.items() if name not in compiled),
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


def _never_none(value: object) -> object:
    if value is None:
        raise ValueError("a place of the shell has nothing to hold")
    return value


def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, finalize=_never_none
    )


def _templates(
    roots: dict[str, etree._Element], docxtpl: DocxTemplate, path: Path
) -> tuple[tuple[str, Template], ...]:
    environment = _environment()
    templates: list[tuple[str, Template]] = []
    found: list[Finding] = []
    places: set[str] = set()
    for name, root in roots.items():
        text = etree.tostring(root, encoding="unicode")
        if name.startswith(_LEFT_OUT) or ("{{" not in text and "{%" not in text):
            continue
        try:
            patched = docxtpl.patch_xml(text)
            places |= meta.find_undeclared_variables(environment.parse(patched))
            templates.append((name, environment.from_string(_XML + patched)))
        except TemplateError as fault:
            found.append(_fault(path, f"A tag in {name} cannot be read: {fault.message}."))
    found += [_fault(path, _unknown(name)) for name in sorted(places - PLACES)]
    found += [_fault(path, _missing(name)) for name in sorted(REQUIRED_PLACES - places)]
    refuse_if(found)
    refuse_if([_fault(path, message) for message in _trial(templates)])
    return tuple(templates)


def _unknown(name: str) -> str:
    return f"No agreement fills the place {name!r}; the places are {', '.join(sorted(PLACES))}."


def _missing(name: str) -> str:
    tag = "{{p body }}" if name == "body" else f"{{{{ {name} }}}}"
    return f"The place {tag} is missing."


def _trial(templates: list[tuple[str, Template]]) -> list[str]:
    """Fill every place with a word or with nothing, and read the result strictly."""
    body = Markup(f'<w:p><w:pPr><w:pStyle w:val="{Style.TEXT_0}"/></w:pPr></w:p>')
    messages = []
    for name, template in templates:
        for words in ("words", ""):
            try:
                parse(template.render(dict.fromkeys(PLACES, words) | {"body": body}).encode())
            except _UNFILLED as fault:
                messages.append(f"The tags in {name} do not fill: {fault}.")
                break
    return messages
