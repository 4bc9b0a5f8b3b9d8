"""The document's own properties, as Word's File > Info shows them."""

from agreement.document.tree import Agreement
from agreement.word.opened import parse, read_parts
from agreement.word.stores import STORES
from agreement.word.xml import DECLARATION, escape

CORE = "docProps/core.xml"
APP = "docProps/app.xml"

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006"
_NO_DATE = "1980-01-01"
_OFFICE = "application/vnd.openxmlformats-officedocument"

KINDS = {
    CORE: "application/vnd.openxmlformats-package.core-properties+xml",
    APP: f"{_OFFICE}.extended-properties+xml",
    **{store.properties_part: f"{_OFFICE}.customXmlProperties+xml" for store in STORES},
}
"""The content types of the parts that the program adds to a shell's own."""


def core_properties(agreement: Agreement) -> bytes:
    """Title, author, language and the draft's own date; never the clock's."""
    dated = agreement.dated.isoformat() if agreement.dated else _NO_DATE
    times = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{dated}T00:00:00Z</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(agreement.title)}</dc:title>"
        f"<dc:creator>{escape(agreement.author)}</dc:creator>{times}"
        f"<dc:language>{escape(agreement.conventions.language)}</dc:language></cp:coreProperties>"
    ).encode()


def description(docx: bytes) -> str:
    """What a Word file says of itself under File, Info, Comments; nothing where it says nothing.

    Raises Refused where this is not a Word file.
    """
    core = read_parts(docx).get(CORE, b"<none/>")
    try:
        found = parse(core).find("{http://purl.org/dc/elements/1.1/}description")
    except SyntaxError:
        return ""
    return "" if found is None else " ".join((found.text or "").split())


def app_properties() -> bytes:
    """The least that Word expects of the extended properties."""
    return (
        f'{DECLARATION}<Properties xmlns="{_DOCUMENT}/extended-properties">'
        "<Application>build-agreement</Application></Properties>"
    ).encode()


def package_relationships(document: str) -> bytes:
    """The relationships of the package: where its main document and its properties stand."""
    kinds = (
        (f"{_DOCUMENT}/relationships/officeDocument", document),
        (f"{_PACKAGE}/relationships/metadata/core-properties", CORE),
        (f"{_DOCUMENT}/relationships/extended-properties", APP),
    )
    written = "".join(
        f'<Relationship Id="rId{count}" Type="{kind}" Target="{target}"/>'
        for count, (kind, target) in enumerate(kinds, 1)
    )
    opened = f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    return f"{opened}{written}</Relationships>".encode()


def content_types(known: tuple[tuple[str, str], ...]) -> bytes:
    """The content type of every part; those of relationships and plain XML go by extension."""
    written = "".join(
        f'<Override PartName="/{escape(name)}" ContentType="{escape(kind)}"/>'
        for name, kind in known
    )
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{written}</Types>'
    ).encode()
