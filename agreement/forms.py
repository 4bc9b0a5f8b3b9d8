"""The forms of a document, and why a term sheet cannot have the one it asks for."""

from collections.abc import Iterator

from agreement.finding import Finding, error
from agreement.setting import Setting

AGREEMENT, DEED = "agreement", "deed"
FORMS = (AGREEMENT, DEED)
"""Every form there is; which of them a law has stands in its jurisdiction's file."""


def form_faults(setting: Setting) -> tuple[Finding, ...]:
    """Why this term sheet cannot become a document of its form under its law."""
    return tuple(_unavailable(setting))


def _unavailable(setting: Setting) -> Iterator[Finding]:
    sheet, offered = setting.sheet, setting.jurisdiction.get("forms", {})
    if sheet.form == AGREEMENT or (setting.form and "unavailable" not in setting.form):
        return
    has = ", ".join((AGREEMENT, *(name for name in offered if "unavailable" not in offered[name])))
    why = setting.form.get("unavailable", f"its jurisdiction file offers {has}; write one of them")
    message = f"{setting.jurisdiction['name']} has no form {sheet.form}: {why}."
    yield error("form-not-available", sheet.source.place(("form",)), message)
