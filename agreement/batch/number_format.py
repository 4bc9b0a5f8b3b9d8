"""How an Excel cell shows a number: its figures and what stands beside them (ECMA-376 18.8.31)."""

import re
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

_PIECE = re.compile(
    r'"(?P<words>[^"]*)"|\\(?P<letter>.)|[_*].|\[\$(?P<mark>[^\]-]*)[^\]]*\]|\[[^\]]*\]'
    r"|(?P<end>;)|General|(?P<figure>[0#?.,%])|(?P<sign>[()+/-])|(?P<other>\S)",
    re.DOTALL,
)
_PLACES = re.compile(r"[0#?]\.(0+)")
_WHOLE = re.compile(r"[0#?,]*")
_SCALED = re.compile(r",(?![0#?,])")


class NumberFormat(Struct, frozen=True):
    """The figures of a format, such as "#,##0.00", the words and marks shown beside them, and the
    signs between them, such as the hyphens of "000-00"."""

    figures: str
    beside: str
    between: str

    @property
    def scaled(self) -> bool:
        """Whether it shows thousands or millions, and so a figure that is none of the value's."""
        return bool(_SCALED.search(self.figures))

    def exact(self, value: float) -> Decimal:
        """The figure that was typed. A workbook keeps it in binary, and the shortest figure that
        gives the same binary is the one typed; a percentage is kept as a hundredth of itself."""
        exact = Decimal(repr(value))
        return exact * 100 if "%" in self.figures else exact

    def shown(self, value: float) -> str:
        """The figures that a cell shows, its leading zeros too, without the marks of thousands and
        of a currency."""
        exact = self.exact(value)
        if "0" not in self.figures:
            return f"{exact.normalize():f}"
        places = _PLACES.search(self.figures)
        whole = _WHOLE.match(self.figures)[0].count("0")
        after = len(places[1]) if places else 0
        return f"{exact:0{whole + after + (after > 0) + (exact < 0)}.{after}f}"


@lru_cache(maxsize=256)
def number_format(written: str) -> NumberFormat:
    """The format of a number that is not negative. What stands between quotation marks, after a
    backslash or in square brackets is no figure."""
    figures = beside = between = signs = ""
    for piece in _PIECE.finditer(written):
        if piece["end"]:
            break
        if piece["figure"]:
            between, signs = between + signs, ""
        # A sign before the first figure is that of a debt.
        signs += (piece["sign"] or "") if figures else ""
        figures += piece["figure"] or ""
        beside += piece["words"] or piece["letter"] or piece["mark"] or piece["other"] or ""
    return NumberFormat(figures, " ".join(beside.split()), between)
