"""The HTML page: whole by itself, in order for a screen reader, its links all leading somewhere."""

import re
from itertools import pairwise

import pytest
from lxml import html

from agreement.assembly.assemble import draft
from agreement.beside.page import page
from agreement.beside.page_style import style
from tests.drafting import EXAMPLES, LIBRARY, agreed

each_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)


def written(example):
    return page(draft(example.read_bytes(), example.name, LIBRARY).agreement)


@each_example
def test_headings_stand_in_order_under_one_title(example):
    ranks = [
        int(element.tag[1])
        for element in html.fromstring(written(example)).iter("h1", "h2", "h3", "h4", "h5", "h6")
    ]
    assert ranks.count(1) == 1
    assert ranks[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(ranks))


@each_example
def test_every_link_leads_to_one_place_on_the_page(example):
    root = html.fromstring(written(example))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    links = [link.get("href") for link in root.iter("a")]
    assert len(links) > 5
    assert {link[1:] for link in links} <= set(ids)
    labelled = {element.get("aria-labelledby") for element in root.iter("section")} - {None}
    assert labelled <= set(ids)


@each_example
def test_every_table_has_a_caption_and_headings_that_say_what_they_head(example):
    root = html.fromstring(written(example))
    tables = list(root.iter("table"))
    assert tables
    for table in tables:
        assert table.find("caption").text_content()
        assert all(head.get("scope") in ("col", "row") for head in table.iter("th"))
        first = [row[0] for row in table.find("tbody")]
        assert all((cell.tag == "th") == bool(cell.text_content()) for cell in first)


@each_example
def test_nothing_is_fetched_or_run(example):
    root = html.fromstring(written(example))
    assert not list(root.iter("script", "link", "img", "iframe", "object", "form"))
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)
    assert b"url(" not in written(example)
    assert root.get("lang") in ("en-GB", "en-US")


def test_words_of_a_term_sheet_are_never_markup():
    hostile = '<script>alert(1)</script>" onclick="x'
    shown = page(agreed(title=hostile, recitals=[hostile.replace("_", "")]))
    root = html.fromstring(shown)
    assert not list(root.iter("script"))
    assert root.find(".//h1").text == hostile


def test_each_open_point_leads_to_its_line_in_the_list():
    root = html.fromstring(page(agreed(clauses={"payment/lump-sum": {"payment_days": "open"}})))
    points = [link for link in root.iter("a") if link.get("class") == "open"]
    assert points
    assert {link.get("href") for link in points} == {"#open-1"}
    assert root.get_element_by_id("open-1").tag == "li"


def _light(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    digits = colour * 2 if len(colour) == 3 else colour
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_every_colour_of_words_stands_out_from_what_is_behind_it():
    css = style("A4")
    grounds = re.findall(r"background:#(\w+)", css)
    for words in re.findall(r"[{;]color:#(\w+)", css):
        for ground in ("fff", *grounds):
            dark, light = sorted((_light(words), _light(ground)))
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (words, ground)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_page_prints_on_the_paper_of_its_law(paper):
    assert f"@page{{size:{paper};" in style(paper)
