"""Where each party signs, in the words of the form and of each kind of party."""

import re
from collections.abc import Iterator, Mapping

from agreement.assembly.court import firm, represented
from agreement.assembly.parties import field
from agreement.document.markup import joined
from agreement.document.tree import Execution, Inline, OpenPoint, Prose, Text
from agreement.document.wording import curled
from agreement.reading.source import dotted
from agreement.term_sheet.proceedings import proceedings
from agreement.term_sheet.setting import Setting
from agreement.term_sheet.terms import Open, PartyTerms, Signatory, Witness

_PLACE = re.compile(r"(\{name\}|\{solicitors\})")
Line = tuple[str, str, str]
Person = tuple[int, Signatory]
_NOBODY = Signatory("", "")


def execution(terms: PartyTerms, setting: Setting) -> Iterator[Execution]:
    """The places of a party to sign: a block for each signatory, or one for all where the form
    has them sign together. What is not known yet is left to write in."""
    way = way_of(terms, setting)
    people = [] if way.get("solicitors") else list(enumerate(terms.signatories))
    nobody = _NOBODY if way.get("solicitors") else _unnamed(terms)
    people += [(count, nobody) for count in range(len(people), way.get("places", 1))]
    for group in [people] if way.get("together") else [[person] for person in people]:
        yield _block(terms, way, group, setting)


def _unnamed(terms: PartyTerms) -> Signatory:
    """Who signs where the term sheet names nobody: an individual himself, for others a blank."""
    alone = terms.kind == "individual" and isinstance(terms.name, str)
    return Signatory(terms.name, "") if alone else _NOBODY


def way_of(terms: PartyTerms, setting: Setting) -> Mapping:
    """How a party signs. Its solicitors sign an order for it where it has some. A deed is sealed
    where the party's kind has a seal and nothing else or the term sheet asks for it; two
    signatories sign it together; one signs it alone."""
    offered = setting.form.get("execution", {})
    ways = offered.get(terms.kind, offered.get("any"))
    if ways is None:
        words = f"{setting.jurisdiction['execution'][terms.kind]} {{name}}"
        return {"words": words, "dated": True, "capacity": terms.kind != "individual"}
    if "represented" in ways and represented(terms.role, setting):
        return ways["represented"]
    if "sealed" in ways and (terms.seal or (terms.seal is None and "alone" not in ways)):
        return ways["sealed"]
    several = "alone" not in ways or len(terms.signatories) > 1
    return ways["together"] if "together" in ways and several else ways["alone"]


def _block(terms: PartyTerms, way: Mapping, group: list[Person], setting: Setting) -> Execution:
    labels = setting.jurisdiction["sign_lines"]
    words = [*_words(terms, way["words"], setting)]
    lines: list[Line] = [(labels["seal"], "", "")] if way.get("seal") else []
    for index, person in group:
        lines.append((labels["sign"], "", ""))
        for fields in (_own(person, way), _witness(person, way)):
            for name, value in fields:
                words += _still_open(name, value, (terms, index), setting)
                said = "" if isinstance(value, Open) else curled(value)
                lines.append((labels[name], said, _path(name, terms, index) if said else ""))
    lines += [(labels["date"], "", "")] if way.get("dated") else []
    shown, paths = tuple((label, said) for label, said, _ in lines), tuple(one[2] for one in lines)
    return Execution(terms.role, joined(tuple(words)), shown, paths)


def _path(name: str, terms: PartyTerms, index: int) -> str:
    """The path of what a line says; an individual whom no signatory stands for signs himself."""
    if index >= len(terms.signatories):
        return dotted(("parties", terms.role, "name"))
    return dotted(("parties", terms.role, "signatories", index, *name.split("_")))


def _words(terms: PartyTerms, words: str, setting: Setting) -> Iterator[Inline]:
    claim = proceedings(setting.sheet)
    for piece in _PLACE.split(words):
        match piece:
            case "{name}":
                yield field("name", terms, setting)
            case "{solicitors}" if claim:
                yield from firm(terms.role, claim, setting)
            case _:
                yield Text(piece)


def _own(person: Signatory, way: Mapping) -> Iterator[tuple[str, str | Open]]:
    yield "name", person.name
    if person.capacity or way.get("capacity", True):
        yield "capacity", person.capacity


def _witness(person: Signatory, way: Mapping) -> Iterator[tuple[str, str | Open]]:
    if not way.get("witness"):
        return
    witness = person.witness or Witness("", "", "")
    yield from (("witness", ""), ("witness_name", witness.name))
    yield from (("witness_address", witness.address), ("witness_occupation", witness.occupation))


_ASKED = {
    "name": "the name of the person who signs for",
    "capacity": "the capacity of the person who signs for",
    "witness_name": "the name of the witness to the signature for",
    "witness_address": "the address of the witness to the signature for",
    "witness_occupation": "the occupation of the witness to the signature for",
}


def _still_open(
    name: str, value: str | Open, of: tuple[PartyTerms, int], setting: Setting
) -> Prose:
    if not isinstance(value, Open):
        return ()
    terms, index = of
    path = _path(name, terms, index)
    asked = f"{_ASKED[name]} the {terms.called}"
    point: OpenPoint = setting.open_point(value, path, asked)
    return (Text(" "), point)
