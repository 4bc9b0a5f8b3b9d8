"""What a change does to agreements, told on a terminal, in a pull request and to a program."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from textwrap import wrap

from msgspec import to_builtins

from agreement.cli.report import tally
from agreement.finding import Finding
from agreement.standards.impact import (
    GONE,
    LOOK,
    MARK,
    NEW,
    Cause,
    Change,
    Step,
    difference,
    shortened,
)
from agreement.verdict.github import annotation, command

WIDTH = 96
NOTHING = "no agreement changes"
_WHOLE = (NEW, GONE, LOOK, MARK)
_MARKED = re.compile(r"([\\`*_{}\[\]<>~|#])")
_PLAIN_MARKS = {"": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}
_MARKDOWN_MARKS = {"": ("", ""), "-": ("~~", "~~"), "+": ("**", "**")}


def as_text(causes: tuple[Cause, ...], files: Mapping[str, str]) -> str:
    """Each cause, under it each unit with the words [-removed-] and {+added+}, and where."""
    return "".join(f"{line}\n" for cause in causes for line in _cause_lines(cause))


def _cause_lines(cause: Cause) -> Iterator[str]:
    yield headline(cause)
    for change in cause.changes:
        yield from _change_lines(change)


def headline(cause: Cause) -> str:
    """The cause and how far it reaches: "clauses/billing/clawback.yaml: 4 agreements"."""
    count = len(cause.agreements)
    return f"{' or '.join(cause.sources)}: {tally(count, 'agreement') if count else NOTHING}"


def _change_lines(change: Change) -> Iterator[str]:
    yield f"  {change.unit}"
    if change.unit not in _WHOLE:
        marked = _marked(change, _PLAIN_MARKS, str)
        yield from wrap(marked, WIDTH, initial_indent="    ", subsequent_indent="    ")
    names = f"in {', '.join(change.agreements)}"
    yield from wrap(names, WIDTH, initial_indent="    ", subsequent_indent="       ",
                    break_on_hyphens=False)  # fmt: skip


def _marked(
    change: Change, marks: Mapping[str, tuple[str, str]], escape: Callable[[str], str]
) -> str:
    """The words of a change with marks around what was removed and what was added."""
    steps = difference(change.before, change.after)
    return "".join(_step(step, marks[step.sign], escape) for step in steps)


def _step(step: Step, marks: tuple[str, str], escape: Callable[[str], str]) -> str:
    words = step.words if step.sign else shortened(step.words)
    plain = " ".join(words.split())
    lead = " " if words[:1].isspace() else ""
    return f"{lead}{marks[0]}{escape(plain)}{marks[1]}"


def as_markdown(causes: tuple[Cause, ...], files: Mapping[str, str]) -> str:
    """The same for a comment or a job's summary: words struck through and words in bold."""
    return "\n".join(line for cause in causes for line in _markdown_lines(cause)) + "\n"


def _markdown_lines(cause: Cause) -> Iterator[str]:
    yield from (f"### {_escaped(headline(cause))}", "")
    for change in cause.changes:
        yield from (f"**{_escaped(change.unit)}** in {', '.join(change.agreements)}", "")
        if change.unit not in _WHOLE:
            yield from (f"> {_marked(change, _MARKDOWN_MARKS, _escaped)}", "")


def _escaped(words: str) -> str:
    return _MARKED.sub(r"\\\1", words)


def as_github(causes: tuple[Cause, ...], files: Mapping[str, str]) -> str:
    """The same as workflow commands, so that each cause is annotated in its file. `files` gives
    the path in the repository of a source that is a file."""
    return "".join(f"{_annotation(cause, files)}\n" for cause in causes)


def _annotation(cause: Cause, files: Mapping[str, str]) -> str:
    level = "warning" if cause.changes else "notice"
    path = files.get(cause.sources[0])
    where = {"file": path} if path else {}
    body = [line for change in cause.changes for line in _change_lines(change)] or [NOTHING]
    return command(level, "\n".join(body), {**where, "title": headline(cause)})


def as_json(causes: tuple[Cause, ...], files: Mapping[str, str]) -> str:
    """The same for a program: for each cause its sources, its agreements and its changes."""
    told = [{**to_builtins(cause), "agreements": cause.agreements} for cause in causes]
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def refused(way: str, findings: tuple[Finding, ...]) -> str:
    """Why nothing could be compared, told in the same way; nothing as text, which standard error
    has already."""
    match way:
        case "github":
            return "".join(f"{annotation(one)}\n" for one in findings)
        case "markdown":
            return "### Refused\n\n" + "".join(f"- {_escaped(str(one))}\n" for one in findings)
        case "json":
            told = [{"rule": one.rule, **to_builtins(one.place), "message": one.message}
                    for one in findings]  # fmt: skip
            return json.dumps({"refused": told}, indent=1, ensure_ascii=False) + "\n"
    return ""


FORMATS: Mapping[str, Callable[[tuple[Cause, ...], Mapping[str, str]], str]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
    "markdown": as_markdown,
}
"""How an impact is told, by the name of the way."""
