"""The forms of a document, and why a term sheet cannot have the one it asks for."""

from collections.abc import Collection, Iterator
from datetime import date

from agreement.document.wording import curled, day_words
from agreement.finding import Finding, error
from agreement.term_sheet.proceedings import PROCEEDINGS, proceedings
from agreement.term_sheet.setting import Setting
from agreement.term_sheet.status import needs_approval

AGREEMENT, DEED, TOMLIN, HEADS = "agreement", "deed", "tomlin-order", "heads-of-terms"
FORMS = (AGREEMENT, DEED, TOMLIN, HEADS)
"""Every form there is; which of them a law has stands in its jurisdiction's file."""


def form_faults(setting: Setting, clauses: Collection[str]) -> tuple[Finding, ...]:
    """Why this term sheet, with these clauses, cannot become a document of its form under its
    law."""
    unavailable = tuple(_unavailable(setting))
    return unavailable or (*_unsaid(setting), *_unissued(setting, clauses))


def _unsaid(setting: Setting) -> Iterator[Finding]:
    sheet = setting.sheet
    if sheet.form == HEADS and not sheet.binding:
        message = (
            "heads of terms must say what binds; write binding: none, binding: all, or a list of "
            "the clauses that bind."
        )
        yield error("binding-unsaid", sheet.source.place(("form",)), message)


def _unissued(setting: Setting, clauses: Collection[str]) -> Iterator[Finding]:
    """An order needs a claim; before one, a child's settlement goes by Part 8 (CPR 21.10(2))."""
    sheet = setting.sheet
    if sheet.form != TOMLIN or proceedings(sheet) is not None:
        return
    message = (
        "a Tomlin order stays a claim that has been issued, and this term sheet has no "
        f"{PROCEEDINGS}; give the court, the claim and who claims, or write agreement."
    )
    if needs_approval(clauses):
        message = (
            "a settlement that needs the court's approval and is reached before a claim is issued "
            "is approved in a claim under Part 8, which has no Tomlin order (CPR 21.10(2)); write "
            f"agreement, or give the {PROCEEDINGS} if a claim has been issued."
        )
    yield error("no-proceedings", sheet.source.place(("form",)), message)


def title_of(setting: Setting) -> str:
    """The title of the document: the term sheet's, after what kind of document it is where the
    form is told in the title."""
    title, kind = curled(setting.sheet.title), setting.form.get("title", "")
    if not kind or title.casefold().startswith(kind.casefold()):
        return title
    return f"{kind}: {title}"


def notice_of(setting: Setting) -> str:
    """The sentence below the title: the term sheet's own, after the one that tells an agreement
    to which a court order refers from its other versions."""
    sheet, claim = setting.sheet, proceedings(setting.sheet)
    own = curled(sheet.notice)
    marked = [claim.answers.get(name) for name in ("version", "dated")] if claim else []
    if sheet.form not in (AGREEMENT, DEED) or not claim or not claim.held:
        return own
    told = [one for one in marked if isinstance(one, str)]
    if len(told) < len(marked):
        return own
    day = day_words(date.fromisoformat(told[1]), setting.conventions.date_style)
    return f"Version {told[0]} of {day}. Confidential, and not filed at court. {own}".strip()


def _unavailable(setting: Setting) -> Iterator[Finding]:
    sheet, offered = setting.sheet, setting.jurisdiction.get("forms", {})
    place = sheet.source.place(("form",))
    if sheet.matter in setting.form.get("not_for", {}):
        why = setting.form["not_for"][sheet.matter]
        message = f"the matter {sheet.matter} has no form {sheet.form}: {why}."
        yield error("form-not-available", place, message)
    if sheet.form == AGREEMENT or (setting.form and "unavailable" not in setting.form):
        return
    has = ", ".join((AGREEMENT, *(name for name in offered if "unavailable" not in offered[name])))
    why = setting.form.get("unavailable", f"its jurisdiction file offers {has}; write one of them")
    message = f"{setting.jurisdiction['name']} has no form {sheet.form}: {why}."
    yield error("form-not-available", place, message)
