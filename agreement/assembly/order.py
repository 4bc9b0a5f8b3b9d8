"""A Tomlin order: a stay on agreed terms, and all that needs the court's power, in its body; the
terms in a schedule of it, or in an agreement that the solicitors hold (CPR 40.6)."""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from agreement.assembly.court import answer, firm
from agreement.assembly.plainly import alone
from agreement.document.markup import joined, parse
from agreement.document.tree import Blank, Inline, Party, Prose, Provision, Schedule, Text
from agreement.term_sheet.proceedings import Proceedings, proceedings
from agreement.term_sheet.setting import Setting
from agreement.term_sheet.status import needs_approval

TERMS = "schedules/terms"
"""The schedule that holds the agreed terms."""

BODY = "order"
"""What the ids of an order's own provisions begin with."""


class Terms(Struct, frozen=True):
    """What the parties agreed: the background, the clauses by id, and the schedules of both."""

    background: tuple[Provision, ...]
    clauses: Mapping[str, Provision]
    others: tuple[Provision, ...]
    schedules: tuple[Schedule, ...]


class Order(Struct, frozen=True):
    """The parts of an order that it does not share with other forms."""

    recitals: tuple[Provision, ...]
    operative: tuple[Provision, ...]
    schedules: tuple[Schedule, ...]


def order(terms: Terms, setting: Setting) -> Order:
    """The order that stays a claim on these terms."""
    claim = _claim(setting)
    body = setting.form["order"]["body"]
    ordered = tuple(
        replace(unit, heading="", prose=(Text(setting.worded(body[id])), *unit.prose))
        for id, unit in terms.clauses.items()
        if id in body
    )
    approved = needs_approval(terms.clauses)
    said = (*_said("orders", claim, approved, setting), *ordered)
    recited = tuple(_said("recitals", claim, approved, setting))
    if claim.held:
        return Order(recited, alone(said), ())
    kept = tuple(unit for id, unit in terms.clauses.items() if id not in body)
    return Order(recited, said, (_schedule(terms, kept, setting), *terms.schedules))


def _schedule(terms: Terms, clauses: tuple[Provision, ...], setting: Setting) -> Schedule:
    words = setting.form["order"]["schedule"]
    background = Provision("recitals", words["background"], (), terms.background)
    first = (background,) if terms.background else ()
    paragraphs = (*first, *clauses, *terms.others)
    return Schedule(TERMS, words["heading"], (Text(words["lead"]),), None, paragraphs)


def with_meanings(made: Order, meanings: tuple[Provision, ...], setting: Setting) -> Order:
    """The order with the definitions that it needs: in its schedule, to which a paragraph of the
    order then points, or in the order itself where the terms stand elsewhere."""
    words = setting.form["order"]["definitions"]
    if not meanings:
        return made
    if _claim(setting).held:
        entries = meanings[0].provisions[0].provisions
        own = Provision(meanings[0].id, "", (Text(words["own"]),), entries)
        return replace(made, operative=(*made.operative, own))
    terms, *others = made.schedules
    recited = [one for one in terms.provisions if one.id == "recitals"]
    rest = [one for one in terms.provisions if one.id != "recitals"]
    terms = replace(terms, provisions=(*recited, *meanings, *rest))
    pointer = Provision(f"{BODY}/definitions", "", parse(words["pointer"]))
    return replace(made, operative=(*made.operative, pointer), schedules=(terms, *others))


def _claim(setting: Setting) -> Proceedings:
    claim = proceedings(setting.sheet)
    assert claim is not None, "a form without a claim was refused before"
    return claim


def _said(part: str, claim: Proceedings, approved: bool, setting: Setting) -> Iterator[Provision]:
    """The recitals or the first orders: those whose condition holds, their blanks filled."""
    where = {"approval": approved, "held": claim.held, "hearing": "hearing" in claim.answers}
    where |= {"unapproved": not approved, "annexed": not claim.held}
    for name, sentence in setting.form["order"][part].items():
        if all(where[condition] for condition in sentence.get("when", ())):
            words = tuple(_filled(parse(sentence["says"]), claim, setting))
            numbered = part != "recitals"
            yield Provision(f"{BODY}/{name}", "", joined(words), numbered=numbered)


def _filled(prose: Prose, claim: Proceedings, setting: Setting) -> Iterator[Inline]:
    for inline in prose:
        if not isinstance(inline, Blank):
            yield inline
        elif inline.name == "holders":
            yield from _holders(claim, setting)
        else:
            yield answer(inline.name, claim, setting)


def _holders(claim: Proceedings, setting: Setting) -> Iterator[Inline]:
    """Who holds the agreed terms: each party's solicitors, or the party where it has none."""
    sides = setting.form["order"]["sides"]
    for count, (role, side) in enumerate(claim.sides.items(), 1):
        if count > 1:
            yield Text(" and " if count == len(claim.sides) else ", ")
        yield from firm(role, claim, setting)
        yield Text(f" for the {sides[side]}" if role in claim.solicitors else "")


def in_claim(parties: tuple[Party, ...], setting: Setting) -> tuple[Party, ...]:
    """The parties with their sides, the claimants first, and those outside the claim last."""
    claim, words = _claim(setting), setting.form["order"]["sides"]
    sides = claim.sides
    order = (*sides, *(party.role for party in parties if party.role not in sides))
    told = {
        party.role: replace(
            party, prose=(*party.prose, Text(f", {words[sides.get(party.role, 'other')]}"))
        )
        for party in parties
    }
    return tuple(told[role] for role in order)


def tells(provision: str, made: Order) -> bool:
    """Whether the order or its schedules print a provision: the file of an order whose terms the
    solicitors hold says nothing of what these require."""
    first = (*made.operative, *(one for each in made.schedules for one in each.provisions))
    return any(f"{provision}/".startswith(f"{one.id}/") for one in first)
