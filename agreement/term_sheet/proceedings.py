"""The claim at court that a settlement ends, as the term sheet gives it."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from agreement.finding import Finding, error
from agreement.term_sheet.terms import Open, TermSheet, known

PROCEEDINGS = "proceedings"
HELD = "held"
LINES = ("court", "division", "claim")
"""What stands at the head of an order, a line each; a court may have no divisions."""


class Proceedings(Struct, frozen=True):
    """A claim that has been issued. `answers` are the words given or left open, by name;
    `claimants` and `defendants` are roles; `solicitors` gives the firm that acts for a role. The
    agreed terms are `held` by the solicitors, or annexed to the order."""

    answers: Mapping[str, str | Open]
    claimants: tuple[str, ...]
    defendants: tuple[str, ...]
    solicitors: Mapping[str, str | Open]
    held: bool

    @property
    def sides(self) -> Mapping[str, str]:
        """Each role's side of the claim: claimant or defendant."""
        claiming = dict.fromkeys(self.claimants, "claimant")
        return claiming | dict.fromkeys(self.defendants, "defendant")


def proceedings(sheet: TermSheet) -> Proceedings | None:
    """The claim at court of a term sheet; None where it gives none."""
    given = sheet.at((PROCEEDINGS,))
    if given is None:
        return None
    told = {name: known(value) for name, value in given.items() if name not in _TYPED}
    # A version may be typed as a bare number.
    words = {name: str(v) if isinstance(v, int) else v for name, v in told.items()}
    firms = given.get("solicitors", {})
    return Proceedings(
        answers=words,
        claimants=_roles(given["claimant"]),
        defendants=_roles(given["defendant"]),
        solicitors={role: known(firm) for role, firm in firms.items()},
        held=given.get("schedule") == HELD,
    )


_TYPED = ("claimant", "defendant", "solicitors", "schedule")


def _roles(given: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def proceedings_faults(sheet: TermSheet) -> Iterator[Finding]:
    """Roles of the claim that no party fills, and one on both sides of it."""
    claim, roles = proceedings(sheet), [party.role for party in sheet.parties]
    if claim is None:
        return
    for name, given in (("claimant", claim.claimants), ("defendant", claim.defendants),
                        ("solicitors", tuple(claim.solicitors))):  # fmt: skip
        place = sheet.source.place((PROCEEDINGS, name))
        for role in given:
            if role not in roles:
                message = f"no party has the role {role}; the parties are {', '.join(roles)}."
                yield error("unknown-role", place, message)
    for role in claim.claimants:
        if role in claim.defendants:
            message = f"the {role} cannot claim and defend; name it on one side of the claim."
            yield error("both-sides", sheet.source.place((PROCEEDINGS, "defendant")), message)
