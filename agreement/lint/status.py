"""Rules about the status: a copy for signature is whole, binds, and says nothing of a draft."""

from collections.abc import Iterator

from agreement.document.tree import clause_of
from agreement.document.wording import joined
from agreement.lint.facts import RELEASES
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule
from agreement.reading.source import dotted, is_open
from agreement.term_sheet.forms import AGREEMENT, DEED, HEADS, TOMLIN
from agreement.term_sheet.status import ALL, EXECUTION, NONE, drafts_words

_PRINTED = ("title", "notice", "reference")


@rule(
    "draft-words",
    ERROR,
    example="""
status: execution
title: Draft settlement of disputed claims
""",
)
def words_of_a_draft(reading: Reading) -> Iterator[Fault]:
    """A copy for signature says that it is a draft, or that it does not bind yet."""
    sheet = reading.sheet
    if sheet.status != EXECUTION:
        return
    for name in _PRINTED:
        said = drafts_words(getattr(sheet, name))
        if said:
            message = f"the {name} of a copy for signature says “{said}”; take it out."
            yield reading.at(name), message
    for id, words in reading.whole.words.items():
        if "subject to contract" in words:
            message = f"{reading.cited(id)} of a copy for signature says “subject to contract”."
            yield reading.place_of(id), message


@rule(
    "signed-and-not-binding",
    ERROR,
    example="""
form: agreement
status: execution
binding: none
""",
)
def signed_and_not_binding(reading: Reading) -> Iterator[Fault]:
    """An agreement or a deed goes out for signature though nothing in it is to bind."""
    sheet = reading.sheet
    if (
        sheet.status == EXECUTION
        and sheet.binding == NONE
        and sheet.form in (AGREEMENT, DEED, TOMLIN)
    ):
        message = "this is a copy for signature that binds nobody; write binding: all, or a draft."
        yield reading.at("binding"), message


@rule(
    "heads-leave-out",
    WARNING,
    example="""
form: heads-of-terms
binding: all
""",
)
def heads_that_leave_out(reading: Reading) -> Iterator[Fault]:
    """Heads of terms are to bind, though they print the duties of clauses and not their words."""
    sheet = reading.sheet
    if sheet.form == HEADS and sheet.binding == ALL:
        message = (
            "only what the heads print can bind, and they leave out the words of the clauses, such "
            "as a release; list the clauses whose words must bind, or build the agreement."
        )
        yield reading.at("binding"), message


@rule(
    "heads-hide-open",
    WARNING,
    example="""
form: heads-of-terms
clauses:
  dispute-resolution/mediation: {mediation_body: open}      # which the heads do not print
""",
)
def heads_that_hide_what_is_open(reading: Reading) -> Iterator[Fault]:
    """An answer is open that the heads do not print, so that nobody who signs them sees it."""
    if reading.sheet.form != HEADS:
        return
    shown = {point.name for point in reading.agreement.open_points}
    source = reading.sheet.source
    for path in source.places:
        hidden = path[:1] == ("clauses",) and dotted(path) not in shown
        if hidden and is_open(reading.typed(*path)):
            message = (
                f"{path[-1]} of {path[1]} is open, and the heads do not show it; tell the parties "
                "that it is left to the full agreement, or settle it."
            )
            yield reading.at(*path), message


@rule(
    "binds-unsettled",
    WARNING,
    example="""
binding: [general/confidentiality]
clauses:
  general/confidentiality: open
""",
)
def what_binds_and_is_not_agreed(reading: Reading) -> Iterator[Fault]:
    """A clause is to bind at this stage and is open as a whole."""
    binding = reading.sheet.binding
    for id in binding if isinstance(binding, tuple) else ():
        if id in reading.sheet.unsettled:
            message = f"{id} is to bind, and nothing of it is agreed; settle it, or take it out."
            yield reading.at("binding", binding.index(id)), message


@rule(
    "heads-release-unpaid",
    WARNING,
    example="""
form: heads-of-terms
binding: [general/release]         # and not payment/lump-sum
""",
)
def heads_that_release_unpaid(reading: Reading) -> Iterator[Fault]:
    """Heads of terms bind the parties to a release and to none of the payments it is given for."""
    sheet = reading.sheet
    listed = sheet.binding if sheet.form == HEADS and isinstance(sheet.binding, tuple) else ()
    owed = {clause_of(one.provision) for one in reading.payments} if listed else ()
    if owed and not owed & {*listed} and any(one in RELEASES for one in listed):
        paying = sorted(id for id in owed if id.startswith("payment/")) or sorted(owed)
        message = (
            "a release binds before the full agreement and no payment does; list "
            f"{joined(paying, 'or')} under binding too, or leave the release out of it."
        )
        yield reading.at("binding"), message
