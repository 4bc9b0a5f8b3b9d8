"""The forms of a document, and why a term sheet cannot have the one it asks for."""

from collections.abc import Iterator

from agreement.finding import Finding, error
from agreement.setting import Setting

AGREEMENT, DEED, HEADS = "agreement", "deed", "heads-of-terms"
FORMS = (AGREEMENT, DEED, HEADS)
"""Every form there is; which of them a law has stands in its jurisdiction's file."""


def form_faults(setting: Setting) -> tuple[Finding, ...]:
    """Why this term sheet cannot become a document of its form under its law."""
    return (*_unavailable(setting), *_unsaid(setting))


def _unsaid(setting: Setting) -> Iterator[Finding]:
    sheet = setting.sheet
    if sheet.form == HEADS and not sheet.binding:
        message = (
            "heads of terms must say what binds; write binding: none, binding: all, or a list of "
            "the clauses that bind."
        )
        yield error("binding-unsaid", sheet.source.place(("form",)), message)


def title_of(setting: Setting) -> str:
    """The title of the document: the term sheet's, which heads of terms say that they are."""
    title, kind = setting.sheet.title, "Heads of terms"
    if setting.sheet.form != HEADS or title.casefold().startswith(kind.casefold()):
        return title
    return f"{kind}: {title}"


def _unavailable(setting: Setting) -> Iterator[Finding]:
    sheet, offered = setting.sheet, setting.jurisdiction.get("forms", {})
    if sheet.form == AGREEMENT or (setting.form and "unavailable" not in setting.form):
        return
    has = ", ".join((AGREEMENT, *(name for name in offered if "unavailable" not in offered[name])))
    why = setting.form.get("unavailable", f"its jurisdiction file offers {has}; write one of them")
    message = f"{setting.jurisdiction['name']} has no form {sheet.form}: {why}."
    yield error("form-not-available", sheet.source.place(("form",)), message)
