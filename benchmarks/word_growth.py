"""How the time to write a Word file grows with the agreement: python benchmarks/word_growth.py

The whole is 500 provisions and a table of 2,000 rows; it is written at a sixteenth of that, at a
quarter and whole, and read by the gate once. Time in proportion to size gives ratios of 4.
"""

import sys
from functools import partial
from pathlib import Path
from time import perf_counter

from msgspec.structs import replace

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import sample  # noqa: E402

from agreement.document.tree import (  # noqa: E402
    Agreement,
    Blank,
    Column,
    Provision,
    Reference,
    Schedule,
    Table,
    Text,
)
from agreement.word import Shell, compile_shell, gate, write  # noqa: E402

PROVISIONS, ROWS = 500, 2000
PARTS = (16, 4, 1)
TIMES = 5
COLUMNS = (
    Column("No.", 1, True),
    Column("Provision", 2),
    Column("Claim", 3),
    Column("Sum", 2, True),
)


def unit(count: int) -> Provision:
    """A provision with a heading and, below it, words, an answer and a reference to the last."""
    prose = (
        Text("Within "),
        Blank(f"clauses.growth/clause.days_{count}", f"{count} days"),
        Text(" after that day the Payer shall do what is due under "),
        Reference(f"growth/{max(count - 1, 0)}/text"),
        Text(", and tell the Provider that it has done so, with the reasons."),
    )
    below = Provision(f"growth/{count}/text", "", prose)
    return Provision(f"growth/{count}", f"Provision {count}", (), (below,))


def row(count: int, provisions: int) -> tuple:
    """A row of the table: its number, a reference, and two answers."""
    path = f"clauses.growth/clause.claims.{count}"
    return (
        (Text(str(count)),),
        (Reference(f"growth/{count % provisions}/text"),),
        (Blank(f"{path}.claim", f"EX-{count:06}"),),
        (Blank(f"{path}.sum", f"£{count:,}.00"),),
    )


def grown(part: int) -> Agreement:
    """The agreement at a part of its whole size."""
    provisions, rows = PROVISIONS // part, ROWS // part
    table = Table(COLUMNS, tuple(row(count, provisions) for count in range(rows)))
    return replace(
        sample.agreement(),
        operative=tuple(map(unit, range(provisions))),
        schedules=(Schedule("schedules/claims", "Claims", (), table),),
        open_points=(),
    )


def least(job, times: int) -> float:
    """The least time of several runs, in milliseconds."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        job()
        taken.append((perf_counter() - start) * 1000)
    return min(taken)


def main(shell: Shell) -> None:
    """Print the time for each size and how many times the one before it is."""
    print(f"{'provisions':>10} {'rows':>6} {'kB':>6} {'write ms':>9} {'ratio':>6}"
          f" {'gate ms':>9} {'ratio':>6}")  # fmt: skip
    before = None
    for part in PARTS:
        agreement = grown(part)
        docx = write(agreement, shell)
        taken = least(partial(write, agreement, shell), TIMES), least(partial(gate, docx), 1)
        ratios = [now / then for now, then in zip(taken, before, strict=True)] if before else []
        shown = [f"{ratio:6.1f}" for ratio in ratios] or [" " * 6] * 2
        sizes = f"{PROVISIONS // part:10} {ROWS // part:6} {len(docx) // 1000:6}"
        print(f"{sizes} {taken[0]:9.1f} {shown[0]} {taken[1]:9.1f} {shown[1]}")
        before = taken


if __name__ == "__main__":
    main(compile_shell(ROOT / "templates" / "plain.docx"))
