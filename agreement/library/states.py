"""The states of the United States, and the rules that a law and its states set."""

import re
from collections.abc import Iterator, Mapping

from agreement.finding import Finding, error
from agreement.reading.source import Source

UNITED_STATES = "united-states"
"""The jurisdiction whose term sheets may name a state."""

_NAMES = (
    "AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|"
    "DE Delaware|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|"
    "KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|"
    "MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|"
    "NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|"
    "OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|"
    "TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|"
    "WI Wisconsin|WY Wyoming|DC District of Columbia|AS American Samoa|GU Guam|"
    "MP Northern Mariana Islands|PR Puerto Rico|VI Virgin Islands"
)

STATES: Mapping[str, str] = dict(one.split(" ", 1) for one in _NAMES.split("|"))
"""The name of each state, of the District of Columbia and of the five territories by the two
letters that the Postal Service writes for it."""

# The longest first, so that West Virginia is not read as Virginia. It is compiled where it is first
# looked for: under another law nobody asks.
_NAMED = rf"\b(?:{'|'.join(sorted(STATES.values(), key=len, reverse=True))})\b"


def states_named(text: str) -> tuple[str, ...]:
    """The letters of the states that a text names in full, in the order of their letters. The
    capital of the country is not the state of Washington."""
    found = set(re.findall(_NAMED, text.replace("Washington, D.C.", "District of Columbia")))
    return tuple(letters for letters, name in STATES.items() if name in found)


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
