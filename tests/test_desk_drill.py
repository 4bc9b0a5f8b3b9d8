"""The drill, in a real Chromium: terms agreed on the day, and nothing of them ever lost.

It is done twice: with the mouse, and with the keyboard alone.
"""

import io
import zipfile
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import pytest

from agreement.desk.history import History, text_after
from agreement.desk.rooms import digest
from tests.browser import chromium
from tests.desk import desk, free_port, value
from tests.hands import Keys, Mouse

__all__ = ["chromium"]

NAME = "disputed-accounts.yaml"
NAMES = {
    "payer": "First Example Insurance Limited",
    "provider": "Second Example Hospitals Limited",
    "guarantor": "Third Example Holdings Limited",
}
CLAUSES = (
    "payment/costs", "billing/reconciliation", "coding/standard", "notification/notices",
    "general/variation", "general/governing-law", "dispute-resolution/escalation",
    "governance/review-meetings", "payment/lump-sum", "general/counterparts",
    "general/entire-agreement", "general/severance",
)  # fmt: skip
OPEN = (
    ("payer", "address", "the Insurer’s registered office", "payer"),
    ("payer", "number", "the Insurer’s company number", "provider"),
    ("provider", "address", "where the Hospital is to be served", "provider"),
    ("guarantor", "address", "the Guarantor’s registered office", "guarantor"),
)
"""What is left open: whose, which field, what is missing, and who owes the answer."""


@dataclass(frozen=True, slots=True)
class Drill:
    """A page of the desk, the hands that work it, and the term sheet it writes."""

    page: object
    hands: Mouse | Keys
    sheet: Path

    def says(self, place: str, words: str) -> None:
        """Wait until a pane says some words."""
        self._until(f"{_words(place)}.includes(words)", words)

    def says_no_more(self, place: str, words: str) -> None:
        """Wait until a pane says some words no more."""
        self._until(f"!{_words(place)}.includes(words)", words)

    def _until(self, holds: str, words: str) -> None:
        # Looking at every frame would take the machine from the desk that is waited for.
        self.page.wait_for_function(f"words => {holds}", arg=words, polling=50)

    def on_disk(self, *place: str) -> object:
        """What the term sheet on disk says at a place; its history says the same of the whole."""
        record = History(self.sheet.parent / f"{self.sheet.stem}.desk" / "history.jsonl")
        assert text_after(record.lines()) == self.sheet.read_text()
        return reduce(lambda found, part: found[part], place, value(self.sheet))

    def offered_alone(self, id: str) -> None:
        """Wait until only clauses with these words in their id are offered."""
        ids = "[...document.querySelectorAll('#offers code')].map(one => one.textContent)"
        self._until(f"{ids}.length && {ids}.every(id => id.includes(words))", id)

    def view(self, name: str) -> None:
        """Go to a view by its link in the bar."""
        self.hands.press(f"nav[aria-label=Views] a[href$='/{name}']")
        self.page.wait_for_url(f"**/s/{NAME}/{name}")

    def part(self, key: str) -> None:
        """Go to a part of the terms by the list of them."""
        self.hands.press("#outline summary")
        self.hands.press(f"#outline a[href$='at={key}']")
        self.page.wait_for_selector(f"#at[value='{key}']", state="attached")

    def unfold(self, field: str) -> None:
        """Bring a field into sight that stands among the optional ones."""
        if not self.page.is_visible(field):
            self.hands.press("details.more > summary")


def _words(place: str) -> str:
    return f"document.querySelector('{place}').textContent.replace(/\\s+/g, ' ')"


def context_without_network(chromium, leaving: list):
    """A browser that reaches the desk and nothing else; what tries to leave is listed."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    context.set_default_timeout(60_000)

    def judge(route):
        if route.request.url.startswith("http://127.0.0.1:"):
            route.continue_()
        else:
            leaving.append(route.request.url)
            route.abort()

    context.route("**/*", judge)
    return context


def begin(page, hands: Mouse | Keys) -> None:
    hands.type("#title", "Disputed accounts")
    hands.choose("#matter", "payer-provider")
    hands.choose("#jurisdiction", "england-wales")
    hands.tick("form.begin", "nothing")
    hands.press("form.begin button.main")
    page.wait_for_selector("#text article")


def name_parties(drill: Drill) -> None:
    for role, name in NAMES.items():
        if role == "guarantor":
            drill.hands.press("#outline summary")
            drill.hands.type("#role", role)
            drill.hands.press("#outline form button")
            drill.page.wait_for_url("**/terms?at=parties/guarantor")
        else:
            drill.part(f"parties/{role}")
        drill.hands.type(f"#f__parties__{role}__name-b", name)
        drill.says("#text", name)
        assert drill.on_disk("parties", role, "name") == name


def choose_clauses(drill: Drill) -> None:
    for id in CLAUSES:
        drill.view("clauses")
        drill.hands.type("#search", id)
        drill.offered_alone(id)
        drill.hands.press(f"#offers li:has(input[value='{id}']) button")
        drill.page.wait_for_url(f"**/terms?at=clauses/{id}")
        assert id in drill.on_disk("clauses")
    assert len(drill.on_disk("clauses")) >= 12


def say_when_and_how_much(drill: Drill) -> None:
    drill.part("money")
    drill.hands.type("#f__money__settlement_sum-b", "£125,000")
    drill.says("#f__money__settlement_sum", "£125,000.00")
    assert drill.on_disk("money", "settlement_sum") == "125000.00"
    drill.part("dates")
    drill.hands.choose("#f__effective_date-s", "date")
    for box, words in (("b", "4"), ("m", "1"), ("y", "2027")):
        drill.hands.type(f"#f__effective_date-{box}", words)
    drill.says("#f__effective_date", "Monday 4 January 2027")
    assert drill.on_disk("effective_date") == "2027-01-04"


def leave_open(drill: Drill) -> None:
    called = {"payer": "Payer", "provider": "Provider", "guarantor": "Guarantor"}
    for role, part, what, owner in OPEN:
        drill.part(f"parties/{role}")
        field = f"#f__parties__{role}__{part}"
        drill.unfold(field)
        drill.hands.press(f"{field}-l")
        drill.page.wait_for_selector(f"{field}-w")
        drill.hands.type(f"{field}-w", what)
        drill.says("#points", what)
        drill.hands.choose(f"{field}-o", owner)
        drill.page.wait_for_selector(f"#points h3:text-is('{called[owner]}') + ul :text('{what}')")
        left = drill.on_disk("parties", role, part)
        assert (left["open"], left["owner"]) == (what, owner)


def circulate(drill: Drill, number: int) -> None:
    drill.view("rounds")
    drill.page.wait_for_selector(f"button.main:text-is('Circulate draft {number}')")
    drill.hands.press("button.main")
    drill.page.wait_for_selector(f"button.main:text-is('Circulate draft {number + 1}')")


def lose_the_desk(drill: Drill, running) -> None:
    drill.view("")
    drill.part("money")
    drill.hands.type("#f__money__settlement_sum-b", "130000")
    drill.says("#text", "£130,000.00")
    running.kill()
    drill.hands.type("#f__money__settlement_sum-b", "131000")
    drill.page.wait_for_selector("text=Not saved")
    assert drill.on_disk("money", "settlement_sum") == "130000.00"


def find_it_again(drill: Drill, running) -> None:
    enters = drill.page.context.new_page()
    enters.goto(running.address)
    enters.close()
    # What stood in the box while the desk was away is sent again by itself.
    drill.says("#text", "£131,000.00")
    assert drill.on_disk("money", "settlement_sum") == "131000.00"
    drill.hands.press("#undo")
    drill.says_no_more("#text", "£131,000.00")
    assert drill.on_disk("money", "settlement_sum") != "131000.00"
    drill.hands.press("#redo")
    drill.says("#text", "£131,000.00")
    assert drill.on_disk("money", "settlement_sum") == "131000.00"


def take_away(drill: Drill) -> None:
    drill.view("")
    drill.part("document")
    drill.unfold("#f__binding")
    drill.hands.tick("#f__binding", "none")
    # The field holds what was saved, for the desk to know whether somebody else changed it.
    drill.page.wait_for_selector("#f__binding-n [name=was][value*=none]", state="attached")
    assert drill.on_disk("binding") == "none"
    drill.view("out")
    for kind in ("word", "heads"):
        with drill.page.expect_download() as waiting:
            drill.hands.press(f"a[href$='/out/{kind}']")
        document = zipfile.ZipFile(io.BytesIO(waiting.value.path().read_bytes()))
        text = document.read("word/document.xml").decode()
        for words in ("131,000.00", *NAMES.values(), *(what for _, _, what, _ in OPEN)):
            assert words in text


@pytest.mark.parametrize("hands", [Mouse, Keys], ids=["mouse", "keyboard"])
def test_terms_are_drafted_circulated_lost_and_found_again(chromium, tmp_path, hands):
    port, leaving = free_port(), []
    context = context_without_network(chromium, leaving)
    page = context.new_page()
    drill = Drill(page, hands(page), tmp_path / NAME)
    with desk(tmp_path, "--port", port) as first:
        page.goto(first.address)
        begin(page, drill.hands)
        assert drill.on_disk("matter") == "payer-provider"
        name_parties(drill)
        choose_clauses(drill)
        say_when_and_how_much(drill)
        leave_open(drill)
        circulate(drill, 1)
        lose_the_desk(drill, first)
    with desk(tmp_path, "--port", port) as second:
        find_it_again(drill, second)
        drill.view("rounds")
        assert "£125,000.00" in page.locator("del").all_inner_texts()[0]
        circulate(drill, 2)
        take_away(drill)
        context.close()
    assert leaving == []


def test_a_page_left_open_shows_what_changed_outside(chromium, tmp_path):
    with desk(tmp_path, "--port", free_port()) as running:
        context = context_without_network(chromium, [])
        page = context.new_page()
        page.goto(running.address)
        begin(page, Mouse(page))
        sheet = tmp_path / NAME
        sheet.write_text(sheet.read_text().replace("title: Disputed accounts", "title: Accounts"))
        page.wait_for_selector("h2.title:text-is('Accounts')")
        page.wait_for_selector("#alarm :text('Changed elsewhere: title')")
        assert page.input_value("#f__title-b") == "Disputed accounts"
        page.click("text=Show it in the terms")
        page.wait_for_function("() => document.querySelector('#f__title-b').value === 'Accounts'")
        context.close()


def test_a_private_note_typed_while_the_desk_is_away_is_kept_when_it_is_back(chromium, tmp_path):
    port, notes = free_port(), tmp_path / "disputed-accounts.private" / "payer.txt"
    with desk(tmp_path, "--port", port) as first:
        context = context_without_network(chromium, [])
        page = context.new_page()
        hands = Mouse(page)
        page.goto(first.address)
        begin(page, hands)
        page.goto(f"{first.base}/s/{NAME}/rooms")
        hands.type("#t-payer", "Their limit is 90")
        kept = f"#n-payer [name=was][value='{digest('Their limit is 90')}']"
        page.wait_for_selector(kept, state="attached")
        first.kill()
        page.keyboard.type(" at most")
        page.wait_for_selector("#alarm :text('Start the desk again and open the address')")
        assert notes.read_text() == "Their limit is 90"
    with desk(tmp_path, "--port", port) as second:
        enters = context.new_page()
        enters.goto(second.address)
        page.wait_for_function("() => !document.querySelector('#alarm').textContent", polling=50)
        assert notes.read_text() == "Their limit is 90 at most"
        hands.type("#t-payer", "")
        page.keyboard.press("Backspace")
        page.wait_for_selector("#undo-payer:not([disabled])")
        hands.press("#undo-payer")
        page.wait_for_function("() => document.querySelector('#t-payer').value", polling=50)
        assert notes.read_text() == page.input_value("#t-payer") == "Their limit is 90 at most"
        context.close()
