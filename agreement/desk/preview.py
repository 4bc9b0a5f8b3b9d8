"""A term sheet drafted so that the draft never stops.

An answer that cannot stand as it was typed is left open for the moment, or stays as it last stood;
where that does not help, the last text that could be drafted stays in sight.
"""

import json
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from agreement.assembly.assemble import Drafted, draft_source
from agreement.choice.choose import choose
from agreement.choice.misfits import unanswered
from agreement.desk.place import ABSENT, at
from agreement.desk.sheet import Now
from agreement.finding import Finding, Refused
from agreement.library.disk import Library
from agreement.lint import lint
from agreement.reading.load import load
from agreement.reading.source import Path, Source
from agreement.standards.units import unit_words

MOST_KEPT = 16
"""How many drafts stay in memory: of the last texts, in each form asked for."""

_TAKEN_OUT = ("unknown-key", "unknown-clause", "definition-chosen", "excluded-clause",
              "wrong-matter", "wrong-jurisdiction")  # fmt: skip
_TRIES = ("open", "last", "out")


class Preview(Struct, frozen=True, dict=True):
    """A draft and what is wrong with the term sheet it comes from.

    `drafted` is None where nothing could be drafted yet; `faults` are why the term sheet could not
    be drafted as it stands. `mended` are the places whose answers cannot stand, left open in this
    draft alone; `stale` says that the draft is of an earlier text.
    """

    drafted: Drafted | None
    faults: tuple[Finding, ...] = ()
    mended: tuple[Path, ...] = ()
    stale: bool = False

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong: why there is no draft of it, or else what a careful reader finds in it.
        The draft is judged when somebody first asks."""
        judged = self.drafted is not None and not self.faults
        return lint(self.drafted) if judged else self.faults

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The words of the draft by unit."""
        known = self.drafted
        return unit_words(known.agreement, known.setting) if known else {}


class Previews:
    """The drafts of the term sheets of one desk, kept while their texts stay the same."""

    def __init__(self, library: Library):
        self.library = library
        self._kept: OrderedDict[tuple[str, str, str], Preview] = OrderedDict()
        self._good: dict[tuple[str, str], Preview] = {}

    def of(self, now: Now, form: str = "") -> Preview:
        """The draft of a term sheet as it stands, in a `form` other than its own where named."""
        key = (now.source.file if now.source else "", now.digest, form)
        if key not in self._kept:
            self._kept[key] = self._drawn(now, form)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return self._kept[key]

    def _drawn(self, now: Now, form: str) -> Preview:
        name = (now.source.file if now.source else "", form)
        if now.source is None:
            return Preview(None, now.faults)
        good = self._good.get(name)
        found = self._attempted(now.source, form)
        if isinstance(found, Preview):
            self._good[name] = found
            return found
        last = good.drafted.setting.sheet.source.value if good and good.drafted else {}
        mended = self._mended(now.source, found.findings, last, form)
        if mended:
            mended = replace(mended, faults=found.findings)
            self._good[name] = mended
            return mended
        if good:
            return replace(good, faults=found.findings, stale=True)
        return Preview(None, found.findings)

    def _attempted(self, source: Source, form: str) -> "Preview | Refused":
        try:
            return Preview(draft_source(source, self.library, form))
        except Refused as refused:
            return refused

    def _mended(
        self, source: Source, findings: tuple[Finding, ...], last: Mapping, form: str
    ) -> Preview | None:
        """The draft without the answers that cannot stand; None where it cannot be drafted."""
        tried: dict[Path, int] = {}
        value, found = deepcopy(source.value), findings
        for _ in range(len(_TRIES) + 1):
            missing = tuple(_missing(source, self.library))
            for name in missing:
                _put(value, name, "open")
            for path, rule in _places(found, source):
                if rule == "missing-answer" and missing:
                    continue  # It is open now: the clause that asks for it stays as it is.
                attempt = 2 if rule in _TAKEN_OUT else tried.get(path, 0)
                tried[path] = attempt + 1
                _mend(value, path, attempt, last)
            text = json.dumps(value, ensure_ascii=False)
            source = load(text.encode(), source.file)
            drafted = self._attempted(source, form)
            if isinstance(drafted, Preview):
                return replace(drafted, mended=tuple(tried))
            found = drafted.findings
        return None


def _places(findings: tuple[Finding, ...], source: Source) -> Iterator[tuple[Path, str]]:
    for finding in findings:
        path = path_of(finding, source)
        if path and path[0] != "private":
            yield path, finding.rule


def path_of(finding: Finding, source: Source) -> Path:
    """The place in a term sheet that a finding is about; empty where it is about all of it."""
    named = {place: path for path, place in source.keys.items()}
    stands = {place: path for path, place in source.places.items()}
    # A mapping begins where its first name does, and a list where its first item does.
    return named.get(finding.place) or stands.get(finding.place, ())


def _missing(source: Source, library: Library) -> Iterator[Path]:
    """The blanks that nobody answered, of the clauses chosen and of those that come with them."""
    try:
        picks, _ = choose(source, library)
    except Refused:
        return
    for pick in picks:
        for name in unanswered(pick, source, library):
            # What a definition takes from the deal is asked for there by every clause that uses it.
            elsewhere = pick.clause.blanks[name].get("from", "jurisdiction.")
            ours = elsewhere.startswith("jurisdiction.")
            yield ("clauses", pick.clause.id, name) if ours else tuple(elsewhere.split("."))


def _mend(value: object, path: Path, attempt: int, last: Mapping) -> None:
    match _TRIES[min(attempt, len(_TRIES) - 1)]:
        case "open" if at(value, path) is not ABSENT:
            _put(value, path, "open")
        case "last" if at(last, path) is not ABSENT:
            _put(value, path, deepcopy(at(last, path)))
        case _:
            _drop(value, path)


def _put(value: object, path: Path, answer: object) -> None:
    for part in path[:-1]:
        inner = value[part] if part in value or isinstance(part, int) else None
        if not isinstance(inner, dict | list):
            inner = value[part] = {}
        value = inner
    value[path[-1]] = answer


def _drop(value: object, path: Path) -> None:
    holder = at(value, path[:-1])
    if isinstance(holder, dict):
        holder.pop(path[-1], None)
    elif isinstance(holder, list) and isinstance(path[-1], int) and path[-1] < len(holder):
        del holder[path[-1]]
