"""Every view of the desk held to axe in a real Chromium, at a laptop's size and a tablet's."""

import shutil

import pytest

from tests.browser import axe, chromium
from tests.desk import desk, free_port
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
