"""The first page: the term sheets of the folder, and beginning a new one."""

import re

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from agreement.desk.asked import Ask, answering, shown
from agreement.desk.seat import NAME
from agreement.document.wording import slug
from agreement.term_sheet.starting import starting_sheet
from agreement.whole import save

_EMPTY = """\
title: {title}
form: agreement
matter: {matter}
jurisdiction: {jurisdiction}
status: draft
effective_date: open
parties:
  {first}:
    name: open
    kind: company
  {second}:
    name: open
    kind: {kind}
recitals:
  - open
money: {{currency: {currency}, settlement_sum: open}}
clauses:
  general/effect:
"""
_ROLES = {
    "payer-provider": ("payer", "provider", "company"),
    "provider-contract": ("payer", "provider", "company"),
    "patient-billing": ("provider", "patient", "individual"),
    "clinical-negligence": ("trust", "patient", "individual"),
    "alliance": ("payer", "provider", "company"),
}


def start(ask: Ask, why: str = "") -> Response:
    """The term sheets of the folder, and a form for a new one."""
    library = ask.seat.library
    laws = {id: library.jurisdiction(id)["name"] for id in library.jurisdictions}
    return shown(ask.seat, "start.html", names=ask.seat.names(), folder=ask.seat.folder.name,
                 left_out=ask.seat.left_out(), matters=tuple(_ROLES), laws=laws, why=why,
                 boxes=ask.boxes)  # fmt: skip


def begin(ask: Ask) -> Response:
    """A new term sheet, from the standard for its matter or from nothing, and the desk on it."""
    matter, law = ask.boxes.get("matter", ""), ask.boxes.get("jurisdiction", "")
    title = " ".join(ask.boxes.get("title", "").split())
    if matter not in _ROLES or law not in ask.seat.library.jurisdictions:
        return start(ask, "Choose what kind of dispute it is and the law that applies.")
    name = f"{slug(title)[:60].strip('-') or matter}.yaml"
    path = ask.seat.folder / name
    if not NAME.fullmatch(name) or path.exists() or path.is_symlink():
        return start(ask, f"There is a file called {name} already; give another title.")
    text = _text(ask, matter, law, title or "Settlement agreement")
    save(path, text.encode())
    return RedirectResponse(f"/s/{name}/", 303)


def _text(ask: Ask, matter: str, law: str, title: str) -> str:
    library = ask.seat.library
    quoted = title if re.fullmatch(r"[A-Za-z][\w ,.()’-]*", title) else _quoted(title)
    sheet = starting_sheet(matter, law, library) if ask.boxes.get("from") == "standard" else None
    if sheet is not None:
        return re.sub(r"(?m)^title: .*$", lambda _: f"title: {quoted}", sheet, count=1)
    first, second, kind = _ROLES[matter]
    currency = library.jurisdiction(law)["currency"]
    return _EMPTY.format(title=quoted, matter=matter, jurisdiction=law, first=first,
                         second=second, kind=kind, currency=currency)  # fmt: skip


def _quoted(title: str) -> str:
    return "'" + title.replace("'", "''") + "'"


routes = (
    Route("/", answering(start)),
    Route("/begin", answering(begin), methods=["POST"]),
)
