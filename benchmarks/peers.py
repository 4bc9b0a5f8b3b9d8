"""Other programs that make Word files, each given the same agreement in our shell's styles.

They get the words ready made: every paragraph in its style, defined terms as runs of their own,
tables with their rows. Not asked of them, and so free for them: bookmarks, cross-references and a
table of contents as fields (they print the result as words), content controls, custom XML, where a
page may break, the alignment of a column, the blocks for signature side by side, a calculation.
"""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from time import perf_counter

from dialects import emptied, looked, template
from docx import Document
from docx.shared import Twips
from docxtpl import DocxTemplate
from jinja2 import Environment
from lists import lists, styles_xml
from tags import DIALECTS, given
from told import Block, difference, empty, told, unstyled

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
NODE = ("docxtemplater", "easy-template-x", "docx-templates", "carbone", "docx")
WARMING = 3

Times = list[float]


def prepared(blocks: tuple[Block, ...], folder: Path) -> None:
    """Put an agreement, and a template of it for each program, into a folder."""
    look, stretches = looked(blocks)
    folder.mkdir(exist_ok=True)
    (folder / "styles.xml").write_text(styles_xml(), encoding="utf-8")
    for name, content in (
        ("given", given(look, stretches)),
        ("shapes", look.shapes),
        ("lists", lists()),
    ):
        (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    for name, dialect in DIALECTS.items():
        template(dialect, look, folder / f"{name}.docx")
    emptied().save(folder / "python-docx.docx")


def _read(folder: Path, name: str = "given") -> dict:
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def docxtpl_naive(folder: Path) -> Callable[[], bytes]:
    """docxtpl as its manual shows it: the template is opened and compiled for every document."""
    context = _read(folder)

    def render() -> bytes:
        opened = DocxTemplate(folder / "docxtpl.docx")
        opened.render(context, autoescape=True)
        return _saved(opened)

    return render


def docxtpl_cached(folder: Path) -> Callable[[], bytes]:
    """docxtpl with the template's text compiled once, which its manual does not show."""
    context = _read(folder)
    content = (folder / "docxtpl.docx").read_bytes()
    first = DocxTemplate(BytesIO(content))
    first.init_docx()
    compiled = Environment(autoescape=True).from_string(first.patch_xml(first.get_xml()))

    def render() -> bytes:
        opened = DocxTemplate(BytesIO(content))
        opened.init_docx()
        opened.is_rendered = True
        xml = opened.resolve_listing(compiled.render(context))
        opened.map_tree(opened.fix_tables(xml))
        return _saved(opened)

    return render


def python_docx(folder: Path) -> Callable[[], bytes]:
    """python-docx: a paragraph, a run, a row at a time."""
    blocks = [one for stretch in _read(folder).values() for one in stretch]
    shapes = _read(folder, "shapes")

    def render() -> bytes:
        document = Document(folder / "python-docx.docx")
        styles = {one.style_id: one for one in document.styles}
        for block in blocks:
            if block["name"] in shapes:
                _table(document, block, shapes[block["name"]], styles)
                continue
            paragraph = document.add_paragraph(style=styles[block["name"]])
            for part in block["parts"]:
                paragraph.add_run(part["words"], styles[part["style"]] if part["style"] else None)
        return _saved(document)

    return render


def _table(document, block: dict, shape: list, styles: dict) -> None:
    style, widths, groups = shape
    rows = [(row.values(), inside) for n, inside in enumerate(groups, 1) for row in block[f"g{n}"]]
    table = document.add_table(len(rows), len(widths), styles[style])
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Twips(width)
    for line, (words, inside) in zip(table.rows, rows, strict=True):
        for cell, text, kept in zip(line.cells, words, inside, strict=True):
            cell.paragraphs[0].style = styles[kept]
            cell.paragraphs[0].add_run(text)


def _saved(document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


PYTHON = {
    "docxtpl": docxtpl_naive,
    "docxtpl, template cached": docxtpl_cached,
    "python-docx": python_docx,
}


def timed(job: Callable[[], object], runs: int, warming: int = WARMING) -> Times:
    """The milliseconds of each of several runs, after as many as it takes to be warm."""
    for _ in range(warming):
        job()
    times = []
    for _ in range(runs):
        start = perf_counter()
        job()
        times.append((perf_counter() - start) * 1000)
    return times


def in_node(name: str, folder: Path, runs: int, warming: int = WARMING) -> Times:
    """The same for a program of Node.js, in a process of its own."""
    command = ["node", HERE / "peers.mjs", name, folder, str(warming), str(runs)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=600)
    if ran.returncode:
        raise SystemExit(f"{name} failed: {ran.stderr.strip()}")
    return json.loads(ran.stdout.splitlines()[-1])


def installed() -> Iterator[str]:
    """The programs of Node.js that npm has put into benchmarks/node_modules."""
    for name in NODE if shutil.which("node") else ():
        if (HERE / "node_modules" / name).is_dir():
            yield name


def renderers(blocks: tuple[Block, ...], folder: Path) -> tuple[dict[str, Callable], dict]:
    """Each program as a function from a number of runs and of runs to warm up to times, and what
    each writes; a program that writes something else than the agreement ends the benchmark."""
    prepared(blocks, folder)
    found: dict[str, Callable[[int, int], Times]] = {}
    written: dict[str, bytes] = {}
    for name, make in PYTHON.items():
        render = make(folder)
        written[name] = render()
        found[name] = lambda runs, warming, render=render: timed(render, runs, warming)
    for name in installed():
        in_node(name, folder, 1, 0)
        written[name] = (folder / f"{name}.out.docx").read_bytes()
        found[name] = lambda runs, warming, name=name: in_node(name, folder, runs, warming)
    for name, docx in written.items():
        wrong = difference(blocks, told(docx))
        if wrong:
            raise SystemExit(f"{name} writes another agreement: {wrong}")
    return found, written


def lapses(blocks: tuple[Block, ...], written: dict[str, bytes]) -> Iterator[str]:
    """A footnote on each program that could not do all that it was asked for."""
    for name, docx in written.items():
        lost, blank = unstyled(blocks, told(docx)), empty(docx)
        if lost:
            yield f"{name}: {lost} defined terms or open points without their character style"
        if blank:
            yield f"{name}: {blank} empty paragraphs more than the agreement has"
