"""What counsel may change in a shell, and what is refused with a reason."""

import re

import pytest
import sample
from word_files import DOCUMENT, PLAIN, changed, part, with_part

from agreement.finding import Refused
from agreement.word import compile_shell, gate, write
from agreement.word.contract import COMPUTED_PLACES, PLACES, Style
from agreement.word.opened import read_parts
from agreement.word.package import packed

STYLES, NUMBERING, FOOTER = "word/styles.xml", "word/numbering.xml", "word/footer1.xml"
TITLE = "{{ title }}</w:t></w:r>"
BODY = "{{p body }}"


@pytest.fixture
def compiled(tmp_path):
    """A way to compile a shell from its bytes."""

    def compiled(docx: bytes):
        file = tmp_path / "shell.docx"
        file.write_bytes(docx)
        return compile_shell(file)

    return compiled


def plain() -> bytes:
    """The shell that comes with the program, as bytes."""
    return PLAIN.read_bytes()


def runs(*texts: str, look: str = "", between: str = "") -> str:
    """Words in several runs, the first in a look of its own."""
    pieces = [f"<w:r><w:t>{text}</w:t></w:r>" for text in texts]
    pieces[0] = pieces[0].replace("<w:r>", f"<w:r>{look}")
    return between.join(pieces)


def split(*texts: str, **ways: str) -> tuple[str, str, str]:
    """The title's tag, typed in several runs."""
    old = '<w:r><w:t xml:space="preserve">{{ title }}</w:t></w:r>'
    return DOCUMENT, old, runs(*texts, **ways)


FAULTS = {
    "no-title": ((DOCUMENT, "{{ title }}", "x"), "The place {{ title }} is missing."),
    "no-body": ((DOCUMENT, BODY, "x"), "The place {{p body }} is missing."),
    "no-draft-line": ((FOOTER, "{{ draft_line }}", "x"), "The place {{ draft_line }} is missing."),
    "no-schedule-word": (
        (NUMBERING, "{{ schedule_word }}", "Schedule"),
        "The place {{ schedule_word }} is missing.",
    ),
    "unknown-place": ((FOOTER, "draft_line", "draught"), "No agreement fills the place 'draught'"),
    "no-style": ((STYLES, 'styleId="Recital"', 'styleId="Rezital"'), "style Recital is missing"),
    "style-without-list": (
        (STYLES, '<w:numPr><w:numId w:val="2"/></w:numPr>', ""),
        "The style Party is not linked to a list.",
    ),
    "style-of-another-level": (
        (NUMBERING, '<w:pStyle w:val="Provision3"/>', ""),
        "The style Provision3 is not linked to level 3",
    ),
    "level-written-otherwise": (
        (NUMBERING, '"%1.%2"', '"%2"'),
        "Level 2 of the provisions' list must read '%1.%2'.",
    ),
    "shared-list": (
        (
            STYLES,
            '<w:numPr><w:numId w:val="3"/></w:numPr>',
            '<w:numPr><w:numId w:val="2"/></w:numPr>',
        ),
        "must each have a list of their own",
    ),
    "tag-not-closed": ((DOCUMENT, "{{ title }}", "{{ title"), "is not closed in its paragraph"),
    "tag-with-words": ((DOCUMENT, BODY, f"Here: {BODY}"), "stands beside other words"),
    "tag-merging": ((DOCUMENT, "{{ title }}", "{%- if title %}{% endif %}"), "merge paragraphs"),
    "tag-curly-quote": ((DOCUMENT, "{{ title }}", "{{ ‘x’ }}"), "holds a curly quotation mark"),
    "tag-in-two-looks": (
        split("{{ ti", "tle }}", look="<w:rPr><w:b/></w:rPr>"),
        "The tag '{{ title }}' is split",
    ),
    "tag-around-bookmark": (
        split("{{ ti", "tle }}", between='<w:bookmarkStart w:id="1" w:name="a"/>'),
        "The tag '{{ title }}' is split",
    ),
    "tag-that-cannot-be-read": ((DOCUMENT, "{{ title }}", "{% if title }}x{% endif %}"), "tag"),
    "if-without-its-end": (
        (DOCUMENT, "{%p endif %}", "x"),
        "A tag {%p if … %} in word/document.xml has no {%p endif %}; put it after its lines.",
    ),
    "tag-of-no-grammar": ((DOCUMENT, "{{ title }}", "{{ title title }}"), "cannot be read"),
    "tag-that-does-not-fill": ((DOCUMENT, "{{ title }}", "{{ title + 1 }}"), "do not fill"),
    "tag-that-escapes": (
        (DOCUMENT, "{{ title }}", "{{ title.__class__.__mro__ }}"),
        "do not fill",
    ),
    "tag-that-loses-a-block": (
        (DOCUMENT, TITLE, TITLE + "{% if status %}</w:p>{% endif %}"),
        "not well-formed XML",
    ),
    "tracked": (
        (DOCUMENT, "<w:sectPr>", '<w:p><w:ins w:id="1" w:author="a"/></w:p><w:sectPr>'),
        "holds tracked changes",
    ),
    "no-margins": ((DOCUMENT, "<w:pgMar", "<w:pgNum"), "no paper size or no margins"),
}


@pytest.mark.parametrize(("mutation", "sentence"), FAULTS.values(), ids=FAULTS)
def test_a_shell_that_breaks_its_contract_is_refused_with_the_reason(compiled, mutation, sentence):
    with pytest.raises(Refused) as refused:
        compiled(changed(plain(), *mutation))
    assert sentence in str(refused.value)
    assert all(finding.place.file.endswith("shell.docx") for finding in refused.value.findings)


def test_a_shell_may_compute_beside_the_body(compiled):
    shell = compiled(changed(plain(), DOCUMENT, "{{ title }}", "{{ title|upper }}"))
    agreement = sample.agreement()
    written, usual = (part(write(agreement, one)) for one in (shell, compiled(plain())))
    assert f">{agreement.title.upper()}</w:t>" in written
    assert re.sub("<[^>]+>", "", written) == re.sub("<[^>]+>", "", usual).replace(
        agreement.title, agreement.title.upper(), 1
    )


def test_places_of_a_part_that_cannot_be_read_are_not_called_missing(compiled):
    with pytest.raises(Refused) as refused:
        compiled(changed(plain(), DOCUMENT, "{{ title }}", "{{ title title }}"))
    assert not [one for one in refused.value.findings if "is missing" in one.message]


def test_every_fault_is_reported_at_once(compiled):
    bad = changed(plain(), STYLES, 'styleId="Recital"', 'styleId="A"')
    bad = changed(bad, STYLES, 'styleId="Party"', 'styleId="B"')
    with pytest.raises(Refused) as refused:
        compiled(bad)
    told = [finding.message for finding in refused.value.findings]
    for style in ("Recital", "Party"):
        assert [message for message in told if message.startswith(f"The style {style} is missing.")]


def test_of_a_style_that_is_missing_nothing_else_is_said(compiled):
    bad = changed(plain(), STYLES, 'w:styleId="Party"', 'w:styleId="B"')
    with pytest.raises(Refused) as refused:
        compiled(bad)
    told = [one.message for one in refused.value.findings if "style Party " in one.message]
    assert len(told) == 1 and told[0].startswith("The style Party is missing.")


@pytest.mark.parametrize("missing", ["word/styles.xml", "word/numbering.xml", DOCUMENT])
def test_a_package_that_lacks_a_part_of_a_word_file_is_refused(compiled, missing):
    parts = {name: part for name, part in read_parts(plain()).items() if name != missing}
    with pytest.raises(Refused, match=missing):
        compiled(packed(parts))


def test_a_shell_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refused, match="The shell cannot be read"):
        compile_shell(tmp_path / "none.docx")


def test_a_tag_that_word_split_for_spelling_is_joined_again(compiled):
    shell = compiled(
        changed(plain(), *split("{{ ti", "tle }}", between='<w:proofErr w:type="x"/>'))
    )
    assert "Settlement of disputed" in part(write(sample.agreement(), shell))


def test_counsels_look_margins_and_words_come_out_in_the_agreement(compiled):
    own = changed(plain(), STYLES, 'w:sz w:val="34"', 'w:sz w:val="40"')
    own = changed(own, DOCUMENT, 'w:left="1440"', 'w:left="1800"')
    own = changed(own, DOCUMENT, TITLE, TITLE + "<w:r><w:t> by Hartley</w:t></w:r>")
    written = write(sample.agreement(), compiled(own))
    assert 'w:sz w:val="40"' in part(written, STYLES)
    assert ">Settlement of disputed orthopaedic claims</w:t>" in part(written)
    assert "by Hartley" in part(written)
    assert f'<w:tblW w:w="{11906 - 1800 - 1440}"' in part(written)
    assert gate(written) == ()


def test_a_shells_own_properties_and_custom_parts_do_not_reach_an_agreement(compiled):
    own = with_part(plain(), "docProps/core.xml", b"<secret/>")
    own = with_part(own, "customXml/item1.xml", b"<secret/>")
    written = write(sample.agreement(), compiled(own))
    assert b"secret" not in b"".join(read_parts(written).values())
    assert gate(written) == ()


def test_the_digest_of_a_shell_is_of_its_parts_and_not_of_their_packing(compiled):
    first, again = compile_shell(PLAIN), compiled(packed(read_parts(plain())))
    assert first.digest == again.digest
    assert first.digest != compiled(changed(plain(), STYLES, '"34"', '"36"')).digest


def test_the_plain_shell_passes_the_validators(ooxml_validator):
    assert '"ok": true' in ooxml_validator(plain())


def test_the_guide_names_every_place_and_every_style():
    guide = (PLAIN.parents[1] / "docs" / "word.md").read_text(encoding="utf-8")
    typed = PLACES - COMPUTED_PLACES
    assert [name for name in sorted(typed) if f"`{name}`" not in guide] == []
    styles = [style for style in Style if f"`{style.rstrip('0123456789')}" not in guide]
    assert styles == []
