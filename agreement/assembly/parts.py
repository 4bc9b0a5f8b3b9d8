"""What each form of document is made of: its parts, before and after it has its definitions."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from agreement.answers.typed import Answers
from agreement.assembly.clause_tables import clause_schedules
from agreement.assembly.court import court
from agreement.assembly.heads import heads
from agreement.assembly.heads_duties import Outline
from agreement.assembly.order import Order, Terms, in_claim, order, tells, with_meanings
from agreement.assembly.parties import party
from agreement.assembly.plainly import told_plainly
from agreement.assembly.provisions import provision
from agreement.assembly.schedules import duty_schedules
from agreement.assembly.sheet_provisions import agreed_actions, recitals
from agreement.assembly.signing import execution
from agreement.choice.choose import Picked
from agreement.document.tree import Duty, Execution, Party, Prose, Provision, Schedule
from agreement.term_sheet.forms import HEADS, TOMLIN
from agreement.term_sheet.proceedings import proceedings
from agreement.term_sheet.setting import Setting
from agreement.term_sheet.status import what_binds

Answered = tuple[Picked, Answers]


class Content(Struct, frozen=True):
    """What a document is drawn from: the clauses with their answers, and their duties."""

    clauses: tuple[Answered, ...]
    duties: tuple[Duty, ...]
    setting: Setting


class Parts(Struct, frozen=True):
    """The parts of an agreement, under the names by which a jurisdiction orders them."""

    parties: tuple[Party, ...]
    recitals: tuple[Provision, ...]
    operative: tuple[Provision, ...]
    schedules: tuple[Schedule, ...]
    execution: tuple[Execution, ...]
    duties: tuple[Duty, ...]
    court: tuple[Prose, ...] = ()


def parts_of(content: Content) -> Parts:
    """The parts of the document without its definitions: of heads of terms the outline, of an
    order the orders and the schedule of what is agreed."""
    setting = content.setting
    parties = tuple(party(one, setting) for one in setting.sheet.parties)
    bare = Parts(
        parties=parties,
        recitals=recitals(setting),
        operative=(),
        schedules=(),
        execution=tuple(
            block for one in setting.sheet.parties for block in execution(one, setting)
        ),
        duties=content.duties,
    )
    match setting.sheet.form:
        case form if form == HEADS:
            return _heads(bare, content)
        case form if form == TOMLIN:
            return _order(bare, content)
    operative = (*_provisions(content.clauses, setting).values(), *_others(content))
    return replace(bare, operative=operative, schedules=_schedules(content))


def _heads(bare: Parts, content: Content) -> Parts:
    setting = content.setting
    sheet = setting.sheet
    bound = tuple(one for one in content.clauses if one[0].clause.id in sheet.binding)
    provisions = tuple(_provisions(bound, setting).values())
    agreed = tuple(pick for pick, _ in content.clauses if pick.clause.id not in sheet.unsettled)
    waiting = tuple(one for one in content.clauses if one[0] not in agreed and one not in bound)
    return replace(
        bare,
        recitals=told_plainly(bare.recitals, setting),
        operative=heads(Outline(agreed, waiting, content.duties, provisions, setting)),
        schedules=tables(bound, setting),
    )


def _order(bare: Parts, content: Content) -> Parts:
    setting = content.setting
    clauses = _provisions(content.clauses, setting)
    terms = Terms(bare.recitals, clauses, _others(content), _schedules(content))
    made = order(terms, setting)
    return replace(
        _ordered(bare, made),
        parties=in_claim(bare.parties, setting),
        court=court(setting),
        duties=tuple(one for one in bare.duties if tells(one.provision, made)),
    )


def _ordered(parts: Parts, made: Order) -> Parts:
    return replace(
        parts, recitals=made.recitals, operative=made.operative, schedules=made.schedules
    )


def _provisions(clauses: tuple[Answered, ...], setting: Setting) -> Mapping[str, Provision]:
    return {pick.clause.id: provision(pick, answers, setting) for pick, answers in clauses}


def _others(content: Content) -> tuple[Provision, ...]:
    clauses = [pick.clause.id for pick, _ in content.clauses]
    return (*agreed_actions(content.duties, content.setting), *what_binds(content.setting, clauses))


def _schedules(content: Content) -> tuple[Schedule, ...]:
    own = tables(content.clauses, content.setting)
    return (*own, *duty_schedules(content.duties, content.setting))


def tables(clauses: tuple[Answered, ...], setting: Setting) -> tuple[Schedule, ...]:
    """A schedule for each table that these clauses ask for and get."""
    return tuple(
        schedule
        for pick, answers in clauses
        for schedule in clause_schedules(pick, answers, setting)
    )


def prints(parts: Parts, pick: Picked, setting: Setting) -> bool:
    """Whether the document tells of a clause. An order whose terms the solicitors hold is public
    and tells only of those that it prints."""
    claim = proceedings(setting.sheet) if setting.sheet.form == TOMLIN else None
    if claim is None or not claim.held:
        return True
    meanings = (entry for one in parts.operative for entry in one.provisions)
    return pick.clause.id in {one.id for one in (*parts.operative, *meanings)}


def with_definitions(
    parts: Parts, meanings: tuple[Provision, ...], pulled: tuple[Schedule, ...], setting: Setting
) -> Parts:
    """The parts with their definitions, and the schedules that these ask for."""
    if setting.sheet.form == TOMLIN:
        made = Order(parts.recitals, parts.operative, (*parts.schedules, *pulled))
        return _ordered(parts, with_meanings(made, meanings, setting))
    operative, schedules = (*meanings, *parts.operative), (*pulled, *parts.schedules)
    return replace(parts, operative=operative, schedules=schedules)
