"""Verdicts as JUnit XML: a suite for each term sheet, a case for each finding.

An error fails its case and a failure of the machine is an error of its own; a warning or a note is
a case that passes and says what it is. A term sheet without findings is one case that passes.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from agreement.finding import Finding, Severity
from agreement.reading.syntax import FORBIDDEN
from agreement.verdict.verdict import Verdict, even


def as_junit(verdicts: tuple[Verdict, ...], notes: bool) -> str:
    """One document of test suites."""
    suites = Element("testsuites", name="build-agreement")
    for verdict in verdicts:
        _suite(suites, verdict, notes)
    for kind in ("tests", "failures", "errors"):
        suites.set(kind, str(sum(int(suite.get(kind, "0")) for suite in suites)))
    indent(suites, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode")


def _suite(suites: Element, verdict: Verdict, notes: bool) -> None:
    cases = [*_cases(verdict, notes)]
    suite = SubElement(suites, "testsuite", name=_legal(verdict.sheet), tests=str(len(cases)))
    for kind, child in (("failures", "failure"), ("errors", "error")):
        suite.set(kind, str(sum(case.find(child) is not None for case in cases)))
    suite.set("skipped", "0")
    suite.extend(cases)


def _cases(verdict: Verdict, notes: bool) -> Iterator[Element]:
    shown = verdict.shown(notes)
    for finding in shown:
        yield _found(verdict, finding)
    if verdict.failure:
        case = _case(verdict, "the program ran to its end")
        SubElement(case, "error", type="failed", message=_legal(verdict.failure))
        yield case
    elif not shown:
        yield _case(verdict, "no findings")


def _found(verdict: Verdict, finding: Finding) -> Element:
    place = finding.place
    case = _case(verdict, f"{finding.rule} at {place.line}:{place.column}")
    told = _legal(f"{place}: {even(finding.message)}")
    if finding.severity is Severity.ERROR:
        failure = SubElement(case, "failure", type=finding.rule, message=_legal(finding.message))
        failure.text = told
    else:
        SubElement(case, "system-out").text = f"{finding.severity}: {told}"
    return case


def _case(verdict: Verdict, name: str) -> Element:
    return Element("testcase", classname=_legal(verdict.sheet), name=_legal(name))


def _legal(words: str) -> str:
    """Words without what XML 1.0 cannot hold, which the name of a file may have."""
    return FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", words)
