"""Who is bound and where they sign, in the words a jurisdiction uses for each kind of person."""

import re
from collections.abc import Iterator

from agreement.document import Blank, Definition, Execution, Inline, OpenPoint, Party, Prose, Text
from agreement.markup import joined
from agreement.setting import Setting
from agreement.source import dotted
from agreement.terms import Open, PartyTerms, Signatory

_FIELD = re.compile(r"\{(number|address)\}")
_ASKS = {
    "name": "the full legal name",
    "number": "the registered number",
    "address": "the address",
}


def party(terms: PartyTerms, setting: Setting) -> Party:
    """A party as described in the agreement: name, what it is, where it is, what it is called."""
    prose: list[Inline] = [_field("name", terms, setting)]
    for piece in setting.jurisdiction["parties"][terms.kind]:
        prose += _piece(piece, terms, setting)
    prose += (Text(" (the "), Definition(terms.called), Text(")"))
    return Party(terms.role, terms.called, joined(tuple(prose)))


def _piece(piece: str, terms: PartyTerms, setting: Setting) -> Prose:
    field = _FIELD.search(piece)
    if field is None:
        return (Text(piece),)
    if not getattr(terms, field[1]):
        return ()
    filled = _field(field[1], terms, setting)
    return (Text(piece[: field.start()]), filled, Text(piece[field.end() :]))


def _field(name: str, terms: PartyTerms, setting: Setting) -> Blank | OpenPoint:
    value = getattr(terms, name)
    path = f"parties.{terms.role}.{name}"
    if isinstance(value, Open):
        return setting.open_point(value, path, f"{_ASKS[name]} of the {terms.called}")
    return Blank(path, value)


def execution(terms: PartyTerms, setting: Setting) -> Iterator[Execution]:
    """A place to sign for each signatory of a party, or one where none is named."""
    for index, signatory in enumerate(terms.signatories or (Signatory("", ""),)):
        words: list[Inline] = [
            Text(f"{setting.jurisdiction['execution'][terms.kind]} "),
            _field("name", terms, setting),
        ]
        lines = []
        for field in ("name", "capacity"):
            value = getattr(signatory, field)
            if isinstance(value, Open):
                path = dotted(("parties", terms.role, "signatories", index, field))
                asked = f"the {field} of the person who signs for the {terms.called}"
                words += (Text(" "), setting.open_point(value, path, asked))
                value = ""
            lines.append((setting.jurisdiction["sign_lines"][field], value))
        yield Execution(terms.role, joined(tuple(words)), _lines(lines, setting))


def _lines(lines: list[tuple[str, str]], setting: Setting) -> tuple[tuple[str, str], ...]:
    labels = setting.jurisdiction["sign_lines"]
    return ((labels["sign"], ""), *lines, (labels["date"], ""))
