"""Contract English: lists, dates, times, counts, plurals and spellings, as pure functions.

The words are fixed here and never the machine's locale, so that an agreement reads the same
wherever it is made. A number and the word it belongs to are joined by a no-break space.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache, lru_cache

NBSP = "\N{NO-BREAK SPACE}"
BRITISH = "d MMMM yyyy"
AMERICAN = "MMMM d, yyyy"
"""The two date styles, as a jurisdiction names them; a time follows the style of the date."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_LAST_WORD = re.compile(r"[^\W_]+$")
_FIRST_LETTER = re.compile(r"[\W_]*[^\W_]")
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_APOSTROPHE = re.compile("['’]")
# A mark inside a word, as in צה"ל, and one after a figure, as in 6' 2", open and close nothing.
_DOUBLE = re.compile(r'(?<!\w)"([^"\s](?:[^"]*[^"\s])?)"(?!\w)')
_SINGLE = re.compile(r"(?<!\w)'((?:[^'\s]|(?<=\w)'(?=\w))(?:[^']|(?<=\w)'(?=\w))*)'(?!\w)")
_POSSESSIVE = re.compile(r"(?<=[^\W\d_])'|(?<=\d)'(?=s\b)")

# The end of a plural, and of its singular. The first end that fits decides, so that a word is
# held to the exceptions before the rules.
_SINGULAR = (
    ("series", "series"), ("premises", "premises"), ("monies", "money"), ("children", "child"),
    ("diagnoses", "diagnosis"), ("analyses", "analysis"), ("statuses", "status"),
    ("bonuses", "bonus"), ("criteria", "criterion"), ("appendices", "appendix"), ("ies", "y"),
    ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("ss", "ss"), ("us", "us"),
    ("sis", "sis"), ("s", ""),
)  # fmt: skip
_PLURAL = (
    ("child", "children"), ("sis", "ses"), ("ay", "ays"), ("ey", "eys"), ("oy", "oys"),
    ("y", "ies"), ("s", "ses"), ("sh", "shes"), ("ch", "ches"), ("x", "xes"), ("", "s"),
)  # fmt: skip


def joined(words: Sequence[str], last: str = "and", serial: bool = False) -> str:
    """A list in a sentence: "a", "a and b", "a, b and c"; serial, as in America, "a, b, and c"."""
    if len(words) < 2:
        return "".join(words)
    comma = "," if serial and len(words) > 2 else ""
    return f"{', '.join(words[:-1])}{comma} {last} {words[-1]}"


def day_words(day: date, style: str) -> str:
    """A date in words, "1 December 2026" or "December 1, 2026", day and month kept together.

    Raises ValueError where the style is neither BRITISH nor AMERICAN.
    """
    month = MONTHS[day.month - 1]
    if _is_american(style):
        return f"{month}{NBSP}{day.day}, {day.year}"
    return f"{day.day}{NBSP}{month} {day.year}"


def weekday_words(day: date, style: str) -> str:
    """A date with its day of the week: "Monday 4 January 2027" or "Monday, January 4, 2027".

    Raises ValueError as `day_words` does.
    """
    comma = "," if _is_american(style) else ""
    return f"{_WEEKDAYS[day.weekday()]}{comma} {day_words(day, style)}"


def time_words(time: str, style: str) -> str:
    """A time of the day, written "16:00", in words: "4.00 pm", or in America "4:00 p.m.".

    12:00 is "noon" and 00:00 "midnight" after the figure, since neither is am nor pm. Raises
    ValueError where the time is not two digits, a colon and two digits, or the style is unknown.
    """
    american = _is_american(style)
    written = _TIME.fullmatch(time)
    if not written:
        raise ValueError(f"“{time}” is not a time of the day: write it as 16:00")
    hour, minute = int(written[1]), written[2]
    point = ":" if american else "."
    return f"{(hour - 1) % 12 + 1}{point}{minute}{NBSP}{_half_of_day(hour, minute, american)}"


def counted(count: int, noun: str) -> str:
    """A number of things: "1 day", "45 days", "1,000 days"; the noun is given in the singular."""
    return f"{count:,}{NBSP}{noun if count == 1 else plural(noun)}"


@lru_cache(maxsize=4096)
def plural(noun: str) -> str:
    """The regular plural of a noun, of which only the last word changes: "business days"."""
    return _with_end(noun, _PLURAL)


@lru_cache(maxsize=4096)
def singular(term: str) -> str:
    """The singular of a defined term: "Disputed Claim" of "Disputed Claims", "Party", "Loss".

    Only the last word changes. A term that is no plural comes back as it is.
    """
    return _with_end(term, _SINGULAR)


@lru_cache(maxsize=4096)
def slug(term: str) -> str:
    """A term as a file name or an id writes it: "net-payable-amount" of "Net Payable Amount"."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", term)).replace("&", " and ")
    ascii_only = plain.encode("ascii", "ignore").decode("ascii").lower()
    return _NOT_IN_SLUG.sub("-", ascii_only).strip("-")


def spelled(text: str, table: Mapping[str, str]) -> str:
    """A text in another spelling, whole words replaced: {"instalment": "installment"}.

    The table is in lower case and holds each plural that is to change. A word keeps its capital
    first letter or its capitals throughout. It is meant for words that will be printed: it would
    change an id as readily.
    """
    if not table:
        return text

    def respelt(found: re.Match[str]) -> str:
        # A match may differ from its row by more than case: İ and ſ fold to i and s.
        return _in_the_case_of(found[0], table.get(found[0].lower(), found[0]))

    return _any_of(tuple(table)).sub(respelt, text)


def renamed(text: str, phrases: Mapping[str, str]) -> str:
    """A text with phrases given way to others, letter by letter and whole words only:
    {"this Agreement": "this Deed"}. Of two that begin alike the longer gives way first."""
    if not phrases:
        return text
    return _either(tuple(phrases)).sub(lambda found: phrases[found[0]], text)


def curled(text: str) -> str:
    """A text as it is set in print: apostrophes and paired quotation marks that were typed straight
    are curled. A mark without its pair, and one that follows a figure, stay as they were typed."""
    if "'" not in text and '"' not in text:
        return text
    text = _SINGLE.sub(r"‘\1’", _DOUBLE.sub(r"“\1”", text))
    return _POSSESSIVE.sub("’", text)


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that was most likely meant by a misspelt word, whatever its case, if any was."""
    by_lower = {choice.lower(): choice for choice in choices}
    close = get_close_matches(word.lower(), by_lower, n=1)
    return by_lower[close[0]] if close else None


def capitalised(text: str) -> str:
    """A text whose first letter is a capital, after any quotation mark or bracket it opens with."""
    return _FIRST_LETTER.sub(lambda found: found[0].upper(), text, count=1)


def _is_american(style: str) -> bool:
    if style not in (BRITISH, AMERICAN):
        raise ValueError(f"there is no date style “{style}”: write “{BRITISH}” or “{AMERICAN}”")
    return style == AMERICAN


def _half_of_day(hour: int, minute: str, american: bool) -> str:
    if minute == "00" and hour % 12 == 0:
        return "noon" if hour else "midnight"
    half = "a" if hour < 12 else "p"
    return f"{half}.m." if american else f"{half}m"


def _with_end(term: str, ends: tuple[tuple[str, str], ...]) -> str:
    """The term with the end of its last word changed by the first row whose end it has."""
    last = _LAST_WORD.search(term)
    if not last:
        return term
    # Only the first letter is folded: the last of NHS or CMS is no plural's s, that of KPIs is.
    word = last[0][0].lower() + last[0][1:]
    for old, new in ends:
        if word.endswith(old):
            stem, end = term[: len(term) - len(old)], term[len(term) - len(old) :]
            return stem + _in_the_case_of(end, new)
    return term


@cache
def _either(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(phrases, key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(phrase)}\b" for phrase in longest))


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    # The longest first: an alternation takes the first word that fits, not the best.
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def _in_the_case_of(model: str, word: str) -> str:
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word
