"""The HTML pages in a real browser: nothing axe objects to, nothing wider than its window."""

import pytest

from agreement.assembly.assemble import draft
from agreement.beside.page import page
from agreement.beside.plain_sheet import plain_sheet
from agreement.beside.plain_sheet_page import plain_page
from tests.browser import axe, opened
from tests.drafting import EXAMPLES, LIBRARY

NARROW, WIDE = 360, 1200

each_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)


each_page = pytest.mark.parametrize("write", ["agreement", "plain"])


def shown(example, write: str) -> bytes:
    drafted = draft(example.read_bytes(), example.name, LIBRARY)
    return plain_page(plain_sheet(drafted)) if write == "plain" else page(drafted.agreement)


@each_example
@each_page
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_axe_finds_nothing_wrong_with_an_agreement(chromium, example, write, width):
    tab = opened(chromium, shown(example, write), width)
    assert axe(tab) == []
    tab.close()


@each_example
@each_page
def test_on_a_telephone_only_a_table_scrolls_sideways(chromium, example, write):
    tab = opened(chromium, shown(example, write), NARROW)
    assert tab.evaluate("document.documentElement.scrollWidth") <= NARROW
    tab.close()


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<html><body><main><h1>A</h1></main></body></html>", "document-title"),
        ('<html lang="en"><title>A</title><main><h1>A</h1><img src="a.png"></main>', "image-alt"),
        (
            '<html lang="en"><title>A</title><main><h1>A</h1><p style="color:#ccc">Pale</p></main>',
            "color-contrast",
        ),
    ],
)
def test_axe_does_find_what_is_wrong(chromium, html, rule):
    tab = opened(chromium, html)
    assert rule in {told.partition(":")[0] for told in axe(tab)}
    tab.close()
