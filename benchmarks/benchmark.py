"""How fast an agreement is made, stage by stage, as it grows, and beside other programs.

python benchmarks/benchmark.py; `npm ci` in benchmarks/ adds the programs for Node.js. Other
programs render words that are ready made; ours is told both ways. Ratios are medians of paired
runs: in each round everybody runs once, so that a busy machine slows all of them.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import peers  # noqa: E402

from agreement.assemble import assemble, draft  # noqa: E402
from agreement.batch.made import Mould, made  # noqa: E402
from agreement.batch.row import Cell, Row  # noqa: E402
from agreement.blanks import sheet_schema  # noqa: E402
from agreement.choose import choose  # noqa: E402
from agreement.library import Library, shipped  # noqa: E402
from agreement.lint import lint  # noqa: E402
from agreement.load import load  # noqa: E402
from agreement.schema import faults  # noqa: E402
from agreement.terms import frame  # noqa: E402
from agreement.word import compile_shell, write  # noqa: E402

EXAMPLE = ROOT / "examples" / "ew-insurer-hospital-billing.yaml"
ROUNDS, RUNS, COLD_ROUNDS = 7, 3, 5
SIZES = (1, 4, 16)
OURS, WHOLE, LINTED = "ours", "ours, from the term sheet", "ours, from the term sheet, linted"
BATCHED = "ours, a row of a batch, linted"

Job = Callable[[int], list[float]]


def ours(raw: bytes, library: Library) -> dict[str, Job]:
    """Our ways: rendering alone, the whole way, the whole way with every check, and a row of a
    batch, filled into a standard and checked."""
    shell = compile_shell(ROOT / "templates" / "plain.docx")
    drafted = draft(raw, EXAMPLE.name, library)

    row = Row("rows.csv", 2, (Cell("reference", 1, "EX/2"), Cell("title", 2, "Settlement")))
    mould = Mould(load(raw, EXAMPLE.name), library, shell)

    def whole(checked: bool) -> bytes:
        drawn = draft(raw, EXAMPLE.name, library)
        if checked:
            lint(drawn)
        return write(drawn.agreement, shell)

    return {
        OURS: partial(peers.timed, lambda: write(drafted.agreement, shell)),
        WHOLE: partial(peers.timed, lambda: whole(False)),
        LINTED: partial(peers.timed, lambda: whole(True)),
        BATCHED: partial(peers.timed, lambda: made(row, mould)),
    }


def paired(jobs: dict[str, Job], rounds: int, runs: int) -> dict[str, list[float]]:
    """The median time of each job in each round."""
    found: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            found[name].append(median(job(runs)))
    return found


def ranked(title: str, found: dict[str, list[float]]) -> None:
    """Print each as a ratio to the fastest of the other programs."""
    others = [name for name in found if not name.startswith(OURS)]
    fastest = min(others, key=lambda name: median(found[name]))
    print(f"\n{title}  (1.00 is {fastest})")
    ratios = {
        name: median(a / b for a, b in zip(times, found[fastest], strict=True))
        for name, times in found.items()
    }
    for name, ratio in sorted(ratios.items(), key=lambda one: one[1]):
        print(f"  {ratio:8.2f}  {name}")


def cold(folder: Path) -> dict[str, Job]:
    """Each program as a process that writes one document and ends."""
    script = "import sys; sys.path[:0] = [{0!r}]; import peers, pathlib; " \
             "peers.PYTHON[{1!r}](pathlib.Path({2!r}))()"  # fmt: skip
    commands = {OURS: [ROOT / "build_agreement.py", EXAMPLE, "-o", folder / "cold", "--force"]}
    for name in ("docxtpl", "python-docx"):
        source = script.format(str(ROOT / "benchmarks"), name, str(folder))
        commands[name] = ["-c", source]
    found = {name: partial(_process, [sys.executable, *rest]) for name, rest in commands.items()}
    for name in peers.installed():
        command = ["node", ROOT / "benchmarks" / "peers.mjs", name, folder, "1"]
        found[name] = partial(_process, command)
    return found


def _process(command: list, runs: int) -> list[float]:
    times = []
    for _ in range(runs):
        start = perf_counter()
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        times.append((perf_counter() - start) * 1000)
    return times


def grown(size: int, home: Path) -> tuple[bytes, Library]:
    """The example with each of its clauses several times over, and the library that has them."""
    raw = EXAMPLE.read_bytes()
    sheet = load(raw, EXAMPLE.name).value
    drafted = draft(raw, EXAMPLE.name, Library())
    ids = [one.clause for one in drafted.agreement.sources if one.why != "defines a used term"]
    named = re.compile("|".join(sorted(map(re.escape, ids), key=len, reverse=True)))
    clauses = dict(sheet["clauses"])
    for count in range(2, size + 1):
        for id in ids:
            text = (shipped() / "clauses" / f"{id}.yaml").read_text(encoding="utf-8")
            file = home / "clauses" / f"{id}-{count}.yaml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(named.sub(rf"\g<0>-{count}", text), encoding="utf-8")
            if id in sheet["clauses"]:
                clauses[f"{id}-{count}"] = sheet["clauses"][id]
    return json.dumps({**sheet, "clauses": clauses}).encode(), Library(home, shipped())


def stages(raw: bytes, library: Library) -> dict[str, Callable[[], object]]:
    """The stages of the way from a term sheet to a Word file, each alone."""
    shell = compile_shell(ROOT / "templates" / "plain.docx")
    source = load(raw, EXAMPLE.name)
    chosen, _ = choose(source, library)
    drafted = draft(raw, EXAMPLE.name, library)

    def validated() -> object:
        sheet = frame(library.schema("term-sheet-frame"), library.clause_schema)
        schema = sheet_schema(sheet, (pick.clause for pick in chosen))
        return faults(source, schema, open_allowed=True)

    return {
        "read": lambda: load(raw, EXAMPLE.name),
        "choose": lambda: choose(source, library),
        "validate": validated,
        "assemble": lambda: assemble(chosen, drafted.setting, library),
        "lint": lambda: lint(drafted),
        "write": lambda: write(drafted.agreement, shell),
        "read the library": lambda: draft(raw, EXAMPLE.name, Library(*library.homes)),
    }


def growth(folder: Path) -> None:
    """Print each stage's share of the warm way at the first size, and how it grows with size."""
    sizes = {size: stages(*grown(size, folder / f"{size}-fold")) for size in SIZES}
    times = {
        size: {name: median(peers.timed(job, RUNS)) for name, job in jobs.items()}
        for size, jobs in sizes.items()
    }
    print("\nstages  (share of the warm way; then how many times as long at 4 and at 16 times)")
    warm = sum(time for name, time in times[1].items() if name != "read the library")
    for name, first in times[1].items():
        told = [f"{times[size][name] / first:6.1f}" for size in SIZES[1:]]
        print(f"  {first / warm:7.0%}  {name:18}{''.join(told)}")


def main() -> None:
    """Print every table."""
    library = Library()
    raw = EXAMPLE.read_bytes()
    shell = compile_shell(ROOT / "templates" / "plain.docx")
    words = peers.words_of(write(draft(raw, EXAMPLE.name, library).agreement, shell))
    print(f"{EXAMPLE.name}: {len(words)} paragraphs, each found in what every program writes")
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        jobs = ours(raw, library) | peers.renderers(words, folder)
        ranked("warm: rendering", paired(jobs, ROUNDS, RUNS))
        ranked("cold: a process for one document", paired(cold(folder), COLD_ROUNDS, 1))
        growth(folder)


if __name__ == "__main__":
    main()
