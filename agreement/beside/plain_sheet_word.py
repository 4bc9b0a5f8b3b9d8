"""The plain sheet as a Word file in large type: headings, tables whose headings repeat, a language
and a title, so that a screen reader finds its way (WCAG 2.2; ECMA-376 part 1, 17)."""

from collections.abc import Iterator
from itertools import chain

from agreement.beside.plain_parts import Grid, Line, PlainSheet, Section
from agreement.inspect.seal import EMPTY, sealed
from agreement.word.opened import CONTENT_TYPES
from agreement.word.package import packed
from agreement.word.xml import DECLARATION, escape, text

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PAPERS = {"A4": (11906, 16838), "Letter": (12240, 15840)}  # In twentieths of a point.
_MARGIN = 1020
_SHARES = (23, 15, 48, 14)  # Of the width, in hundredths.
_SIZES = (
    (850, 24),
    (950, 22),
    (1200, 21),
)  # The most words of a sheet in this size, in half points.
_SMALLEST = 20

_RELATED = {
    "_rels/.rels": (("officeDocument", "word/document.xml"),),
    "word/_rels/document.xml.rels": (("styles", "styles.xml"), ("settings", "settings.xml"),
                                     ("footer", "footer1.xml")),
}  # fmt: skip


def plain_file(sheet: PlainSheet) -> bytes:
    """The sealed Word file."""
    related = {name: _relations(name, targets) for name, targets in _RELATED.items()}
    parts = {
        CONTENT_TYPES: _content_types(),
        **related,
        "docProps/core.xml": _core(sheet),
        "word/document.xml": _document(sheet),
        "word/styles.xml": _styles(sheet),
        "word/settings.xml": _settings(sheet),
        "word/footer1.xml": _footer(),
    }
    whole = {name: f"{DECLARATION}{part}".encode() for name, part in parts.items()}
    return sealed(packed(whole))


def _content_types() -> str:
    kinds = {"document": "document.main", "styles": "styles", "settings": "settings",
             "footer1": "footer"}  # fmt: skip
    words = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD_TYPE}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'{words}<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>'
    )


def _relations(name: str, targets: tuple[tuple[str, str], ...]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{count}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for count, (kind, target) in enumerate(targets, 1)
    )
    if name == "_rels/.rels":
        kind = f"{_PACKAGE}/relationships/metadata/core-properties"
        listed += f'<Relationship Id="rId9" Type="{kind}" Target="docProps/core.xml"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _core(sheet: PlainSheet) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:identifier>{EMPTY}</dc:identifier>"
        f"<dc:title>In plain words: {escape(sheet.title)}</dc:title>"
        f"<dc:language>{escape(sheet.language)}</dc:language></cp:coreProperties>"
    )


def _settings(sheet: PlainSheet) -> str:
    mode = (
        '<w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    return (
        f'<w:settings {_W}>{mode}<w:themeFontLang w:val="{escape(sheet.language)}"/></w:settings>'
    )


def _footer() -> str:
    return (
        f'<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{_run("Page ")}'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'
    )


def _size(sheet: PlainSheet) -> int:
    """The size of the type in half points: large where the sheet is short enough for it."""
    said = (
        words
        for section in sheet.sections
        for words in chain(
            (f"{line.lead} {line.words} {line.cited}" for line in section.lines),
            (" ".join(row) for grid in section.grids for row in grid.rows),
        )
    )
    count = sum(len(words.split()) for words in said)
    return next((size for most, size in _SIZES if count <= most), _SMALLEST)


def _styles(sheet: PlainSheet) -> str:
    size, fonts = _size(sheet), 'w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"'
    blue = '<w:color w:val="0B4A8A"/>'
    after = 60 if size > _SMALLEST else 40
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/><w:sz w:val="{size}"/>'
        f'<w:szCs w:val="{size}"/><w:lang w:val="{escape(sheet.language)}"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault><w:pPr>"
        f'<w:spacing w:after="{after}" w:line="245"'
        ' w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    keep = "<w:keepNext/><w:keepLines/>"
    bar = '<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="0B4A8A"/></w:pBdr>'
    return f"<w:styles {_W}>{defaults}" + "".join((
        _style("Normal", "Normal", "", ""),
        _style("Title", "Title", keep + '<w:spacing w:before="0" w:after="120"/>',
               f'<w:b/><w:sz w:val="{size + 12}"/>'),
        _style("Heading1", "heading 1", keep + '<w:spacing w:before="200" w:after="80"/>'
               '<w:outlineLvl w:val="0"/>', f'<w:b/>{blue}<w:sz w:val="{size + 4}"/>'),
        _style("PlainNote", "Plain note", f"<w:keepLines/>{bar}<w:ind w:left=\"200\"/>", ""),
        _style("PlainLegend", "Plain legend", "",
               f'<w:color w:val="444444"/><w:sz w:val="{size - 2}"/>'),
        _style("PlainCell", "Plain cell", '<w:spacing w:before="20" w:after="20"/>', ""),
        _style("Footer", "footer", '<w:jc w:val="right"/>', f'<w:sz w:val="{size - 4}"/>'),
    )) + "</w:styles>"  # fmt: skip


def _style(id: str, name: str, paragraph: str, run: str) -> str:
    default = ' w:default="1"' if id == "Normal" else ""
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{id}"><w:name w:val="{name}"/>{based}'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _document(sheet: PlainSheet) -> str:
    width, height = _PAPERS[sheet.paper]
    body = "".join(_body(sheet, width - 2 * _MARGIN))
    margins = " ".join(f'w:{side}="{_MARGIN}"' for side in ("top", "right", "bottom", "left"))
    page = (
        f'<w:sectPr><w:footerReference w:type="default" r:id="rId3" xmlns:r="{_OFFICE}"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar {margins} w:header="500" w:footer="500" w:gutter="0"/></w:sectPr>'
    )
    return f"<w:document {_W}><w:body>{body}{page}</w:body></w:document>"


def _body(sheet: PlainSheet, width: int) -> Iterator[str]:
    yield _paragraph("PlainLegend", _run(sheet.about))
    yield _paragraph("Title", _run(sheet.title))
    for note in sheet.notes:
        yield _paragraph("PlainNote", _run(note))
    for section in sheet.sections:
        yield from _section(section, width)


def _section(section: Section, width: int) -> Iterator[str]:
    yield _paragraph("Heading1", _run(section.heading))
    for grid in section.grids:
        yield _table(grid, section.heading, width)
    for line in section.lines:
        yield _line(line)


def _line(line: Line) -> str:
    lead = _run(f"{line.lead}: ", "<w:b/>") if line.lead else ""
    where = f" ({line.cited})" if line.cited else ""
    return _paragraph("Normal", f"{lead}{_run(line.words + where)}")


def _table(grid: Grid, title: str, width: int) -> str:
    widths = [width * share // 100 for share in _SHARES]
    columns = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    rule = 'w:val="single" w:sz="4" w:space="0" w:color="767676"'
    look = (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders><w:bottom {rule}/>'
        f'<w:insideH {rule}/></w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="120" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="0020"/><w:tblCaption w:val="{escape(title)}"/></w:tblPr>'
    )
    rows = _row(grid.headings, widths, "<w:b/>", "<w:tblHeader/>")
    rows += "".join(_row(row, widths) for row in grid.rows)
    return f"<w:tbl>{look}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def _row(cells: tuple[str, ...], widths: list[int], run: str = "", row: str = "") -> str:
    filled = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/></w:tcPr>'
        f"{_paragraph('PlainCell', _run(cell, run))}</w:tc>"
        for cell, wide in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{row}</w:trPr>{filled}</w:tr>"


def _paragraph(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(words: str, look: str = "") -> str:
    rpr = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f"<w:r>{rpr}{text(words)}</w:r>"
