"""The public holidays of each calendar, year by year, as the `holidays` package knows them."""

from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from agreement.kept import keep, kept

_KIND = "public-holidays"


@cache
def public_holidays(calendar: str, year: int) -> frozenset[date]:
    """The public holidays of one year, of a calendar by its name; recalled where this version of
    the package gave them before."""
    origins = f"{calendar} {year}".encode(), _version()
    found = kept(_KIND, *origins)
    if found is not None:
        return frozenset(map(date.fromisoformat, found.decode().split()))
    days = _listed(calendar, year)
    keep(" ".join(sorted(day.isoformat() for day in days)).encode(), _KIND, *origins)
    return days


@cache
def _version() -> bytes:
    """What the package says of its version, read without importing it."""
    spec = find_spec("holidays")
    return Path(spec.origin).with_name("version.py").read_bytes() if spec and spec.origin else b""


def _listed(calendar: str, year: int) -> frozenset[date]:
    # The package imports every country of the world, which takes a tenth of a second.
    from holidays import country_holidays, financial_holidays

    # Scotland's list has Monday 15 June 2026 (the World Cup), which copies of the gov.uk list made
    # before February 2026 lack. It stays: a proclamation of 3 February 2026 under section 1(3) of
    # the Banking and Financial Dealings Act 1971 appointed it, and gov.uk has listed it since.
    match calendar:
        case "us-federal":
            return frozenset(country_holidays("US", years=year))
        case "us-fedwire":
            return frozenset(financial_holidays("XFED", years=year))
    part = {"england-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}[calendar]
    return frozenset(country_holidays("GB", subdiv=part, years=year))
