"""Every example comes out as it was last read and approved; see goldens.py."""

import pytest
from docx_integrity import check
from openxml_audit import OpenXmlValidator
from word_files import EXAMPLES as NAMES
from word_files import built

from agreement.word import gate
from tests.drafting import EXAMPLES
from tests.goldens import FOLDER, goldens


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_equals_its_goldens(example):
    for path, text in goldens(example):
        assert path.read_text(encoding="utf-8") == text


def test_there_is_no_golden_without_an_example():
    wanted = {f"{one.stem}{end}" for one in EXAMPLES for end in (".txt", ".document.xml")}
    assert {path.name for path in FOLDER.iterdir()} == wanted


@pytest.mark.parametrize("name", NAMES)
def test_the_word_file_of_an_example_is_whole_to_every_reader(name, tmp_path, ooxml_validator):
    file = tmp_path / f"{name}.docx"
    file.write_bytes(built(name))
    assert gate(built(name)) == ()
    assert not OpenXmlValidator().validate(file).errors
    assert not check(file)
    assert '"ok": true' in ooxml_validator(built(name))
