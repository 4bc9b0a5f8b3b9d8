"""The example several times over, and the stages of the way from a term sheet to a Word file."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from statistics import median

from peers import ROOT, timed

from agreement.assembly.assemble import assemble, draft
from agreement.batch.row import Cell, Row
from agreement.choice.examine import examine
from agreement.library.disk import Library, shipped
from agreement.lint import lint
from agreement.reading.load import load
from agreement.word import compile_shell, write

EXAMPLE = ROOT / "examples" / "ew-insurer-hospital-billing.yaml"
SHELL = ROOT / "templates" / "plain.docx"
DIFFERENT = 64
SIZES = (1, 4, 16)
RUNS = 3
LIBRARY = "read the library"


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


def rows() -> tuple[Row, ...]:
    """Rows of a batch that differ as those of a firm do: in whom they are between, in dates, in
    sums and in references. No two runs of a benchmark that goes round make the same document."""
    return tuple(map(_row, range(DIFFERENT)))


def _row(count: int) -> Row:
    sum_due, day = 100_000 + 4 * count, 1 + count % 28
    parts = (sum_due // 2, sum_due // 4, sum_due // 4)
    plan = "clauses.payment/instalments.instalments"
    cells = {
        "title": f"Settlement of claims, group {count}",
        "reference": f"EX/2026/{count:04}",
        "assumed.signature": f"2026-12-{day:02}",
        "effective_date": f"2027-01-{day:02}",
        "parties.payer.name": f"Example {count} Insurance Limited",
        "parties.provider.name": f"Example {count} Hospitals Limited",
        "parties.provider.address": f"{count + 1} Example Road, Leeds",
        "money.settlement_sum": f"{sum_due}.00",
        **{f"{plan}.{number}.amount": f"{part}.00" for number, part in enumerate(parts, 1)},
        f"{plan}.1.date": f"2027-02-{day:02}",
    }
    return Row(
        "rows.csv", count + 2, tuple(Cell(c, n, v) for n, (c, v) in enumerate(cells.items(), 1))
    )


def stages(raw: bytes, library: Library) -> dict[str, Callable[[], object]]:
    """The stages of the way from a term sheet to a Word file, each alone."""
    shell = compile_shell(SHELL)
    source = load(raw, EXAMPLE.name)
    chosen, _ = examine(source, library)
    drafted = draft(raw, EXAMPLE.name, library)

    return {
        "read": lambda: load(raw, EXAMPLE.name),
        "choose and validate": lambda: examine(source, library),
        "assemble": lambda: assemble(chosen, drafted.setting, library),
        "lint": lambda: lint(drafted),
        "write": lambda: write(drafted.agreement, shell),
        LIBRARY: lambda: draft(raw, EXAMPLE.name, Library(*library.homes)),
    }


def growth(sheets: dict[int, tuple[bytes, Library]]) -> None:
    """Print each stage's share of the warm way at the first size, and how it grows with size."""
    times = {
        size: {name: median(timed(job, RUNS)) for name, job in stages(*sheet).items()}
        for size, sheet in sheets.items()
    }
    print("\nwhere the time goes  (share of the warm way; then how many times as long at 4 and 16)")
    warm = sum(time for name, time in times[1].items() if name != LIBRARY)
    for name, first in times[1].items():
        told = [f"{times[size][name] / first:6.1f}" for size in SIZES[1:]]
        print(f"  {first / warm:7.0%}  {name:20}{''.join(told)}")
