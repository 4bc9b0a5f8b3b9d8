"""Every view of the desk held to axe in a real Chromium, and the drill with the keyboard alone."""

import shutil

import pytest

from tests.browser import axe, chromium
from tests.desk import desk, free_port, value
from tests.drafting import ROOT

__all__ = ["chromium"]

NAME = "ew-insurer-hospital-billing.yaml"
VIEWS = (
    "", "terms?at=document&field=f__binding", "terms?at=parties/provider", "terms?at=dates",
    "terms?at=money", "terms?at=recitals", "terms?at=clauses/payment/instalments",
    "terms?at=clauses/dispute-resolution/escalation", "terms?at=actions", "terms?at=reviews",
    "clauses", "clauses/general/effect", "rounds?old=1&new=now", "rooms", "aloud", "share", "out",
)  # fmt: skip
SIZES = ((1366, 768), (820, 1180), (683, 384))
"""A laptop, a tablet, and the laptop at 200 per cent."""


@pytest.fixture(scope="module")
def opened(chromium, tmp_path_factory):
    """A browser on a desk where a draft was circulated and changed, and something is wrong."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copy(ROOT / "examples" / NAME, folder)
    with desk(folder, "--port", free_port()) as running:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(running.address)
        page.goto(f"{running.base}/s/{NAME}/terms?at=document&field=f__binding")
        page.check("#f__binding input[value=all]")
        page.wait_for_selector("#undo:not([disabled])")
        page.goto(f"{running.base}/s/{NAME}/rounds")
        page.click("text=Circulate draft 1")
        page.goto(f"{running.base}/s/{NAME}/terms?at=money")
        page.fill("#f__money__settlement_sum-b", "130000")
        page.wait_for_selector("#text ins")
        yield running, page
        context.close()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing(opened, view, size):
    running, page = opened
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{running.base}/s/{NAME}/{view}")
    assert axe(page) == []


def test_axe_finds_nothing_on_the_first_page(opened):
    running, page = opened
    page.goto(running.base)
    assert axe(page) == []


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("width", [1366, 820, 683, 400])
def test_no_view_scrolls_sideways(opened, view, width):
    running, page = opened
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(f"{running.base}/s/{NAME}/{view}")
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0


def test_nothing_moves_for_a_person_who_asked_for_stillness(opened):
    running, page = opened
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{running.base}/s/{NAME}/terms?at=money")
    page.fill("#f__money__settlement_sum-b", "131000")
    page.wait_for_selector("#text [data-just]")
    moving = page.evaluate("document.getAnimations().length")
    page.emulate_media(reduced_motion="no-preference")
    assert moving == 0


class Keys:
    """A person with a keyboard and no mouse: everything is reached by Tab and pressed."""

    def __init__(self, page):
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def reach(self, selector: str, way: str = "Tab") -> None:
        """Press Tab until what is wanted has the focus, and the focus can be seen."""
        for _ in range(250):
            found = self.page.evaluate(
                "wanted => !!document.activeElement?.matches(wanted)", selector
            )
            if found:
                style = self.page.evaluate(
                    "() => getComputedStyle(document.activeElement).outlineStyle"
                )
                assert style != "none", f"the focus on {selector} cannot be seen"
                return
            self.press(way)
        raise AssertionError(f"no Tab reaches {selector}")

    def type(self, selector: str, words: str) -> None:
        """Reach a box, empty it and type."""
        self.reach(selector)
        self.press("Control+A")
        self.page.keyboard.type(words)

    def follow(self, selector: str, way: str = "Tab") -> None:
        """Reach a link or a button and press it."""
        self.reach(selector, way)
        self.press("Enter")


def test_the_terms_are_drafted_with_the_keyboard_alone(chromium, tmp_path):
    with desk(tmp_path, "--port", free_port()) as running:
        context = chromium.new_context(viewport={"width": 1366, "height": 768})
        page = context.new_page()
        keys = Keys(page)
        page.goto(running.address)
        keys.type("#title", "Accounts in dispute")
        keys.follow("button.main")
        page.wait_for_url("**/s/accounts-in-dispute.yaml/")
        sheet = tmp_path / "accounts-in-dispute.yaml"
        keys.follow(".outline summary")
        keys.follow(".outline a[href$='at=parties/payer']")
        page.wait_for_selector("h2:text-is('Payer')")
        keys.type("#f__parties__payer__name-b", "First Example Insurance Limited")
        page.wait_for_selector("#text :text('First Example Insurance Limited')")
        keys.follow(".outline summary", "Shift+Tab")
        keys.follow(".outline a[href$='at=money']")
        page.wait_for_selector("h2:text-is('Money')")
        keys.type("#f__money__settlement_sum-b", "125000")
        page.wait_for_selector("text=£125,000.00")
        keys.follow("#f__money__settlement_sum-l, #f__money__settlement_sum-n button")
        page.wait_for_selector("#f__money__settlement_sum .open-strip")
        keys.type("#f__money__settlement_sum-w", "the sum, once the audit is in")
        page.wait_for_selector("#points :text('once the audit is in')")
        keys.reach("#f__money__settlement_sum-o")
        keys.press("ArrowDown")
        page.wait_for_selector("#points h3:text-is('Payer')")
        assert value(sheet)["money"]["settlement_sum"]["owner"] == "payer"
        page.goto(f"{running.base}/s/accounts-in-dispute.yaml/")
        keys.follow("#undo")
        page.wait_for_function(
            "() => !document.querySelector('#points').innerText.includes('the audit is in')"
        )
        keys.follow("nav a[href$='/clauses']")
        page.wait_for_url("**/clauses")
        keys.type("#search", "non-disparagement")
        page.wait_for_selector("#offers :text('1 clauses')")
        keys.follow("#offers button")
        page.wait_for_url("**/terms?at=clauses/general/non-disparagement")
        assert "general/non-disparagement" in value(sheet)["clauses"]
        keys.follow("nav a[href$='/rounds']")
        page.wait_for_url("**/rounds")
        keys.follow("button.main")
        page.wait_for_selector("text=Circulate draft 2")
        keys.follow("nav a[href$='/out']")
        page.wait_for_url("**/out")
        with page.expect_download() as waiting:
            keys.follow("a[href$='/out/word']")
        assert waiting.value.suggested_filename == "accounts-in-dispute.docx"
        context.close()
