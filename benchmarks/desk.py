"""How long the desk takes from a keystroke to the new text, in a real Chromium, and its stages.

Each example is typed into in two ways: one keystroke after another has been answered, and a sum
typed at the speed of a quick hand, timed from its last keystroke. Beside the times stand the
milliseconds of processor time that the desk spent on each keystroke, which a busy machine leaves
nearly as they are. Name examples to measure these alone.
"""

import os
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
BETWEEN = 120
"""Milliseconds between two keystrokes of a quick hand."""

TYPE = """([steps, sum, between]) => new Promise(async done => {
  performance.clearResourceTimings();
  const box = document.getElementById("f__money__settlement_sum-b");
  const type = typed => {
    box.value = typed;
    box.dispatchEvent(new Event("input", {bubbles: true}));
  };
  for (const step of steps) {
    type(step);
    await new Promise(later => setTimeout(later, between));
  }
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
  watch.observe(document.getElementById("text"), {
    subtree: true, childList: true, characterData: true,
  });
  type(sum.replace(/[^0-9.]/g, ""));
})"""
STAGES = ("keystroke to new text", "waiting for the next keystroke", "the desk", "the page")


def measured(page, address: str, name: str) -> list[list[float]]:
    """The milliseconds of each keystroke, in all and by stage."""
    page.goto(f"{address}/s/{name}/terms?at=money")
    page.wait_for_selector("#f__money__settlement_sum-b")
    sign = page.input_value("#f__money__currency-b").replace("GBP", "£").replace("USD", "$")
    sums = [f"{sign}{131_000 + 7 * n:,}.00" for n in range(TIMES + 2)]
    return [page.evaluate(TYPE, [[], each, 0]) for each in sums][2:]


def typed_quickly(page) -> list[float]:
    """The milliseconds from the last keystroke of a sum to the text that has it."""
    sums = [f"{751_000 + 13 * n}" for n in range(TIMES // 4)]
    found = []
    for each in sums:
        steps = [each[:count] for count in range(1, len(each))]
        whole = page.evaluate(TYPE, [steps, f"{int(each):,}.00", BETWEEN])
        found.append(whole[0])
    return found


def spent(process: int) -> float:
    """The milliseconds of processor time that a process has spent so far."""
    parts = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return 1000 * (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def told(stage: str, each: list[float]) -> str:
    """The middle, the 95th of a hundred and the worst of some times, in a line."""
    ninetyfifth = statistics.quantiles(each, n=20)[-1] if len(each) > 1 else each[0]
    return (f"  {stage:32} {statistics.median(each):5.0f} ms, 95 % {ninetyfifth:5.0f} ms, "
            f"at most {max(each):5.0f} ms")  # fmt: skip


def main() -> None:
    """Measure the examples named, or every one that names a sum."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        known = [one for one in EXAMPLES if 'settlement_sum: "' in one.read_text(encoding="utf-8")
                 and (len(sys.argv) < 2 or one.stem in sys.argv[1:])]  # fmt: skip
        for example in known:
            shutil.copy(example, folder)
        program = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        with desk(Path(folder), "--port", "8499") as running:
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            page.goto(running.address)
            for example in known:
                _report(page, running, example)


def _report(page, running, example: Path) -> None:
    begun = spent(running.process.pid)
    times = measured(page, running.base, example.name)
    middle = spent(running.process.pid)
    quick = typed_quickly(page)
    ended = spent(running.process.pid)
    print(f"{example.stem}, load {os.getloadavg()[0]:.1f}")
    for stage, each in zip(STAGES, zip(*times, strict=True), strict=True):
        print(told(stage, list(each)))
    print(told("the last of a quick hand", quick))
    one, many = (middle - begun) / len(times), (ended - middle) / (6 * len(quick))
    print(f"  the desk's processor, a keystroke {one:4.0f} ms, of a quick hand {many:4.0f} ms")


if __name__ == "__main__":
    main()
