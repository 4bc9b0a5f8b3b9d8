"""Drafts circulated, and what any two of them differ in."""

import re

from msgspec.structs import replace
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from agreement.desk.asked import Ask, answering, looked, shown
from agreement.desk.change import Change
from agreement.desk.edits import Put, edited
from agreement.desk.history import digest_of
from agreement.desk.look import Look
from agreement.desk.preview import Preview
from agreement.desk.rounds import Difference, Round, compared, freeze, rounds
from agreement.document.number import cited, number
from agreement.reading.load import load
from agreement.standards.impact import Step

_REFERENCE = re.compile(r"\{([^}]*)\}")
NOW = "now"


def listed(ask: Ask, why: str = "") -> Response:
    """What was circulated, and a comparison of two of them where it is asked for."""
    look = looked(ask)
    known = rounds(look.sheet)
    names = {str(one.number): one for one in known}
    if look.preview.drafted:
        names[NOW] = _frozen(look, look.preview, look.now.text, 0)
    old = ask.query.get("old") or (str(known[-1].number) if known else "")
    new = ask.query.get("new") or NOW
    pair = (names.get(old), names.get(new))
    found = [*map(_read, compared(*pair), [pair] * 10_000)] if all(pair) else []
    return shown(ask.seat, "rounds.html", look=look, rounds=known, old=old, new=new, found=found,
                 names=tuple(names), why=why, here="rounds", compares=all(pair))  # fmt: skip


def circulate(ask: Ask) -> Response:
    """The draft as it stands, frozen under its number; the terms go on as the next draft."""
    look = looked(ask)
    preview = look.preview
    if preview.drafted is None or preview.stale or preview.mended or look.now.faults:
        return listed(ask, "An answer cannot stand as it was typed: mend it, then circulate.")
    known = rounds(look.sheet)
    count = known[-1].number + 1 if known else 1
    local = look.seat.clock().astimezone()
    stamp = {"number": count, "date": f"{local:%Y-%m-%d}", "time": f"{local:%H:%M}"}
    text = edited(look.now.text, (Put(("draft",), stamp),))
    source = load(text.encode(), look.name)
    frozen = replace(look.now, text=text, digest=digest_of(text), source=source)
    freeze(look.sheet, _frozen(look, look.seat.previews.of(frozen), text, count))
    after = Put(("draft",), {"number": count + 1})
    look.sheet.change(Change((after,), ("draft",), ask.tab))
    return RedirectResponse(f"{look.base}/rounds", 303)


def _frozen(look: Look, preview: Preview, text: str, count: int) -> Round:
    if preview.drafted is None:
        raise HTTPException(409, "There is no draft to circulate yet.")
    agreement = preview.drafted.agreement
    numbers = number(agreement)
    labels = {unit: cited(found, agreement.conventions) for unit, found in numbers.items()}
    return Round(count, look.seat.clock(), digest_of(text), text, preview.words, labels)


def _read(one: Difference, pair: tuple[Round, Round]) -> Difference:
    """A difference with its references by their numbers: those of the earlier draft in what was
    taken out, of the later one elsewhere."""
    old, new = pair
    steps = tuple(
        Step(step.sign, _numbered(step.words, (old if step.sign == "-" else new).labels))
        for step in one.steps
    )
    return replace(one, steps=steps, label=one.label or _unit(one.unit, old, new))


def _unit(unit: str, old: Round, new: Round) -> str:
    """What a unit without a number is called: what it belongs to, or what it is."""
    whole, _, part = unit.partition(": ")
    if part:
        numbered = new.labels.get(whole) or old.labels.get(whole)
        return f"{numbered}: {part}" if numbered else part
    kind, _, name = unit.partition("/")
    return f"The meaning of a term: {name.replace('-', ' ')}" if kind == "definitions" else unit


def _numbered(words: str, labels) -> str:
    return _REFERENCE.sub(lambda found: labels.get(found[1], "another provision"), words)


routes = (
    Route("/s/{name}/rounds", answering(listed)),
    Route("/s/{name}/circulate", answering(circulate), methods=["POST"]),
)
