"""From the finished tree to the number of each provision, recital, party and schedule.

The numbers are the ones Word computes from its multilevel lists: a level restarts below each
provision of a higher level, a lettered level past z doubles its letters (aa, bb), and a
cross-reference with full context joins a provision's label to those of the provisions above it
that its own label does not repeat (ECMA-376 Part 1, 17.9 and 17.16.5.50). The paragraphs of each
schedule are a list of their own, which counts as the provisions do.
"""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from agreement.document.conventions import Conventions
from agreement.document.tree import FIRST, Agreement, Provision
from agreement.document.wording import plural
from agreement.remembered import Memory, remembered

NBSP = "\N{NO-BREAK SPACE}"


class Scheme(StrEnum):
    """The list that a number belongs to."""

    OPERATIVE = "operative"
    PARAGRAPH = "paragraph"
    RECITAL = "recital"
    PARTY = "party"
    SCHEDULE = "schedule"


class Number(Struct, frozen=True, cache_hash=True):
    """A number as a path of counts from 1, one count a level: (3, 1, 1) is 3.1(a). `schedule` is
    the count of the schedule that a paragraph stands in, and of a schedule itself; 0 elsewhere."""

    path: tuple[int, ...]
    scheme: Scheme = Scheme.OPERATIVE
    schedule: int = 0

    def __str__(self) -> str:
        if self.scheme not in _LEVELLED:
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


_LEVELLED = (Scheme.OPERATIVE, Scheme.PARAGRAPH)
Numbers = dict[str, Number]
_NUMBERED = Memory(most=1024)


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


@remembered(most=2)
def number(agreement: Agreement) -> Numbers:
    """The number of everything in an agreement that can be referred to, by id."""
    numbers = _of_list(agreement.operative, Scheme.OPERATIVE)
    recited = (recital for recital in agreement.recitals if recital.numbered)
    for count, recital in enumerate(recited, 1):
        numbers[recital.id] = Number((count,), Scheme.RECITAL)
    for count, party in enumerate(agreement.parties, 1):
        numbers[f"parties/{party.role}"] = Number((count,), Scheme.PARTY)
    for count, schedule in enumerate(agreement.schedules, 1):
        numbers[schedule.id] = Number((count,), Scheme.SCHEDULE, count)
        numbers |= _of_list(schedule.provisions, Scheme.PARAGRAPH, count)
    return numbers


def _numbered(provisions: tuple[Provision, ...], above: Number) -> Iterator[tuple[str, Number]]:
    numbered = (one for one in provisions if one.numbered)
    for count, provision in enumerate(numbered, 1):
        yield from _below(provision, Number((*above.path, count), above.scheme, above.schedule))


def _below(provision: Provision, here: Number) -> Iterator[tuple[str, Number]]:
    yield provision.id, here
    yield from _numbered(provision.provisions, here)


def _of_list(provisions: tuple[Provision, ...], scheme: Scheme, schedule: int = 0) -> Numbers:
    """The numbers of a list of the first level; a provision that stands at the same place as in an
    agreement before has all of its numbers from there."""
    found: Numbers = {}
    for count, one in enumerate((one for one in provisions if one.numbered), 1):
        found |= _placed(one, Number((count,), scheme, schedule))
    return found


def _placed(provision: Provision, here: Number) -> Numbers:
    # What is remembered holds the provision, so that no other can take over its identity.
    key = (id(provision), here.path, here.scheme, here.schedule)
    return _NUMBERED.recall(key, lambda: (provision, dict(_below(provision, here))))[1]


def word_for(number: Number, conventions: Conventions) -> str:
    """The word a jurisdiction puts before a number, such as "clause" or "Section"."""
    match number.scheme:
        case Scheme.OPERATIVE:
            return conventions.provision_word
        case Scheme.PARAGRAPH:
            return conventions.paragraph_word
        case Scheme.RECITAL:
            return conventions.recital_word
        case Scheme.SCHEDULE:
            return conventions.schedule_word
        case Scheme.PARTY:
            return "party"


class Citation(Struct, frozen=True):
    """A cross-reference in pieces: words, the number that a field shows, words, and the schedule
    that they lead to, 0 for none. The field of a schedule shows its word too."""

    before: str
    shown: str
    after: str = ""
    schedule: int = 0


def citation(
    number: Number, conventions: Conventions, within: int = 0, joined: str = ""
) -> Citation:
    """A number cited from the schedule `within`, or from elsewhere where that is 0; `joined` says
    how it stands beside other numbers, as in a Reference."""
    before = _joined(joined, conventions) if joined not in ("", FIRST) else ""
    if number.scheme is Scheme.SCHEDULE:
        return Citation(before, f"{conventions.schedule_word}{NBSP}{number}")
    word = word_for(number, conventions)
    before = before or f"{plural(word) if joined else word}{NBSP}"
    if number.schedule == within or joined == FIRST or joined == ",":
        return Citation(before, str(number))
    if number.scheme is Scheme.PARAGRAPH:
        return Citation(before, str(number), " of ", number.schedule)
    named = number.scheme is Scheme.OPERATIVE and conventions.body_name
    return Citation(before, str(number), f" of {named}" if named else "")


def _joined(joined: str, conventions: Conventions) -> str:
    """What joins a number to the one before it; America has a comma before the last of three."""
    if joined == ",":
        return ", "
    comma = "," if joined.startswith(",") and conventions.language == "en-US" else ""
    word = joined.removeprefix(",")
    return f"{comma} {conventions.range_word if word == 'to' else word} "


def cited(number: Number, conventions: Conventions, within: int = 0, joined: str = "") -> str:
    """A cross-reference in words, its parts held together: "clause 3.1(a)", "Schedule 2", and
    from outside that schedule "paragraph 1.1 of Schedule 2"."""
    told = citation(number, conventions, within, joined)
    schedule = f"{conventions.schedule_word}{NBSP}{told.schedule}" if told.schedule else ""
    return f"{told.before}{told.shown}{told.after}{schedule}"
