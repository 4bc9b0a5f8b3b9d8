"""What a pure function gave, remembered, so that equal questions are worked out once.

Only what can never differ may be remembered: a value that is frozen, or a key that holds all that
the answer depends on. How much is remembered is bounded: what nobody asks for any more goes, for
every agreement that is drafted makes what is remembered a little older.
"""

from collections.abc import Callable, Hashable, Set
from functools import partial, wraps
from itertools import count
from typing import Any

_AGREEMENTS = 64
"""After so many agreements, what none of them asked for goes."""

_turns: list[Callable[[], None]] = []
_drafted = count(1)


def grown_older() -> None:
    """Says that another agreement is drafted."""
    if next(_drafted) % _AGREEMENTS == 0:
        for turn in _turns:
            turn()


class Memory:
    """Answers by their keys. After `most` new ones, those that were not asked for meanwhile go."""

    def __init__(self, most: int):
        self._most = most
        _turns.append(self._turn)
        self._new: dict[Hashable, Any] = {}
        self._old: dict[Hashable, Any] = {}

    def recall(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What was made under this key, or is made now. None is never remembered."""
        found = self._new.get(key)
        if found is None:
            found = self._old.get(key)
            found = make() if found is None else found
            if len(self._new) >= self._most:
                self._turn()
            self._new[key] = found
        return found

    def _turn(self) -> None:
        self._old, self._new = self._new, {}


class Silent:
    """Texts, or other values, in which a search found nothing, so that it is not made again. After
    `most` new ones, those that were not met meanwhile go."""

    def __init__(self, most: int):
        self._most = most
        self._new: set[Hashable] = set()
        self._old: set[Hashable] = set()
        _turns.append(self._turn)

    def loud(self, texts: Set, find: Callable[[Any], object]) -> Set:
        """Those of these texts in which `find`, always the same, finds something."""
        waiting = texts - self._new
        if not waiting:
            return waiting
        met = waiting & self._old
        found = {text for text in waiting - met if find(text)}
        if len(self._new) >= self._most:
            self._turn()
        self._new |= waiting - found
        return found

    def _turn(self) -> None:
        self._old, self._new = self._new, set()


def remembered(most: int) -> Callable[[Callable], Callable]:
    """Makes a function of one frozen value remember what it found out about that very value; `each`
    of the function gives what it finds of many, in a list.

    A value that is only equal to it is another one: to compare two trees takes longer than to read
    one. Each is held while it is remembered, so that no other can take over its identity.
    """

    return partial(_remembering, most)


def _remembering(most: int, find: Callable) -> Callable:
    new: dict[int, tuple[Any, Any]] = {}
    old: dict[int, tuple[Any, Any]] = {}

    def turn():
        nonlocal new, old
        old, new = new, {}

    def learnt(value):
        known = old.get(id(value)) or (value, find(value))
        if len(new) >= most:
            turn()
        new[id(value)] = known
        return known

    @wraps(find)
    def found(value):
        return (new.get(id(value)) or learnt(value))[1]

    def each(values):
        # One look into the memory for each value, where a call for each would cost more.
        known = new
        return [(known.get(id(one)) or learnt(one))[1] for one in values]

    found.each = each
    _turns.append(turn)
    return found
