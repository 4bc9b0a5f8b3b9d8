"""What the boxes of a field say, as a value of the term sheet, and a value as the boxes show it.

A value that cannot stand is kept as it was typed; the checks of the term sheet say what is wrong.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from agreement.desk.place import ABSENT
from agreement.document.wording import weekday_words
from agreement.money import marks, parse, shown
from agreement.reading.source import is_open
from agreement.term_sheet.anchors import EVENTS

Boxes = Mapping[str, str]

UNITS = ("days", "business_days", "clear_days", "weeks", "months", "years")
"""What a period is counted in, in the order in which the page offers it."""

LATER, EARLIER, OTHER, ON, THROUGHOUT = "later_of", "earlier_of", "other", "on", "throughout"
AFTER, BEFORE = "after", "before"
_BESIDE = ("by", "roll", "calendar", "not_before")

_SUM = re.compile(r"(\D*?)\s*([0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+)(\.[0-9]{1,4})?")


def entered(kind: str, boxes: Boxes, before: object = ABSENT, several: Sequence[str] = (),
            currency: str = "") -> object:  # fmt: skip
    """The value that the boxes of a field of this kind give, ABSENT where they are empty. `before`
    is the value they had, of which what the boxes do not show is kept. A sum may have the mark of
    its currency before it."""
    words = _tidy(boxes.get("value", ""))
    match kind:
        case "date":
            return _date(boxes)
        case "start":
            return _start(boxes, before)
        case "due":
            return _due(boxes, before)
        case "binding":
            return list(several) or "none" if words == "these" else words or ABSENT
        case _ if not words:
            return ABSENT
        case "whole" | "figure":
            return int(words) if re.fullmatch("0|[1-9][0-9]{0,17}", words) else words
        case "money":
            return _money(words, currency)
        case "side" if "," in words:
            return [part.strip() for part in words.split(",") if part.strip()]
        case "yes":
            return words == "yes"
    return words


def _tidy(words: str) -> str:
    lines = (line.rstrip() for line in words.replace("\r\n", "\n").split("\n"))
    return "\n".join(lines).strip()


def _money(words: str, currency: str) -> str:
    # A comma or a space parts thousands and nothing else: 1234,50 is not one hundred times as much.
    found = _SUM.fullmatch(words)
    if not found or found[1] not in ("", *marks(currency)):
        return words
    whole = re.sub("[, ]", "", found[2])
    return whole + (found[3] or ".00")


def _date(boxes: Boxes) -> object:
    parts = [_tidy(boxes.get(box, "")) for box in ("y", "m", "d")]
    if not any(parts):
        return ABSENT
    year, month, day = parts
    return f"{year}-{_two(month)}-{_two(day)}"


def _two(figure: str) -> str:
    return figure.zfill(2) if figure.isdigit() else figure


def _start(boxes: Boxes, before: object) -> object:
    shape = boxes.get("shape", "")
    day = _date(boxes)
    match shape:
        case "":
            return ABSENT
        case "date":
            return "--" if day is ABSENT else day
        case _ if shape in (LATER, EARLIER):
            return {shape: ["signature", "--" if day is ABSENT else day]}
        case _ if shape == OTHER:
            return before
    return shape


def _due(boxes: Boxes, before: object) -> object:
    shape = boxes.get("shape", "")
    kept = {k: v for k, v in _mapping(before).items() if k in _BESIDE}
    match shape:
        case "":
            return ABSENT
        case _ if shape == OTHER:
            return before
        case _ if shape == THROUGHOUT:
            return {THROUGHOUT: _tidy(boxes.get("words", ""))}
        case _ if shape == ON:
            return {ON: _anchor(boxes), **{k: v for k, v in kept.items() if k == "by"}}
    count = entered("whole", {"value": boxes.get("count", "")})
    unit = boxes.get("unit", "days")
    return {unit: "" if count is ABSENT else count, shape: _anchor(boxes), **kept}


def _anchor(boxes: Boxes) -> object:
    anchor = boxes.get("anchor", "")
    if anchor == "event":
        return {"event": _tidy(boxes.get("words", ""))}
    if anchor == "date":
        day = _date(boxes)
        return "--" if day is ABSENT else day
    return anchor or "effective_date"


def _mapping(value: object) -> Mapping:
    return value if isinstance(value, Mapping) else {}


def boxes(kind: str, value: object) -> Boxes:
    """What the boxes of a field of this kind show for a value."""
    if value is ABSENT or value is None or is_open(value):
        return {}
    match kind:
        case "date":
            return _day_boxes(value)
        case "start":
            return _start_boxes(value)
        case "due":
            return _due_boxes(_mapping(value))
        case "binding":
            return {"value": value if isinstance(value, str) else "these"}
        case "side" if isinstance(value, list):
            return {"value": ", ".join(map(str, value))}
        case "yes":
            return {"value": {True: "yes", False: "no"}.get(value, str(value))}
    return {"value": value if isinstance(value, str) else str(value)}


def _day_boxes(value: object) -> Boxes:
    parts = str(value).split("-")
    if len(parts) != 3:
        return {"d": str(value)}
    return dict(zip(("y", "m", "d"), parts, strict=True))


def _start_boxes(value: object) -> Boxes:
    match value:
        case {"later_of": ["signature", str() as day]} | {
            "earlier_of": ["signature", str() as day]
        }:
            return {"shape": next(iter(value)), **_day_boxes(day)}
        case str() if value in EVENTS:
            return {"shape": value}
        case str():
            return {"shape": "date", **_day_boxes(value)}
    return {"shape": OTHER}


def _due_boxes(value: Mapping) -> Boxes:
    if THROUGHOUT in value:
        return {"shape": THROUGHOUT, "words": str(value[THROUGHOUT])}
    if ON in value:
        return {"shape": ON, **_anchor_boxes(value[ON])}
    unit = next((unit for unit in UNITS if unit in value), "")
    side = next((side for side in (AFTER, BEFORE) if side in value), "")
    if not unit or not side:
        return {"shape": OTHER}
    found = _anchor_boxes(value[side])
    if found.get("anchor") == OTHER:
        return {"shape": OTHER}
    return {"shape": side, "count": str(value[unit]), "unit": unit, **found}


def _anchor_boxes(anchor: object) -> Boxes:
    match anchor:
        case {"event": event}:
            return {"anchor": "event", "words": str(event)}
        case str() if anchor in EVENTS:
            return {"anchor": anchor}
        case str():
            return {"anchor": "date", **_day_boxes(anchor)}
    return {"anchor": OTHER}


def echo(kind: str, value: object, style: str, currency: str) -> str:
    """A date in full with its day of the week, or a sum as the agreement prints it; nothing of
    other values and of those that cannot stand."""
    if kind in ("date", "start"):
        written = str(boxes("start", value).get("shape", "")) if kind == "start" else "date"
        found = {**boxes(kind, value)}
        if written in ("date", LATER, EARLIER) and found:
            return day_echo("-".join(found.get(box, "") for box in ("y", "m", "d")), style)
    if kind == "money" and value is not ABSENT and not is_open(value):
        return _sum_echo(value, currency)
    return ""


def day_echo(written: str, style: str) -> str:
    """A date in full: Monday 4 January 2027, or Monday, January 4, 2027."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return ""
    return weekday_words(day, style)


def _sum_echo(value: object, currency: str) -> str:
    try:
        return shown(parse(value, currency), currency)
    except ValueError:
        return ""
