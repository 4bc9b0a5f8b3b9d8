"""How often values are looked for that only each other hold, which nothing else gives back."""

import gc

_SELDOM, _OFTEN = 200_000, 700


def sought_seldom() -> None:
    """Look for them after more values than an agreement has: none is left behind by a draft, and
    looking sooner takes a tenth of its time."""
    gc.set_threshold(_SELDOM)


def sought_often() -> None:
    """Look for them as often as Python does by itself: a server stays, and each request leaves
    some behind."""
    gc.set_threshold(_OFTEN)
