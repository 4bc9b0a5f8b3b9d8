"""Other programs that make Word files, each given the same words in a shell as slim as ours.

They get the words ready made, as plain paragraphs in one loop, which is less than an agreement
asks for: no numbering, no cross-references, no tables.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from time import perf_counter
from zipfile import ZipFile

from docx import Document
from docxtpl import DocxTemplate
from jinja2 import Environment
from lxml import etree

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LOOPS = {
    "docxtpl": ("{%p for one in paragraphs %}", "{{ one.text }}", "{%p endfor %}"),
    "docxtemplater": ("{#paragraphs}", "{text}", "{/paragraphs}"),
    "easy-template-x": ("{#paragraphs}", "{text}", "{/paragraphs}"),
    "carbone": ("{d.paragraphs[i].text}", "{d.paragraphs[i+1].text}"),
}
NODE = ("docxtemplater", "easy-template-x", "carbone", "docx")
WARMING = 3

Times = list[float]


def words_of(docx: bytes) -> list[str]:
    """The words of each paragraph that has any, the tables' paragraphs among them."""
    with ZipFile(BytesIO(docx)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    # A paragraph inside a cell inside a paragraph does not exist, so each word is counted once.
    told = ("".join(t.text or "" for t in p.iter(f"{WORD}t")) for p in root.iter(f"{WORD}p"))
    return [words for words in told if words.strip()]


def prepared(words: list[str], folder: Path) -> None:
    """Put the words and a template for each program into a folder."""
    paragraphs = [{"text": one} for one in words]
    (folder / "words.json").write_text(json.dumps({"paragraphs": paragraphs}), encoding="utf-8")
    for name, lines in {**LOOPS, "python-docx": ()}.items():
        document = Document(ROOT / "templates" / "plain.docx")
        _empty(document)
        for line in lines:
            document.add_paragraph(line)
        document.save(folder / f"{name}.docx")


def _empty(document) -> None:
    body = document.element.body
    for block in [one for one in body if not one.tag.endswith("}sectPr")]:
        body.remove(block)
    for section in document.sections:
        for part in (section.header, section.footer):
            for text in part._element.iter(f"{WORD}t"):
                text.text = ""


def docxtpl_naive(folder: Path) -> Callable[[], bytes]:
    """docxtpl as its manual shows it: the template is opened and compiled for every document."""
    context = json.loads((folder / "words.json").read_text(encoding="utf-8"))

    def render() -> bytes:
        template = DocxTemplate(folder / "docxtpl.docx")
        template.render(context, autoescape=True)
        return _saved(template)

    return render


def docxtpl_cached(folder: Path) -> Callable[[], bytes]:
    """docxtpl with the template's text compiled once, which its manual does not show."""
    context = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    content = (folder / "docxtpl.docx").read_bytes()
    first = DocxTemplate(BytesIO(content))
    first.init_docx()
    compiled = Environment(autoescape=True).from_string(first.patch_xml(first.get_xml()))

    def render() -> bytes:
        template = DocxTemplate(BytesIO(content))
        template.init_docx()
        template.is_rendered = True
        template.map_tree(template.fix_tables(compiled.render(context)))
        return _saved(template)

    return render


def python_docx(folder: Path) -> Callable[[], bytes]:
    """python-docx: a paragraph at a time."""
    context = json.loads((folder / "words.json").read_text(encoding="utf-8"))

    def render() -> bytes:
        document = Document(folder / "python-docx.docx")
        for one in context["paragraphs"]:
            document.add_paragraph(one["text"])
        return _saved(document)

    return render


def _saved(document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


PYTHON = {
    "docxtpl": docxtpl_naive,
    "docxtpl, template cached": docxtpl_cached,
    "python-docx": python_docx,
}


def timed(job: Callable[[], object], runs: int) -> Times:
    """The milliseconds of each of several runs, after as many as it takes to be warm."""
    for _ in range(WARMING):
        job()
    times = []
    for _ in range(runs):
        start = perf_counter()
        job()
        times.append((perf_counter() - start) * 1000)
    return times


def in_node(name: str, folder: Path, runs: int) -> Times:
    """The same for a program of Node.js, in a process of its own."""
    command = ["node", HERE / "peers.mjs", name, folder, str(runs + WARMING)]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    return json.loads(ran.stdout.splitlines()[-1])[WARMING:]


def installed() -> Iterator[str]:
    """The programs of Node.js that npm has put into benchmarks/node_modules."""
    for name in NODE if shutil.which("node") else ():
        if (HERE / "node_modules" / name).is_dir():
            yield name


def renderers(words: list[str], folder: Path) -> dict[str, Callable[[int], Times]]:
    """Each program as a function from a number of runs to their times, held to the words."""
    prepared(words, folder)
    found: dict[str, Callable[[int], Times]] = {}
    for name, make in PYTHON.items():
        render = make(folder)
        _held(name, render(), words)
        found[name] = lambda runs, render=render: timed(render, runs)
    for name in installed():
        in_node(name, folder, 1)
        _held(name, (folder / f"{name}.out.docx").read_bytes(), words)
        found[name] = lambda runs, name=name: in_node(name, folder, runs)
    return found


def _held(name: str, docx: bytes, words: list[str]) -> None:
    """Nobody is fast who leaves words out."""
    got = [re.sub(r"\s+", " ", one) for one in words_of(docx)]
    missing = [one for one in words if re.sub(r"\s+", " ", one) not in got]
    if missing:
        raise SystemExit(f"{name} left out {len(missing)} paragraphs, first: {missing[0]}")
