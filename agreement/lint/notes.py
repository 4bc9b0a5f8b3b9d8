"""Rules that only inform: what came in, what was assumed, what nobody has read."""

from collections.abc import Iterator

from agreement.answers.typed import Answers
from agreement.document.wording import joined
from agreement.library.clause import Clause
from agreement.library.states import rules_of
from agreement.lint.reading import Reading
from agreement.lint.rule import NOTE, Fault, rule
from agreement.lint.said import blanks_in
from agreement.remembered import remembered


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
    words: dict[str, str] = {}
    for printed in filter(None, blanks_in.each(reading.whole.provisions)):
        words |= printed
    given = zip(reading.drafted.clauses, _defaults.each(reading.answers), strict=True)
    for (pick, _), defaults in given:
        taken = [f"{name} {words[path]}" for name, path in defaults if path in words]
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
    here = reading.sheet.jurisdiction
    clauses = reading.drafted.clauses
    cited = _unread.each([pick.clause for pick, _ in clauses])
    for (pick, _), cites in zip(clauses, cited, strict=True):
        unread = [cite for cite, law in cites if law in ("", here)]
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


@remembered(most=2048)
def _defaults(answers: Answers) -> tuple[tuple[str, str], ...]:
    """The blanks of a clause that take its defaults, each with its path in the term sheet."""
    return tuple((name, answer.name) for name, answer in answers.items() if answer.default)


@remembered(most=2048)
def _unread(clause: Clause) -> tuple[tuple[str, str], ...]:
    """The authorities of a clause that nobody read, each with the law that it is of, if of one."""
    rows = (row for row in clause.value["authority"] if not row["verified"])
    return tuple(
        (row["cite"], row.get("jurisdiction", ""))
        for row in rows
        if not row["cite"].startswith("Drafting practice")
    )
