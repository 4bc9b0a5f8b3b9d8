"""Judging a finished agreement: what a careful partner would raise. It never refuses or changes."""

from msgspec.structs import replace

from agreement.assembly.assemble import Drafted
from agreement.finding import Finding, Severity, error, warning
from agreement.lint.by_law import rules_under
from agreement.lint.ends import STAND_IN
from agreement.lint.reading import Reading
from agreement.reading.source import undotted


def lint(drafted: Drafted) -> tuple[Finding, ...]:
    """What is wrong with an agreement, in the order of the term sheet, with what the term sheet
    allows left out and allowances that nothing needs reported."""
    reading = Reading(drafted)
    rules = rules_under(drafted.setting.sheet.jurisdiction)
    findings = [
        Finding(rule.id, rule.severity, place, message)
        for rule in rules
        for place, message in rule.look(reading)
    ]
    allowed = drafted.setting.sheet.allow
    kept = [finding for finding in findings if finding.rule not in allowed]
    kept += _unused(drafted, {finding.rule for finding in findings})
    return tuple(sorted(kept, key=lambda finding: (finding.place, finding.rule)))


def _unused(drafted: Drafted, raised: set[str]) -> list[Finding]:
    sheet = drafted.setting.sheet
    source = sheet.source
    # What is allowed may be a finding about a clause that is open as a whole for now.
    idle = [rule for rule in sheet.allow if rule not in raised and not sheet.unsettled]
    told = "no finding {} is left to allow; take the line out."
    return [
        warning("unused-allowance", source.key(("allow", rule)), told.format(rule)) for rule in idle
    ]


def not_final(drafted: Drafted, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Why an agreement cannot go out for signature: its open points and words that stand for one,
    its draft status, and the errors among its findings."""
    source = drafted.setting.sheet.source
    reasons = [
        replace(finding, severity=Severity.ERROR)
        for finding in findings
        if finding.severity is Severity.ERROR or finding.rule == STAND_IN
    ]
    for point in drafted.agreement.open_points:
        message = f"{point} is still open; answer it before the final copy."
        reasons.append(error("open-point", source.place(undotted(point.name)), message))
    if drafted.agreement.status != "execution":
        message = f"the status is {drafted.agreement.status}; write status: execution."
        reasons.append(error("draft-status", source.place(("status",)), message))
    return tuple(reasons)
