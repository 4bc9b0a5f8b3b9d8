"""A real browser without a window, and axe in it, for the tests that look at pages as people do.

`chromium` is a fixture of every test module. It lives no longer than the module, because no other
event loop can run in the thread meanwhile.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drafting import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""What a page is held to, by axe's own names: WCAG 2.2 at level AA, and axe's best practices."""

_RUN = """async (standards) => (await axe.run({runOnly: standards})).violations.flatMap(
  rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(" ")}: ${rule.help}`))"""


@pytest.fixture(scope="module")
def chromium() -> Iterator:
    """A Playwright Browser: Chromium as the machine has it, so that none is fetched."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # A container's root has no sandbox to start Chromium in.
        sandboxed = os.geteuid() != 0
        browser = playwright.chromium.launch(executable_path=program, chromium_sandbox=sandboxed)
        yield browser
        browser.close()


def opened(chromium, html: bytes | str, width: int = 1000):
    """A new page of that width in CSS pixels which shows this HTML and can reach no network."""
    page = chromium.new_page(viewport={"width": width, "height": 900}, offline=True)
    page.set_content(html if isinstance(html, str) else html.decode())
    return page


def axe(page, standards: tuple[str, ...] = STANDARDS) -> list[str]:
    """Each violation that axe finds on an opened page as "rule: place: what is wrong"; none is
    what a test expects."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm install")
    page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    return page.evaluate(_RUN, list(standards))
