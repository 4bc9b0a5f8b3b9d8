"""A checked term sheet and its clauses, put together into one agreement.

The way: choose the clauses, answer their blanks, pull in definitions, fill the text, order the
parts, derive the duties, add the schedules, and number the open points last.
"""

from dataclasses import dataclass

from agreement.answers import Answers, answer
from agreement.blanks import sheet_schema
from agreement.choose import Picked, choose
from agreement.definitions import defined, pulled_in, used
from agreement.document import Agreement, Duty, Provision, Source
from agreement.duties import clause_duties, sheet_duties
from agreement.finding import refuse_if
from agreement.library import Library
from agreement.load import load
from agreement.open_points import listed, numbering
from agreement.parties import execution, party
from agreement.provisions import agreed_actions, definitions, provision, recitals
from agreement.schedules import clause_schedules, duty_schedules
from agreement.schema import faults
from agreement.setting import Setting, setting
from agreement.terms import frame, typed
from agreement.wording import singular


@dataclass(frozen=True, slots=True)
class Drafted:
    """An agreement with what later checks need: its setting, and each clause with its answers."""

    agreement: Agreement
    setting: Setting
    clauses: tuple[tuple[Picked, Answers], ...]


def draft(raw: bytes, file: str, library: Library) -> Drafted:
    """The agreement that the bytes of a term sheet ask for. Raises Refused with every fault that
    one stage of the way finds."""
    source = load(raw, file)
    chosen, misfits = choose(source, library)
    schema = sheet_schema(
        frame(library.schema("term-sheet-frame"), library.clause_schema),
        (pick.clause for pick in chosen),
    )
    refuse_if([*faults(source, schema, open_allowed=True), *misfits])
    sheet = typed(source)
    return assemble(chosen, setting(sheet, library.jurisdiction(sheet.jurisdiction)), library)


def assemble(chosen: tuple[Picked, ...], setting: Setting, library: Library) -> Drafted:
    """The agreement of these clauses in this setting. Raises Refused."""
    clauses = _answered(_in_order(chosen, setting), setting)
    duties = _duties(clauses, setting)
    provisions = (
        *(provision(pick, answers, setting) for pick, answers in clauses),
        *agreed_actions(duties, setting),
    )
    background = recitals(setting)
    known = frozenset(map(singular, setting.called.values())) | defined(provisions)
    defining = pulled_in(used(background, provisions, duties), known, setting, library)
    operative = (*definitions(tuple(entry for *_, entry in defining), provisions), *provisions)
    whole = (*((pick, answers) for pick, answers, _ in defining), *clauses)
    return Drafted(_agreement(whole, (background, operative, duties), setting), setting, whole)


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
    return tuple(clauses)


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


def _agreement(
    clauses: tuple[tuple[Picked, Answers], ...],
    body: tuple[tuple[Provision, ...], tuple[Provision, ...], tuple[Duty, ...]],
    setting: Setting,
) -> Agreement:
    sheet = setting.sheet
    background, operative, duties = body
    parties = tuple(party(one, setting) for one in sheet.parties)
    attached = tuple(
        schedule
        for pick, answers in clauses
        for schedule in clause_schedules(pick, answers, setting)
    )
    signed = tuple(block for one in sheet.parties for block in execution(one, setting))
    points = listed((parties, background, operative, attached, duties, signed))
    number = numbering(points)
    duties = number(duties)
    return Agreement(
        title=sheet.title,
        form=sheet.form,
        status=sheet.status,
        status_words=setting.jurisdiction["status"].get(sheet.status, ""),
        draft=sheet.draft,
        dated=sheet.dated,
        reference=sheet.reference,
        author=sheet.author,
        currency=setting.currency,
        conventions=setting.conventions,
        parties=number(parties),
        recitals=number(background),
        operative=number(operative),
        schedules=(*number(attached), *duty_schedules(duties, setting)),
        execution=number(signed),
        duties=duties,
        open_points=points,
        sources=tuple(_source(pick) for pick, _ in clauses),
        sheet_digest=sheet.source.digest,
        place=sheet.place,
        notice=sheet.notice,
    )


def _source(pick: Picked) -> Source:
    return Source(pick.clause.id, pick.alternative, pick.clause.source.digest, pick.why)
