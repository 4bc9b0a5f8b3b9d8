"""The words of an agreement unit by unit, such that a unit which only moves has not changed:
references stand in them by id, and open points without their number."""

from collections import Counter
from collections.abc import Iterator, Mapping

from agreement.assembly.schedules import ACTIONS, PAYMENTS, REVIEWS, owner
from agreement.document.prose import words_of_piece
from agreement.document.tree import (
    ActionItem,
    Agreement,
    Due,
    Duty,
    OpenPoint,
    Payment,
    Prose,
    Provision,
    Reference,
    Schedule,
)
from agreement.document.wording import NBSP
from agreement.money import shown
from agreement.term_sheet.setting import Setting


def unit_words(agreement: Agreement, setting: Setting) -> Mapping[str, str]:
    """The words of an agreement by unit, in the order of the document."""
    met: Counter[str] = Counter()
    found: dict[str, str] = {}
    for id, text in _units(agreement, setting):
        met[id] += 1
        name = id if met[id] == 1 else f"{id} {met[id]}"
        # A row of a table is known by its first words, which may be those of a row and its count.
        while name in found:
            met[id] += 1
            name = f"{id} {met[id]}"
        if text:
            found[name] = text.replace(NBSP, " ").strip()
    return found


def _units(agreement: Agreement, setting: Setting) -> Iterator[tuple[str, str]]:
    yield "title", agreement.title
    yield "legend", agreement.status_words
    yield "notice", agreement.notice
    for party in agreement.parties:
        yield f"parties/{party.role}", told(party.prose)
    for count, line in enumerate(agreement.court, 1):
        yield f"court/{count}", told(line)
    yield from _provisions((*agreement.recitals, *agreement.operative))
    for schedule in agreement.schedules:
        yield from _schedule(schedule)
    for duty in agreement.duties:
        yield _duty(duty, setting)
    yield "testimonium", agreement.testimonium
    for block in agreement.execution:
        lines = (f"{label}: {value}".strip() for label, value in block.lines)
        yield f"execution/{block.role}", "\n".join((told(block.words), *lines))


def _provisions(provisions: tuple[Provision, ...]) -> Iterator[tuple[str, str]]:
    for one in provisions:
        yield one.id, "\n".join(filter(None, (one.heading, told(one.prose))))
        yield from _provisions(one.provisions)


def _schedule(schedule: Schedule) -> Iterator[tuple[str, str]]:
    yield schedule.id, "\n".join(filter(None, (schedule.heading, told(schedule.prose))))
    yield from _provisions(schedule.provisions)
    if schedule.table and schedule.id not in (PAYMENTS, ACTIONS, REVIEWS):
        headings = " | ".join(column.heading for column in schedule.table.columns)
        yield f"{schedule.id}: columns", headings
        for row in schedule.table.rows:
            # A row goes by its first cell, so that one put in between changes no other.
            first = " ".join(told(row[0]).split())
            yield f"{schedule.id}: {first or 'row'}", " | ".join(map(told, row))


def _duty(duty: Duty, setting: Setting) -> tuple[str, str]:
    """A duty once, under its provision, and not again as a row of a schedule."""
    what = (told(duty.what), _due(duty.due))
    match duty:
        case ActionItem():
            proof = f"proved by {told(duty.evidence)}"
            return f"{duty.provision}: action", "; ".join((owner(duty.role, setting), *what, proof))
        case Payment():
            amount = "" if duty.amount is None else shown(duty.amount, setting.currency)
            way = f"{owner(duty.payer, setting)} to {owner(duty.payee, setting)}"
            return f"{duty.provision}: payment", "; ".join(filter(None, (way, *what, amount)))
        case _:
            return f"{duty.provision}: review", "; ".join(what)


def _due(due: Due) -> str:
    day = f" ({'provisionally ' if due.provisional else ''}{due.on})" if due.on else ""
    return told(due.rule) + day


def told(prose: Prose) -> str:
    """Prose as words, each reference as {its id}, each open point without its number."""
    return "".join(map(_inline, prose))


def _inline(inline: object) -> str:
    match inline:
        case Reference(target):
            return f"{inline.between}{{{target}}}"
        case OpenPoint(_, what, owed):
            return f"[OPEN: {what}, {owed} to confirm]" if owed else f"[OPEN: {what}]"
    return words_of_piece(inline)
