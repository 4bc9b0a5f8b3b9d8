"""Comments that a change would have lost, put back before the line that followed them."""

from collections import Counter
from collections.abc import Iterator


def kept(before: str, after: str) -> str:
    """The text after a change, with every comment on a line of its own that it had before it."""
    lost = Counter(_comments(before)) - Counter(_comments(after))
    if not lost:
        return after
    lines = after.splitlines()
    for block, next_line in _blocks(before.splitlines()):
        gone = [line for line in block if lost[line.strip()] > 0]
        lost.subtract(line.strip() for line in gone)
        place = lines.index(next_line) if next_line in lines else len(lines)
        lines[place:place] = gone
    return "\n".join(lines) + "\n"


def _comments(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.lstrip().startswith("#"))


def _blocks(lines: list[str]) -> Iterator[tuple[list[str], str]]:
    """Each run of comment lines, and the line that follows it."""
    run: list[str] = []
    for line in lines:
        if line.lstrip().startswith("#"):
            run.append(line)
        elif run and line.strip():
            yield run, line
            run = []
    if run:
        yield run, ""
