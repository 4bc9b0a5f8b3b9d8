"""Where in an agreement, and where in its term sheet, a finding stands."""

from collections.abc import Callable, Iterator
from functools import cache

from agreement.assemble import Drafted
from agreement.document import Agreement, Provision
from agreement.duties import AGREED_ACTIONS
from agreement.finding import Place
from agreement.number import cited, number


def each(provisions: tuple[Provision, ...]) -> Iterator[Provision]:
    """These provisions and all below them, in the order of the document."""
    for one in provisions:
        yield one
        yield from each(one.provisions)


def worded(agreement: Agreement) -> Iterator[tuple[str, object]]:
    """Everything with words of its own beside the parties, each as its id and those words: the
    recitals, every provision and unit, and the schedules."""
    for one in (*each(agreement.recitals), *each(agreement.operative)):
        yield one.id, one.prose
    for schedule in agreement.schedules:
        yield schedule.id, (schedule.prose, schedule.table)


def place_of(drafted: Drafted, id: str) -> Place:
    """Where the term sheet asks for the provision or schedule with this id."""
    source = drafted.setting.sheet.source
    agreed, _, count = id.partition(f"{AGREED_ACTIONS}/")
    if not agreed and count:
        return source.place(("actions", int(count) - 1))
    asked = id.removeprefix("schedules/")
    for pick, _ in drafted.clauses:
        if asked == pick.clause.id or asked.startswith(f"{pick.clause.id}/"):
            return pick.place
    return source.key((id.partition("/")[0],))


def citing(drafted: Drafted) -> Callable[[str], str]:
    """A way to cite a provision by its number, as a cross-reference prints it, or by its id where
    it has none. The agreement is numbered once, and not before something is cited."""
    agreement = drafted.agreement
    numbers = cache(lambda: number(agreement))

    def cited_as(id: str) -> str:
        found = numbers().get(id)
        return cited(found, agreement.conventions) if found else id

    return cited_as
