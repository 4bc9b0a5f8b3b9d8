"""The drill, in a real Chromium: terms agreed on the day, and nothing of them ever lost."""

import io
import zipfile

from agreement.desk.history import History, text_after
from tests.browser import chromium
from tests.desk import desk, free_port, value

__all__ = ["chromium"]

NAME = "disputed-accounts.yaml"
CLAUSES = (
    "payment/costs", "billing/reconciliation", "coding/standard", "notification/notices",
    "general/variation", "general/governing-law", "dispute-resolution/escalation",
    "governance/review-meetings", "payment/lump-sum", "general/counterparts",
    "general/entire-agreement",
)  # fmt: skip


def shown(page, words: str) -> None:
    """Wait until the agreement says some words."""
    page.wait_for_function("words => document.querySelector('#text').innerText.includes(words)",
                           arg=words)  # fmt: skip


def go(page, base: str, part: str) -> None:
    page.goto(f"{base}/s/{NAME}/terms?at={part}")


def fill(page, place: str, words: str) -> None:
    page.fill(f"#f__{place}-b", words)


def context_without_network(chromium, leaving: list):
    """A browser that reaches the desk and nothing else; what tries to leave is listed."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)

    def judge(route):
        if route.request.url.startswith("http://127.0.0.1:"):
            route.continue_()
        else:
            leaving.append(route.request.url)
            route.abort()

    context.route("**/*", judge)
    return context


def begin(page, base: str) -> None:
    page.goto(base)
    page.fill("#title", "Disputed accounts")
    page.select_option("#matter", "payer-provider")
    page.select_option("#jurisdiction", "england-wales")
    page.check("input[value=nothing]")
    page.click("text=Begin >> nth=-1")
    page.wait_for_selector("#text article")


def parties(page, base: str) -> None:
    for role, name in (("payer", "First Example Insurance Limited"),
                       ("provider", "Second Example Hospitals Limited")):  # fmt: skip
        go(page, base, f"parties/{role}")
        fill(page, f"parties__{role}__name", name)
        shown(page, name)
    page.click("text=All parts of the terms")
    page.fill("#role", "guarantor")
    page.press("#role", "Enter")
    page.wait_for_url("**/terms?at=parties/guarantor")
    fill(page, "parties__guarantor__name", "Third Example Holdings Limited")
    shown(page, "Third Example Holdings Limited")


def choose(page, base: str, ids: tuple[str, ...]) -> None:
    for id in ids:
        page.goto(f"{base}/s/{NAME}/clauses?search={id}")
        page.locator(f"form:has(input[value='{id}']) button").click()
        page.wait_for_url(f"**/terms?at=clauses/{id}")


def test_terms_are_drafted_circulated_lost_and_found_again(chromium, tmp_path):
    port, leaving = free_port(), []
    sheet = tmp_path / NAME
    with desk(tmp_path, "--port", port) as first:
        context = context_without_network(chromium, leaving)
        page = context.new_page()
        page.goto(first.address)
        begin(page, first.base)
        assert value(sheet)["matter"] == "payer-provider"
        parties(page, first.base)
        assert len(value(sheet)["parties"]) == 3
        go(page, first.base, "money")
        fill(page, "money__settlement_sum", "£125,000")
        page.wait_for_selector("text=£125,000.00")
        choose(page, first.base, CLAUSES)
        assert len(value(sheet)["clauses"]) >= 12
        go(page, first.base, "dates")
        page.select_option("#f__effective_date-s", "date")
        page.locator("#f__effective_date [name=d]").fill("4")
        page.locator("#f__effective_date [name=m]").fill("1")
        page.locator("#f__effective_date [name=y]").fill("2027")
        page.wait_for_selector("text=Monday 4 January 2027")
        assert value(sheet)["effective_date"] == "2027-01-04"
        go(page, first.base, "parties/payer")
        leave_open(page, "parties__payer__address", "the Insurer’s registered office", "payer")
        leave_open(page, "parties__payer__number", "the registered number", "payer")
        assert value(sheet)["parties"]["payer"]["address"]["owner"] == "payer"
        page.goto(f"{first.base}/s/{NAME}/rounds")
        page.click("text=Circulate draft 1")
        page.wait_for_selector("text=Circulate draft 2")
        go(page, first.base, "money")
        page.locator("#f__money__settlement_sum-b").fill("130000")
        shown(page, "£130,000.00")
        first.kill()
        page.locator("#f__money__settlement_sum-b").fill("131000")
        page.wait_for_selector("text=Not saved")
        assert value(sheet)["money"]["settlement_sum"] == "130000.00"
        assert text_after(History(tmp_path / "disputed-accounts.desk/history.jsonl").lines()) == (
            sheet.read_text()
        )
    with desk(tmp_path, "--port", port) as second:
        other = context.new_page()
        other.goto(second.address)
        # What stood in the box while the desk was away is sent again by itself.
        shown(page, "£131,000.00")
        assert value(sheet)["money"]["settlement_sum"] == "131000.00"
        other.close()
        undo_and_redo(page, sheet)
        page.goto(f"{second.base}/s/{NAME}/rounds")
        assert "£125,000.00" in page.locator("del").all_inner_texts()[0]
        page.click("text=Circulate draft 2")
        page.wait_for_selector("text=Circulate draft 3")
        take_away(page, second.base, sheet)
        context.close()
    assert leaving == []


def leave_open(page, place: str, what: str, owner: str) -> None:
    field = page.locator(f"#f__{place}")
    if not field.is_visible():
        page.locator("details.more > summary").click()
    field.locator("text=Leave open").click()
    field.locator("[name=what]").fill(what)
    page.wait_for_function("words => document.querySelector('#points').innerText.includes(words)",
                           arg=what)  # fmt: skip
    field.locator("[name=owner]").select_option(owner)
    page.wait_for_timeout(400)


def undo_and_redo(page, sheet) -> None:
    page.click("#undo")
    page.wait_for_function(
        "() => !document.querySelector('#text').innerText.includes('£131,000.00')"
    )
    page.click("#redo")
    shown(page, "£131,000.00")
    assert value(sheet)["money"]["settlement_sum"] == "131000.00"


def take_away(page, base: str, sheet) -> None:
    go(page, base, "document&field=f__binding")
    page.check("#f__binding input[value=none]")
    page.wait_for_timeout(400)
    assert value(sheet)["binding"] == "none"
    page.goto(f"{base}/s/{NAME}/out")
    for kind in ("word", "heads"):
        with page.expect_download() as waiting:
            page.click(f"a[href$='/out/{kind}']")
        document = zipfile.ZipFile(io.BytesIO(waiting.value.path().read_bytes()))
        text = document.read("word/document.xml").decode()
        assert "131,000.00" in text


def test_a_page_left_open_shows_what_changed_outside(chromium, tmp_path):
    with desk(tmp_path, "--port", free_port()) as running:
        context = context_without_network(chromium, [])
        page = context.new_page()
        page.goto(running.address)
        begin(page, running.base)
        sheet = tmp_path / NAME
        sheet.write_text(sheet.read_text().replace("title: Disputed accounts", "title: Accounts"))
        page.wait_for_selector("h2.title:text-is('Accounts')", timeout=15_000)
        page.wait_for_selector("#alarm :text('Changed elsewhere: title')")
        assert page.input_value("#f__title-b") == "Disputed accounts"
        page.click("text=Show it in the terms")
        page.wait_for_function("() => document.querySelector('#f__title-b').value === 'Accounts'")
        context.close()
