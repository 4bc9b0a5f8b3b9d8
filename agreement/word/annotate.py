"""What a drafter should know beside the text: the library's notes and authorities, the findings
and the defaults taken, each at the provision it is about."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from agreement.answers.fill import words_of
from agreement.answers.typed import Answer
from agreement.assembly.assemble import Drafted
from agreement.document.number import NBSP, cited, number
from agreement.document.prose import inlines, plain_words
from agreement.document.tree import Agreement, Blank, OpenPoint
from agreement.document.wording import spelled
from agreement.finding import Finding, Place, error, refuse_if
from agreement.reading.source import Path, dotted
from agreement.term_sheet.setting import Setting
from agreement.word.comments import Note

_TOLD_IN_FULL = frozenset(("default-taken", "authority-unread"))
"""Findings that gather what a note of its own says at each provision."""

_CITED = re.compile(rf"\w+{NBSP}\(?[0-9A-Z][0-9a-z.()]*(?<![.])")


class _Where(Struct, frozen=True):
    """The ids of what can carry a note: all of them, and by what leads to them."""

    ids: frozenset[str]
    cited: Mapping[str, str]
    printed: Mapping[str, str]
    paths: Mapping[Place, Path]

    def of(self, finding: Finding) -> str:
        """The provision that a finding cites by its number, else what its place is about."""
        for match in _CITED.finditer(finding.message):
            if match[0] in self.cited:
                return self.cited[match[0]]
        return self.of_path(self.paths.get(finding.place, ()))

    def of_path(self, path: Path) -> str:
        """What prints the answer at this path of the term sheet, or else is made from it."""
        if dotted(path) in self.printed:
            return self.printed[dotted(path)]
        match path:
            case ("clauses", str(id), *_) if id in self.ids:
                return id
            case ("parties", str(role), *_) if f"parties/{role}" in self.ids:
                return f"parties/{role}"
        return ""


def annotations(drafted: Drafted, findings: tuple[Finding, ...]) -> tuple[Note, ...]:
    """The notes on a draft: for each clause its drafting note and its authorities, then every
    default taken and every finding. Raises Refused for a copy for signature."""
    sheet = drafted.setting.sheet
    if drafted.agreement.status == "execution":
        message = "a copy for signature carries no notes; build it without --annotate."
        place = sheet.source.place(("status",))
        refuse_if([error("annotated-execution", place, message)])
    where = _where(drafted)
    return (*_clauses(drafted), *_assumptions(drafted, where), *_findings(findings, where))


def _clauses(drafted: Drafted) -> Iterator[Note]:
    setting = drafted.setting
    for pick, _ in drafted.clauses:
        rows = [row for row in pick.clause.value["authority"] if _applies(row, setting)]
        lines = (f"Drafting note: {pick.clause.value['notes']}", *map(_authority, rows))
        words = "\n".join(spelled(" ".join(line.split()), setting.spelling) for line in lines)
        yield Note(pick.clause.id, words)


def _applies(row: Mapping, setting: Setting) -> bool:
    here = setting.sheet.jurisdiction
    return row.get("jurisdiction", here) == here


def _authority(row: Mapping) -> str:
    read = "verified in the source" if row["verified"] else "not verified in the source"
    return f"Authority: {row['cite']}: {row['states']} ({read}, as of {row['as_of']})"


def _assumptions(drafted: Drafted, where: _Where) -> Iterator[Note]:
    for pick, answers in drafted.clauses:
        for key, answer in answers.items():
            if answer.default:
                printed = _printed(answer, drafted.setting)
                words = (
                    f"Assumption: {answer.blank['ask']}: {printed}. This is the clause’s own "
                    f"default; give {key} below {pick.clause.id} where it is otherwise."
                )
                yield Note(where.of_path(answer.path), words)


def _printed(answer: Answer, setting: Setting) -> str:
    if isinstance(answer.value, bool):
        return "yes" if answer.value else "no"
    return plain_words(words_of(answer, setting)) or str(answer.value)


def _findings(findings: tuple[Finding, ...], where: _Where) -> Iterator[Note]:
    for finding in findings:
        if finding.rule not in _TOLD_IN_FULL:
            words = f"{finding.severity.capitalize()}: {finding.message} ({finding.rule})"
            yield Note(where.of(finding), words)


def _where(drafted: Drafted) -> _Where:
    agreement = drafted.agreement
    numbers = number(agreement)
    return _Where(
        ids=frozenset((*numbers, *(pick.clause.id for pick, _ in drafted.clauses))),
        cited={cited(one, agreement.conventions): id for id, one in numbers.items()},
        printed=dict(reversed(tuple(_printed_in(agreement)))),
        paths=_paths(drafted),
    )


def _printed_in(agreement: Agreement) -> Iterator[tuple[str, str]]:
    """The path of each answer and open point, with the id of each thing that prints it."""
    for party in agreement.parties:
        yield from ((name, f"parties/{party.role}") for name in _names(party.prose))
    waiting = [*agreement.provisions]
    while waiting:
        unit = waiting.pop(0)
        yield from ((name, unit.id) for name in _names(unit.prose))
        waiting[:0] = unit.provisions
    for schedule in agreement.schedules:
        yield from ((name, schedule.id) for name in _names((schedule.prose, schedule.table)))


def _names(tree: object) -> Iterator[str]:
    for inline in inlines(tree):
        if isinstance(inline, Blank | OpenPoint):
            yield inline.name


def _paths(drafted: Drafted) -> dict[Place, Path]:
    """What stands at each place of the term sheet: the deepest of the values that begin there."""
    source = drafted.setting.sheet.source
    known = (*source.places.items(), *source.keys.items())
    return {place: path for path, place in sorted(known, key=lambda one: len(one[0]))}
