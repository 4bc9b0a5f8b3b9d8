"""The sentence that the parties signed, which stands with their signatures."""

import re
import subprocess

import pytest
import sample
from msgspec.structs import replace
from word_files import EXAMPLES, built, drafted, part, plain_shell, words, written

from agreement.document.plain import plain
from agreement.document.tree import Execution, Text
from agreement.library.disk import Library
from agreement.word import write

SENTENCE = sample.agreement().testimonium


def test_it_stands_below_the_heading_and_is_kept_with_the_first_block():
    before = part(written()).split('<w:tbl><w:tblPr><w:tblStyle w:val="ExecutionTable"/>')[0]
    *_, heading, sentence = before.split("<w:p>")
    assert words(heading) == "Execution"
    assert words(sentence) == SENTENCE
    assert "<w:keepNext/>" in sentence


@pytest.mark.parametrize("changes", [{"execution": ()}, {"testimonium": ""}])
def test_it_is_left_out_where_nobody_signs_or_there_is_none(changes):
    agreement = replace(sample.agreement(), **changes)
    docx = write(agreement, plain_shell())
    assert SENTENCE not in part(docx)
    assert SENTENCE not in plain(agreement)


def test_plain_text_prints_it_before_the_first_block():
    text = plain(sample.agreement())
    assert text.index(SENTENCE) < text.index("Signed by")
    assert text.index("EXECUTION") < text.index(SENTENCE)


@pytest.mark.parametrize("jurisdiction", Library().jurisdictions)
def test_every_jurisdiction_has_one(jurisdiction):
    sentence = Library().jurisdiction(jurisdiction)["testimonium"]
    assert sentence.startswith("The parties have signed this Agreement")
    assert sentence.endswith(".")


@pytest.mark.parametrize("example", EXAMPLES)
def test_no_page_holds_signatures_alone(soffice, example):
    command = ["pdftotext", "-layout", soffice(built(example), "pdf"), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    agreement = drafted(example).agreement
    signs = " ".join(agreement.execution[0].words[0].text.split()[:2])
    [first, *_] = [page for page in text.split("\f") if signs in page]
    words = " ".join(first.split(signs)[0].split())
    assert words.endswith(f"{agreement.conventions.heading('execution')} {agreement.testimonium}")


@pytest.mark.parametrize(
    ("lines", "count", "height"), [(5, 2, 840), (7, 3, 700), (8, 3, 840)], ids=str
)
def test_places_to_sign_stand_closer_only_where_that_brings_all_onto_one_page(lines, count, height):
    places = (
        Execution("payer", (Text("Signed by somebody"),), (("Signature", ""),) * lines),
    ) * count
    docx = write(replace(sample.agreement(), execution=places), plain_shell())
    signed = part(docx).split('<w:tbl><w:tblPr><w:tblStyle w:val="ExecutionTable"/>', 1)[1]
    assert re.search('<w:trHeight w:val="([0-9]+)"', signed)[1] == str(height)
