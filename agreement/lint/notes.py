"""Rules that only inform: what came in, what was assumed, what nobody has read."""

from collections.abc import Iterator, Mapping

from agreement.assemble import Drafted
from agreement.document import Blank
from agreement.finding import Finding, note
from agreement.prose import inlines
from agreement.states import rules_of
from agreement.wording import joined


def required_clauses(drafted: Drafted) -> Iterator[Finding]:
    """A clause came in because another requires it."""
    for pick, _ in drafted.clauses:
        if pick.why.startswith("required"):
            message = f"{pick.clause.id} was added: {pick.why}."
            yield note("clause-added", pick.place, message)


def defaults(drafted: Drafted) -> Iterator[Finding]:
    """An answer that the agreement prints is the clause's own default."""
    words = {
        inline.name: inline.value
        for inline in inlines(drafted.agreement.operative)
        if isinstance(inline, Blank)
    }
    for pick, answers in drafted.clauses:
        taken = [
            f"{name} {words[answer.name]}"
            for name, answer in answers.items()
            if answer.default and answer.name in words
        ]
        if taken:
            message = f"{pick.clause.id} takes its own defaults: {'; '.join(taken)}."
            yield note("default-taken", pick.place, message)


def unread_authorities(drafted: Drafted) -> Iterator[Finding]:
    """Authorities of the chosen clauses that nobody read in their source."""
    for pick, _ in drafted.clauses:
        unread = [row["cite"] for row in _authorities(drafted, pick.clause.value["authority"])]
        if unread:
            message = f"{pick.clause.id} rests on {', '.join(unread)}; read before relying on it."
            yield note("authority-unread", pick.place, message)


def rules_of_the_state(drafted: Drafted) -> Iterator[Finding]:
    """The state that the term sheet names has rules of its own, which a drafter reads."""
    sheet = drafted.setting.sheet
    cites: dict[str, dict[str, None]] = {}
    for row in rules_of(drafted.setting.jurisdiction, sheet.state) if sheet.state else ():
        cites.setdefault(row["subject"], {})[row["cite"]] = None
    if cites:
        told = joined([f"{subject} ({'; '.join(found)})" for subject, found in cites.items()])
        message = f"{sheet.state} has rules of its own to read on {told}."
        yield note("state-rules", sheet.source.place(("state",)), message)


def _authorities(drafted: Drafted, rows: tuple[Mapping, ...]) -> Iterator[Mapping]:
    here = drafted.setting.sheet.jurisdiction
    for row in rows:
        practice = row["cite"].startswith("Drafting practice")
        if not row["verified"] and not practice and row.get("jurisdiction", here) == here:
            yield row
