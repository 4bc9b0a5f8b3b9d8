"""One thing that a careful partner looks for, and what it rests on."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from agreement.finding import Place, Severity
from agreement.lint.reading import Reading

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

Fault = tuple[Place, str]
"""Where something is wrong, and a sentence or two that say what, and what to do."""

Look = Callable[[Reading], Iterator[Fault]]


class Authority(Struct, frozen=True):
    """What a rule of lint rests on: where it stands, what it states, as of when, and whether
    somebody read it there."""

    cite: str
    states: str
    as_of: str
    verified: bool


class Rule(Struct, frozen=True):
    """One rule of lint. `example` is a few lines of a term sheet that break it; `law` is the
    jurisdiction under which it is looked for, empty where it holds under any.

    A rule that rests on an authority nobody read in its source is no error.
    """

    id: str
    severity: Severity
    look: Look
    authority: tuple[Authority, ...] = ()
    example: str = ""
    law: str = ""

    @property
    def says(self) -> str:
        """What the rule looks for, in a sentence or two."""
        return " ".join((self.look.__doc__ or "").split())


def rule(
    id: str, severity: Severity, *authority: Authority, example: str = "", law: str = ""
) -> Callable[[Look], Rule]:
    """Makes a rule of a function that looks for faults; its docstring says what it looks for."""

    def made(look: Look) -> Rule:
        return Rule(id, severity, look, authority, example, law)

    return made


def rules_in(*modules: object) -> tuple[Rule, ...]:
    """Every rule that these modules define, in the order they are written."""
    return tuple(
        one for module in modules for one in vars(module).values() if isinstance(one, Rule)
    )
