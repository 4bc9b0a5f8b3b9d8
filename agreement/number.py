"""From the finished tree to the number of each provision, recital, party and schedule.

The numbers are the ones Word computes from its multilevel lists: a level restarts below each
provision of a higher level, a lettered level past z doubles its letters (aa, bb), and a
cross-reference with full context joins a provision's label to those of the provisions above it
that its own label does not repeat (ECMA-376 Part 1, 17.9 and 17.16.5.50).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from agreement.conventions import Conventions
from agreement.document import Agreement, Provision

NBSP = "\N{NO-BREAK SPACE}"


class Scheme(StrEnum):
    """The list that a number belongs to."""

    OPERATIVE = "operative"
    RECITAL = "recital"
    PARTY = "party"
    SCHEDULE = "schedule"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a path of counts from 1, one count a level: (3, 1, 1) is 3.1(a)."""

    path: tuple[int, ...]
    scheme: Scheme = Scheme.OPERATIVE

    def __str__(self) -> str:
        if self.scheme is not Scheme.OPERATIVE:
            return self.label
        decimal = ".".join(map(str, self.path[:2]))
        return decimal + "".join(self._bracketed(level) for level in range(2, len(self.path)))

    @property
    def label(self) -> str:
        """What stands before the paragraph: "3.", "3.1", "(a)", "(i)", "(A)", "(1)"."""
        match self.scheme:
            case Scheme.RECITAL:
                return f"({letters(self.path[0]).upper()})"
            case Scheme.PARTY:
                return f"({self.path[0]})"
            case Scheme.SCHEDULE:
                return str(self.path[0])
        if len(self.path) == 1:
            return f"{self.path[0]}."
        return str(self) if len(self.path) == 2 else self._bracketed(len(self.path) - 1)

    def _bracketed(self, level: int) -> str:
        count = self.path[level]
        return f"({letters(count) if level == 2 else roman(count)})"


Numbers = dict[str, Number]


def letters(count: int) -> str:
    """Word's lower-letter format: a to z, then aa, bb to zz, then aaa."""
    repeats, offset = divmod(count - 1, 26)
    return chr(ord("a") + offset) * (repeats + 1)


_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def roman(count: int) -> str:
    """Lower-case Roman numerals, as Word's lower-roman format writes them."""
    written = ""
    for value, numeral in _ROMAN:
        times, count = divmod(count, value)
        written += numeral * times
    return written


def number(agreement: Agreement) -> Numbers:
    """The number of everything in an agreement that can be referred to, by id."""
    numbers = dict(_numbered(agreement.operative, ()))
    for count, recital in enumerate(agreement.recitals, 1):
        numbers[recital.id] = Number((count,), Scheme.RECITAL)
    for count, party in enumerate(agreement.parties, 1):
        numbers[f"parties/{party.role}"] = Number((count,), Scheme.PARTY)
    for count, schedule in enumerate(agreement.schedules, 1):
        numbers[schedule.id] = Number((count,), Scheme.SCHEDULE)
    return numbers


def _numbered(
    provisions: tuple[Provision, ...], above: tuple[int, ...]
) -> Iterator[tuple[str, Number]]:
    count = 0
    for provision in provisions:
        if provision.numbered:
            count += 1
            yield provision.id, Number((*above, count))
            yield from _numbered(provision.provisions, (*above, count))


def word_for(number: Number, conventions: Conventions) -> str:
    """The word a jurisdiction puts before a number, such as "clause" or "Section"."""
    match number.scheme:
        case Scheme.OPERATIVE:
            return conventions.provision_word
        case Scheme.RECITAL:
            return conventions.recital_word
        case Scheme.SCHEDULE:
            return conventions.schedule_word
        case Scheme.PARTY:
            return "party"


def cited(number: Number, conventions: Conventions) -> str:
    """A cross-reference in words, its parts held together: "clause 3.1(a)", "Schedule 2"."""
    return f"{word_for(number, conventions)}{NBSP}{number}"
