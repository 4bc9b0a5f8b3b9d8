"""Rules about the status: a copy for signature is whole, binds, and says nothing of a draft."""

from collections.abc import Iterator

from agreement.assemble import Drafted
from agreement.finding import Finding, error, warning
from agreement.forms import AGREEMENT, DEED, HEADS
from agreement.lint.places import citing, place_of, worded
from agreement.prose import inlines, plain_words
from agreement.status import ALL, EXECUTION, NONE, drafts_words

_PRINTED = ("title", "notice", "reference")


def words_of_a_draft(drafted: Drafted) -> Iterator[Finding]:
    """A copy for signature says that it is a draft, or that it does not bind yet."""
    cited_as = citing(drafted)
    sheet = drafted.setting.sheet
    if sheet.status != EXECUTION:
        return
    for name in _PRINTED:
        said = drafts_words(getattr(sheet, name))
        if said:
            message = f"the {name} of a copy for signature says “{said}”; take it out."
            yield error("draft-words", sheet.source.place((name,)), message)
    for id, words in worded(drafted.agreement):
        if "subject to contract" in plain_words(tuple(inlines(words))).lower():
            message = f"{cited_as(id)} of a copy for signature says “subject to contract”."
            yield error("draft-words", place_of(drafted, id), message)


def signed_and_not_binding(drafted: Drafted) -> Iterator[Finding]:
    """An agreement or a deed goes out for signature though nothing in it is to bind."""
    sheet = drafted.setting.sheet
    if sheet.status == EXECUTION and sheet.binding == NONE and sheet.form in (AGREEMENT, DEED):
        message = "this is a copy for signature that binds nobody; write binding: all, or a draft."
        yield error("signed-and-not-binding", sheet.source.place(("binding",)), message)


def heads_that_leave_out(drafted: Drafted) -> Iterator[Finding]:
    """Heads of terms are to bind, though they print the duties of clauses and not their words."""
    sheet = drafted.setting.sheet
    if sheet.form == HEADS and sheet.binding == ALL:
        message = (
            "only what the heads print can bind, and they leave out the words of the clauses, such "
            "as a release; list the clauses whose words must bind, or build the agreement."
        )
        yield warning("heads-leave-out", sheet.source.place(("binding",)), message)
