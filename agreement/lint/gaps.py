"""Rules about what the choice of clauses leaves unsaid, and about what is held after the end."""

from collections.abc import Iterator, Mapping
from datetime import date

from agreement.document.tree import ReviewDate
from agreement.document.wording import day_words, joined
from agreement.duties.calendar import Unit, add
from agreement.lint.facts import asked
from agreement.lint.reading import Reading
from agreement.lint.rule import WARNING, Fault, rule
from agreement.term_sheet.anchors import named


@rule(
    "nothing-chosen",
    WARNING,
    example="""
money: {currency: GBP, settlement_sum: "1000.00"}
clauses:
  general/release:   # and no payment/lump-sum, payment/instalments or other way to pay it
""",
)
def nothing_chosen(reading: Reading) -> Iterator[Fault]:
    """None of the clauses is chosen of which an agreement of this matter needs one, such as a way
    to pay the sum that it gives."""
    for group in reading.setting.jurisdiction.get("groups", ()):
        answers = (*group["one_of"], *group.get("also", ()))
        if _asked(group, reading) and not reading.names(*answers):
            message = f"nothing says {group['asks']}; choose {joined(group['one_of'], 'or')}."
            yield reading.at_key("clauses"), message


def _asked(group: Mapping, reading: Reading) -> bool:
    """Whether an agreement of this matter with these clauses leads to the question."""
    matter, given, beside = reading.sheet.matter, group.get("given"), group.get("beside")
    return (
        matter in group.get("matters", (matter,))
        and (given is None or reading.typed(*given.split(".")) is not None)
        and (beside is None or reading.has(*beside))
    )


@rule(
    "review-after-end",
    WARNING,
    example="""
clauses:
  governance/decree-term: {end_date: 2027-06-30, …}
  governance/review-meetings: {interval: 6, meetings: 4, …}
""",
)
def reviews_after_the_end(reading: Reading) -> Iterator[Fault]:
    """A review is to be held after the day on which what it looks at has ended."""
    style = reading.agreement.conventions.date_style
    for id, last, everything in _ends(reading):
        for duty, on in reading.dated:
            late = on > last and isinstance(duty, ReviewDate)
            if late and (everything or f"{duty.provision}/".startswith(f"{id}/")):
                message = (
                    f"“{reading.words(duty.what)}” is looked at on {day_words(on, style)}, "
                    f"after {id} ends on {day_words(last, style)}; hold fewer reviews."
                )
                yield reading.place_of(duty.provision), message


def _ends(reading: Reading) -> Iterator[tuple[str, date, bool]]:
    """The clauses whose last day is known, each with that day and whether all others end too."""
    start = named("effective_date", reading.setting).on
    for id, (pick, _) in reading.chosen.items():
        ends = pick.clause.value.get("ends")
        last = asked(reading, id, ends["on"]) if ends else None
        if isinstance(last, tuple):
            days = (one.value for row in last for one in row.values())
            last = max((day for day in days if isinstance(day, date)), default=None)
        if isinstance(last, int) and start is not None:
            last = add(start, last, Unit.MONTHS, reading.setting.calendar)
        if isinstance(last, date):
            yield id, last, ends.get("all", False)
