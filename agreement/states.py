"""The states of the United States, and the rules that a law and its states set."""

from collections.abc import Iterator, Mapping

from agreement.finding import Finding, error
from agreement.source import Source

UNITED_STATES = "united-states"
"""The jurisdiction whose term sheets may name a state."""

_LETTERS = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM "
    "NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC AS GU MP PR VI"
)

STATES = frozenset(_LETTERS.split())
"""The two letters of each state, of the District of Columbia and of the five territories, as the
Postal Service writes them."""


def rules_of(jurisdiction: Mapping, state: str = "", subject: str = "") -> tuple[Mapping, ...]:
    """The rows of a jurisdiction's rules; only those of a state, by its two letters, and only those
    on a subject, where these are given."""
    return tuple(
        row
        for row in jurisdiction.get("rules", ())
        if state in ("", row.get("state")) and subject in ("", row["subject"])
    )


def state_faults(source: Source, jurisdictions: tuple[str, ...]) -> Iterator[Finding]:
    """What is wrong with the state that a term sheet names. Values that the schema will refuse are
    passed over, and so is a state under a law that the library does not have."""
    state, law = source.value.get("state"), source.value.get("jurisdiction")
    if not _two_letters(state) or law not in jurisdictions:
        return
    place = source.place(("state",))
    if law != UNITED_STATES:
        message = f"{law} has no states; leave state out, or write jurisdiction: {UNITED_STATES}."
        yield error("state-not-here", place, message)
    elif state not in STATES:
        message = f"no state of the United States has the letters {state}; write two such as CA."
        yield error("unknown-state", place, message)


def _two_letters(state: object) -> bool:
    return isinstance(state, str) and len(state) == 2 and state.isascii() and state.isupper()
