"""Rules that only inform: what came in, what was assumed, what nobody has read."""

from collections.abc import Iterator, Mapping

from agreement.document import Blank
from agreement.lint.reading import Reading
from agreement.lint.rule import NOTE, Fault, rule
from agreement.states import rules_of
from agreement.within import pieces
from agreement.wording import joined


@rule(
    "clause-added",
    NOTE,
    example="""
clauses:
  general/rate-disclosure:   # which requires general/confidentiality
""",
)
def required_clauses(reading: Reading) -> Iterator[Fault]:
    """A clause came in because another requires it."""
    for pick, _ in reading.drafted.clauses:
        if pick.why.startswith("required"):
            message = f"{pick.clause.id} was added: {pick.why}."
            yield pick.place, message


@rule(
    "default-taken",
    NOTE,
    example="""
clauses:
  payment/lump-sum: {paying_party: payer, receiving_party: provider}
""",
)
def defaults(reading: Reading) -> Iterator[Fault]:
    """An answer that the agreement prints is the clause's own default."""
    words = {inline.name: inline.value for inline in pieces(reading.agreement.provisions, Blank)}
    for pick, answers in reading.drafted.clauses:
        taken = [
            f"{name} {words[answer.name]}"
            for name, answer in answers.items()
            if answer.default and answer.name in words
        ]
        if taken:
            message = f"{pick.clause.id} takes its own defaults: {'; '.join(taken)}."
            yield pick.place, message


@rule(
    "authority-unread",
    NOTE,
    example="""
clauses:
  billing/timely-filing:
""",
)
def unread_authorities(reading: Reading) -> Iterator[Fault]:
    """Authorities of the chosen clauses that nobody read in their source."""
    for pick, _ in reading.drafted.clauses:
        unread = [row["cite"] for row in _authorities(reading, pick.clause.value["authority"])]
        if unread:
            message = f"{pick.clause.id} rests on {', '.join(unread)}; read before relying on it."
            yield pick.place, message


@rule(
    "state-rules",
    NOTE,
    example="""
jurisdiction: united-states
state: CA
""",
)
def rules_of_the_state(reading: Reading) -> Iterator[Fault]:
    """The state that the term sheet names has rules of its own, which a drafter reads."""
    sheet = reading.sheet
    cites: dict[str, dict[str, None]] = {}
    for row in rules_of(reading.setting.jurisdiction, sheet.state) if sheet.state else ():
        cites.setdefault(row["subject"], {})[row["cite"]] = None
    if cites:
        told = joined([f"{subject} ({'; '.join(found)})" for subject, found in cites.items()])
        message = f"{sheet.state} has rules of its own to read on {told}."
        yield reading.at("state"), message


def _authorities(reading: Reading, rows: tuple[Mapping, ...]) -> Iterator[Mapping]:
    here = reading.sheet.jurisdiction
    for row in rows:
        practice = row["cite"].startswith("Drafting practice")
        if not row["verified"] and not practice and row.get("jurisdiction", here) == here:
            yield row
