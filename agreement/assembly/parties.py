"""Who is bound, in the words a jurisdiction uses for each kind of person."""

import re

from agreement.document.markup import joined
from agreement.document.tree import Blank, Definition, Inline, OpenPoint, Party, Prose, Text
from agreement.document.wording import curled
from agreement.term_sheet.setting import Setting
from agreement.term_sheet.terms import Open, PartyTerms

_FIELD = re.compile(r"\{(number|address)\}")
_ASKS = {
    "name": "the full legal name",
    "number": "the registered number",
    "address": "the address",
}


def party(terms: PartyTerms, setting: Setting) -> Party:
    """A party as described in the agreement: name, what it is, where it is, what it is called."""
    prose: list[Inline] = [field("name", terms, setting)]
    for piece in setting.jurisdiction["parties"][terms.kind]:
        prose += _piece(piece, terms, setting)
    prose += (Text(" (the "), Definition(terms.called), Text(")"))
    return Party(terms.role, terms.called, joined(tuple(prose)))


def _piece(piece: str, terms: PartyTerms, setting: Setting) -> Prose:
    found = _FIELD.search(piece)
    if found is None:
        return (Text(piece),)
    if not getattr(terms, found[1]):
        return ()
    filled = field(found[1], terms, setting)
    return (Text(piece[: found.start()]), filled, Text(piece[found.end() :]))


def field(name: str, terms: PartyTerms, setting: Setting) -> Blank | OpenPoint:
    """The name, number or address of a party, as the term sheet gives it or leaves it open."""
    value = getattr(terms, name)
    path = f"parties.{terms.role}.{name}"
    if isinstance(value, Open):
        return setting.open_point(value, path, f"{_ASKS[name]} of the {terms.called}")
    return Blank(path, curled(value))
