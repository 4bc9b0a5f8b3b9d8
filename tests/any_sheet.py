"""Term sheets made by chance from the schema of the term sheet, each of them valid.

The frame and the blanks of the clauses are filled by their own schemas. What a schema cannot say is
kept in mind here: a role is one that a party fills, two clauses may exclude each other, a form is
one that the law has, and interest begins to run before it ends.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from math import ceil

from hypothesis import strategies as st

from agreement.library.blanks import sheet_schema
from agreement.library.clause import Clause
from agreement.library.states import STATES, UNITED_STATES
from agreement.reading.source import is_open
from agreement.term_sheet.terms import frame
from tests.drafting import LIBRARY

MATTERS = tuple(LIBRARY.clause_schema["$defs"]["matter"]["enum"])
SETTINGS = tuple((matter, law) for matter in MATTERS for law in LIBRARY.jurisdictions)
FRAME = frame(LIBRARY.schema("term-sheet-frame"), LIBRARY.clause_schema)
MARKER = "PR1VATE-MARKER"
"""What stands in the private notes of every term sheet made here, and nowhere else."""

DATES = st.dates(date(2019, 1, 1), date(2040, 12, 31)).map(date.isoformat)
# The letters that Word, XML, spreadsheets and calendars read as more than letters; then any script.
LETTERS = st.characters(
    exclude_categories=("Cs", "Cc", "Cf", "Cn", "Zl", "Zp"),
    exclude_characters="\ufffe\uffff{}[]*_\\",
)
WORDS = st.one_of(
    st.sampled_from(("a list of the claims", "Øystein & Søn: 3 < 4", "=1+1", "<w:p/>", "𝒜 👩‍⚕️")),
    st.text("<>&\"'#%=+-@|;:,.$^~`()!? aZ09£€—’é", min_size=1, max_size=16).filter(str.strip),
    st.text(LETTERS, min_size=1, max_size=16).filter(str.strip),
).filter(lambda words: words != "open")  # OPEN stands where a place may be left open.
SUMS = st.one_of(
    st.sampled_from(("0.00", "0.01", "999999999999.99", "1000")),
    st.integers(1, 10**9).map(lambda pennies: f"{pennies // 100}.{pennies % 100:02}"),
)
OPEN = st.sampled_from(("open", {"open": "what the rooms said"}, {"open": "it", "owner": "payer"}))
EVENTS = ("effective_date", "signature", "payment", "sealed_order", "court_approval", "2027-03-31")
ANCHORS = st.sampled_from(EVENTS) | st.builds(lambda words: {"event": words}, WORDS)
UNITS = st.sampled_from(("days", "business_days", "clear_days", "weeks", "months", "years"))
ROLLS = st.sampled_from(("none", "following", "preceding", "modified-following"))
TIMES = st.sampled_from(("00:00", "12:00", "16:30", "23:59"))
DUES = st.one_of(
    st.builds(lambda on: {"on": on}, st.sampled_from(EVENTS)),
    st.builds(lambda words: {"throughout": words}, WORDS),
    st.builds(
        lambda unit, count, side, anchor, roll, by: {
            unit: count, side: anchor, "roll": roll, "by": by,
        },
        UNITS, st.integers(0, 400), st.sampled_from(("after", "before")), ANCHORS, ROLLS, TIMES,
    ),
)  # fmt: skip
EVERY = st.dictionaries(
    st.sampled_from(("weeks", "months", "years")), st.integers(1, 12), min_size=1, max_size=1
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
STARTS = st.sampled_from(("signature", "court_approval", {"later_of": ["signature", "2027-01-04"]}))
KNOWN: Mapping[str, st.SearchStrategy] = {
    "words": WORDS,
    "full_name": WORDS,
    "date": DATES,
    "money": SUMS,
    "due": DUES,
    "start": STARTS | DATES,
    "review": st.one_of(
        st.fixed_dictionaries({"what": WORDS, "due": DUES}),
        st.fixed_dictionaries(
            {"what": WORDS, "every": EVERY, "from": ANCHORS, "times": st.integers(1, 12)}
        ),
    ),
}
"""What is made for a definition of the schema by its name; for any other, by its keywords."""


@cache
def may_be_chosen(matter: str, law: str) -> tuple[Clause, ...]:
    """The clauses that a term sheet of this matter under this law may name."""
    clauses = (LIBRARY.clause(id) for id in LIBRARY.ids() if not id.startswith("definitions/"))
    return tuple(one for one in clauses if one.stands_in(matter, law))


@cache
def brought(id: str) -> frozenset[str]:
    """A clause with everything that it requires, near or far."""
    return frozenset({id}).union(*map(brought, LIBRARY.clause(id).requires))


def standing_together(ids: list[str]) -> tuple[Clause, ...]:
    """As many of these clauses as may stand together, each with what it requires."""
    held: dict[str, Clause] = {}
    for id in ids:
        fresh = [LIBRARY.clause(one) for one in sorted(brought(id))]
        barred = {other for one in (*held.values(), *fresh) for other in one.excludes}
        if not barred & {*held, *(one.id for one in fresh)}:
            held |= {one.id: one for one in fresh}
    return tuple(held.values())


@st.composite
def sheets(pick: st.DrawFn, matter: str, law: str) -> dict:
    """A valid term sheet of this matter under this law."""
    ids = [clause.id for clause in may_be_chosen(matter, law)]
    chosen = standing_together(
        pick(st.lists(st.sampled_from(ids), min_size=1, max_size=8, unique=True))
    )
    roles = sorted({"payer", "provider", *(role for one in chosen for role in _roles(one))})
    schema = sheet_schema(FRAME, chosen, whole_library=True)
    parties = {"properties": {role: {"$ref": "#/$defs/party"} for role in roles}, "required": roles}
    asked = schema["properties"]["clauses"]
    asked["required"] = [clause.id for clause in chosen]
    for clause in chosen:
        blanks = clause.blanks.items()
        asked["properties"][clause.id]["required"] = [
            name for name, blank in blanks if "default" not in blank
        ]
    schema["properties"] |= {"parties": {"type": "object", "x-never-open": True, **parties}}
    made = _Maker(pick, schema, tuple(roles)).made({**schema, "x-never-open": True})
    return _sensible(made, matter, law, pick)


def _roles(clause: Clause) -> set[str]:
    defaults = {one.get("default") for one in clause.blanks.values() if one["type"] == "party"}
    return {*clause.roles, *filter(None, defaults)}


def _sensible(sheet: dict, matter: str, law: str, pick: st.DrawFn) -> dict:
    """The sheet with the fields whose meaning the schema cannot tell."""
    forms = LIBRARY.jurisdiction(law).get("forms", {})
    offered = ["agreement", *(name for name in forms if "unavailable" not in forms[name])]
    if matter == "provider-contract":
        # There is no claim at court to stay.
        offered = [name for name in offered if name != "tomlin-order"]
    binding = pick(st.sampled_from(("none", "all", sorted(sheet["clauses"])[:1])))
    money = {"currency": LIBRARY.jurisdiction(law)["currency"], "settlement_sum": pick(SUMS | OPEN)}
    for place, one in enumerate(sheet["parties"].values()):
        one.update(called=f"Party {chr(65 + place)}") if "called" in one else None
    sheet |= {"matter": matter, "jurisdiction": law, "form": pick(st.sampled_from(offered))}
    sheet |= {"binding": binding, "money": money, "private": {MARKER: [MARKER, {"a": MARKER}]}}
    sheet.pop("state", None), sheet.pop("allow", None)
    for id, answers in sheet["clauses"].items():
        _put_periods_in_order(LIBRARY.clause(id), answers)
    if "proceedings" in sheet or sheet["form"] == "tomlin-order":
        # The two first parties are on the two sides of the claim.
        sides = dict(zip(("claimant", "defendant"), sheet["parties"], strict=False))
        sheet["proceedings"] = {"court": pick(WORDS), **sheet.get("proceedings", {}), **sides}
        sheet["proceedings"].pop("solicitors", None)
    if law == UNITED_STATES:
        sheet["state"] = pick(st.sampled_from(sorted(STATES)))
    return sheet


def _put_periods_in_order(clause: Clause, answers: dict) -> None:
    """Where interest runs between two days, the earlier is the one from which it runs."""
    if is_open(answers):
        return
    for rule in (one["interest"] for one in clause.calculations.values() if "interest" in one):
        days = [str(answers[rule[key]]) for key in ("from", "to")]
        if all(map(_DAY.fullmatch, days)):
            answers |= zip((rule["from"], rule["to"]), sorted(days), strict=True)


class _Maker:
    """Values made by chance from a schema, whose references lie below `root`."""

    def __init__(self, pick: st.DrawFn, root: Mapping, roles: tuple[str, ...]):
        self.pick, self.root, self.roles = pick, root, roles

    def made(self, schema: Mapping) -> object:
        """A value of this schema; an open point in its place now and then, where one may stand."""
        named = schema.get("$ref", "").rpartition("/")[2]
        whole = {**self.root["$defs"][named], **schema} if named else schema
        if not whole.get("x-never-open") and self.pick(st.integers(0, 9)) == 0:
            return self.pick(OPEN)
        if named in KNOWN:
            return self.pick(KNOWN[named])
        if "role" in whole.get("description", "")[:9] or "role" in whole.get("x-fault", "")[:9]:
            return self.pick(st.sampled_from(self.roles))
        return self._of(whole)

    def _of(self, schema: Mapping) -> object:
        if "enum" in schema:
            return self.pick(st.sampled_from(schema["enum"]))
        kinds = schema.get("type", "string")
        match kinds if isinstance(kinds, str) else kinds[0]:
            case "object":
                return self._object(schema)
            case "array":
                count = self.pick(st.integers(schema.get("minItems", 0), 3))
                return [self.made(schema["items"]) for _ in range(count)]
            case "integer":
                most = min(schema.get("maximum", 400), 400 + schema.get("minimum", 0))
                return self.pick(st.integers(schema.get("minimum", 0), most))
            case "boolean":
                return self.pick(st.booleans())
        if schema.get("x-fault", "").startswith("a time"):
            return self.pick(TIMES)
        if "allOf" in schema:
            return str(self.pick(st.integers(ceil(schema["minimum"]), int(schema["maximum"]))))
        return self.pick(WORDS)

    def _object(self, schema: Mapping) -> dict:
        required = schema.get("required", ())
        return {
            name: self.made(part)
            for name, part in schema.get("properties", {}).items()
            if name in required or self.pick(st.booleans())
        }
