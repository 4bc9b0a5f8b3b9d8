"""A clause that is open as a whole: the term sheet names it, and nothing of it is agreed yet."""

from functools import lru_cache

from msgspec.structs import replace

from agreement.document.markup import parse
from agreement.document.tree import Definition
from agreement.library.clause import Clause
from agreement.library.texts import texts

WHOLE = "whole"
"""The one blank of such a clause: all that it would say."""

NOT_AGREED = "not-agreed"
"""What its plain sentence is about."""

DEFINES = "defines"
"""The key of such a clause that lists the terms which it would define."""

_KEPT = ("heading", "purpose", "matters", "jurisdictions", "notes")


@lru_cache(maxsize=1024)
def unsettled(clause: Clause) -> Clause:
    """The clause while all of it is open: its heading with one open point below, which the term
    sheet gives in the place of the answers. Nobody owes anything by it, it brings no clause with it
    and bars none, for none of that is agreed."""
    value = {key: clause.value[key] for key in _KEPT if key in clause.value}
    value["blanks"] = {
        WHOLE: {
            "type": "text",
            "ask": f"the terms of “{clause.heading}”",
            "from": f"clauses.{clause.id}",
        }
    }
    value["text"] = f"Not agreed yet: [{WHOLE}]."
    value["plain"] = ({"about": NOT_AGREED, "text": f"[{WHOLE}]"},)
    value["authority"] = ()
    pieces = (piece for _, text in texts(clause) for piece in parse(" ".join(text.split())))
    value[DEFINES] = tuple(one.term for one in pieces if isinstance(one, Definition))
    return replace(clause, source=replace(clause.source, value=value))
