"""What the words of an agreement depend on beside the answers: the law's conventions, the
parties' names for themselves, and the dates that are known."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from msgspec import Struct

from agreement.document.conventions import Conventions
from agreement.document.tree import OpenPoint
from agreement.document.wording import renamed, spelled
from agreement.remembered import Memory
from agreement.term_sheet.terms import Open, TermSheet, term_for


class Voice(Struct, frozen=True, eq=False):
    """How agreements of one kind speak: under one law, in one form and currency, between parties
    that are called the same. Term sheets that agree in all this have the very same voice, however
    else they differ, so that what was said once need not be put into words again."""

    jurisdiction: Mapping
    conventions: Conventions
    currency: str
    called: Mapping[str, str]
    role_terms: Mapping[str, str]
    form: Mapping
    unsettled: frozenset[str]

    @property
    def spelling(self) -> Mapping[str, str]:
        """Words of the library and how they are spelt here."""
        return self.jurisdiction["spelling"]

    def worded(self, text: str) -> str:
        """Words of the library as they are spelt here and as this form puts them."""
        return _worded(text, self)


_VOICES = Memory(most=256)


@lru_cache(maxsize=4096)
def _worded(text: str, voice: Voice) -> str:
    return renamed(spelled(text, voice.spelling), voice.form.get("words", {}))


class Setting(Struct, frozen=True):
    """The term sheet in its jurisdiction, and its voice."""

    sheet: TermSheet
    voice: Voice

    @property
    def jurisdiction(self) -> Mapping:
        """What the file of the jurisdiction says."""
        return self.voice.jurisdiction

    @property
    def conventions(self) -> Conventions:
        """How the jurisdiction writes, in this form."""
        return self.voice.conventions

    @property
    def currency(self) -> str:
        """The code of the currency of every sum."""
        return self.voice.currency

    @property
    def called(self) -> Mapping[str, str]:
        """Each role's defined term, by the role."""
        return self.voice.called

    @property
    def role_terms(self) -> Mapping[str, str]:
        """The same by the library's own term for the role, such as Provider."""
        return self.voice.role_terms

    @property
    def form(self) -> Mapping:
        """What the jurisdiction says of the form of the document; nothing of an agreement."""
        return self.voice.form

    @property
    def calendar(self) -> str:
        """The calendar that business days count by where a duty names none."""
        return self.jurisdiction["calendar"]

    @property
    def spelling(self) -> Mapping[str, str]:
        """Words of the library and how they are spelt here."""
        return self.voice.spelling

    def worded(self, text: str) -> str:
        """Words of the library as they are spelt here and as this form puts them."""
        return self.voice.worded(text)

    def leaves_out(self, unit: str) -> bool:
        """Whether this form leaves out a unit of a clause, by its id, or one that it stands in."""
        units = self.form.get("units", {})
        if not units:
            return False
        return any(words is None and f"{unit}/".startswith(f"{id}/") for id, words in units.items())

    def known_date(self, anchor: str) -> tuple[date | None, bool]:
        """The date of an event such as signature, and whether it is only assumed."""
        if anchor in self.sheet.dates:
            return self.sheet.dates[anchor], False
        return self.sheet.assumed.get(anchor), anchor in self.sheet.assumed

    def open_point(self, value: Open, name: str, what: str = "") -> OpenPoint:
        """An open point in its place: `name` is the path of the answer, `what` says what is open
        where the term sheet does not. Its number comes when the agreement is whole."""
        return OpenPoint(0, value.what or what, self.called.get(value.owner, value.owner), name)


def setting(sheet: TermSheet, jurisdiction: Mapping) -> Setting:
    """The setting of a term sheet under the law its file names."""
    money = sheet.source.value.get("money", {})
    currency = money.get("currency", jurisdiction["currency"])
    called = {party.role: party.called for party in sheet.parties}
    # The voice holds the jurisdiction, so that no other can take over its identity.
    key = (id(jurisdiction), sheet.form, currency, sheet.unsettled, *called.items())
    return Setting(
        sheet, _VOICES.recall(key, lambda: _voice(jurisdiction, sheet, currency, called))
    )


def _voice(
    jurisdiction: Mapping, sheet: TermSheet, currency: str, called: Mapping[str, str]
) -> Voice:
    form = jurisdiction.get("forms", {}).get(sheet.form, {})
    return Voice(
        jurisdiction=jurisdiction,
        conventions=_conventions(jurisdiction, form),
        currency=currency,
        called=called,
        role_terms={term_for(role): term for role, term in called.items()},
        form=form,
        unsettled=sheet.unsettled,
    )


def _conventions(jurisdiction: Mapping, form: Mapping) -> Conventions:
    """How the jurisdiction writes, where the form does not have its own way."""
    words = jurisdiction["words"]
    return Conventions(
        language=jurisdiction["language"],
        paper=jurisdiction["paper"],
        provision_word=form.get("provision", words["provision"]),
        paragraph_word=words["paragraph"],
        recital_word=words["recital"],
        schedule_word=words["schedule"],
        date_style=jurisdiction["date_style"],
        percent=jurisdiction["percent"],
        headings=tuple((jurisdiction["headings"] | form.get("headings", {})).items()),
        parts=tuple(form.get("parts", jurisdiction["parts"])),
        body_name=form.get("body_name", ""),
        range_word=words["range"],
    )
