"""The goldens: every example as plain text and as the body of its Word file.

`python -m tests.goldens` writes them again. Read the difference before committing it.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from agreement.assembly.assemble import draft
from agreement.document.plain import plain
from agreement.word import compile_shell, write
from tests.drafting import EXAMPLES, LIBRARY, ROOT

FOLDER = ROOT / "tests" / "goldens"
SHELL = compile_shell(ROOT / "templates" / "plain.docx")


def goldens(example: Path) -> Iterator[tuple[Path, str]]:
    """The files that an example must equal, each with its text."""
    shown = example.relative_to(ROOT).as_posix()
    agreement = draft(example.read_bytes(), shown, LIBRARY).agreement
    yield FOLDER / f"{example.stem}.txt", plain(agreement)
    yield FOLDER / f"{example.stem}.document.xml", pretty(write(agreement, SHELL))


def pretty(document: bytes) -> str:
    """The body of a Word file, one element to a line."""
    with ZipFile(BytesIO(document)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    etree.indent(root)
    return etree.tostring(root, encoding="unicode") + "\n"


def main() -> None:
    """Write every golden again, and take away those whose example is gone."""
    FOLDER.mkdir(exist_ok=True)
    written = {path: text for example in EXAMPLES for path, text in goldens(example)}
    for path, text in written.items():
        path.write_text(text, encoding="utf-8")
    for path in set(FOLDER.iterdir()) - set(written):
        path.unlink()


if __name__ == "__main__":
    main()
