"""Verdicts as JSON, after schemas/findings.schema.json."""

import json
from collections.abc import Mapping

from agreement import __version__
from agreement.verdict.verdict import Verdict, even


def as_json(verdicts: tuple[Verdict, ...], notes: bool) -> str:
    """One document: for each term sheet its outcome, its files, what is open, what was found."""
    told = [_verdict(verdict, notes) for verdict in verdicts]
    whole = {"program": "build-agreement", "version": __version__, "sheets": told}
    return json.dumps(whole, indent=1, ensure_ascii=False)


def _verdict(verdict: Verdict, notes: bool) -> Mapping:
    return {
        "sheet": verdict.sheet,
        "outcome": verdict.outcome,
        "documents": list(verdict.documents),
        "failure": verdict.failure,
        "counts": {str(severity): count for severity, count in verdict.counts().items()},
        "open_points": [
            {"number": point.number, "what": point.what, "owner": point.owner, "path": point.name}
            for point in verdict.open_points
        ],
        "findings": [
            {
                "rule": finding.rule,
                "severity": str(finding.severity),
                "file": finding.place.file,
                "line": finding.place.line,
                "column": finding.place.column,
                "message": even(finding.message),
            }
            for finding in verdict.shown(notes)
        ],
    }
