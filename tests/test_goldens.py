"""Every example comes out as it was last read and approved; see goldens.py."""

import pytest

from tests.drafting import EXAMPLES
from tests.goldens import FOLDER, goldens


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_equals_its_goldens(example):
    for path, text in goldens(example):
        assert path.read_text(encoding="utf-8") == text


def test_there_is_no_golden_without_an_example():
    wanted = {f"{one.stem}{end}" for one in EXAMPLES for end in (".txt", ".document.xml")}
    assert {path.name for path in FOLDER.iterdir()} == wanted
