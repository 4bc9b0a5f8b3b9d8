"""Forms, statuses and shells, document by document, read by every reader there is.

A few of them at each run; all of them where MATRIX says whole, as the session matrix of nox does.
"""

import os
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx_integrity import check
from openxml_audit import OpenXmlValidator
from test_word_saved import read, references

from agreement.word import gate
from tests import matrix

WHOLE = os.environ.get("MATRIX") == "whole"
AT_ONCE = 40
CASES = matrix.cases() if WHOLE else matrix.some(12)


@pytest.fixture(scope="module")
def written() -> dict[matrix.Case, bytes]:
    """Each document as the program writes it."""
    return {case: matrix.docx(case) for case in CASES}


@pytest.fixture(scope="module")
def saved(written, soffice_of_many) -> dict[matrix.Case, bytes]:
    """Each document as LibreOffice loads it and saves it again, a start for every forty of them:
    one that is given hundreds has left some out without a word."""
    files: list[Path] = []
    for first in range(0, len(CASES), AT_ONCE):
        some = CASES[first : first + AT_ONCE]
        files += soffice_of_many([written[case] for case in some], "docx")
    return {case: file.read_bytes() for case, file in zip(CASES, files, strict=True)}


def test_the_part_that_every_run_reads_meets_each_form_status_and_shell():
    part = matrix.some(12)
    assert {case.form for case in part} == {form for of in matrix.FORMS.values() for form in of}
    assert {case.status for case in part} == set(matrix.STATUSES)
    assert {case.shell for case in part} == set(matrix.SHELLS)
    assert len({case.sheet for case in part}) > 6


@pytest.mark.parametrize("case", CASES, ids=str)
class TestEachDocument:
    def test_it_is_whole_to_the_gate_and_three_validators(
        self, case, written, tmp_path, ooxml_validator
    ):
        file = tmp_path / "a.docx"
        file.write_bytes(written[case])
        assert gate(written[case]) == ()
        assert not OpenXmlValidator().validate(file).errors
        assert not check(file)
        assert '"ok": true' in ooxml_validator(written[case])
        assert len(Document(BytesIO(written[case])).paragraphs) > 20

    def test_libreoffice_saves_it_with_the_same_words_numbers_and_references(
        self, case, written, saved
    ):
        assert read(saved[case]) == read(written[case])
        assert references(saved[case]) == references(written[case])
