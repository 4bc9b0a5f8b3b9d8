"""Labels counted from a file's own numbering."""

import pytest
from lxml import etree

from agreement.word.labels import lists, written
from agreement.word.opened import W

DECIMAL = ("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("lowerRoman", "(%4)")


def numbering(
    levels=DECIMAL, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
):
    """A numbering part with one abstract list."""
    written_levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{"".join(more)}</w:lvl>'
        for at, (form, text, *more) in enumerate(levels)
    )
    abstract = f'<w:abstractNum w:abstractNumId="0">{written_levels}</w:abstractNum>'
    return etree.fromstring(f'<w:numbering xmlns:w="{W}">{abstract}{nums}</w:numbering>')


def paragraph(level: int, list_id: int = 1):
    """A paragraph at a level of a list."""
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return etree.fromstring(f'<w:p xmlns:w="{W}"><w:pPr>{numbered}</w:pPr></w:p>')


def labels(part, *paragraphs) -> list[str]:
    """The labels of paragraphs met in this order."""
    known = lists(part, None)
    return [known.label(found).own for found in paragraphs]


def test_a_level_restarts_below_each_paragraph_of_a_higher_level():
    found = labels(numbering(), *map(paragraph, (0, 1, 2, 2, 1, 2, 0, 1)))
    assert found == ["1.", "1.1", "(a)", "(b)", "1.2", "(a)", "2.", "2.1"]


def test_a_level_that_is_skipped_counts_from_its_start():
    assert labels(numbering(), paragraph(1), paragraph(2), paragraph(0)) == ["1.1", "(a)", "2."]


def test_a_level_told_never_to_restart_goes_on():
    never = (DECIMAL[0], ("decimal", "%2", '<w:lvlRestart w:val="0"/>'))
    assert labels(numbering(never), *map(paragraph, (0, 1, 0, 1))) == ["1.", "1", "2.", "2"]


def test_a_legal_level_writes_every_count_in_figures():
    legal = (("upperRoman", "%1."), ("decimal", "%1.%2", "<w:isLgl/>"))
    assert labels(numbering(legal), paragraph(0), paragraph(1)) == ["I.", "1.1"]


def test_an_override_restarts_a_shared_list_once():
    again = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2">'
        '<w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    places = ((0, 1), (0, 1), (0, 2), (0, 2))
    found = labels(numbering(nums=again), *(paragraph(*place) for place in places))
    assert found == ["1.", "2.", "1.", "2."]


def test_full_context_joins_only_what_the_label_does_not_repeat():
    known = lists(numbering(), None)
    shown = [known.label(paragraph(level)).in_full() for level in (0, 1, 2, 3)]
    assert shown == ["1", "1.1", "1.1(a)", "1.1(a)(i)"]


def test_a_paragraph_takes_its_list_from_its_style_and_that_styles_base():
    part = numbering((("decimal", "%1", '<w:pStyle w:val="A"/>'),))
    styles = etree.fromstring(
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="A"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" '
        'w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    known = lists(part, styles)
    styled = etree.fromstring(f'<w:p xmlns:w="{W}"><w:pPr><w:pStyle w:val="B"/></w:pPr></w:p>')
    assert known.label(styled).own == "1"


def test_a_paragraph_outside_every_list_has_no_label():
    known = lists(numbering(), None)
    assert known.label(paragraph(0, list_id=0)) is None
    assert known.label(paragraph(8)) is None


@pytest.mark.parametrize(
    ("count", "form", "shown"),
    [
        (28, "lowerLetter", "bb"),
        (3, "upperLetter", "C"),
        (9, "lowerRoman", "ix"),
        (4, "upperRoman", "IV"),
        (7, "decimalZero", "07"),
        (7, "bullet", ""),
        (7, "decimal", "7"),
    ],
)
def test_a_count_is_written_in_words_number_formats(count, form, shown):
    assert written(count, form) == shown
