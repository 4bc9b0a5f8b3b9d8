"""Notes to the drafter as Word comments."""

import re
import subprocess
import sys

import pytest
import sample
from docx_integrity import check
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator
from word_files import (
    DOCUMENT,
    EXAMPLES,
    FEW,
    PLAIN,
    ROOT,
    built,
    drafted,
    part,
    plain_shell,
    with_part,
    words,
)

from agreement.finding import Place, Refused, warning
from agreement.lint import lint
from agreement.word import Note, compile_shell, edited, gate, provenance, write
from agreement.word.annotate import annotations
from agreement.word.opened import read_parts

COMMENTS = "word/comments.xml"
NOTES = (
    Note("payment/lump-sum", "Second, at the heading.\nA line of its own."),
    Note("parties/payer", f"First, at a party: {sample.HOSTILE}"),
    Note("payment/lump-sum", "Third, at the same heading."),
    Note("schedules/instalments", "Fourth, at a schedule."),
)
COMMENT = re.compile("<w:comment .*?</w:comment>")


def annotated(*notes: Note, **changes) -> bytes:
    """The sample as a Word file with these notes."""
    return write(replace(sample.agreement(), **changes), plain_shell(), notes=notes)


def told(docx: bytes) -> list[str]:
    """The words of each comment, in the order of their numbers."""
    return [words(found) for found in COMMENT.findall(part(docx, COMMENTS))]


def about(docx: bytes, number: int) -> str:
    """The words that a comment is about."""
    ends = f'<w:commentRangeStart w:id="{number}"/>(.*?)<w:commentRangeEnd w:id="{number}"/>'
    return words(re.search(ends, part(docx))[1])


def with_notes(example: str) -> bytes:
    """An example with all that is to be noted about it."""
    one = drafted(example)
    return write(one.agreement, plain_shell(), notes=annotations(one, lint(one)))


def test_comments_stand_in_the_order_of_the_document_at_what_they_are_about():
    docx = annotated(*NOTES)
    assert [one.split(",")[0] for one in told(docx)] == ["First", "Second", "Third", "Fourth"]
    assert about(docx, 1) == about(docx, 2) == "Payment"
    assert about(docx, 0).startswith("Ça &amp;")
    assert about(docx, 3).endswith("Instalments")


def test_a_comment_has_a_fixed_author_and_the_drafts_own_date():
    docx = annotated(*NOTES)
    signed = 'w:author="Drafting notes" w:date="2026-11-22T00:00:00Z" w:initials="DN"'
    assert part(docx, COMMENTS).count(signed) == 4
    assert "w:date" not in part(annotated(*NOTES, dated=None), COMMENTS)


def test_each_line_of_a_note_is_a_paragraph_and_only_the_first_leads_back():
    second = COMMENT.findall(part(annotated(*NOTES), COMMENTS))[1]
    assert second.count("<w:p>") == 2
    assert second.count("<w:annotationRef/>") == 1


def test_a_note_on_what_the_agreement_does_not_hold_stands_at_its_beginning():
    docx = annotated(Note("nothing/here", "On the whole."), Note("", "On all of it."))
    assert about(docx, 0) == about(docx, 1)
    assert about(docx, 0).startswith("Ça")


def test_an_agreement_that_holds_nothing_carries_no_notes():
    bare = {"parties": (), "recitals": (), "operative": (), "schedules": (), "execution": ()}
    docx = annotated(*NOTES, **bare, open_points=())
    assert COMMENTS not in read_parts(docx)
    assert gate(docx) == ()


def test_without_notes_there_is_no_part_for_them():
    assert annotated() == write(sample.agreement(), plain_shell())
    assert COMMENTS not in read_parts(annotated())


def test_an_annotated_file_is_whole_unedited_and_the_same_every_time(tmp_path, ooxml_validator):
    docx = annotated(*NOTES)
    file = tmp_path / "a.docx"
    file.write_bytes(docx)
    assert gate(docx) == ()
    assert not OpenXmlValidator().validate(file).errors
    assert not check(file)
    assert '"ok": true' in ooxml_validator(docx)
    assert docx == annotated(*NOTES)
    assert provenance(docx).sheet_digest == sample.agreement().sheet_digest
    assert not edited(docx)
    assert edited(with_part(docx, COMMENTS, part(docx, COMMENTS).replace("Th", "th").encode()))


def test_a_copy_for_signature_is_refused():
    with pytest.raises(Refused) as refused:
        annotated(*NOTES, status="execution")
    assert [found.rule for found in refused.value.findings] == ["annotated-execution"]


def test_a_shell_with_comments_is_refused(tmp_path):
    shell = tmp_path / "shell.docx"
    shell.write_bytes(
        with_part(plain_bytes(), COMMENTS, part(annotated(*NOTES), COMMENTS).encode())
    )
    with pytest.raises(Refused, match="holds comments; delete them"):
        compile_shell(shell)


def test_a_shell_whose_comments_were_deleted_takes_notes(tmp_path):
    parts = read_parts(annotated(*NOTES))
    emptied = COMMENT.sub("", parts[COMMENTS].decode()).encode()
    docx = plain_bytes()
    for name, content in ((COMMENTS, emptied), *_ways(parts)):
        docx = with_part(docx, name, content)
    shell = tmp_path / "shell.docx"
    shell.write_bytes(docx)
    found = write(sample.agreement(), compile_shell(shell), notes=NOTES)
    assert gate(found) == ()
    assert len(told(found)) == 4
    assert part(found, "[Content_Types].xml").count('"/word/comments.xml"') == 1


def plain_bytes() -> bytes:
    """The shell that comes with the program, as a file."""
    return PLAIN.read_bytes()


def _ways(parts: dict[str, bytes]) -> list[tuple[str, bytes]]:
    """The shell's own types and relationships, with those of a part for comments."""
    known = read_parts(plain_bytes())
    found = []
    for name, element in (
        ("[Content_Types].xml", 'Override PartName="/word/comments.xml"'),
        ("word/_rels/document.xml.rels", 'Relationship Id="rIdNotes"'),
    ):
        [one] = re.findall(f"<{element}[^>]*/>", parts[name].decode())
        text = known[name].decode()
        end = re.search("</[A-Za-z]+>\\s*$", text)[0]
        found.append((name, text.replace(end, one + end).encode()))
    return found


@pytest.mark.parametrize("example", EXAMPLES)
class TestEveryExample:
    def test_each_clause_shows_its_note_and_its_authorities(self, example):
        one = drafted(example)
        shown = "\n".join(note.words for note in annotations(one, ()))
        here = one.setting.sheet.jurisdiction
        for pick, _ in one.clauses:
            for row in pick.clause.value["authority"]:
                if row.get("jurisdiction", here) == here:
                    read = "verified" if row["verified"] else "not verified"
                    assert f"({read} in the source, as of {row['as_of']})" in shown
        assert shown.count("Drafting note: ") == len(one.clauses)

    def test_each_default_taken_is_noted_as_an_assumption(self, example):
        one = drafted(example)
        taken = [answer for _, answers in one.clauses for answer in answers.values()]
        shown = [note for note in annotations(one, ()) if note.words.startswith("Assumption: ")]
        assert len(shown) == sum(answer.default for answer in taken)

    def test_each_finding_is_noted_once(self, example):
        one = drafted(example)
        gathered = {"default-taken", "authority-unread"}
        findings = [found for found in lint(one) if found.rule not in gathered]
        shown = [note.words for note in annotations(one, lint(one))]
        assert sum(words.endswith(f"({rule})") for words in shown for rule in _rules(findings)) == (
            len(findings)
        )

    def test_every_note_is_about_something_the_agreement_holds(self, example):
        one = drafted(example)
        assert all(note.provision for note in annotations(one, lint(one)))

    def test_the_annotated_file_passes_the_gate(self, example):
        assert gate(with_notes(example)) == ()

    def test_the_notes_change_no_word_of_the_agreement(self, example):
        back = '<w:r><w:commentReference w:id="[0-9]+"/></w:r>'
        marks = f'<w:commentRange(Start|End) w:id="[0-9]+"/>|{back}'
        assert re.sub(marks, "", part(with_notes(example))) == part(built(example))


@pytest.mark.parametrize("example", FEW)
def test_libreoffice_and_the_sdk_read_every_comment(example, soffice, ooxml_validator):
    docx = with_notes(example)
    assert '"ok": true' in ooxml_validator(docx)
    saved = soffice(docx, "docx").read_bytes()
    assert len(COMMENT.findall(part(saved, COMMENTS))) == len(told(docx))


def _rules(findings) -> set[str]:
    return {found.rule for found in findings}


def test_a_default_is_noted_where_it_is_printed():
    notes = annotations(drafted("ew-insurer-hospital-billing"), ())
    [grace] = [note for note in notes if "give grace_days below payment/instalments" in note.words]
    assert grace.provision == "payment/instalments/acceleration"


def test_an_answer_without_words_of_its_own_is_noted_at_its_clause():
    notes = annotations(drafted("ew-insurer-hospital-billing"), ())
    [yes] = [note for note in notes if "electronic signatures are accepted: yes" in note.words]
    assert yes.provision == "general/counterparts"


def test_a_finding_that_cites_a_provision_is_noted_there():
    one = drafted("ew-insurer-hospital-billing")
    cites = warning("rule", Place("elsewhere.yaml"), "clause\N{NO-BREAK SPACE}2.2 is odd.")
    [note] = [note for note in annotations(one, (cites,)) if note.words.startswith("Warning: ")]
    assert note == Note(
        "payment/instalments/account", "Warning: clause\N{NO-BREAK SPACE}2.2 is odd. (rule)"
    )


def test_a_copy_for_signature_is_refused_at_the_line_of_its_status():
    one = drafted("ew-insurer-hospital-billing")
    final = replace(one, agreement=replace(one.agreement, status="execution"))
    with pytest.raises(Refused) as refused:
        annotations(final, ())
    [finding] = refused.value.findings
    assert (finding.rule, finding.place.line > 1) == ("annotated-execution", True)


def test_the_command_builds_an_annotated_draft(tmp_path):
    sheet = ROOT / "examples" / f"{FEW[0]}.yaml"
    door = [sys.executable, ROOT / "build_agreement.py", sheet, "--annotate", "-o", tmp_path]
    subprocess.run(door, check=True, capture_output=True)
    assert told((tmp_path / sheet.with_suffix(".docx").name).read_bytes())
    assert "comment" in part((tmp_path / f"{FEW[0]}.docx").read_bytes(), DOCUMENT)
