"""What duties and their due rules are read against, and what numbers and anchors mean there."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from agreement.answers.fill import fill, words_of
from agreement.answers.typed import Answer, Answers
from agreement.document.tree import Due, Prose, Text
from agreement.finding import Place
from agreement.reading.source import Path, Source
from agreement.term_sheet.anchors import EVENTS, Anchor, dated, extreme, named, start_of
from agreement.term_sheet.setting import Setting
from agreement.term_sheet.terms import Open


class Occasion(Struct, frozen=True):
    """What a rule is read against: the answers it shares with its text, the setting, and the
    other duties it may be anchored to, by id: what each is, when it is due, and the time of day by
    which it is, written 16:00, or nothing."""

    answers: Answers
    setting: Setting
    duties: Mapping[str, tuple[Prose, Due, str]] = field(default_factory=dict)


class Origin(Struct, frozen=True):
    """Where duties are written: the id their provisions begin with, the file and place of the
    lists, and what the rules are read against."""

    id: str
    source: Source
    path: Path
    occasion: Occasion

    @property
    def lists(self) -> Mapping:
        """The mapping that may hold actions, reviews and payments."""
        return self.source.value

    def place(self, *path: str | int) -> Place:
        """The place of a duty's key in its file."""
        return self.source.place((*self.path, *path))

    def provision(self, duty: Mapping) -> str:
        """The id of the provision that creates a duty."""
        name = duty.get("provision")
        return f"{self.id}/{name}" if name else self.id


class RuleFault(Exception):
    """A rule that gives no date and no words: the id of the finding, and what to do about it."""

    def __init__(self, rule: str, message: str):
        self.rule, self.message = rule, message
        super().__init__(message)


def count_of(given: int | str, occasion: Occasion) -> int | None:
    """A number as written or as a blank answers it; None while that is open. Raises RuleFault."""
    if isinstance(given, int):
        return given
    answer = occasion.answers.get(given)
    if answer is not None and isinstance(answer.value, Open):
        return None
    if answer is None or not isinstance(answer.value, int):
        raise RuleFault("unknown-anchor", f"{given} is no number and no blank that asks for one; "
                        "write a whole number.")  # fmt: skip
    return answer.value


def read_anchor(anchor: object, occasion: Occasion, side: str = "after") -> Anchor:
    """An anchor of a rule: an event every agreement knows, one in words, a date, a date blank,
    another duty, or the later or earlier of several. Raises RuleFault."""
    if isinstance(anchor, Mapping):
        if "event" in anchor:
            return Anchor(fill(anchor["event"], occasion.answers, occasion.setting), event=True)
        which, parts = next(iter(anchor.items()))
        several = [read_anchor(part, occasion, side) for part in parts]
        return extreme(which, several, occasion.setting, side)
    if anchor in EVENTS:
        return named(str(anchor), occasion.setting)
    if anchor in occasion.answers:
        return _answered(occasion.answers[str(anchor)], occasion)
    if anchor in occasion.duties:
        return _after_duty(*occasion.duties[str(anchor)])
    try:
        return dated(date.fromisoformat(str(anchor)), occasion.setting)
    except ValueError:
        raise _unknown(anchor) from None


def _unknown(anchor: object) -> RuleFault:
    message = (
        f"no date, event or duty is called {anchor}; give a date such as 2026-12-01, "
        "effective_date, signature, or {event: what happens}."
    )
    return RuleFault("unknown-anchor", message)


def _answered(answer: Answer, occasion: Occasion) -> Anchor:
    if answer.rule is not None:
        return start_of(answer.rule, occasion.setting)
    if isinstance(answer.value, Open):
        return Anchor(words_of(answer, occasion.setting))
    if not isinstance(answer.value, date):
        raise _unknown(answer.path[-1])
    return dated(answer.value, occasion.setting)


def _after_duty(what: Prose, due: Due, by: str) -> Anchor:
    """The completion of another duty, whose own due date is only the day it is expected."""
    return Anchor(
        (Text("the completion of the action “"), *what, Text("”")),
        due.on,
        due.on is not None,
        at=by,
    )
