"""Word files taken apart, changed and put together again, for the tests of the Word part."""

import re
from functools import cache
from pathlib import Path

import sample

from agreement.assembly.assemble import Drafted, draft
from agreement.document.tree import Agreement, Provision
from agreement.library.disk import Library
from agreement.word import Shell, compile_shell, write
from agreement.word.opened import read_parts, w
from agreement.word.package import packed

ROOT = Path(__file__).parents[1]
PLAIN = ROOT / "templates" / "plain.docx"
EXAMPLES = tuple(sorted(path.stem for path in ROOT.glob("examples/*.yaml")))
FEW = ("ew-insurer-hospital-billing", "us-16-hutchinson-aod")
"""An example of each jurisdiction, for the tests that start another program."""
DOCUMENT = "word/document.xml"

SAMPLES = {
    "english": sample.agreement(),
    "american": sample.agreement(sample.AMERICAN),
    "hostile": sample.hostile(),
    "signed": sample.signed(),
}


@cache
def plain_shell() -> Shell:
    """The shell that comes with the program."""
    return compile_shell(PLAIN)


@cache
def written(name: str = "english") -> bytes:
    """One of the samples as a Word file."""
    return write(SAMPLES[name], plain_shell())


@cache
def drafted(example: str) -> Drafted:
    """One of the examples that come with the program, as an agreement."""
    path = ROOT / "examples" / f"{example}.yaml"
    return draft(path.read_bytes(), path.name, Library())


@cache
def built(example: str) -> bytes:
    """One of the examples that come with the program, as a Word file."""
    return write(drafted(example).agreement, plain_shell())


def tree(name: str) -> Agreement:
    """The agreement of this name, a sample or an example."""
    return SAMPLES[name] if name in SAMPLES else drafted(name).agreement


def document(name: str) -> bytes:
    """The Word file of this name, a sample or an example."""
    return written(name) if name in SAMPLES else built(name)


def part(docx: bytes, name: str = DOCUMENT) -> str:
    """The XML of one part."""
    return read_parts(docx)[name].decode()


def changed(docx: bytes, name: str, old: str, new: str) -> bytes:
    """The file with the first `old` in a part replaced, which must be there."""
    parts = read_parts(docx)
    text = parts[name].decode()
    assert old in text, f"{old!r} is not in {name}"
    return packed(parts | {name: text.replace(old, new, 1).encode()})


def with_part(docx: bytes, name: str, content: bytes) -> bytes:
    """The file with a part added or replaced."""
    return packed(read_parts(docx) | {name: content})


TAGS = re.compile("<[^>]+>")
PARAGRAPH = re.compile("<w:p>.*?</w:p>")


def paragraphs(docx: bytes) -> list[str]:
    """The paragraphs of the body, as XML."""
    return PARAGRAPH.findall(part(docx))


def words(xml: str) -> str:
    """What a piece of XML says."""
    return TAGS.sub("", re.sub("<w:instrText.*?</w:instrText>", "", xml))


def styled(docx: bytes, style: str) -> list[str]:
    """The words of each paragraph in a style."""
    return [words(found) for found in paragraphs(docx) if f'<w:pStyle w:val="{style}"/>' in found]


def joined(pages: list[str]) -> str:
    """The text of all pages with single spaces."""
    return " ".join(" ".join(pages).split())


def first_words(unit: Provision) -> str:
    """The plain words a provision begins with."""
    return unit.heading or getattr(unit.prose[0], "text", "")


def words_in(paragraph) -> str:
    """The words of a python-docx paragraph, those inside content controls among them."""
    kinds = {w("t"): None, w("tab"): "\t", w("br"): "\n"}
    # A tab stop among the properties has the name of a tab among the words.
    found = (one for run in paragraph._p.iter(w("r")) for one in run if one.tag in kinds)
    return "".join(kinds[one.tag] or one.text or "" for one in found)


def numbered(units: tuple[Provision, ...]) -> list[Provision]:
    """Every numbered provision, from the first level down."""
    found = [unit for unit in units if unit.numbered]
    return [one for unit in found for one in (unit, *numbered(unit.provisions))]
