"""Which clauses go into an agreement: those the term sheet names, and those they require.

Works on the checked YAML before it is typed, so that a misspelt clause, an unknown role and a
misspelt key are all reported in one go.
"""

from collections.abc import Mapping

from agreement.choice.agreed import agreed_faults
from agreement.choice.misfits import misfits
from agreement.choice.picked import CHOSEN, REQUIRED
from agreement.choice.picked import Picked as Picked
from agreement.choice.unsettled import unsettled
from agreement.finding import Finding, Place, error
from agreement.library.disk import Library
from agreement.library.states import state_faults
from agreement.reading.source import Source, is_open


def choose(source: Source, library: Library) -> tuple[tuple[Picked, ...], tuple[Finding, ...]]:
    """The clauses of a term sheet in its order, each followed by what it newly requires, and what
    is wrong with the choice. Values that the schema will refuse are passed over."""
    named = source.value.get("clauses")
    picked: dict[str, Picked] = {}
    findings: list[Finding] = []
    for id, answers in named.items() if isinstance(named, Mapping) else ():
        place = source.key(("clauses", id))
        clause = None if id.startswith("definitions/") else library.clause(id)
        if clause is None:
            findings.append(_unknown(id, place, library))
            continue
        alternative = answers.get("alternative") if isinstance(answers, Mapping) else ""
        alternative = alternative if isinstance(alternative, str) else ""
        clause = unsettled(clause) if is_open(answers) else clause
        picked[id] = Picked(clause, alternative, CHOSEN, place)
    _add_required(picked, library)
    chosen = tuple(picked.values())
    findings += misfits(chosen, source, library)
    findings += agreed_faults(source)
    findings += state_faults(source, library.jurisdictions)
    return chosen, tuple(findings)


def _unknown(id: str, place: Place, library: Library) -> Finding:
    if id.startswith("definitions/"):
        message = f"{id} is a definition; leave it out, the use of its term brings it in."
        return error("definition-chosen", place, message)
    meant = library.nearest_id(id)
    hint = f"did you mean {meant}?" if meant else "see build-agreement clauses list."
    return error("unknown-clause", place, f"the library has no clause “{id}”; {hint}")


def _add_required(picked: dict[str, Picked], library: Library) -> None:
    waiting = list(picked.values())
    while waiting:
        parent = waiting.pop(0)
        for id in parent.clause.requires:
            clause = library.clause(id)
            if id not in picked and clause is not None:
                picked[id] = Picked(clause, "", f"{REQUIRED}{parent.clause.id}", parent.place)
                waiting.append(picked[id])
