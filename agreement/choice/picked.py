"""A clause that an agreement has, and why."""

from msgspec import Struct

from agreement.finding import Place
from agreement.library.clause import Clause

CHOSEN, REQUIRED = "chosen", "required by "
"""Why a clause is there: the term sheet names it, or the clause of this id requires it."""


class Picked(Struct, frozen=True):
    """A clause of the agreement, the wording chosen, why it is there, and where that is said."""

    clause: Clause
    alternative: str
    why: str
    place: Place

    @property
    def parent(self) -> str:
        """The id of the clause that requires it; nothing where the term sheet names it."""
        return self.why.removeprefix(REQUIRED) if self.why.startswith(REQUIRED) else ""
