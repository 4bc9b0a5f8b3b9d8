"""Answers in content controls, bound to a part that holds each of them once."""

import re
import subprocess

import pytest
import sample
from docx_integrity import check
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator
from word_files import (
    EXAMPLES,
    FEW,
    ROOT,
    SAMPLES,
    built,
    changed,
    drafted,
    part,
    plain_shell,
    written,
)

from agreement.document.prose import inlines
from agreement.document.tree import Blank, Provision, Text
from agreement.word import compile_shell, edited, gate, write
from agreement.word.controls import tag, title
from agreement.word.opened import parse, read_parts, w

ANSWERS = "customXml/item2.xml"
LONG = f"clauses.dispute-resolution/escalation.{'very_' * 12}long_name"


def printed(*answers: Blank, **changes) -> bytes:
    """A sample whose only operative provision prints these answers."""
    prose = tuple(inline for answer in answers for inline in (Text("x "), answer, Text(" y ")))
    only = (Provision("only", "", prose),)
    return write(
        replace(sample.agreement(), operative=only, schedules=(), **changes), plain_shell()
    )


def controls(docx: bytes) -> list[dict[str, str]]:
    """Each control of the body: its tag, title, id, where it is bound to, and its words."""
    found = []
    for control in parse(part(docx).encode()).iter(w("sdt")):
        told = {"words": "".join(text.text or "" for text in control.iter(w("t")))}
        for name in ("tag", "alias", "id"):
            told[name] = control.find(f"{w('sdtPr')}/{w(name)}").get(w("val"))
        binding = control.find(f"{w('sdtPr')}/{w('dataBinding')}")
        told["xpath"] = "" if binding is None else binding.get(w("xpath"))
        found.append(told)
    return found


def answers(docx: bytes) -> list[tuple[str, str]]:
    """The part of answers: each path with its words, in order."""
    return [(path.text, told.text) for path, told in parse(part(docx, ANSWERS).encode())]


HEADED = ("title", "reference")


def inside(docx: bytes) -> list[dict[str, str]]:
    """The controls of the text, those of the document's own title and reference left out."""
    return [found for found in controls(docx) if found["tag"] not in HEADED]


def held_inside(docx: bytes) -> list[tuple[str, str]]:
    """The answers of the text, likewise."""
    return [(path, said) for path, said in answers(docx) if path not in HEADED]


def test_an_answer_stands_in_a_control_that_says_where_it_comes_from():
    [sum_paid] = [found for found in controls(written()) if found["words"] == "£125,000.00"]
    assert sum_paid["tag"] == "money.settlement_sum"
    assert sum_paid["alias"] == "Settlement sum"
    assert ("money.settlement_sum", "£125,000.00") in answers(written())


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_answer_that_an_agreement_prints_is_in_a_control(example):
    agreement = drafted(example).agreement
    parts = (getattr(agreement, name) for name in agreement.conventions.parts)
    blanks = [found for found in inlines(tuple(parts)) if isinstance(found, Blank) and found.value]
    blanks += [
        Blank(path, said)
        for block in agreement.execution
        for (_, said), path in zip(block.lines, block.answers, strict=True)
        if path
    ]
    told = {("title", agreement.title), ("reference", agreement.reference)}
    headed = {pair for pair in told if pair[1]}
    found = controls(built(example))
    words = [*(blank.value for blank in blanks), *(value for _, value in headed)]
    assert sorted(one["words"] for one in found) == sorted(words)
    assert set(answers(built(example))) == {(blank.name, blank.value) for blank in blanks} | headed


@pytest.mark.parametrize("shell", ["plain", "modern", "letterhead"])
def test_the_title_and_the_reference_change_in_the_header_and_on_page_one_at_once(shell):
    docx = write(SAMPLES["english"], compile_shell(ROOT / "templates" / f"{shell}.docx"))
    bound = re.compile(r'w:tag w:val="(title|reference)".*?w:xpath="([^"]*)"')
    names = [name for name in read_parts(docx) if re.match(r"word/(document|header)", name)]
    places = {pair for name in names for pair in bound.findall(part(docx, name))}
    assert {name for name, _ in places} == {"title", "reference"}
    assert len(places) == 2
    assert any(bound.search(part(docx, name)) for name in names if "header" in name)
    assert gate(docx) == ()


def test_an_agreement_without_a_reference_has_no_control_for_one():
    docx = write(replace(SAMPLES["english"], reference=""), plain_shell())
    assert 'w:tag w:val="reference"' not in "".join(
        part(docx, name) for name in read_parts(docx) if name.startswith("word/header")
    )
    assert gate(docx) == ()


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_control_is_bound_to_the_very_words_it_prints(example):
    docx = built(example)
    held = answers(docx)
    bound = [found for found in controls(docx) if found["xpath"]]
    assert bound
    for found in bound:
        place = int(
            re.fullmatch(r"/a:answers\[1\]/a:answer\[(\d+)\]/a:words\[1\]", found["xpath"])[1]
        )
        assert held[place - 1][1] == found["words"]
        assert tag(held[place - 1][0]) == found["tag"]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_passes_the_gate_and_counts_as_unedited(example):
    assert gate(built(example)) == ()
    assert not edited(built(example))


@pytest.mark.parametrize("example", FEW)
def test_the_validators_find_nothing(example, tmp_path, ooxml_validator):
    file = tmp_path / "a.docx"
    file.write_bytes(built(example))
    assert not OpenXmlValidator().validate(file).errors
    assert not check(file)
    assert '"ok": true' in ooxml_validator(built(example))


def test_an_answer_printed_twice_alike_is_held_once():
    docx = printed(Blank("a.b", "9 days"), Blank("a.b", "9 days"))
    first, second = inside(docx)
    assert first["xpath"] == second["xpath"]
    assert first["id"] != second["id"]
    assert answers(docx).count(("a.b", "9 days")) == 1


def test_an_answer_printed_in_two_ways_is_held_once_for_each():
    docx = printed(Blank("a.b", "nine days"), Blank("a.b", "Nine days"))
    first, second = inside(docx)
    assert first["xpath"] != second["xpath"]
    assert first["tag"] == second["tag"]
    assert gate(docx) == ()


def test_the_id_of_a_control_stays_when_another_answer_goes():
    kept = {found["tag"]: found["id"] for found in controls(printed(Blank("c.d", "1")))}
    assert (
        kept.items()
        <= {
            found["tag"]: found["id"]
            for found in controls(printed(Blank("a.b", "2"), Blank("c.d", "3")))
        }.items()
    )


def test_ids_are_whole_numbers_that_word_takes():
    ids = [int(found["id"]) for example in EXAMPLES for found in controls(built(example))]
    assert all(0 < id < 2**31 for id in ids)


def test_a_path_too_long_for_a_tag_is_cut_there_and_whole_in_the_part():
    docx = printed(Blank(LONG, "9"), Blank(f"{LONG}er", "8"))
    first, second = (found["tag"] for found in inside(docx))
    assert len(first) == len(second) == 64
    assert first != second
    assert [path for path, _ in held_inside(docx)] == [LONG, f"{LONG}er"]
    assert gate(docx) == ()


def test_words_in_two_directions_are_held_but_not_bound():
    docx = printed(Blank("parties.payer.name", sample.HOSTILE))
    [found] = inside(docx)
    assert found["words"] == sample.HOSTILE
    assert found["xpath"] == ""
    assert held_inside(docx) == [("parties.payer.name", sample.HOSTILE)]
    assert gate(docx) == ()


def test_an_answer_of_several_lines_keeps_them():
    docx = printed(Blank("parties.payer.address", "1 High Street\nYork"))
    assert '<w:text w:multiLine="1"/>' in part(docx)
    assert held_inside(docx) == [("parties.payer.address", "1 High Street\nYork")]


def test_an_empty_answer_leaves_no_control():
    assert inside(printed(Blank("a.b", ""))) == []


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("parties.payer.name", "Payer name"),
        ("money.settlement_sum", "Settlement sum"),
        ("clauses.payment/instalments.instalments.2.amount", "Instalments 2 amount"),
        ("mediation.body", "Mediation body"),
        ("effective_date", "Effective date"),
        ("money", "Money"),
    ],
)
def test_a_control_is_titled_by_what_it_holds(path, shown):
    assert title(path) == shown


def test_changing_an_answer_in_the_part_changes_it_wherever_it_is_printed(soffice):
    example = "ew-insurer-hospital-billing"
    name = drafted(example).agreement.parties[0].prose[0].value
    docx = changed(built(example), ANSWERS, f">{name}<", ">Another Payer Plc<")
    command = ["pdftotext", soffice(docx, "pdf"), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert name not in text
    assert text.count("Another Payer Plc") == part(built(example)).count(f">{name}<")


@pytest.mark.parametrize("name", SAMPLES)
def test_no_answer_says_why_or_where_it_was_given(name):
    held = part(written(name), ANSWERS)
    assert "sheet.yaml" not in held
    assert "owner" not in held


def test_a_sum_is_one_answer_in_its_clause_and_in_the_schedule_of_payments():
    docx = built("ew-insurer-hospital-billing")
    path = "clauses.payment/instalments.instalments.1.amount"
    places = [found["xpath"] for found in controls(docx) if found["tag"] == path]
    assert len(places) == 2
    assert len(set(places)) == 1
