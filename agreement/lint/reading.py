"""A drafted agreement as the rules read it: what they all ask of it, found out once."""

from collections.abc import Callable, Iterable, Mapping, Set
from datetime import date
from functools import cached_property, partial, wraps
from typing import Any

from agreement.answers.typed import Answer, Answers
from agreement.assembly.assemble import Drafted
from agreement.choice.picked import Picked
from agreement.document.conventions import Conventions
from agreement.document.number import Number, cited, number
from agreement.document.prose import words_of_piece
from agreement.document.tree import Agreement, Duty, Payment, Prose, Reference
from agreement.document.within import words_within
from agreement.duties.dated import AGREED_ACTIONS, AGREED_REVIEWS
from agreement.finding import Place
from agreement.lint.heard import Ear, Heard
from agreement.lint.own import texts, typed
from agreement.lint.own_words import OwnWords
from agreement.lint.whole import Whole
from agreement.reading.source import Path
from agreement.term_sheet.setting import Setting
from agreement.term_sheet.terms import PartyTerms, TermSheet

_UNPRINTED = ("private", "allow")
_EAR = Ear()


class Reading:
    """A drafted agreement and what rules ask of it. It is read and never changed; what takes time
    to find out is kept, so that many rules cost little more than one."""

    def __init__(self, drafted: Drafted):
        self.drafted = drafted
        self.whole = Whole(drafted.agreement)
        self.found: dict[Callable[[Reading], Any], Any] = {}

    @property
    def agreement(self) -> Agreement:
        """The finished tree."""
        return self.drafted.agreement

    @property
    def setting(self) -> Setting:
        """The law, the form and the term sheet behind it."""
        return self.drafted.setting

    @property
    def sheet(self) -> TermSheet:
        """The term sheet, typed."""
        return self.drafted.setting.sheet

    @cached_property
    def chosen(self) -> Mapping[str, tuple[Picked, Answers]]:
        """The clauses of the agreement by id, those that came in among them."""
        return {pick.clause.id: (pick, answers) for pick, answers in self.drafted.clauses}

    @cached_property
    def answers(self) -> tuple[Answers, ...]:
        """The answers of each of them."""
        return tuple([answers for _, answers in self.drafted.clauses])

    @cached_property
    def background(self) -> str:
        """The plain words of every recital, in small letters. An order prints those of the term
        sheet in its schedule, or leaves them to the agreement that the solicitors hold."""
        recitals = [one for one in self.whole.provisions if f"{one.id}/".startswith("recitals/")]
        told = (pair for found in words_within.each(recitals) for pair in found.items())
        printed = (words for id, words in told if id.startswith("recitals/"))
        kept = (one.casefold() for one in self.sheet.recitals if isinstance(one, str))
        return " ".join(printed) or " ".join(kept)

    @cached_property
    def own(self) -> OwnWords:
        """The drafter's own words."""
        theirs = any(pick.clause.firm for pick, _ in self.drafted.clauses)
        operative = self.agreement.operative if theirs else ()
        # It is told the numbers alone: a reading that its own parts lead back to would stay.
        citing = partial(_cited, self.numbers, self.agreement.conventions)
        words = tuple(typed(self.drafted, citing))
        return OwnWords(words, operative, self.clause_of, citing)

    @cached_property
    def written(self) -> tuple[tuple[Path, str], ...]:
        """Every text of the term sheet that may reach an output, as typed, with its path."""
        value = self.sheet.source.value
        return tuple(texts({key: value[key] for key in value if key not in _UNPRINTED}))

    @cached_property
    def _heard(self) -> Heard:
        return _EAR.hear(frozenset([text for _, text in self.written]))

    def written_with(self, find: Callable[[str], object]) -> Iterable[tuple[Path, str]]:
        """Those of these texts in which `find`, a function that a rule has, finds something."""
        found = self._heard.loud(find)
        return [told for told in self.written if told[1] in found] if found else ()

    @cached_property
    def dated(self) -> tuple[tuple[Duty, date], ...]:
        """The duties that have a date, each with it."""
        return tuple([(one, one.due.on) for one in self.agreement.duties if one.due.on is not None])

    @cached_property
    def days(self) -> Set[date]:
        """The days on which these fall due."""
        return frozenset([on for _, on in self.dated])

    @cached_property
    def payments(self) -> tuple[Payment, ...]:
        """What is to be paid, in the order of the document."""
        return tuple([one for one in self.agreement.duties if type(one) is Payment])

    @cached_property
    def numbers(self) -> Mapping[str, Number]:
        """The number of everything that has one, by id."""
        return number(self.agreement)

    def cited(self, id: str) -> str:
        """A provision by its number, as a cross-reference prints it, or by its id where it has
        none."""
        return _cited(self.numbers, self.agreement.conventions, id)

    def words(self, prose: Prose) -> str:
        """Prose as words, its cross-references as they are printed."""
        pieces = (
            self.cited(one.target) if type(one) is Reference else words_of_piece(one)
            for one in prose
        )
        return "".join(pieces)

    def answer(self, clause: str, blank: str) -> Answer | None:
        """What a chosen clause's blank was answered; None where either is not there."""
        return self.chosen[clause][1].get(blank) if clause in self.chosen else None

    def has(self, *clauses: str) -> bool:
        """Whether one of these clauses is agreed: in the agreement, and not open as a whole."""
        return any(id in self.chosen and id not in self.sheet.unsettled for id in clauses)

    def names(self, *clauses: str) -> bool:
        """Whether one of these clauses is in the agreement, or open as a whole, so that a drafter
        need not be told that it is missing."""
        return any(id in self.chosen for id in clauses)

    def party(self, role: str) -> PartyTerms | None:
        """The party that fills a role, or None."""
        return next((one for one in self.sheet.parties if one.role == role), None)

    def at(self, *path: str | int) -> Place:
        """Where the term sheet gives what stands at a path, or the nearest place above it."""
        return self.sheet.source.place(path)

    def at_key(self, *path: str | int) -> Place:
        """Where the key stands that a path of the term sheet ends in."""
        return self.sheet.source.key(path)

    def at_clause(self, clause: str) -> Place:
        """Where the term sheet chooses a clause; of one that it does not choose, its clauses."""
        found = self.chosen.get(clause)
        return found[0].place if found else self.at_key("clauses")

    def place_of(self, id: str) -> Place:
        """Where the term sheet asks for the provision or schedule with this id."""
        agreed, _, count = id.partition(f"{AGREED_ACTIONS}/")
        if not agreed and count:
            return self.at("actions", int(count) - 1)
        if id == AGREED_REVIEWS:
            return self.at_key("reviews")
        found = self.clause_of(id.removeprefix("schedules/"))
        return found.place if found else self.at_key(id.partition("/")[0])

    def clause_of(self, id: str) -> Picked | None:
        """The chosen clause that a provision came from, by the beginning of its id."""
        while id and id not in self.chosen:
            id = id.rpartition("/")[0]
        return self.chosen[id][0] if id else None

    def typed(self, *path: str | int) -> object:
        """The value at a path of the term sheet as typed, or None."""
        return self.sheet.at(path)


def once(find: Callable[[Reading], Any]) -> Callable[[Reading], Any]:
    """Makes a function that several rules ask of one reading look only once."""

    @wraps(find)
    def found(reading: Reading) -> Any:
        if find not in reading.found:
            reading.found[find] = find(reading)
        return reading.found[find]

    return found


def _cited(numbers: Mapping[str, Number], conventions: Conventions, id: str) -> str:
    found = numbers.get(id)
    return cited(found, conventions) if found else id
