"""The status: what the header says, what binds, and that a copy to sign is none of a draft."""

import re

import pytest
from click.testing import CliRunner

from agreement.assembly.assemble import draft
from agreement.cli import main
from agreement.document.plain import plain
from agreement.finding import Refused
from agreement.lint import lint
from agreement.term_sheet.status import drafts_words
from agreement.word import compile_shell, write
from agreement.word.opened import read_parts
from tests.drafting import EXAMPLES, LIBRARY, ROOT, agreed, drafted, even, sheet, text

SHELL = compile_shell(ROOT / "templates" / "plain.docx")
ENGLISH, AMERICAN = {}, {"jurisdiction": "united-states", "money": {"currency": "USD"}}
SOME = ["general/effect"]
LEGENDS = [
    (ENGLISH, "draft", None, "DRAFT – WITHOUT PREJUDICE AND SUBJECT TO CONTRACT"),
    (ENGLISH, "draft", "all", "DRAFT – WITHOUT PREJUDICE AND SUBJECT TO CONTRACT"),
    (ENGLISH, "agreed-in-principle", None,
     "AGREED IN PRINCIPLE – WITHOUT PREJUDICE AND SUBJECT TO CONTRACT"),
    (ENGLISH, "agreed-in-principle", "none",
     "AGREED IN PRINCIPLE – WITHOUT PREJUDICE AND SUBJECT TO CONTRACT"),
    (ENGLISH, "agreed-in-principle", SOME,
     "AGREED IN PRINCIPLE – SUBJECT TO CONTRACT, EXCEPT WHAT IT SAYS IS BINDING"),
    (ENGLISH, "agreed-in-principle", "all", "AGREED"),
    (AMERICAN, "draft", None, "DRAFT – FOR SETTLEMENT DISCUSSIONS – NOT BINDING UNTIL SIGNED"),
    (AMERICAN, "agreed-in-principle", "none", "AGREED IN PRINCIPLE – NOT BINDING UNTIL SIGNED"),
    (AMERICAN, "agreed-in-principle", "all", "AGREED"),
    (ENGLISH, "execution", "all", ""),
    (ENGLISH, "execution", None, ""),
]  # fmt: skip
CHILD = next(path for path in EXAMPLES if "child" in path.stem)
STATUS = re.compile(rb"(?m)^status: .*$")


@pytest.mark.parametrize(("law", "status", "binding", "words"), LEGENDS)
def test_the_header_says_how_far_the_parties_have_come_and_what_binds(law, status, binding, words):
    assert agreed(status=status, binding=binding, **law).status_words == words


@pytest.mark.parametrize("binding", [b"none", b"all"])
def test_terms_agreed_in_principle_for_a_child_wait_for_the_court_whatever_binds(binding):
    raw = STATUS.sub(b"status: agreed-in-principle\nbinding: " + binding, CHILD.read_bytes())
    legend = draft(raw, "child.yaml", LIBRARY).agreement.status_words
    assert legend.endswith(" – SUBJECT TO THE APPROVAL OF THE COURT")
    assert "APPROVAL" not in draft(CHILD.read_bytes(), "x", LIBRARY).agreement.status_words


def test_a_list_of_what_binds_is_a_last_provision_that_refers_to_each():
    chosen = {"general/effect": None, "general/variation": None, "general/severance": None}
    words = text(clauses=chosen, binding=["general/variation", "general/severance"])
    told = re.search(r"What binds (\S+) Only (.*?) The parties have signed", words)[2]
    assert re.match(
        r"clauses 3 and 4 and this provision, with the definitions that they use, bind", told
    )
    assert "What binds" not in text(clauses=chosen, binding="all")


def test_a_list_in_an_order_names_what_stands_in_its_schedule_apart_from_its_own_text():
    own, terms = b"payment/costs-to-be-assessed", b"payment/lump-sum"
    issued = ROOT / "examples" / "ew-clinical-negligence-issued.yaml"
    raw = b"binding: [" + own + b", " + terms + b"]\n" + issued.read_bytes()
    found = draft(raw, "order.yaml", LIBRARY)
    words = even(plain(found.agreement))
    assert re.search(r"Only paragraph 3 and paragraph 4 of the order and this provision", words)
    assert not [one for one in lint(found) if one.rule == "joined-references"]


def test_a_list_in_a_deed_speaks_of_the_deed():
    assert "Nothing else in this Deed is meant to bind" in text(form="deed", binding=SOME)


def test_what_binds_must_be_among_the_clauses():
    with pytest.raises(Refused) as refused:
        agreed(binding=["general/effect", "general/variation"])
    (finding,) = refused.value.findings
    assert finding.rule == "binding-unknown" and "general/variation" in finding.message


@pytest.mark.parametrize("binding", ["some", [], ["general/effect", "general/effect"], 3, "open"])
def test_what_binds_is_none_all_or_a_list(binding):
    with pytest.raises(Refused) as refused:
        agreed(binding=binding)
    assert all(finding.place.line for finding in refused.value.findings)


def test_the_foot_of_a_draft_has_its_number_its_date_and_its_digest():
    agreement = agreed(draft={"number": 2, "date": "2026-11-20"})
    footer = read_parts(write(agreement, SHELL))["word/footer1.xml"].decode()
    assert "Draft 2, 20\u00a0November 2026\u2002" in footer
    assert "Draft 2, 20\u00a0November 2026" in plain(agreement)


@pytest.mark.parametrize("law", [ENGLISH, AMERICAN], ids=["english", "american"])
def test_no_part_of_a_copy_for_signature_says_that_it_is_a_draft(law):
    agreement = agreed(status="execution", draft={"number": 2, "date": "2026-11-20"}, **law)
    for name, content in read_parts(write(agreement, SHELL)).items():
        if not name.startswith(("word/styles", "word/theme", "word/fontTable", "word/settings")):
            said = re.sub(r"<[^>]*>", " ", content.decode(errors="replace"))
            assert drafts_words(said) == "", name
    assert drafts_words(plain(agreement)) == ""


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_example_that_is_ready_for_signature_bears_a_legend(path):
    raw = STATUS.sub(b"status: execution", path.read_bytes())
    agreement = draft(raw, path.name, LIBRARY).agreement
    assert agreement.status == "execution"
    parts = read_parts(write(agreement, SHELL))
    whole = "".join(part.decode(errors="replace") for part in parts.values()) + plain(agreement)
    legends = LIBRARY.jurisdiction("england-wales")["status"].values()
    other = LIBRARY.jurisdiction("united-states")["status"].values()
    assert not [words for words in (*legends, *other) if words != "AGREED" and words in whole]
    for name in ("word/header1.xml", "word/footer1.xml", "docProps/core.xml", "docProps/app.xml"):
        assert drafts_words(re.sub(r"<[^>]*>", " ", parts[name].decode())) == "", name
    assert "subject to contract" not in whole.lower()


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Draft settlement"},
        {"notice": "Without prejudice."},
        {"reference": "EX/1 (subject to contract)"},
        {"recitals": ["The talks were subject to contract."]},
    ],
)
def test_words_of_a_draft_in_a_copy_for_signature_are_an_error(changes):
    (finding,) = [
        one for one in lint(drafted(status="execution", **changes)) if one.rule == "draft-words"
    ]
    assert finding.place.line
    assert "draft-words" not in {one.rule for one in lint(drafted(**changes))}


@pytest.mark.parametrize(
    ("stem", "said"),
    [("matter-draft", "draft"), ("Matter WPSTC", "WPSTC"), ("overdraft", ""), ("draughts", "")],
)
def test_a_copy_for_signature_is_not_called_a_draft(stem, said, tmp_path):
    path = tmp_path / f"{stem}.yaml"
    path.write_bytes(sheet(status="execution"))
    result = CliRunner().invoke(main, [str(path), "-o", str(tmp_path / "out")])
    assert ("error[draft-in-name]" in result.stderr) is bool(said)
    assert (tmp_path / "out" / f"{stem}.docx").exists() is not bool(said)
    path.write_bytes(sheet())
    assert CliRunner().invoke(main, [str(path), "-o", str(tmp_path / "out")]).exit_code == 0
