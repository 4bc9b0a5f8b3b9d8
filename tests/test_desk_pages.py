"""What the desk does with what a person types, over HTTP, and what it comes to on disk."""

import io
import re
import shutil
import zipfile
from pathlib import Path

import httpx
import pytest
from pypdf import PdfReader

from agreement.desk.place import told
from agreement.desk.rooms import digest
from agreement.document.wording import NBSP
from agreement.library.disk import Library
from tests.desk import desk, entered, free_port, value

NAME = "account.yaml"
TEXT = """\
title: Settlement of one disputed account
form: agreement
matter: payer-provider
jurisdiction: england-wales
effective_date: 2027-01-04
parties:
  payer: {name: Example Health Insurance Limited, kind: company, called: Insurer}
  provider: {name: Example Hospitals Limited, kind: company, called: Hospital}
# What the parties fell out over.
recitals: [The _Payer_ and the _Provider_ dispute one account.]
money: {currency: GBP, settlement_sum: "125000.00"}
clauses:
  payment/lump-sum:
    payment_days: 28
  general/variation:
"""
PRIVATE = "Hollyhock"
SUM = ("money", "settlement_sum")


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with desk(tmp_path_factory.mktemp("desk"), "--port", free_port()) as found:
        yield entered(found)


@pytest.fixture
def sheet(running) -> Path:
    """A term sheet of its own for each test, under a name of its own."""
    count = len(list(running.folder.glob("*.yaml")))
    path = running.folder / f"account-{count}.yaml"
    path.write_text(TEXT)
    running.get(f"/s/{path.name}/")
    return path


def answer(running, sheet: Path, place: tuple, words: str = "", **more: str) -> httpx.Response:
    return running.answer(sheet.name, place, words, **more)


def at(sheet: Path, *place: str) -> object:
    found = value(sheet)
    for part in place:
        found = found[part]
    return found


def text(running, sheet: Path) -> str:
    return running.get(f"/s/{sheet.name}/out/txt").text


def test_a_term_sheet_with_a_name_from_life_opens_and_is_written(running):
    sheet = running.folder / "O'Brien & Sons, Leeds – draft (2).yaml"
    sheet.write_text(TEXT)
    assert "O&#39;Brien &amp; Sons, Leeds – draft (2).yaml</a>" in running.get("/").text
    answer(running, sheet, SUM, "130000.00")
    assert at(sheet, *SUM) == "130000.00" and "£130,000.00" in text(running, sheet)
    running.post(f"/s/{sheet.name}/circulate", {})
    assert running.get(f"/s/{sheet.name}/out/word?round=1").status_code == 200


def test_what_is_not_done_is_told_on_a_page_that_leads_back(running, sheet):
    # As a browser asks that sends a form.
    told = running.client.post(
        f"/s/{sheet.name}/parties",
        content="role=1",
        headers={"accept": "text/html", "sec-fetch-site": "same-origin"},
    )
    assert told.status_code == 400
    assert "A role is a word such as payer" in told.text
    assert f'href="/s/{sheet.name}/">Back to the desk</a>' in told.text
    lost = running.client.get("/s/nowhere.yaml/", headers={"accept": "text/html"})
    assert lost.status_code == 404 and 'href="/">Back to the desk</a>' in lost.text


def test_a_term_sheet_that_the_desk_cannot_open_is_told_on_the_first_page(running):
    for name in ("Half #2.yaml", "twin.yaml", "twin.yml", ".hidden.yaml"):
        (running.folder / name).write_text(TEXT)
    told = running.get("/").text
    assert "Not opened here: Half #2.yaml; twin.yml." in told
    assert ".hidden" not in told and "twin.yaml</a>" in told
    assert running.client.get("/s/twin.yml/").status_code == 404


@pytest.mark.parametrize("law", Library().jurisdictions)
@pytest.mark.parametrize("origin", ["standard", "nothing"])
@pytest.mark.parametrize(
    "matter",
    ["payer-provider", "patient-billing", "clinical-negligence", "alliance", "provider-contract"],
)
def test_a_new_term_sheet_drafts_at_once(running, matter, law, origin):
    title = f"Begun {matter} {law} {origin}"
    page = running.post("/begin", {"title": title, "matter": matter, "jurisdiction": law,
                                   "from": origin})  # fmt: skip
    assert page.status_code == 200
    assert f">{title}</h2>" in page.text
    assert 'class="banner' not in page.text


def test_a_title_already_taken_overwrites_nothing(running):
    boxes = {"title": "Taken", "matter": "alliance", "jurisdiction": "england-wales"}
    running.post("/begin", {**boxes, "from": "nothing"})
    before = (running.folder / "taken.yaml").read_text()
    again = running.post("/begin", {**boxes, "from": "standard"})
    assert "already" in again.text
    assert (running.folder / "taken.yaml").read_text() == before


@pytest.mark.parametrize(
    ("place", "boxes", "kept", "shown"),
    [
        (SUM, {"value": "£130,000"}, "130000.00", "£130,000.00"),
        (SUM, {"value": "130 000.50"}, "130000.50", "£130,000.50"),
        (("effective_date",), {"shape": "date", "d": "5", "m": "2", "y": "2027"}, "2027-02-05",
         "Friday 5 February 2027"),
        (("effective_date",), {"shape": "signature"}, "signature", ""),
        (("effective_date",), {"shape": "later_of", "d": "1", "m": "3", "y": "2027"},
         {"later_of": ["signature", "2027-03-01"]}, "Monday 1 March 2027"),
        (("clauses", "payment/lump-sum", "payment_days"), {"value": "14"}, 14, ""),
        (("reference",), {"value": "  HV/2026/0142 "}, "HV/2026/0142", ""),
        (("mediation", "date"), {"d": "20", "m": "11", "y": "2026"}, "2026-11-20",
         "Friday 20 November 2026"),
        (("binding",), {"value": "none"}, "none", ""),
        (("parties", "payer", "seal"), {"value": "no"}, False, ""),
    ],
)  # fmt: skip
def test_what_is_typed_becomes_an_answer(running, sheet, place, boxes, kept, shown):
    page = running.post(f"/s/{sheet.name}/answer", {"path": told(place), **boxes})
    assert at(sheet, *place) == kept
    assert shown in page.text.replace(NBSP, " ")
    assert "# What the parties fell out over." in sheet.read_text()


def test_half_a_date_is_kept_and_the_draft_goes_on(running, sheet):
    path = told(("effective_date",))
    page = running.post(
        f"/s/{sheet.name}/answer", {"path": path, "shape": "date", "d": "4", "y": "2027"}
    )
    assert at(sheet, "effective_date") == "2027--04"
    assert "cannot stand as typed" in page.text
    assert "expected a date" in page.text
    assert "The Insurer shall pay" in text(running, sheet)


@pytest.mark.parametrize("words", ["125000.5", "a lot", "-5"])
def test_a_sum_that_is_none_is_kept_as_typed_and_said(running, sheet, words):
    page = answer(running, sheet, SUM, words)
    assert at(sheet, *SUM) == words
    assert 'class="wrong"' in page.text
    assert "[OPEN" in text(running, sheet)


def test_an_emptied_answer_that_is_needed_is_left_open(running, sheet):
    answer(running, sheet, ("parties", "payer", "name"), "")
    assert at(sheet, "parties", "payer", "name") == "open"


def test_an_emptied_sum_is_open_in_the_clause_that_asks_for_it(running, sheet):
    answer(running, sheet, SUM, "")
    told = text(running, sheet)
    assert "Payment of the Settlement Sum" in told and "[OPEN 1: the sum" in told
    assert told.count("[OPEN") == told.count("[OPEN 1:")


def test_an_emptied_title_leaves_the_last_one_in_the_text(running, sheet):
    page = answer(running, sheet, ("title",), "")
    assert at(sheet, "title") == ""
    assert "Settlement of one disputed account" in page.text
    assert "cannot stand as typed" in page.text


def test_an_answer_is_left_open_with_who_owes_it(running, sheet):
    boxes = {"path": told(SUM), "what": "the sum, after the audit", "owner": "payer"}
    page = running.post(f"/s/{sheet.name}/open", boxes)
    assert at(sheet, *SUM) == {"open": "the sum, after the audit", "owner": "payer"}
    assert "Insurer" in page.text
    assert "the sum, after the audit, Insurer to confirm" in text(running, sheet)


def test_a_field_left_open_shows_an_empty_box(running, sheet):
    page = running.post(f"/s/{sheet.name}/open", {"path": told(SUM)}).text
    assert 'id="f__money__settlement_sum-b" name="value" value=""' in page
    assert at(sheet, *SUM) == "open"


def test_a_table_left_open_is_a_table_still(running, sheet):
    boxes = {"id": "payment/instalments", "instead": "payment/lump-sum"}
    running.post(f"/s/{sheet.name}/clauses/add", boxes)
    place = ("clauses", "payment/instalments", "instalments")
    page = running.post(f"/s/{sheet.name}/open", {"path": told(place)}).text
    assert "Add to the instalments" in page
    running.post(f"/s/{sheet.name}/row", {"path": told(place), "do": "add"})
    assert at(sheet, *place) == [{"number": "open", "date": "open", "amount": "open"}]


def test_two_tabs_on_one_field_are_asked_and_either_may_be_kept(running, sheet):
    was = told("125000.00")
    answer(running, sheet, SUM, "130000", was=was, tab="one")
    asked = running.post(f"/s/{sheet.name}/answer",
                         {"path": told(SUM), "value": "140000", "was": was}, tab="two")  # fmt: skip
    assert "changed elsewhere" in asked.text
    assert at(sheet, *SUM) == "130000.00"
    # The tab is not told of the other's answer as its own: its next keystroke is asked about too.
    assert 'name="was"' not in asked.text
    settled = {"path": told(SUM), "theirs": told("130000.00"), "keep": "mine"}
    running.post(f"/s/{sheet.name}/settle", settled, tab="two")
    assert at(sheet, *SUM) == "140000.00"


def test_a_row_is_added_and_taken_out(running, sheet):
    place = ("recitals",)
    running.post(f"/s/{sheet.name}/row", {"path": told(place), "do": "add"})
    assert at(sheet, "recitals") == [
        "The _Payer_ and the _Provider_ dispute one account.", "open",
    ]  # fmt: skip
    running.post(f"/s/{sheet.name}/row", {"path": told((*place, 0)), "do": "remove"})
    assert at(sheet, "recitals") == ["open"]


@pytest.mark.parametrize("place", ["actions", "reviews"])
def test_an_agreed_action_and_a_review_begin_as_a_row(running, sheet, place):
    page = running.post(f"/s/{sheet.name}/row", {"path": told((place,)), "do": "add"})
    assert page.status_code == 200
    assert len(at(sheet, place)) == 1


def test_an_agreed_action_is_told_in_the_text(running, sheet):
    running.post(f"/s/{sheet.name}/row", {"path": told(("actions",)), "do": "add"})
    send = f"/s/{sheet.name}/answer"
    row = ("actions", 0)
    running.post(send, {"path": told((*row, "role")), "value": "payer"})
    running.post(send, {"path": told((*row, "what")), "value": "Send the file"})
    running.post(send, {"path": told((*row, "evidence")), "value": "a letter"})
    running.post(send, {"path": told((*row, "due")), "shape": "after", "count": "14",
                        "unit": "business_days", "anchor": "effective_date"})  # fmt: skip
    assert at(sheet, "actions")[0]["due"] == {"business_days": 14, "after": "effective_date"}
    assert "Send the file" in text(running, sheet)


def test_a_clause_brings_what_it_requires_and_each_question_open(running, sheet):
    page = running.post(f"/s/{sheet.name}/clauses/add", {"id": "notification/notices"})
    assert page.status_code == 200
    assert 'class="banner' not in page.text
    assert "notification/notices" in value(sheet)["clauses"]


def test_a_clause_takes_the_place_of_one_that_it_cannot_stand_beside(running, sheet):
    boxes = {"id": "payment/instalments", "instead": "payment/lump-sum"}
    running.post(f"/s/{sheet.name}/clauses/add", boxes)
    assert "payment/lump-sum" not in value(sheet)["clauses"]
    assert at(sheet, "clauses", "payment/instalments") == {"instalments": "open"}
    running.post(f"/s/{sheet.name}/step", {"do": "undo"})
    assert sheet.read_text() == TEXT


def test_another_wording_is_chosen_and_left_again(running, sheet):
    running.post(f"/s/{sheet.name}/clauses/add", {"id": "general/effect"})
    running.post(f"/s/{sheet.name}/clauses/wording", {"id": "general/effect", "name": "mediated"})
    assert at(sheet, "clauses", "general/effect") == {"alternative": "mediated"}
    page = running.get(f"/s/{sheet.name}/clauses/general/effect")
    assert "may be put in evidence" in page.text
    running.post(f"/s/{sheet.name}/clauses/wording", {"id": "general/effect", "name": "standard"})
    assert at(sheet, "clauses", "general/effect") is None


def test_a_clause_is_left_open_as_a_whole_and_agreed_again(running, sheet):
    place = ("clauses", "payment/lump-sum")
    page = running.get(f"/s/{sheet.name}/terms?at=clauses/payment/lump-sum").text
    assert "Leave the whole clause open" in page
    page = running.post(f"/s/{sheet.name}/clauses/unsettle", {"id": place[1]}).text
    assert at(sheet, *place) == "open"
    assert "It is agreed: fill it in" in page
    assert "Days to pay" not in page
    boxes = {"path": told(place), "what": "how it is paid", "owner": "payer"}
    running.post(f"/s/{sheet.name}/open", boxes)
    assert at(sheet, *place) == {"open": "how it is paid", "owner": "payer"}
    assert "Not agreed yet: [OPEN 1: how it is paid" in text(running, sheet)
    running.post(f"/s/{sheet.name}/clauses/settle", {"id": place[1]})
    assert at(sheet, *place) is None
    for _ in range(3):
        running.post(f"/s/{sheet.name}/step", {"do": "undo"})
    assert sheet.read_text() == TEXT


def test_a_clause_may_be_added_beside_one_that_is_open_as_a_whole(running, sheet):
    found = running.get(f"/s/{sheet.name}/clauses?search=instalments").text
    assert "cannot stand beside payment/lump-sum" in found
    running.post(f"/s/{sheet.name}/clauses/unsettle", {"id": "payment/lump-sum"})
    found = running.get(f"/s/{sheet.name}/clauses?search=instalments").text
    assert "cannot stand beside payment/lump-sum" not in found
    running.post(f"/s/{sheet.name}/clauses/add", {"id": "payment/instalments"})
    assert at(sheet, "clauses", "payment/lump-sum") == "open"
    assert "Not agreed yet" in text(running, sheet)


def test_an_answer_to_a_clause_that_another_tab_left_open_is_said_to_be_unsaved(running, sheet):
    place = ("clauses", "payment/lump-sum")
    running.post(f"/s/{sheet.name}/clauses/unsettle", {"id": place[1]})
    running.post(f"/s/{sheet.name}/open", {"path": told(place), "what": "when", "owner": "payer"})
    answered = {"path": told((*place, "payment_days")), "value": "21"}
    page = running.post(f"/s/{sheet.name}/answer", answered, tab="two").text
    assert "this field is no longer part of the terms" in page
    assert at(sheet, *place) == {"open": "when", "owner": "payer"}


def test_clauses_are_found_by_what_they_are_for(running, sheet):
    found = running.get(f"/s/{sheet.name}/clauses?search=instalments").text
    assert "payment/instalments" in found
    assert "cannot stand beside payment/lump-sum" in found
    assert "clinical/" not in running.get(f"/s/{sheet.name}/clauses?search=lump").text


def test_a_party_is_added_by_its_role(running, sheet):
    running.post(f"/s/{sheet.name}/parties", {"role": "Debt buyer"})
    assert at(sheet, "parties", "debt_buyer") == {"name": "open", "kind": "company"}
    running.post(f"/s/{sheet.name}/parties", {"role": "debt_buyer", "do": "remove"})
    assert list(at(sheet, "parties")) == ["payer", "provider"]


def test_a_scrivener_is_offered_no_wording(running, sheet):
    page = running.post(f"/s/{sheet.name}/mode", {})
    assert "payment/lump-sum (chosen)" in page.text
    assert "required by" in page.text or "defines a used term" in page.text
    clauses = running.get(f"/s/{sheet.name}/clauses").text
    assert "general/release" not in clauses
    assert running.get(f"/s/{sheet.name}/clauses/general/release").status_code == 404
    running.post(f"/s/{sheet.name}/clauses/add", {"id": "entire agreement"})
    assert "general/entire-agreement" in value(sheet)["clauses"]


def test_a_round_is_frozen_and_what_follows_is_marked_against_it(running, sheet):
    running.post(f"/s/{sheet.name}/circulate", {})
    assert at(sheet, "draft") == {"number": 2}
    page = answer(running, sheet, SUM, "130000")
    assert "<del> £125,000.00.</del>" in page.text
    compared = running.get(f"/s/{sheet.name}/rounds?old=1&new=now").text
    assert "£125,000.00" in compared
    frozen = running.get(f"/s/{sheet.name}/out/txt?round=1").text
    assert "£125,000.00" in frozen
    stamp = r"Draft 1, \d+ \w+ \d{4}, \d+\.\d\d (am|pm|noon|midnight)\b"
    assert re.search(stamp, frozen.replace(NBSP, " "))
    assert running.get(f"/s/{sheet.name}/out/txt?round=1").text == frozen
    assert "£130,000.00" in text(running, sheet)


def test_the_shared_screen_is_sent_again_only_when_the_text_changes(running, sheet):
    def asked(shows: str) -> int:
        headers = {"hx-request": "true", "desk-shows": shows}
        return running.client.get(f"/s/{sheet.name}/share", headers=headers).status_code

    shows = re.search(r'data-digest="(\w+)"', running.get(f"/s/{sheet.name}/share").text)[1]
    assert asked(shows) == 204
    answer(running, sheet, SUM, "130000")
    assert asked(shows) == 200


def test_the_same_words_in_two_rounds_do_not_differ(running, sheet):
    for _ in range(2):
        running.post(f"/s/{sheet.name}/circulate", {})
    page = running.get(f"/s/{sheet.name}/rounds?old=1&new=2").text
    assert "do not differ in a word" in page


def test_a_draft_with_an_answer_that_cannot_stand_is_not_circulated(running, sheet):
    answer(running, sheet, SUM, "a lot")
    page = running.post(f"/s/{sheet.name}/circulate", {})
    assert "mend it, then circulate" in page.text
    assert not (sheet.with_suffix(".desk") / "rounds.jsonl").exists()


def test_points_read_out_are_ticked_until_their_words_change(running, sheet):
    answer(running, sheet, ("binding",), "none")
    page = running.get(f"/s/{sheet.name}/aloud").text
    assert "The settlement sum is £125,000.00." in page
    tick = {"unit": "heads/payments/1", "words": "The settlement sum is £125,000.00.",
            "tick": "agreed"}  # fmt: skip
    assert running.post(f"/s/{sheet.name}/aloud/tick", tick).status_code == 204
    assert 'value="agreed" data-group="2" checked' in running.get(f"/s/{sheet.name}/aloud").text
    answer(running, sheet, SUM, "130000")
    again = running.get(f"/s/{sheet.name}/aloud").text
    assert "Changed since it was ticked" in again
    assert "checked" not in again


def test_the_heads_say_why_they_cannot_be_read_yet(running, sheet):
    assert "must say what binds" in running.get(f"/s/{sheet.name}/aloud").text


def test_no_view_and_no_document_carries_a_private_word(running, sheet):
    sheet.write_text(
        TEXT + f"binding: none\nprivate: {{limit: {PRIVATE}, {PRIVATE}: [{PRIVATE}]}}\n"
    )
    for side in ("payer", "provider", "mediator"):
        note = {"side": side, "words": f"The limit is {PRIVATE}.", "was": digest("")}
        assert PRIVATE not in running.post(f"/s/{sheet.name}/rooms/note", note).text
    running.post(f"/s/{sheet.name}/circulate", {})
    answer(running, sheet, SUM, "a lot")
    views = ("", "terms?at=document", "clauses", "rounds", "share", "aloud", "out", "out/nothing")
    for view in views:
        assert PRIVATE not in running.get(f"/s/{sheet.name}/{view}").text, view
    answer(running, sheet, SUM, "130000")
    for kind in ("word", "heads", "txt", "json", "html", "ics", "xlsx", "plain-sheet-docx"):
        document = running.get(f"/s/{sheet.name}/out/{kind}")
        assert document.status_code == 200
        assert PRIVATE not in _words(document.content), kind
    assert PRIVATE in running.get(f"/s/{sheet.name}/rooms").text
    sheet.write_text(sheet.read_text().replace("form: agreement", "form: [agreement"))
    for view in views:
        assert PRIVATE not in running.get(f"/s/{sheet.name}/{view}").text, view


def _words(document: bytes) -> str:
    if not document.startswith(b"PK"):
        return document.decode()
    parts = zipfile.ZipFile(io.BytesIO(document))
    return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def test_private_notes_are_for_their_owner_alone_and_never_overwritten(running, sheet):
    send = f"/s/{sheet.name}/rooms/note"
    running.post(send, {"side": "payer", "words": "First", "was": digest("")})
    folder = sheet.with_suffix(".private")
    assert (folder / "payer.txt").stat().st_mode & 0o077 == 0
    other = {"side": "payer", "words": "Second", "was": "0" * 16}
    told_back = running.post(send, other, tab="two").text
    assert "changed in another tab" in told_back
    assert (folder / "payer.txt").read_text() == "First"
    assert (folder / "payer_typed_meanwhile.txt").read_text() == "Second"
    assert "Second" in running.get(f"/s/{sheet.name}/rooms").text
    assert (folder / "payer.history.jsonl").stat().st_mode & 0o077 == 0


def test_a_private_note_that_was_overwritten_is_got_back_and_made_again(running, sheet):
    send, steps = f"/s/{sheet.name}/rooms/note", f"/s/{sheet.name}/rooms/step"
    file = sheet.with_suffix(".private") / "payer.txt"
    running.post(send, {"side": "payer", "words": "Their limit is 90.", "was": digest("")})
    file.write_text("Their limit is 95.")
    running.post(send, {"side": "payer", "words": "", "was": digest("Their limit is 95.")})
    told_back = [running.post(steps, {"side": "payer", "do": "undo"}).text, file.read_text()]
    assert ["Their limit is 95." in words for words in told_back] == [True, True]
    running.post(steps, {"side": "payer", "do": "undo"})
    assert file.read_text() == "Their limit is 90."
    running.post(steps, {"side": "payer", "do": "redo"})
    assert file.read_text() == "Their limit is 95."


def test_a_note_sent_again_by_its_own_tab_is_no_change_of_another(running, sheet):
    send = f"/s/{sheet.name}/rooms/note"
    for words in ("The", "The limit", "The limit is 90."):
        boxes = {"side": "mediator", "words": words, "was": digest("")}
        assert "Saved" in running.post(send, boxes).text
    assert (sheet.with_suffix(".private") / "mediator.txt").read_text() == "The limit is 90."


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_the_pdf_is_the_agreement_as_it_stands(running, sheet):
    printed = running.client.get(f"/s/{sheet.name}/out/pdf", timeout=180)
    assert printed.status_code == 200
    assert printed.headers["content-type"] == "application/pdf"
    assert printed.headers["content-disposition"].endswith(f"{sheet.stem}.pdf")
    assert printed.content.startswith(b"%PDF-")
    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(printed.content)).pages)
    assert "Example Hospitals Limited" in " ".join(words.split())


def test_a_file_broken_outside_is_told_and_brought_back(running, sheet):
    answer(running, sheet, SUM, "130000")
    known = sheet.read_text()
    sheet.write_text(known.replace("form: agreement", "form: [agreement"))
    page = running.get(f"/s/{sheet.name}/").text
    assert "cannot be read" in page
    assert "£130,000.00" in page
    running.post(f"/s/{sheet.name}/bring-back", {})
    assert sheet.read_text() == known


def test_a_file_that_is_gone_is_told_and_brought_back(running, sheet):
    sheet.unlink()
    page = running.get(f"/s/{sheet.name}/").text
    assert "The file is gone" in page
    running.post(f"/s/{sheet.name}/bring-back", {})
    assert sheet.read_text() == TEXT


@pytest.mark.parametrize(
    "path", ["", "[", "{}", '["title", {}]', "[[[]]]", '["' + "x" * 300 + '"]']
)
def test_a_place_that_is_none_is_refused_in_words(running, sheet, path):
    answer_ = running.post(f"/s/{sheet.name}/answer", {"path": path, "value": "x"})
    assert answer_.status_code in (200, 400)
    assert sheet.read_text() == TEXT


def test_the_desk_opens_on_the_term_sheet_it_is_given(tmp_path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / NAME).write_text(TEXT)
    with desk(tmp_path, f"inner/{NAME}", "--port", free_port()) as found:
        page = found.client.get(found.address, follow_redirects=True)
        assert page.url.path == f"/s/{NAME}/"
        assert "Settlement of one disputed account" in page.text
