"""A checked term sheet and its clauses, put together into one agreement.

The way: choose the clauses, answer their blanks, pull in definitions, fill the text, order the
parts, derive the duties, add the schedules, and number the open points last.
"""

from dataclasses import dataclass, replace

from agreement.answers import Answers, answer
from agreement.calculations import calculated
from agreement.choose import Picked
from agreement.definitions import defined, pulled_in, used
from agreement.document import (
    Agreement,
    Duty,
    Execution,
    Party,
    Provision,
    Schedule,
)
from agreement.duties import clause_duties, sheet_duties
from agreement.examine import examine
from agreement.finding import refuse_if
from agreement.forms import HEADS, form_faults, title_of
from agreement.heads import Outline, heads
from agreement.library import Library
from agreement.load import load
from agreement.open_points import listed, numbering
from agreement.parties import party
from agreement.plainly import told_plainly
from agreement.provenance import Source as ClauseSource
from agreement.provisions import agreed_actions, definitions, provision, recitals
from agreement.schedules import clause_schedules, duty_schedules
from agreement.setting import Setting, setting
from agreement.signing import execution
from agreement.source import Source
from agreement.status import binding_faults, legend, what_binds
from agreement.terms import typed
from agreement.wording import singular


@dataclass(frozen=True, slots=True)
class Drafted:
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
    chosen, findings = examine(source, library)
    refuse_if(findings)
    sheet = typed(source)
    sheet = replace(sheet, form=form or sheet.form)
    here = setting(sheet, library.jurisdiction(sheet.jurisdiction))
    refuse_if([*form_faults(here), *binding_faults(here, [pick.clause.id for pick in chosen])])
    return assemble(chosen, here, library)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of an agreement, under the names by which a jurisdiction orders them."""

    parties: tuple[Party, ...]
    recitals: tuple[Provision, ...]
    operative: tuple[Provision, ...]
    schedules: tuple[Schedule, ...]
    execution: tuple[Execution, ...]
    duties: tuple[Duty, ...]


def assemble(chosen: tuple[Picked, ...], setting: Setting, library: Library) -> Drafted:
    """The agreement of these clauses in this setting. Raises Refused."""
    clauses = _answered(_in_order(chosen, setting), setting)
    duties = _duties(clauses, setting)
    told = _told(clauses, duties, setting)
    known = frozenset(map(singular, setting.called.values())) | defined(
        told.recitals, told.operative
    )
    using = used(told.recitals, told.operative, told.schedules)
    defining = pulled_in(using, known, setting, library)
    whole = (*((pick, answers) for pick, answers, _ in defining), *clauses)
    entries = tuple(entry for *_, entry in defining)
    meanings = definitions(entries, (*told.recitals, *told.operative), setting)
    pulled = tuple((pick, answers) for pick, answers, _ in defining)
    parts = replace(
        told,
        operative=(*meanings, *told.operative),
        schedules=(*_tables(pulled, setting), *told.schedules),
    )
    return Drafted(_agreement(parts, whole, setting), setting, whole)


def _told(
    clauses: tuple[tuple[Picked, Answers], ...], duties: tuple[Duty, ...], setting: Setting
) -> _Parts:
    """The parts of the document without its definitions: of heads of terms the outline."""
    brief = setting.sheet.form == HEADS
    full = [one for one in clauses if not brief or one[0].clause.id in setting.sheet.binding]
    background = recitals(setting)
    provisions = tuple(provision(pick, answers, setting) for pick, answers in full)
    tables = _tables(tuple(full), setting)
    if brief:
        outline = Outline(tuple(pick for pick, _ in clauses), duties, provisions, setting)
        operative, background = heads(outline), told_plainly(background, setting)
        schedules = tables
    else:
        operative = (*provisions, *agreed_actions(duties, setting), *what_binds(setting))
        schedules = (*tables, *duty_schedules(duties, setting))
    return _Parts(
        parties=tuple(party(one, setting) for one in setting.sheet.parties),
        recitals=background,
        operative=operative,
        schedules=schedules,
        execution=tuple(
            block for one in setting.sheet.parties for block in execution(one, setting)
        ),
        duties=duties,
    )


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
    duties, findings = [], []
    for created, faulty in (
        *(clause_duties(pick, answers, setting) for pick, answers in clauses),
        sheet_duties(setting),
    ):
        duties += created
        findings += faulty
    refuse_if(findings)
    return tuple(duties)


def _tables(clauses: tuple[tuple[Picked, Answers], ...], setting: Setting) -> tuple[Schedule, ...]:
    return tuple(
        schedule
        for pick, answers in clauses
        for schedule in clause_schedules(pick, answers, setting)
    )


def _agreement(
    parts: _Parts, clauses: tuple[tuple[Picked, Answers], ...], setting: Setting
) -> Agreement:
    points = listed(getattr(parts, name) for name in setting.conventions.parts)
    numbered = numbering(points)(parts)
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
        sources=tuple(_source(pick) for pick, _ in clauses),
        sheet_digest=sheet.source.digest,
        place=sheet.place,
        notice=sheet.notice,
        testimonium=setting.form.get("testimonium", setting.jurisdiction["testimonium"]),
    )


def _source(pick: Picked) -> ClauseSource:
    return ClauseSource(pick.clause.id, pick.alternative, pick.clause.source.digest, pick.why)
