"""What a payment comes to and when it is due, and where both are told while they are open."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from agreement.answers.fill import CALCULATIONS, schedule_id, words_of
from agreement.answers.typed import Answer, Calculated
from agreement.document.tree import Due, Payment
from agreement.duties.due import due, of_day
from agreement.duties.occasion import Occasion
from agreement.money import in_per_cent, parse
from agreement.term_sheet.terms import Open, known


def payable(duty: Mapping, occasion: Occasion) -> Due:
    """When a payment is due. One of a row on the row's own day shows that day alone, unless the
    day is moved to a business day."""
    cell = occasion.answers.get(str(duty["due"].get("on"))) if "each" in duty else None
    if cell is None or not isinstance(cell.value, date | Open):
        return due(duty["due"], occasion)
    words = words_of(cell, occasion.setting)
    if isinstance(cell.value, Open):
        return Due(words)
    return of_day(words, cell.value, duty["due"], occasion)


def figured(payment: Payment, duty: Mapping, occasion: Occasion, clause: str) -> Payment:
    """The payment with its amount or, where that is open, with the open point and the id of the
    schedule of its clause that is to show it."""
    given = occasion.answers.get(duty.get("amount", ""))
    if given is None:
        return payment
    if isinstance(given.value, Open):
        point = occasion.setting.open_point(given.value, given.name)
        payment = replace(payment, left_open=(point,))
    amount, answer = _figure(given, duty, occasion)
    if amount is not None:
        return replace(payment, amount=amount, answer=answer)
    if isinstance(given.value, Calculated):
        return replace(payment, told=schedule_id(clause, CALCULATIONS))
    return replace(payment, told=schedule_id(clause, duty["each"])) if "each" in duty else payment


def _figure(given: Answer, duty: Mapping, occasion: Occasion) -> tuple[Decimal | None, str]:
    """An amount, None while it is open, and the path of the answer that is the amount itself."""
    if isinstance(given.value, Open):
        return None, ""
    if isinstance(given.value, Calculated):
        return given.value.figure, ""
    if given.blank["type"] == "percent":
        return _share(given, duty, occasion), ""
    return given.value, given.name


def _share(cell: Answer, duty: Mapping, occasion: Occasion) -> Decimal | None:
    """The share of the sum that settles the dispute which a row gives in per cent."""
    setting = occasion.setting
    whole = known(setting.sheet.at(("money", "settlement_sum")))
    cells = [row[duty["amount"]] for row in occasion.answers[duty["each"]].value]
    if whole is None or any(isinstance(one, Open) for one in (whole, *(c.value for c in cells))):
        return None
    amount = parse(whole, setting.currency)
    shares = in_per_cent(amount, [one.value for one in cells], setting.currency)
    return next(share for share, one in zip(shares, cells, strict=True) if one is cell)
