"""What an agreement was made from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A clause that went into the agreement, under which alternative, with its text's digest.

    `why` is "chosen", "required by ID" or "defines a used term".
    """

    clause: str
    alternative: str
    digest: str
    why: str
