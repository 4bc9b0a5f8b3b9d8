"""Heads of terms are two pages: every example and every standard, in every shell."""

import subprocess

import pytest

from agreement.assembly.assemble import draft
from agreement.word import compile_shell, write
from tests.drafting import EXAMPLES, LIBRARY, ROOT

STANDARDS = tuple(sorted((ROOT / "standards").glob("*.yaml")))
SHELLS = sorted(path.stem for path in (ROOT / "templates").glob("*.docx"))


def headed(path, shell: str) -> bytes:
    """A term sheet as heads of terms that bind nobody."""
    raw = path.read_bytes()
    if b"\nbinding:" not in raw:
        raw = raw.replace(b"\nclauses:", b"\nbinding: none\nclauses:", 1)
    drafted = draft(raw, path.name, LIBRARY, "heads-of-terms")
    return write(drafted.agreement, compile_shell(ROOT / "templates" / f"{shell}.docx"))


@pytest.mark.parametrize("shell", SHELLS)
def test_the_heads_of_every_example_and_standard_fill_at_most_two_pages(soffice_of_many, shell):
    sheets = (*EXAMPLES, *STANDARDS)
    printed = soffice_of_many([headed(path, shell) for path in sheets], "pdf")
    counts = {}
    for path, pdf in zip(sheets, printed, strict=True):
        told = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
        counts[path.stem] = int(told.partition("Pages:")[2].split()[0])
    assert {name: count for name, count in counts.items() if count > 2} == {}
