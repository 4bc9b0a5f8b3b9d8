"""Rules about people and posts: who signs, who is told, and who owns what is measured."""

import re
from collections.abc import Iterator

from agreement.document.wording import joined
from agreement.lint.facts import asked
from agreement.lint.reading import Reading
from agreement.lint.rule import WARNING, Fault, rule
from agreement.term_sheet.status import EXECUTION

_LISTS = ("notification/notices", "governance/key-contacts")
_KPIS = "governance/kpis"
_NOTHING = re.compile(
    r"(?:[-–—?]+|n/?a|none|nil|unknown|not (?:known|set|agreed))\.?", re.IGNORECASE
)


@rule(
    "party-without-address",
    WARNING,
    example="""
clauses:
  notification/notices:
    contacts:
      - {party: payer, attention: General Counsel, address: …}   # and no row of the provider
""",
)
def parties_without_address(reading: Reading) -> Iterator[Fault]:
    """A list of addresses or contact posts has no row of one of the parties."""
    for clause in _LISTS:
        rows = asked(reading, clause, "contacts")
        if isinstance(rows, tuple) and rows:
            listed = {row["party"].value for row in rows}
            lacking = [one.called for one in reading.sheet.parties if one.role not in listed]
            settled = all(isinstance(one, str) for one in listed)
            if lacking and settled:
                message = (
                    f"the contacts of {clause} have no row of the {joined(lacking)}, whom nobody "
                    "can then reach; add one."
                )
                yield reading.at("clauses", clause, "contacts"), message


@rule(
    "nobody-signs",
    WARNING,
    example="""
status: execution
parties:
  payer: {name: Example Health Plan, kind: company}
""",
)
def nobody_signs(reading: Reading) -> Iterator[Fault]:
    """A copy goes out for signature and names nobody who signs for a company or a public body, or
    does not say in which capacity."""
    for party in reading.sheet.parties if reading.sheet.status == EXECUTION else ():
        place = reading.sheet.source.key(("parties", party.role))
        if party.kind != "individual" and not party.signatories:
            message = f"the copy for signature does not say who signs for the {party.called}."
            yield place, f"{message[:-1]}; add signatories with name and capacity."
        elif party.kind != "individual" and not all(one.capacity for one in party.signatories):
            message = f"somebody signs for the {party.called} in no stated capacity; add it."
            yield place, message


@rule(
    "indicator-without-measure",
    WARNING,
    example="""
clauses:
  governance/kpis:
    indicators:
      - {name: Readmissions, baseline: unknown, target: N/A, …}
""",
)
def indicators_without_measure(reading: Reading) -> Iterator[Fault]:
    """An indicator has words in place of its definition, source, baseline, target, frequency or
    owner that say nothing, so that nobody can tell whether it is met."""
    rows = asked(reading, _KPIS, "indicators")
    for row in rows if isinstance(rows, tuple) else ():
        for column, cell in row.items():
            if isinstance(cell.value, str) and _NOTHING.fullmatch(cell.value.strip()):
                message = (
                    f"the {column} of the indicator “{row['name'].value}” is “{cell.value}”; give "
                    "it, or write {open: what is missing, owner: who owes it}."
                )
                yield cell.place, message


@rule(
    "indicator-twice",
    WARNING,
    example="""
clauses:
  governance/kpis:
    indicators:
      - {name: Readmissions, …}
      - {name: readmissions, …}
""",
)
def indicators_twice(reading: Reading) -> Iterator[Fault]:
    """Two indicators have one name."""
    rows = asked(reading, _KPIS, "indicators")
    seen: set[str] = set()
    for row in rows if isinstance(rows, tuple) else ():
        name = str(row["name"].value).casefold().strip()
        if name in seen:
            message = f"two indicators are called “{row['name'].value}”; rename one of them."
            yield row["name"].place, message
        seen.add(name)


@rule(
    "post-is-a-person",
    WARNING,
    example="""
clauses:
  governance/key-contacts:
    contacts:
      - {party: provider, post: Jane Example, holder: Jane Example}
""",
)
def posts_that_are_names(reading: Reading) -> Iterator[Fault]:
    """A contact post is called by the name of the person who holds it today, and is empty on the
    day that person leaves."""
    rows = asked(reading, "governance/key-contacts", "contacts")
    for row in rows if isinstance(rows, tuple) else ():
        post, holder = row["post"].value, row["holder"].value
        if isinstance(post, str) and post == holder:
            message = (
                f"“{post}” is a person and no post; name the office, and its holder beside it."
            )
            yield row["post"].place, message
