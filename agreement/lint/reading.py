"""A drafted agreement as the rules read it: what they all ask of it, found out once."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain

from agreement.answers import Answer, Answers
from agreement.assemble import Drafted
from agreement.choose import Picked
from agreement.document import Agreement, Inline
from agreement.duties import AGREED_ACTIONS, AGREED_REVIEWS
from agreement.finding import Place
from agreement.lint.own import CLAUSE, END, Own, answered, saying, sentences_saying, texts
from agreement.number import Number, cited, number
from agreement.prose import plain_words, words_of_piece
from agreement.provisions import defined_in
from agreement.setting import Setting
from agreement.source import Path
from agreement.terms import Open, PartyTerms, TermSheet
from agreement.within import each, pieces, within, words_within
from agreement.wording import singular

_UNPRINTED = ("private", "allow")
_MARK = re.compile(r"_(?=\w)|(?<=\w)_|\*\*")


class Reading:
    """A drafted agreement and what rules ask of it. It is read and never changed; what takes time
    to find out is kept, so that many rules cost little more than one."""

    def __init__(self, drafted: Drafted):
        self.drafted = drafted

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

    def placed(self, kind: type[Inline]) -> Iterator[tuple[str, Inline]]:
        """Every piece of one kind in the recitals, the provisions and the schedules, their tables
        cell after cell, with the id of what it stands in."""
        for one in self.agreement.provisions:
            yield from within(one).placed[kind]
        for one in self.agreement.schedules:
            yield from ((one.id, piece) for piece in pieces((one.prose, one.table), kind))

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The plain words of each of these that has words of its own, in small letters, by id."""
        found: dict[str, str] = {}
        for one in self.agreement.provisions:
            found |= words_within(one)
        for one in self.agreement.schedules:
            rows = one.table.rows if one.table else ()
            prose = chain(one.prose, *chain.from_iterable(rows))
            words = "".join(map(words_of_piece, prose))
            found |= {one.id: words.casefold()} if words else {}
        return found

    @cached_property
    def text(self) -> str:
        """All of these words, a line for each."""
        return "\n".join(self.words.values())

    @cached_property
    def meanings(self) -> tuple[tuple[str, str], ...]:
        """Each defined term, in the singular, with the id of the party that is called so or of the
        provision that gives it a meaning."""
        parties = ((one.term, f"parties/{one.role}") for one in self.agreement.parties)
        given = defined_in(self.agreement.provisions)
        return tuple((singular(term), id) for term, id in (*parties, *given))

    @cached_property
    def background(self) -> str:
        """The plain words of every recital, in small letters. An order prints those of the term
        sheet in its schedule, or leaves them to the agreement that the solicitors hold."""
        printed = (words for id, words in self.words.items() if id.startswith("recitals/"))
        kept = (one.casefold() for one in self.sheet.recitals if isinstance(one, str))
        return " ".join(printed) or " ".join(kept)

    @cached_property
    def own(self) -> tuple[Own, ...]:
        """The drafter's own words: the title, the recitals, the agreed actions and reviews, the
        answers in words, and the provisions of a firm's own clauses."""
        return (
            Own("title", "the title", self.at("title"), self.sheet.title),
            *self._recited(),
            *self._agreed(),
            *self._answered(),
            *self._of_firm(),
        )

    @cached_property
    def sentences(self) -> tuple[tuple[Own, str], ...]:
        """Each sentence of the drafter's own words, with what it stands in."""
        return tuple((own, one) for own in self.own for one in END.split(own.words))

    def saying(self, pattern: re.Pattern[str]) -> Iterator[Own]:
        """The drafter's own words in which a pattern is found."""
        return saying(self.own, pattern)

    def sentences_saying(self, pattern: re.Pattern[str]) -> Iterator[tuple[Own, str]]:
        """Each sentence of them in which a pattern is found."""
        return sentences_saying(self.own, pattern)

    def _recited(self) -> Iterator[Own]:
        # The recital of the mediation stands before them; an order has them in its schedule.
        recitals = self.sheet.recitals
        printed = self.agreement.recitals[-len(recitals) :] if recitals else ()
        for index, typed in enumerate(recitals):
            if not isinstance(typed, Open):
                one = printed[index] if len(printed) == len(recitals) else None
                within = self.cited(one.id) if one else f"recital {index + 1}"
                words = plain_words(one.prose) if one else _MARK.sub("", typed)
                yield Own("recital", within, self.at("recitals", index), words)

    def _agreed(self) -> Iterator[Own]:
        lists = (("actions", "what"), ("actions", "evidence"), ("reviews", "what"))
        for name, key in lists:
            for index, duty in enumerate(self.typed(name) or ()):
                if isinstance(duty.get(key), str):
                    place, words = self.at(name, index, key), _MARK.sub("", duty[key])
                    yield Own(name[:-1], f"agreed {name[:-1]} {index + 1}", place, words)

    def _answered(self) -> Iterator[Own]:
        for _, answers in self.drafted.clauses:
            for name, answer in answers.items():
                if name != "alternative":
                    yield from answered(answer)

    def _of_firm(self) -> Iterator[Own]:
        theirs = any(pick.clause.firm for pick, _ in self.chosen.values())
        for one in each(self.agreement.operative) if theirs else ():
            found = self.clause_of(one.id)
            if found and found.clause.firm and one.prose:
                place = self.place_of(one.id)
                yield Own(CLAUSE, self.cited(one.id), place, plain_words(one.prose))

    @cached_property
    def written(self) -> tuple[tuple[Path, str], ...]:
        """Every text of the term sheet that may reach an output, as typed, with its path."""
        value = self.sheet.source.value
        return tuple(texts({key: value[key] for key in value if key not in _UNPRINTED}, ()))

    @cached_property
    def numbers(self) -> Mapping[str, Number]:
        """The number of everything that has one, by id."""
        return number(self.agreement)

    def cited(self, id: str) -> str:
        """A provision by its number, as a cross-reference prints it, or by its id where it has
        none."""
        found = self.numbers.get(id)
        return cited(found, self.agreement.conventions) if found else id

    def answer(self, clause: str, blank: str) -> Answer | None:
        """What a chosen clause's blank was answered; None where either is not there."""
        return self.chosen[clause][1].get(blank) if clause in self.chosen else None

    def has(self, *clauses: str) -> bool:
        """Whether one of these clauses is in the agreement."""
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
