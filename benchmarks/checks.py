"""Whether the whole check of an agreement takes no longer than building it, example by example.

python benchmarks/checks.py prints, for each example, the time of every rule of lint as a share of
the time to build the document, and for a copy for signature that of reading the file back. Both are
medians of rounds in which each runs once, so that a busy machine slows both.
"""

import sys
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from agreement.assembly.assemble import draft  # noqa: E402
from agreement.inspect.executed import differences  # noqa: E402
from agreement.library.disk import Library  # noqa: E402
from agreement.lint import lint  # noqa: E402
from agreement.word import compile_shell, gate, write  # noqa: E402

ROUNDS = 9
MOST = 1.0
"""The share that no check may pass."""


def timed(job) -> float:
    """The seconds that one run of a job takes."""
    start = perf_counter()
    job()
    return perf_counter() - start


def shares(path: Path, library: Library, shell) -> tuple[float, float, float]:
    """The seconds to build an example, and what its rules and its reading back take of them."""
    raw = path.read_bytes()
    drafted = draft(raw, path.name, library)
    docx = write(drafted.agreement, shell)
    rounds = [
        (
            timed(lambda: write(draft(raw, path.name, library).agreement, shell)),
            timed(lambda: lint(drafted)),
            timed(lambda: (gate(docx), differences(docx, drafted.agreement))),
        )
        for _ in range(ROUNDS)
    ]
    build = median(one for one, *_ in rounds)
    return build, median(b / a for a, b, _ in rounds), median(c / a for a, _, c in rounds)


def main() -> int:
    """Print a line for each example; 1 where the rules take longer than building."""
    library, shell = Library(), compile_shell(ROOT / "templates" / "plain.docx")
    print(f"{'build ms':>8} {'rules':>6} {'final':>6}  example")
    worst = 0.0
    for path in sorted((ROOT / "examples").glob("*.yaml")):
        build, rules, final = shares(path, library, shell)
        worst = max(worst, rules)
        print(f"{build * 1000:8.1f} {rules:6.2f} {final:6.2f}  {path.stem}")
    print(f"the rules take at most {worst:.2f} of building")
    return int(worst > MOST)


if __name__ == "__main__":
    sys.exit(main())
