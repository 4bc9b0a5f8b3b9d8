"""Parties, recitals and provisions as paragraphs of the shell's numbered styles."""

from collections.abc import Callable, Iterator

from agreement.document.tree import Definition, Party, Prose, Provision
from agreement.remembered import remembered
from agreement.word.contract import PROVISION_STYLES, TEXT_STYLES, Style
from agreement.word.drawn import Pieces, drawn
from agreement.word.marks import Marks
from agreement.word.runs import run, runs

DEEPEST = len(PROVISION_STYLES)
"""How many levels the list of provisions has."""


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph in a style; further properties stand in the order of ECMA-376, 17.3.1.26."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def part_heading(words: str) -> Iterator[str]:
    """The heading over a part of the agreement, or nothing where there are no words for it."""
    if words:
        yield paragraph(Style.PART_HEADING, run(words))


_AS_HEADING = '<w:spacing w:before="200"/><w:outlineLvl w:val="1"/>'
"""What makes a heading of a paragraph of a schedule, which must not stand in the contents."""


def court(lines: tuple[Prose, ...], marks: Marks) -> Iterator[str]:
    """The court as a heading, and the claim under it."""
    for count, line in enumerate(lines):
        yield paragraph(Style.TEXT_0 if count else Style.PART_HEADING, runs(line, marks))


def parties(chosen: tuple[Party, ...], marks: Marks) -> Iterator[str]:
    """One numbered paragraph a party: (1), (2)."""
    for party in chosen:
        id = f"parties/{party.role}"
        yield paragraph(Style.PARTY, marks.around(id, runs(party.prose, marks.within(id))))


def recitals(chosen: tuple[Provision, ...], marks: Marks) -> Pieces:
    """One lettered paragraph a recital: (A), (B); units below it hang under its text."""
    for recital in chosen:
        here = marks.within(recital.id)
        style = Style.RECITAL if recital.numbered else Style.TEXT_0
        yield paragraph(style, marks.around(recital.id, _words(recital, here)))
        for below in recital.provisions:
            yield from _unit(below, 2, False, "", here)


def provisions(chosen: tuple[Provision, ...], marks: Marks, list_id: str) -> Iterator[bytes]:
    """The operative provisions, level by level; `list_id` is the shell's w:numId for their list."""
    return _known(chosen, _unit, (1, True, list_id), marks)


def paragraphs(chosen: tuple[Provision, ...], marks: Marks, list_id: str) -> Iterator[bytes]:
    """The paragraphs of a schedule, level by level. Their styles are those of the provisions, and
    `list_id` is the w:numId of the schedule's own list, which each paragraph names itself."""
    return _known(chosen, _paragraph, (1, True, list_id), marks)


def _known(
    chosen: tuple[Provision, ...],
    draw: Callable[..., Pieces],
    look: tuple[int, bool, str],
    marks: Marks,
) -> Iterator[bytes]:
    """The paragraphs of provisions, drawn anew only where they may differ from those before."""
    return drawn(chosen, (draw, *look), marks, lambda one, given: draw(one, *look, given))


def _paragraph(
    one: Provision, level: int, counted: bool, list_id: str, marks: Marks
) -> Iterator[str]:
    counted = counted and one.numbered
    marks = marks.within(one.id) if counted else marks
    headed = level == 1 and bool(one.heading)
    words = run(one.heading, Style.RUN_IN_HEADING) if headed else _words(one, marks)
    own = _in_list(level, list_id) if counted else ""
    style = TEXT_STYLES[min(level, DEEPEST) - 1]
    if counted:
        style = Style.PROVISION_1 if level == 1 else PROVISION_STYLES[min(level, DEEPEST) - 1]
    outline = _AS_HEADING if headed else ""
    kept = "<w:keepNext/>" if headed else _kept(one)
    yield paragraph(style, marks.around(one.id, words), kept + own + outline)
    if headed and one.prose:
        yield paragraph(Style.TEXT_1, runs(one.prose, marks), _kept(one))
    for below in one.provisions:
        yield from _paragraph(below, level + 1, counted, list_id, marks)


def _in_list(level: int, list_id: str) -> str:
    """The list and the level, from 1, that a paragraph names itself."""
    return f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{list_id}"/></w:numPr>'


def _unit(unit: Provision, level: int, counted: bool, list_id: str, marks: Marks) -> Pieces:
    """A provision and those below it. Below an unnumbered one, nothing is numbered."""
    counted = counted and unit.numbered
    marks = marks.within(unit.id) if counted else marks
    if level == 1 and unit.heading:
        yield _heading(unit, counted, marks)
        if unit.prose:
            yield paragraph(Style.TEXT_1, runs(unit.prose, marks), _kept(unit))
    else:
        style, numbering = _style(level, counted, list_id)
        content = marks.around(unit.id, _words(unit, marks))
        yield paragraph(style, content, _kept(unit) + numbering)
    look = (level + 1, counted, list_id)
    below = unit.provisions
    if below and not any(one.numbered for one in below):
        # The entries of a list, such as definitions, come and go one by one.
        yield from _known(below, _unit, look, marks)
        return
    for one in below:
        yield from _unit(one, *look, marks)


def _heading(unit: Provision, counted: bool, marks: Marks) -> str:
    style = Style.PROVISION_HEADING if counted else Style.PART_HEADING
    return paragraph(style, marks.around(unit.id, run(unit.heading)))


def _style(level: int, counted: bool, list_id: str) -> tuple[str, str]:
    """The style of a unit, and numbering of its own where no style is linked to its level.

    Word ignores the level that a style names (ECMA-376 Part 1, 17.9.23), so a first-level
    paragraph that is no heading says its list and level itself.
    """
    if not counted:
        return TEXT_STYLES[min(level, DEEPEST) - 1], ""
    if level == 1:
        return Style.PROVISION_1, _in_list(1, list_id)
    return PROVISION_STYLES[min(level, DEEPEST) - 1], ""


def _kept(unit: Provision) -> str:
    """Words that lead into units below them stay on the page of the first."""
    return "<w:keepNext/>" if unit.provisions else ""


def _words(unit: Provision, marks: Marks) -> str:
    """A bold heading run into the words. A definition is headed by the term it defines."""
    prose = runs(unit.prose, marks)
    defines = bool(unit.prose) and isinstance(unit.prose[0], Definition)
    if not unit.heading or (defines and not unit.numbered):
        return prose
    ended = unit.heading.endswith((".", "?", ":")) or not unit.prose
    return run(unit.heading if ended else unit.heading + ".", Style.RUN_IN_HEADING) + (
        run(" ") + prose if unit.prose else ""
    )


def depth(chosen: tuple[Provision, ...]) -> int:
    """How many numbered levels these provisions have."""
    return max(map(_levels, chosen), default=0)


@remembered(most=1024)
def _levels(provision: Provision) -> int:
    return _deepest((provision,))


def _deepest(chosen: tuple[Provision, ...]) -> int:
    return max((1 + _deepest(unit.provisions) for unit in chosen if unit.numbered), default=0)
