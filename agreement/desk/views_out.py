"""Out of the desk: documents to take away, and the heads of terms to read aloud."""

from collections.abc import Iterator
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from agreement.desk.asked import Ask, answering, looked, shown
from agreement.desk.look import Look
from agreement.desk.rounds import rounds
from agreement.document.number import number
from agreement.document.plain import Page
from agreement.document.tree import Provision
from agreement.document.wording import curled
from agreement.reading.load import load
from agreement.term_sheet.forms import HEADS

TICKS = ("agreed", "not agreed", "not applicable")
"""How a point that was read out may be ticked."""

TICKED, STATED = "ticked", "stated"
"""What lines of the history record: a point ticked, and the authority that somebody states."""


class Spoken(Struct, frozen=True):
    """A point to be read out: its unit, label and words, how deep it stands, whether it is ticked
    by itself and how it was, and whether its words changed since."""

    unit: str
    label: str
    words: str
    depth: int
    ticked_alone: bool = True
    tick: str = ""
    changed: bool = False


def out(ask: Ask) -> Response:
    """What can be taken away."""
    look = looked(ask)
    return shown(ask.seat, "out.html", look=look, outputs=ask.seat.outputs,
                 rounds=rounds(look.sheet), here="out")  # fmt: skip


def document(ask: Ask) -> Response:
    """One document, of the terms as they stand or of a draft that was circulated."""
    look = looked(ask)
    output = ask.seat.outputs.get(ask.path["kind"])
    if output is None:
        raise HTTPException(404, "The desk has no such document; choose one under Out.")
    now, which = look.now, ask.query.get("round", "")
    if which:
        frozen = [one for one in rounds(look.sheet) if str(one.number) == which]
        if not frozen:
            raise HTTPException(404, "No such draft was circulated; choose one under Rounds.")
        source = load(frozen[-1].text.encode(), look.name)
        now = replace(now, text=frozen[-1].text, digest=source.digest, source=source)
    preview = ask.seat.previews.of(now, output.form)
    if preview.drafted is None or preview.stale:
        raise HTTPException(409, _why(preview.findings))
    stem = f"{look.sheet.path.stem}{f'-draft-{which}' if which else ''}"
    name = quote(f"{stem}{output.ending}")
    return Response(output.write(preview.drafted), media_type=output.media, headers={
        "content-disposition": f"attachment; filename*=UTF-8''{name}"})  # fmt: skip


def _why(findings) -> str:
    lines = "\n".join(finding.message for finding in findings)
    return f"This cannot be drafted yet:\n{lines}"


def aloud(ask: Ask) -> Response:
    """The heads of terms in large print, each point to be ticked."""
    look = looked(ask)
    preview = ask.seat.previews.of(look.now, HEADS)
    stale = preview.drafted is None or preview.stale
    points = () if stale else tuple(_spoken(look, preview.drafted.agreement))
    told = [] if not stale else [finding.message for finding in preview.findings]
    return shown(ask.seat, "aloud.html", look=look, points=points, told=told, ticks=TICKS,
                 signing=[*_signing(look)], here="aloud")  # fmt: skip


def _spoken(look: Look, agreement) -> Iterator[Spoken]:
    page = Page(number(agreement), agreement.conventions)
    marks = {line.told.get("unit"): line.told for line in look.now.lines if line.do == TICKED}
    for depth, one in _walk(agreement.operative, 1):
        label = page.numbers[one.id].label if one.id in page.numbers else ""
        words = " ".join(page.words(one.prose).split())
        mark = marks.get(one.id, {})
        same = mark.get("words") == words
        tick = mark.get("tick", "") if same else ""
        changed = bool(mark) and not same
        depth = depth if words else 0
        alone = not one.provisions
        yield Spoken(one.id, label, words or one.heading, depth, alone, tick, changed)


def _walk(provisions: tuple[Provision, ...], depth: int) -> Iterator[tuple[int, Provision]]:
    for one in provisions:
        yield depth, one
        yield from _walk(one.provisions, depth + 1)


def _signing(look: Look) -> Iterator[tuple[str, str, str, str]]:
    """Who signs for each party, in which capacity, and the authority that they state."""
    stated = {line.told.get("who"): line.told.get("words", "") for line in look.now.lines
              if line.do == STATED}  # fmt: skip
    drafted = look.preview.drafted
    for party in drafted.setting.sheet.parties if drafted else ():
        for count, person in enumerate(party.signatories, 1):
            who = f"{party.role}/{count}"
            name = curled(person.name) if isinstance(person.name, str) else "still to be named"
            capacity = person.capacity if isinstance(person.capacity, str) else ""
            yield who, f"{name} for the {party.called}", capacity, stated.get(who, "")


def tick(ask: Ask) -> Response:
    """A point ticked, or the authority that a signatory states, into the history."""
    look = looked(ask)
    boxes = ask.boxes
    if boxes.get("who"):
        told = {"who": boxes["who"][:80], "words": boxes.get("words", "")[:2000]}
        look.sheet.record(STATED, told, ask.tab)
    elif boxes.get("tick") in TICKS:
        told = {"unit": boxes.get("unit", "")[:200], "words": boxes.get("words", "")[:4000],
                "tick": boxes["tick"]}  # fmt: skip
        look.sheet.record(TICKED, told, ask.tab)
    return Response(status_code=204)


routes = (
    Route("/s/{name}/out", answering(out)),
    Route("/s/{name}/out/{kind}", answering(document)),
    Route("/s/{name}/aloud", answering(aloud)),
    Route("/s/{name}/aloud/tick", answering(tick), methods=["POST"]),
)
