"""The plain sentences of an agreement's clauses, and prose as a plain sheet has it."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from agreement.answers.fill import fill, stands
from agreement.answers.typed import Answers
from agreement.assembly.assemble import Drafted
from agreement.assembly.plainly import plainly
from agreement.choice.choose import Picked
from agreement.choice.unsettled import NOT_AGREED
from agreement.document.markup import joined, parse
from agreement.document.number import cited, number
from agreement.document.plain import Page
from agreement.document.tree import Blank, OpenPoint, Prose, Reference, Text
from agreement.term_sheet.setting import Setting

AGREED, WRONG, ASK = "agreed", "wrong", "ask"
"""What a plain sentence is about: what is agreed, what happens if it goes wrong, whom to ask."""

_DEFINITIONS = "definitions"


class Told(Struct, frozen=True):
    """What a clause comes to: its heading, its number in words, and its plain words about one
    thing, which are empty where the clause has none for the wording chosen."""

    heading: str
    cited: str
    about: str
    words: str


def told(drafted: Drafted) -> tuple[Told, ...]:
    """Every chosen clause but definitions, in the order of the agreement."""
    numbers, conventions = number(drafted.agreement), drafted.agreement.conventions
    page = Page(numbers, conventions)
    found = []
    for pick, answers in drafted.clauses:
        if pick.clause.kind != _DEFINITIONS:
            at = numbers.get(pick.clause.id)
            heading = drafted.setting.worded(pick.clause.heading)
            lead = (heading, cited(at, conventions) if at else "")
            found += [
                Told(*lead, about, page.words(prose))
                for about, prose in _sentences(pick, answers, drafted.setting)
            ] or [Told(*lead, AGREED, "")]
    return tuple(found)


def _sentences(pick: Picked, answers: Answers, setting: Setting) -> Iterator[tuple[str, Prose]]:
    """The plain words of the wording chosen, those about one thing in one piece. None where one
    asks for a blank that this wording has no use for."""
    plain = pick.clause.wording(pick.alternative).get("plain", ())
    items = [_item(one) for one in ((plain,) if isinstance(plain, str) else plain)]
    standing = [one for one in items if stands(one.get("when"), answers)]
    asked = {part.name for one in standing for part in parse(one["text"]) if type(part) is Blank}
    if not asked <= set(answers):
        return
    for about in (AGREED, NOT_AGREED, WRONG, ASK):
        texts = [one["text"] for one in standing if one.get("about", AGREED) == about]
        if texts:
            yield about, plainer(fill(" ".join(texts), answers, setting), setting)


def _item(item: str | Mapping) -> Mapping:
    return {"text": item} if isinstance(item, str) else item


def plainer(prose: Prose, setting: Setting) -> Prose:
    """Prose in ordinary words whose references stay numbers; what is open is said in words."""
    parts: list = []
    for inline in prose:
        match inline:
            case Reference():
                parts.append(inline)
            case OpenPoint(_, what, owner):
                asked = f", {owner} to say" if owner else ""
                parts.append(Text(f"[still open: {what}{asked}]"))
            case _:
                parts += plainly((inline,), setting)
    return joined(tuple(parts))
