"""Two people before the same page: one with a mouse, one with nothing but a keyboard.

Both have the same verbs, so that one description of what is done serves both.
"""

from dataclasses import dataclass

from playwright.sync_api import Page

_WAY = """wanted => {
  const at = document.activeElement, to = document.querySelector(wanted);
  if (at.matches(wanted)) return "";
  const back = to && at.compareDocumentPosition(to) & Node.DOCUMENT_POSITION_PRECEDING;
  return back ? "Shift+Tab" : "Tab";
}"""
_OUTLINE = "() => getComputedStyle(document.activeElement).outlineStyle"
_AWAY = """([box, wanted]) => {
  const found = document.querySelector(box);
  return [...found.options].findIndex(one => one.value === wanted) - found.selectedIndex;
}"""
_TICKED = "wanted => document.activeElement.checked && document.activeElement.value === wanted"


@dataclass(frozen=True, slots=True)
class Mouse:
    """A person who clicks, and types where they clicked."""

    page: Page

    def press(self, selector: str) -> None:
        """Follow a link, press a button, unfold what is folded."""
        self.page.click(selector)

    def type(self, selector: str, words: str) -> None:
        """Put words into a box in place of what it holds."""
        self.page.click(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def choose(self, selector: str, wanted: str) -> None:
        """Choose the option with that value from a list."""
        self.page.select_option(selector, wanted)

    def tick(self, group: str, wanted: str) -> None:
        """Choose the radio button with that value of the only group inside an element."""
        self.page.check(f"{group} input[type=radio][value='{wanted}']")


@dataclass(frozen=True, slots=True)
class Keys:
    """A person with a keyboard and no mouse: everything is reached by Tab, forwards or backwards,
    and nothing has the focus without its being seen."""

    page: Page

    def reach(self, selector: str) -> None:
        """Press Tab until an element has the focus."""
        for _ in range(300):
            way = self.page.evaluate(_WAY, selector)
            if not way:
                seen = self.page.evaluate(_OUTLINE)
                assert seen != "none", f"the focus on {selector} cannot be seen"
                return
            self.page.keyboard.press(way)
        raise AssertionError(f"no Tab reaches {selector}")

    def press(self, selector: str) -> None:
        """Follow a link, press a button, unfold what is folded."""
        self.reach(selector)
        self.page.keyboard.press("Enter")

    def type(self, selector: str, words: str) -> None:
        """Put words into a box in place of what it holds."""
        self.reach(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def choose(self, selector: str, wanted: str) -> None:
        """Choose the option with that value from a list, by the arrows."""
        self.reach(selector)
        away = self.page.evaluate(_AWAY, [selector, wanted])
        for _ in range(abs(away)):
            self.page.keyboard.press("ArrowDown" if away > 0 else "ArrowUp")
        assert self.page.input_value(selector) == wanted

    def tick(self, group: str, wanted: str) -> None:
        """Choose the radio button with that value of the only group inside an element: Tab comes
        to the group, the arrows go round it, Space takes the one that stands alone."""
        self.reach(f"{group} input[type=radio]")
        self.page.keyboard.press("Space")
        for _ in range(20):
            if self.page.evaluate(_TICKED, wanted):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no arrow reaches {wanted} in {group}")
