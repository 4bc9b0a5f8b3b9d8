"""The forms of a document: what each prints, who signs it, and which a law refuses."""

import json
import re
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx_integrity import check
from openxml_audit import OpenXmlValidator

from agreement.assembly.assemble import Drafted, draft
from agreement.cli import main
from agreement.document.number import number
from agreement.document.plain import plain
from agreement.finding import Refused, Severity
from agreement.lint import lint
from agreement.reading.load import load
from agreement.term_sheet.forms import FORMS
from agreement.word import compile_shell, gate, write
from agreement.word.opened import read_parts
from tests.drafting import EXAMPLES, LIBRARY, PARTIES, ROOT, agreed, clause, firm, page, sheet, text

SHELL = compile_shell(ROOT / "templates" / "plain.docx")
LAWS = {
    "ew": ("agreement", "deed", "tomlin-order", "heads-of-terms"),
    "us": ("agreement", "heads-of-terms"),
}
UNFIT = [("ew-provider-contract", "tomlin-order")]
TAKEN = [
    (path, form)
    for path in EXAMPLES
    for form in LAWS[path.stem[:2]]
    if (path.stem, form) not in UNFIT
]
DIRECTOR = {"name": "Alex Example", "capacity": "Director"}
SECRETARY = {"name": "Sam Example", "capacity": "Secretary"}
SEEN = {
    **DIRECTOR,
    "witness": {"name": "Kim Other", "address": "3 Example Mews", "occupation": "Clerk"},
}


def typed_roles(raw: bytes) -> list[str]:
    """The roles of a term sheet in its order."""
    return list(load(raw, "sheet").value["parties"])


@cache
def taken(path: Path, form: str) -> Drafted:
    """An example in a form; heads of terms bind nobody, and an order is given a claim."""
    raw = path.read_bytes()
    if form == "tomlin-order" and b"\nproceedings:" not in raw:
        roles = typed_roles(raw)
        claim = {"court": "High Court of Justice", "claimant": roles[0], "defendant": roles[1]}
        raw += f"\nproceedings: {json.dumps(claim)}\n".encode()
        raw = raw.replace(b"    longstop:", b"    route: existing\n    longstop:")
    if form == "heads-of-terms":
        raw = raw.replace(b"\nclauses:", b"\nbinding: none\nclauses:", 1)
    return draft(raw, path.name, LIBRARY, form)


def deed(**payer):
    """The first place to sign of a deed whose payer has these keys."""
    parties = {**PARTIES, "payer": {**PARTIES["payer"], **payer}}
    agreement = agreed(form="deed", parties=parties)
    return [block for block in agreement.execution if block.role == "payer"], agreement


def signed(**payer) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The words of signing and the lines of the first block of a deed."""
    blocks, agreement = deed(**payer)
    return page(agreement).words(blocks[0].words), blocks[0].lines


@pytest.mark.parametrize(("path", "form"), TAKEN, ids=lambda each: getattr(each, "stem", each))
def test_every_example_is_sound_in_every_form_that_its_law_has(path, form, tmp_path):
    drafted = taken(path, form)
    docx = write(drafted.agreement, SHELL)
    file = tmp_path / "a.docx"
    file.write_bytes(docx)
    assert gate(docx) == ()
    assert not OpenXmlValidator().validate(file).errors
    assert not check(file)
    assert [one for one in lint(drafted) if one.severity is Severity.ERROR] == []
    assert drafted.agreement.form == form


@pytest.mark.parametrize(
    "path", [path for path, form in TAKEN if form == "deed"], ids=lambda p: p.stem
)
def test_a_deed_speaks_of_itself_as_one_and_is_an_agreement_else(path):
    words, other = plain(taken(path, "deed").agreement), plain(taken(path, "agreement").agreement)
    assert "Agreement" not in words
    assert words.count("this Deed") + words.count("This Deed") > 5
    assert "is delivered as a deed on the date stated at the beginning" in " ".join(words.split())
    assert "Deed" not in other
    numbers = [number(taken(path, form).agreement) for form in ("deed", "agreement")]
    assert numbers[0] == numbers[1]


def test_the_headings_the_schedules_and_the_due_words_of_a_deed_say_so_too():
    actions = [{"role": "payer", "what": "Pay", "evidence": "a receipt",
                "due": {"days": 2, "after": "signature"}}]  # fmt: skip
    words = text(form="deed", actions=actions)
    assert "Effect of this Deed" in words
    assert "shall do under this Deed" in words
    assert "the date on which the last party signs this Deed" in words


def test_a_deed_keeps_other_agreements_and_the_answers_of_the_term_sheet(tmp_path):
    told = clause(text="The _Payer_ keeps the Network Agreement. This Agreement says [what].",
                  blanks={"what": {"type": "text", "ask": "what it says"}}, roles=["payer"],
                  examples=[{"blanks": {"what": "x"}, "reads": "x"}])  # fmt: skip
    answers = {"billing/own": {"what": "that this Agreement is one"}}
    words = text(firm(tmp_path, billing__own=told), form="deed", clauses=answers)
    assert "the Network Agreement. This Deed says that this Agreement is one." in words


SIGNED = [
    ({}, "acting by a director in the presence of a witness", 1, True),
    ({"signatories": [DIRECTOR]}, "acting by a director in the presence of a witness", 1, True),
    ({"signatories": [DIRECTOR, SECRETARY]}, "acting by two authorised signatories", 2, False),
    ({"seal": True}, "by affixing the seal of Example Insurance Limited", 2, False),
    ({"kind": "nhs-body"}, "its seal is attested, as its standing orders require", 2,
     False),
    ({"kind": "nhs-body", "seal": False}, "two signatories whom its standing orders authorise", 2,
     False),
    ({"kind": "public-body"}, "the affixing of its seal is attested", 2, False),
    ({"kind": "individual"}, "Example Insurance Limited in the presence of a witness", 1, True),
    ({"kind": "partnership"}, "acting by a partner in the presence of a witness", 1, True),
    ({"kind": "llp"}, "acting by a member in the presence of a witness", 1, True),
    ({"kind": "llp", "signatories": [DIRECTOR, SECRETARY]}, "acting by two members", 2, False),
]  # fmt: skip


@pytest.mark.parametrize(("payer", "words", "places", "witnessed"), SIGNED)
def test_a_party_executes_a_deed_as_its_kind_and_its_signatories_decide(
    payer, words, places, witnessed
):
    told, lines = signed(**payer)
    labels = [label for label, _ in lines]
    assert told.startswith("Executed as a deed by ") and words in told
    assert labels.count("Signature") == places
    assert (labels.count("Witness") == 1) is witnessed
    assert ("Seal" in labels) is ("seal" in told)
    assert "Date" not in labels


def test_what_is_known_of_a_witness_is_printed_and_the_rest_is_left_to_write_in():
    assert signed(signatories=[SEEN])[1] == (
        ("Signature", ""), ("Name", "Alex Example"), ("Capacity", "Director"),
        ("Witness", ""), ("Witness’s name", "Kim Other"),
        ("Address", "3 Example Mews"), ("Occupation", "Clerk"),
    )  # fmt: skip
    assert [value for _, value in signed(signatories=[DIRECTOR])[1][3:]] == [""] * 4


@pytest.mark.parametrize("witness", ["open", {"name": {"open": "who sees it", "owner": "payer"}}])
def test_a_witness_still_open_is_an_open_point(witness):
    blocks, agreement = deed(signatories=[{**DIRECTOR, "witness": witness}])
    (point,) = agreement.open_points
    assert point.name == "parties.payer.signatories.1.witness.name"
    assert str(point) in page(agreement).words(blocks[0].words)


def test_an_individual_is_asked_for_no_capacity_but_a_litigation_friend_gives_one():
    friend = {"name": "Kim Other", "capacity": "litigation friend"}
    assert "Capacity" not in dict(signed(kind="individual")[1])
    assert ("Capacity", "litigation friend") in signed(kind="individual", signatories=[friend])[1]


@pytest.mark.parametrize("signatories", [[DIRECTOR, SECRETARY]])
def test_people_who_sign_alone_have_a_block_each_and_people_together_have_one(signatories):
    assert len(deed(kind="individual", signatories=signatories)[0]) == 2
    assert len(deed(kind="company", signatories=signatories)[0]) == 1


def test_a_deed_is_refused_where_the_law_has_none_with_the_reason():
    american = {"jurisdiction": "united-states", "money": {"currency": "USD"}}
    with pytest.raises(Refused) as refused:
        agreed(form="deed", **american)
    (finding,) = refused.value.findings
    assert finding.rule == "form-not-available" and finding.place.line
    assert "United States has no form deed: most states have abolished" in finding.message


def test_a_jurisdiction_that_says_nothing_of_a_form_does_not_have_it(tmp_path):
    ours = (ROOT / "jurisdictions" / "england-wales.yaml").read_text(encoding="utf-8")
    (tmp_path / "jurisdictions").mkdir()
    own = re.sub(r"(?ms)^forms:\n.*?^(?=authority:)", "", ours)
    (tmp_path / "jurisdictions" / "jersey.yaml").write_text(own, encoding="utf-8")
    library = firm(tmp_path)
    assert agreed(library, jurisdiction="jersey").form == "agreement"
    with pytest.raises(Refused, match="has no form deed: its jurisdiction file offers agreement"):
        agreed(library, jurisdiction="jersey", form="deed")


@pytest.mark.parametrize("command", ["build", "check"])
def test_the_command_takes_a_form_in_place_of_the_term_sheet_s_own(command, tmp_path):
    path = tmp_path / "sheet.yaml"
    path.write_bytes(sheet())
    writing = ["-o", str(tmp_path / "out")] if command == "build" else []
    result = CliRunner().invoke(main, [command, str(path), "--form", "deed", *writing])
    assert result.exit_code == 0
    assert "deed, england-wales, draft" in result.stdout


def test_the_built_deed_says_so_in_its_word_file(tmp_path):
    document = read_parts(write(taken(EXAMPLES[0], "deed").agreement, SHELL))["word/document.xml"]
    assert b"Executed as a deed by " in document and b"this Agreement" not in document


def test_the_command_and_the_term_sheet_know_the_same_forms():
    frame = LIBRARY.schema("term-sheet-frame")
    assert tuple(frame["properties"]["form"]["enum"]) == FORMS
    unknown = CliRunner().invoke(main, ["check", "x.yaml", "--form", "letter"])
    assert unknown.exit_code == 2 and json.dumps(FORMS[0]) in unknown.output.replace("'", '"')
