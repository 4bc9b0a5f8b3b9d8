"""The court, the claim and who acts in it, in words."""

from datetime import date

from agreement.document.markup import joined
from agreement.document.tree import Blank, Inline, Prose, Text
from agreement.document.wording import curled, day_words
from agreement.term_sheet.proceedings import LINES, PROCEEDINGS, Proceedings, proceedings
from agreement.term_sheet.setting import Setting
from agreement.term_sheet.terms import Open


def court(setting: Setting) -> tuple[Prose, ...]:
    """The court, its division and the claim, as they stand at the head of an order; nothing
    at the head of another form."""
    claim, leads = proceedings(setting.sheet), setting.form.get("order", {}).get("court")
    if claim is None or leads is None:
        return ()
    named = [name for name in LINES if name != "division" or name in claim.answers]
    return tuple(joined((Text(leads[name]), answer(name, claim, setting))) for name in named)


def answer(name: str, claim: Proceedings, setting: Setting) -> Inline:
    """What the term sheet says of the claim under this name, or the open point it leaves."""
    value, path = claim.answers.get(name, Open()), f"{PROCEEDINGS}.{name}"
    if isinstance(value, Open):
        return setting.open_point(value, path, setting.form["order"]["asks"][name])
    if name in ("dated", "hearing"):
        value = day_words(date.fromisoformat(value), setting.conventions.date_style)
    return Blank(path, curled(value))


def firm(role: str, claim: Proceedings, setting: Setting) -> Prose:
    """The solicitors of a role by name, or the party where nobody acts for it."""
    acting = claim.solicitors.get(role)
    path = f"{PROCEEDINGS}.solicitors.{role}"
    if acting is None:
        return (Text(f"the {setting.called[role]}"),)
    if isinstance(acting, Open):
        asked = setting.form["order"]["asks"]["solicitors"].replace("{party}", setting.called[role])
        return (setting.open_point(acting, path, asked),)
    return (Blank(path, curled(acting)),)


def represented(role: str, setting: Setting) -> bool:
    """Whether solicitors act for this party in the claim."""
    claim = proceedings(setting.sheet)
    return claim is not None and role in claim.solicitors
