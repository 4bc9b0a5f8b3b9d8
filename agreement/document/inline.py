"""The pieces that prose is made of: words, defined terms, cross-references, answers."""

from msgspec import Struct


class Text(Struct, frozen=True):
    """Plain words."""

    text: str


class Definition(Struct, frozen=True):
    """The place where a defined term gets its meaning; printed bold inside quotation marks."""

    term: str


class Use(Struct, frozen=True):
    """A later appearance of a defined term; `shown` is the word printed, which may be a plural."""

    term: str
    shown: str


FIRST = "first"


class Reference(Struct, frozen=True):
    """A cross-reference to the provision, recital or schedule with this id.

    Where several stand together under one word, as in "clauses 3 to 5", `joined` says how: FIRST
    of the one after the plural word, and of each other what joins it to the one before: "to",
    "and", "or" or a comma, and ",and" or ",or" for the last of three or more.
    """

    target: str
    joined: str = ""

    @property
    def between(self) -> str:
        """The words between it and the reference it is joined to: " to ", " and ", ", "."""
        if self.joined in ("", FIRST):
            return ""
        word = self.joined.removeprefix(",")
        return f" {word} " if word else ", "


class Blank(Struct, frozen=True):
    """An answer in its place: `name` is its path in the term sheet, `value` the words printed.

    In the text of a clause, before the answers are filled in, `name` is the blank's own name and
    `value` is empty.
    """

    name: str
    value: str = ""


class OpenPoint(Struct, frozen=True):
    """A blank nobody has answered yet: what is missing and who owes the answer.

    `number` counts the open points of an agreement from 1 in the order of the document; `name` is
    the path of the blank in the term sheet.
    """

    number: int
    what: str
    owner: str
    name: str

    def __str__(self) -> str:
        owed = f", {self.owner} to confirm" if self.owner else ""
        return f"[OPEN {self.number}: {self.what}{owed}]"


Inline = Text | Definition | Use | Reference | Blank | OpenPoint
Prose = tuple[Inline, ...]
