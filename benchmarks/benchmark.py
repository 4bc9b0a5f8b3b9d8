"""How fast an agreement is made beside other programs, as it grows, cold, and stage by stage.

python benchmarks/benchmark.py; `npm install --no-package-lock` in benchmarks/ adds the programs for
Node.js. Other programs render words that are ready made (peers.py tells what they are asked for);
ours is told both ways. Every ratio is to the other program that renders fastest in the same run,
and is a median of paired rounds: in each round everybody runs once, so that a busy machine slows
all of them.
"""

import subprocess
import sys
import zlib
from collections.abc import Callable
from functools import partial
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import peers  # noqa: E402
from growing import EXAMPLE, SHELL, SIZES, grown, growth, rows  # noqa: E402
from told import told  # noqa: E402

from agreement.assembly.assemble import draft  # noqa: E402
from agreement.batch.filled import filled  # noqa: E402
from agreement.batch.made import Mould, made  # noqa: E402
from agreement.batch.sheet import sheet_text  # noqa: E402
from agreement.cli.circles import sought_seldom  # noqa: E402
from agreement.library.disk import Library  # noqa: E402
from agreement.lint import lint  # noqa: E402
from agreement.reading.load import load  # noqa: E402
from agreement.word import compile_shell, write  # noqa: E402

ROUNDS = {1: (7, 2, 6), 4: (5, 2, 2), 16: (3, 1, 1)}  # rounds, runs in each, runs to warm up
COLD_ROUNDS = 5
SLOW = (
    10  # times the fastest at one size: one cold run a round at the next, to keep the whole short
)
OURS, FLOOR = "ours", "the floor: ours joined and deflated at level 6"
WHOLE, LINTED = "ours, from the term sheet", "ours, from the term sheet, linted"
BATCHED = "ours, a row of a batch, linted"

Job = Callable[[int, int], list[float]]
Found = dict[str, list[float]]


def ours(raw: bytes, library: Library, times: tuple[int, int, int]) -> dict[str, Job]:
    """Our ways: rendering alone, the whole way, the whole way with every check, and a row of a
    batch, filled into a standard and checked; and the least that any way of ours must do. Each
    document differs from the one before in names, dates and sums."""
    shell = compile_shell(SHELL)
    mould = Mould(load(raw, EXAMPLE.name), library, shell)
    differing = cycle(rows())
    sheets = cycle([sheet_text(filled(mould.standard, row).value) for row in rows()])
    rounds, runs, warming = times
    # Drafted before they are rendered, and no more of them than are.
    waiting = islice(sheets, rounds * (runs + warming) + 1)
    drafted = iter([draft(text, EXAMPLE.name, library).agreement for text in waiting])

    def whole(checked: bool) -> bytes:
        drawn = draft(next(sheets), EXAMPLE.name, library)
        if checked:
            lint(drawn)
        return write(drawn.agreement, shell)

    ways = {
        OURS: lambda: write(next(drafted), shell),
        FLOOR: floor(write(next(drafted), shell)),
        WHOLE: partial(whole, False),
        LINTED: partial(whole, True),
        BATCHED: lambda: made(next(differing), mould),
    }
    return {name: partial(peers.timed, way) for name, way in ways.items()}


def floor(docx: bytes) -> Callable[[], list[bytes]]:
    """Joining the pieces of each part that an agreement fills, and deflating it."""
    with ZipFile(BytesIO(docx)) as package:
        names = [
            one for one in package.namelist() if one.startswith(("word/document", "customXml/item"))
        ]
        parts = [package.read(one).decode().split("<") for one in names]
    return lambda: [zlib.compress("<".join(part).encode(), 6) for part in parts]


def paired(jobs: dict[str, Job], times: tuple[int, int, int], late: set[str]) -> Found:
    """The median time of each job in each round; of those that are late, one run a round."""
    rounds, runs, warming = times
    found: Found = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            repeated = (1, 0) if name in late else (runs, warming)
            found[name].append(median(job(*repeated)))
    return found


def ratios(found: Found, fastest: str) -> dict[str, float]:
    """Each as a ratio to one of them, the median of the rounds."""
    return {
        name: median(a / b for a, b in zip(times, found[fastest], strict=True))
        for name, times in found.items()
    }


def first_of(found: Found) -> str:
    """The fastest of the other programs."""
    others = [name for name in found if not name.startswith(OURS) and name != FLOOR]
    return min(others, key=lambda name: median(found[name]))


def slow(found: Found) -> set[str]:
    """The programs that take very long."""
    if not found:
        return set()
    return {name for name, ratio in ratios(found, first_of(found)).items() if ratio > SLOW}


def show(title: str, found: Found, unit: str, fastest: str = "") -> None:
    """Print each as a ratio to the fastest of the other programs, or to the one that is named."""
    to = fastest or first_of(found)
    print(f"\n{title}  (1.00 is {to}: {median(found[to]):.0f} {unit})")
    for name, ratio in sorted(ratios(found, to).items(), key=lambda one: one[1]):
        print(f"  {ratio:8.2f}  {name}")


def show_sizes(sizes: dict[int, Found]) -> None:
    """Print each at every size, as a ratio to the fastest of the other programs at that size."""
    firsts = {size: first_of(found) for size, found in sizes.items()}
    columns = {size: ratios(found, firsts[size]) for size, found in sizes.items()}
    fastest = ", ".join(
        f"at {size} {name}, {median(sizes[size][name]):.0f} ms" for size, name in firsts.items()
    )
    print(f"\nwarm, a document, at 1, 4 and 16 times the size; then 16 to 1  (1.00 is {fastest})")
    for name in sorted(columns[1], key=columns[1].get):
        cells = "".join(f"{column[name]:8.2f}" for column in columns.values())
        longer = median(sizes[SIZES[-1]][name]) / median(sizes[1][name])
        print(f"{cells} {longer:7.1f}  {name}")


def cold(folder: Path) -> dict[str, list]:
    """Each program as a command that writes one document and ends."""
    script = (
        "import sys; sys.path[:0] = [{0!r}]; import peers, pathlib; "
        "peers.PYTHON[{1!r}](pathlib.Path({2!r}))()"
    )
    commands = {OURS: [ROOT / "build_agreement.py", EXAMPLE, "-o", folder / "cold", "--force"]}
    for name in ("docxtpl", "python-docx"):
        commands[name] = ["-c", script.format(str(ROOT / "benchmarks"), name, str(folder))]
    found = {name: [sys.executable, *rest] for name, rest in commands.items()}
    for name in peers.installed():
        found[name] = ["node", ROOT / "benchmarks" / "peers.mjs", name, folder, "0", "1"]
    return found


def cold_rounds(commands: dict[str, list]) -> tuple[Found, Found]:
    """The time of each command in each round, in milliseconds, and its most memory, in MB."""
    times: Found = {name: [] for name in commands}
    memory: Found = {name: [] for name in commands}
    for count in range(COLD_ROUNDS + 1):
        for name, command in commands.items():
            line = [sys.executable, "-IS", ROOT / "benchmarks" / "cold.py", *command]
            ran = subprocess.run(line, check=True, capture_output=True, text=True, timeout=120)
            time, kilobytes = map(float, ran.stdout.split())
            if count:  # the first round fills the caches on disk
                times[name].append(time)
                memory[name].append(kilobytes / 1000)
    return times, memory


def main() -> None:
    """Print every table."""
    sought_seldom()  # as in every process of the program
    shell = compile_shell(SHELL)
    with TemporaryDirectory() as temporary:
        sheets = {size: grown(size, Path(temporary) / f"{size}-fold") for size in SIZES}
        found: dict[int, Found] = {}
        for size, (raw, library) in sheets.items():
            docx = write(draft(raw, EXAMPLE.name, library).agreement, shell)
            asked = told(docx)
            jobs, written = peers.renderers(asked, Path(temporary) / str(size))
            print(f"{EXAMPLE.name}, {size} times: {len(asked)} blocks, the same from every program")
            late = slow(found.get(size // 4, {}))
            found[size] = paired(ours(raw, library, ROUNDS[size]) | jobs, ROUNDS[size], late)
            if size == 1:
                notes = list(peers.lapses(asked, written))
                weights = {OURS: [len(docx) / 1000]} | {
                    name: [len(one) / 1000] for name, one in written.items()
                }
        show_sizes(found)
        fastest = first_of(found[1])
        times, memory = cold_rounds(cold(Path(temporary) / "1"))
        show("cold, a process for one document", times, "ms")
        show("the most memory of that process", memory, "MB", fastest.split(",")[0])
        show("the size of the file", weights, "kB", fastest)
        growth(sheets)
        print(*notes, sep="\n", end="\n" * bool(notes))


if __name__ == "__main__":
    main()
