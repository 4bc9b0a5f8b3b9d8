"""Verdicts as SARIF 2.1.0, the format in which tools for code report what they found (OASIS
standard, 27 March 2020)."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from agreement import __version__
from agreement.finding import Finding, Severity
from agreement.verdict.explained import EXPLAINED, Explained
from agreement.verdict.verdict import FAILED, Verdict, even

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "SRCROOT"
"""Where relative paths begin; a reader of the file knows it, and the program does not say it."""

_INDEX = {id: place for place, id in enumerate(EXPLAINED)}


def as_sarif(verdicts: tuple[Verdict, ...], notes: bool) -> str:
    """One log of one run, the table of rules in it."""
    rules = [*map(_rule, EXPLAINED.values())]
    driver = {"name": "build-agreement", "version": __version__, "rules": rules}
    found = (one for verdict in verdicts for one in verdict.shown(notes))
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(verdicts)],
        "results": [*map(_result, found)],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1,
                      ensure_ascii=False)  # fmt: skip


def _rule(rule: Explained) -> Mapping:
    help = "\n\n".join(rule.paragraphs())
    example = f"\n\n```yaml\n{rule.example.strip()}\n```" if rule.example else ""
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.says},
        "help": {"text": help, "markdown": help + example},
        "defaultConfiguration": {"level": str(rule.severity)},
        "properties": {
            "authority": [
                {"cite": row.cite, "states": row.states, "as_of": row.as_of,
                 "verified": row.verified}
                for row in rule.authority
            ]
        },
    }  # fmt: skip


def _invocation(verdicts: tuple[Verdict, ...]) -> Mapping:
    failures = [verdict for verdict in verdicts if verdict.outcome == FAILED]
    told = [{"level": "error", "message": {"text": one.failure}} for one in failures]
    return {"executionSuccessful": not failures, "toolExecutionNotifications": told}


def _result(finding: Finding) -> Mapping:
    known = {"ruleIndex": _INDEX[finding.rule]} if finding.rule in _INDEX else {}
    return {
        "ruleId": finding.rule,
        **known,
        "level": "note" if finding.severity is Severity.NOTE else str(finding.severity),
        "message": {"text": even(finding.message)},
        "locations": [*_locations(finding)],
    }


def _locations(finding: Finding) -> Iterator[Mapping]:
    place = finding.place
    where = {"artifactLocation": artifact(place.file)}
    if place.line:
        where["region"] = {"startLine": place.line, "startColumn": max(place.column, 1)}
    yield {"physicalLocation": where}


def artifact(file: str) -> Mapping[str, str]:
    """A file by its address: relative where it lies below the folder the program was started in."""
    path = Path(file)
    if path.is_absolute():
        try:
            path = path.relative_to(Path.cwd())
        except ValueError:
            return {"uri": f"file://{quote(os.fsencode(file))}"}
    return {"uri": quote(os.fsencode(path.as_posix())), "uriBaseId": _ROOT}
