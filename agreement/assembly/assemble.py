"""A checked term sheet and its clauses, put together into one agreement.

The way: choose the clauses, answer their blanks, pull in definitions, fill the text, order the
parts, derive the duties, add the schedules, and number the open points last.
"""

from collections.abc import Iterable
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from agreement.answers.calculations import calculated
from agreement.answers.fill import UnknownBlank
from agreement.answers.typed import Answers, answer
from agreement.assembly import open_points
from agreement.assembly.definitions import defined, pulled_in, used
from agreement.assembly.parts import Content, Parts, parts_of, prints, tables, with_definitions
from agreement.assembly.provisions import definitions
from agreement.choice.choose import Picked
from agreement.choice.examine import examine
from agreement.document.provenance import OPEN
from agreement.document.provenance import Source as ClauseSource
from agreement.document.tree import Agreement, Duty
from agreement.document.wording import singular
from agreement.duties.dated import sheet_duties, together
from agreement.duties.owed import owed
from agreement.finding import Finding, refuse_if
from agreement.library.disk import Library
from agreement.reading.load import load
from agreement.reading.source import Source
from agreement.remembered import grown_older
from agreement.term_sheet.forms import form_faults, notice_of, title_of
from agreement.term_sheet.proceedings import proceedings_faults
from agreement.term_sheet.setting import Setting, setting
from agreement.term_sheet.status import binding_faults, legend
from agreement.term_sheet.terms import TermSheet, typed


class Drafted(Struct, frozen=True):
    """An agreement with what later checks need: its setting, and each clause with its answers."""

    agreement: Agreement
    setting: Setting
    clauses: tuple[tuple[Picked, Answers], ...]


def draft(raw: bytes, file: str, library: Library, form: str = "") -> Drafted:
    """The agreement that the bytes of a term sheet ask for, in a `form` other than its own where
    one is named. Raises Refused with every fault that one stage of the way finds."""
    return draft_source(load(raw, file), library, form)


def draft_source(source: Source, library: Library, form: str = "") -> Drafted:
    """The agreement that a term sheet asks for which is read already. Raises Refused."""
    grown_older()
    chosen, findings = examine(source, library)
    refuse_if(findings)
    sheet = typed(source)
    sheet = replace(sheet, form=form or sheet.form)
    here = setting(sheet, library.jurisdiction(sheet.jurisdiction))
    ids = [pick.clause.id for pick in chosen]
    refuse_if([*proceedings_faults(sheet), *form_faults(here, ids), *binding_faults(here, ids)])
    try:
        return assemble(chosen, here, library)
    except UnknownBlank:
        refuse_if(_unknown_blanks(ids, library))
        raise


def _unknown_blanks(ids: Iterable[str], library: Library) -> tuple[Finding, ...]:
    """The blanks of these clauses, and of the definitions, which any of them may use, that nothing
    answers."""
    # What explains a fault is read only where there is one.
    from agreement.answers.declared import unknown_blanks

    defining = (id for id in library.ids() if id.startswith("definitions/"))
    clauses = filter(None, map(library.clause, (*ids, *defining)))
    return tuple(found for clause in clauses for found in unknown_blanks(clause))


def assemble(chosen: tuple[Picked, ...], setting: Setting, library: Library) -> Drafted:
    """The agreement of these clauses in this setting. Raises Refused."""
    clauses = _answered(_in_order(chosen, setting), setting)
    duties = _duties(clauses, setting)
    told = parts_of(Content(clauses, duties, setting))
    scheduled = tuple(schedule.provisions for schedule in told.schedules)
    known = frozenset(map(singular, setting.called.values())) | defined(
        told.recitals, told.operative, scheduled
    )
    using = used(told.recitals, told.operative, told.schedules)
    defining = pulled_in(using, known, setting, library)
    whole = (*((pick, answers) for pick, answers, _ in defining), *clauses)
    entries = tuple(entry for *_, entry in defining)
    provisions = (*told.recitals, *told.operative, *chain.from_iterable(scheduled))
    meanings = definitions(entries, provisions, setting)
    pulled = tuple((pick, answers) for pick, answers, _ in defining)
    parts = with_definitions(told, meanings, tables(pulled, setting), setting)
    return Drafted(_agreement(parts, whole, setting), setting, whole)


def _in_order(chosen: tuple[Picked, ...], setting: Setting) -> tuple[Picked, ...]:
    kinds = tuple(setting.jurisdiction["kinds"])
    return tuple(sorted(chosen, key=lambda pick: _rank(pick.clause.kind, kinds)))


def _rank(kind: str, kinds: tuple[str, ...]) -> int:
    return kinds.index(kind) if kind in kinds else len(kinds)


def _answered(picks: tuple[Picked, ...], setting: Setting) -> tuple[tuple[Picked, Answers], ...]:
    clauses, findings = [], []
    for pick in picks:
        answers, faulty = answer(pick, setting)
        clauses.append((pick, answers))
        findings += faulty
    refuse_if(findings)
    whole, backwards = calculated(tuple(clauses), setting)
    refuse_if(backwards)
    return whole


def _duties(clauses: tuple[tuple[Picked, Answers], ...], setting: Setting) -> tuple[Duty, ...]:
    of_clauses = (owed(pick, answers, setting) for pick, answers in clauses)
    duties, findings = together((*of_clauses, sheet_duties(setting)))
    refuse_if(findings)
    return duties


def _agreement(
    parts: Parts, clauses: tuple[tuple[Picked, Answers], ...], setting: Setting
) -> Agreement:
    points = open_points.listed(getattr(parts, name) for name in setting.conventions.parts)
    numbered = open_points.numbered(parts, points)
    sheet = setting.sheet
    return Agreement(
        title=title_of(setting),
        form=sheet.form,
        status=sheet.status,
        status_words=legend(setting, [pick.clause.id for pick, _ in clauses]),
        draft=sheet.draft,
        dated=sheet.dated,
        reference=sheet.reference,
        author=sheet.author,
        currency=setting.currency,
        conventions=setting.conventions,
        parties=numbered.parties,
        recitals=numbered.recitals,
        operative=numbered.operative,
        schedules=numbered.schedules,
        execution=numbered.execution,
        duties=numbered.duties,
        open_points=points,
        sources=tuple(_source(pick, sheet) for pick, _ in clauses if prints(parts, pick, setting)),
        sheet_digest=sheet.source.digest,
        place=sheet.place,
        notice=notice_of(setting),
        testimonium=setting.form.get("testimonium", setting.jurisdiction["testimonium"]),
        court=numbered.court,
        timed=str(sheet.at(("draft", "time")) or ""),
    )


def _source(pick: Picked, sheet: TermSheet) -> ClauseSource:
    wording = OPEN if pick.clause.id in sheet.unsettled else pick.alternative
    return ClauseSource(pick.clause.id, wording, pick.clause.source.digest, pick.why)
