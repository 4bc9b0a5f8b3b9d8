"""How long the desk takes from a keystroke to the new text, in a real Chromium, and its stages."""

import shutil
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import sync_playwright

from tests.desk import desk
from tests.drafting import EXAMPLES

TIMES = 30
TYPE = """sum => new Promise(done => {
  performance.clearResourceTimings();
  const box = document.getElementById("f__money__settlement_sum-b");
  const begun = performance.now();
  const watch = new MutationObserver(() => {
    if (!document.getElementById("text").textContent.includes(sum)) return;
    watch.disconnect();
    requestAnimationFrame(() => {
      const ended = performance.now();
      const all = performance.getEntriesByType("resource");
      const asked = all.filter(one => one.name.includes("/answer"));
      const last = asked[asked.length - 1];
      done([ended - begun, last.requestStart - begun, last.responseEnd - last.requestStart,
            ended - last.responseEnd]);
    });
  });
  watch.observe(document.getElementById("text"), {subtree: true, childList: true});
  box.value = sum.replace(/[^0-9.]/g, "");
  box.dispatchEvent(new Event("input", {bubbles: true}));
})"""
STAGES = ("keystroke to new text", "waiting for the next keystroke", "the desk", "the page")


def measured(page, address: str, name: str) -> list[list[float]]:
    """The milliseconds of each keystroke, in all and by stage."""
    page.goto(f"{address}/s/{name}/terms?at=money")
    page.wait_for_selector("#f__money__settlement_sum-b")
    sums = (f"£{131_000 + 7 * n:,}.00" for n in range(TIMES + 2))
    return [page.evaluate(TYPE, each) for each in sums][2:]


def main() -> None:
    """Measure every example that names a sum."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        known = [one for one in EXAMPLES if 'settlement_sum: "' in one.read_text(encoding="utf-8")]
        for example in known:
            shutil.copy(example, folder)
        program = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        with desk(Path(folder), "--port", "8499") as running:
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            page.goto(running.address)
            for example in known:
                times = measured(page, running.base, example.name)
                print(example.stem)
                for stage, each in zip(STAGES, zip(*times, strict=True), strict=True):
                    middle, most = statistics.median(each), max(each)
                    print(f"  {stage:32} {middle:6.0f} ms, at most {most:6.0f} ms")


if __name__ == "__main__":
    main()
