"""One agreement of a batch: a row filled into the standard, drafted, judged and written."""

from msgspec import Struct
from msgspec.structs import replace

from agreement.assembly.assemble import Drafted, draft_source
from agreement.batch.filled import filled
from agreement.batch.row import Row
from agreement.finding import Finding, Place, Refused, Severity, error
from agreement.library.disk import Library
from agreement.lint import lint, not_final
from agreement.reading.source import Source
from agreement.word import Shell, written


class Mould(Struct, frozen=True):
    """What every agreement of a batch is made with: the standard, the library, the shell, the form
    where it is another than the standard's, and how strict to be."""

    standard: Source
    library: Library
    shell: Shell
    form: str = ""
    final: bool = False
    strict: bool = False


class Made(Struct, frozen=True):
    """An agreement with its term sheet, its Word file, the content digest that this carries, and
    its findings."""

    source: Source
    drafted: Drafted
    docx: bytes
    content: str
    findings: tuple[Finding, ...]


def made(row: Row, mould: Mould) -> Made:
    """The agreement of a row. Raises Refused with findings that name the row and its columns."""
    try:
        source = filled(mould.standard, row)
        drafted = draft_source(source, mould.library, mould.form)
        findings = lint(drafted)
        stopping = _stopping(drafted, findings, mould)
        if stopping:
            raise Refused(stopping)
        docx, told = written(drafted.agreement, mould.shell)
        return Made(source, drafted, docx, told.content_digest, findings)
    except Refused as refused:
        raise Refused(tuple(of_row(one, row) for one in refused.findings)) from None


def _stopping(drafted: Drafted, findings: tuple[Finding, ...], mould: Mould) -> tuple[Finding, ...]:
    """Why nothing is written: for a final copy its reasons, else the errors where they stop it."""
    if mould.final:
        return not_final(drafted, findings)
    found = (one for one in findings if one.severity is Severity.ERROR)
    return tuple(found) if mould.strict else ()


def of_row(finding: Finding, row: Row) -> Finding:
    """A finding about the standard, told of the row that leaves it so."""
    if finding.place.file == row.file:
        return finding
    told = f"{finding.message} (at {finding.place})"
    return replace(finding, place=Place(row.file, row.number), message=told)


def failed(row: Row, rule: str, message: str) -> tuple[Finding, ...]:
    """A row that came to nothing through no fault of its own."""
    return (error(rule, row.place, message),)
