"""LibreOffice, which computes every number for itself, agrees with ours."""

import re
import subprocess

import pytest
from msgspec.structs import replace
from word_files import (
    DOCUMENT,
    EXAMPLES,
    SAMPLES,
    document,
    first_words,
    joined,
    numbered,
    part,
    plain_shell,
    tree,
    with_part,
    written,
)

from agreement.document.number import number
from agreement.document.tree import Provision, Text
from agreement.word import write

FIELD = re.compile('"separate"/></w:r><w:r><w:t>([^<]*)</w:t>')


WHOLE = ["english", "american", *EXAMPLES]


@pytest.mark.parametrize("name", WHOLE)
def test_every_label_is_the_one_libreoffice_prints(pages, name):
    agreement, text = tree(name), joined(pages(document(name)))
    numbers = number(agreement)
    for unit in (*numbered(agreement.operative), *numbered(agreement.recitals)):
        words = " ".join(first_words(unit).split()[:5])
        assert f"{numbers[unit.id].label} {words}" in text
    for count, schedule in enumerate(agreement.schedules, 1):
        assert f"{agreement.conventions.schedule_word} {count} {schedule.heading}" in text


@pytest.mark.parametrize("name", WHOLE)
def test_every_cross_reference_is_the_one_libreoffice_computes(soffice, name):
    kept = FIELD.findall(part(document(name)))
    wrong = '"separate"/></w:r><w:r><w:t>ZZ</w:t>'
    planted = FIELD.sub(wrong, part(document(name)))
    pdf = soffice(with_part(document(name), DOCUMENT, planted.encode()), "pdf")
    command = ["pdftotext", "-raw", pdf, "-"]
    raw = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "ZZ" not in raw
    assert "Reference source not found" not in raw
    assert kept
    body = "".join(raw.split())
    for shown in set(kept):
        assert body.count("".join(shown.split())) >= kept.count(shown)


@pytest.mark.parametrize("name", SAMPLES)
def test_no_page_ends_in_a_heading_and_execution_stands_with_words_of_the_agreement(pages, name):
    found = pages(written(name))
    headings = {unit.heading for unit in SAMPLES[name].operative if unit.heading}
    for page in found:
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        last = re.sub(r"^[0-9]+\.\s+", "", lines[-2])
        assert last not in headings
    [signing] = [page for page in found if "Signature" in page]
    assert signing.count("Signature") == 2
    assert len(signing.split("Signed by")[0].splitlines()) > 3


@pytest.mark.parametrize(("name", "size"), [("english", "A4"), ("american", "letter")])
def test_the_pages_have_the_jurisdictions_size_and_count(soffice, name, size):
    pdf = soffice(written(name), "pdf")
    told = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    assert size in told
    assert "Pages:           7" in told


def test_more_blocks_than_a_page_holds_are_each_whole_and_none_leaves_its_heading_behind(pages):
    many = replace(SAMPLES["english"], execution=SAMPLES["english"].execution * 3)
    found = [page for page in pages(write(many, plain_shell())) if "Signature" in page]
    assert len(found) > 1
    assert "Execution" in found[0]
    for page in found:
        assert page.count("Signed by") == page.count("Signature") == page.count("Capacity")


@pytest.mark.parametrize("lines", range(4, 9))
def test_blocks_near_the_foot_of_a_page_move_with_the_last_words_before_them(pages, lines):
    more = tuple(
        Provision(f"more/{count}", "", (Text("Further words. " * 6),)) for count in range(lines)
    )
    short = replace(SAMPLES["signed"], operative=(*SAMPLES["signed"].operative[1:], *more))
    [page] = [page for page in pages(write(short, plain_shell())) if "Signature" in page]
    assert page.count("Signature") == 2
    assert "Further words" in page.split("Signed by")[0]
