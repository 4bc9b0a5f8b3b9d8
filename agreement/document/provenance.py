"""What an agreement was made from."""

from msgspec import Struct


class Source(Struct, frozen=True):
    """A clause that went into the agreement, under which alternative, with its text's digest.

    `why` is "chosen", "required by ID" or "defines a used term".
    """

    clause: str
    alternative: str
    digest: str
    why: str
