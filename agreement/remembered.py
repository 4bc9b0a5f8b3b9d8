"""What a pure function gave, remembered, so that equal questions are worked out once.

Only what can never differ may be remembered: a value that is frozen, or a key that holds all that
the answer depends on. How much is remembered is bounded: what nobody asks for any more goes.
"""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any


class Memory:
    """Answers by their keys. After `most` new ones, those that were not asked for meanwhile go."""

    def __init__(self, most: int):
        self._most = most
        self._new: dict[Hashable, Any] = {}
        self._old: dict[Hashable, Any] = {}

    def recall(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What was made under this key, or is made now. None is never remembered."""
        found = self._new.get(key)
        if found is None:
            found = self._old.get(key)
            found = make() if found is None else found
            if len(self._new) >= self._most:
                self._old, self._new = self._new, {}
            self._new[key] = found
        return found


def remembered(most: int) -> Callable[[Callable], Callable]:
    """Makes a function of one frozen value remember what it found out about that very value.

    A value that is only equal to it is another one: to compare two trees takes longer than to read
    one. Each is held while it is remembered, so that no other can take over its identity.
    """

    def remembering(find: Callable) -> Callable:
        new: dict[int, tuple[Any, Any]] = {}
        old: dict[int, tuple[Any, Any]] = {}

        @wraps(find)
        def found(value):
            nonlocal new, old
            known = new.get(id(value))
            if known is None:
                known = old.get(id(value)) or (value, find(value))
                if len(new) >= most:
                    old, new = new, {}
                new[id(value)] = known
            return known[1]

        return found

    return remembering
