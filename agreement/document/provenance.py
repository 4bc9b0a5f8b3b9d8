"""What an agreement was made from."""

from msgspec import Struct

OPEN = "open"
"""What stands for the alternative of a clause that is open as a whole."""


class Source(Struct, frozen=True):
    """A clause that went into the agreement, under which alternative, with its text's digest.

    The alternative is empty for the clause's own wording, and OPEN where nothing of it is agreed.
    `why` is "chosen", "required by ID" or "defines a used term".
    """

    clause: str
    alternative: str
    digest: str
    why: str
