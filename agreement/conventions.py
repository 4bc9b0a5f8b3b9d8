"""How a jurisdiction writes: the conventions that number, spell and order an agreement."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conventions:
    """How a jurisdiction writes an agreement: its words, its paper and its order of parts."""

    language: str
    paper: str
    provision_word: str
    paragraph_word: str
    recital_word: str
    schedule_word: str
    date_style: str
    percent: str
    headings: tuple[tuple[str, str], ...]
    parts: tuple[str, ...]

    def heading(self, part: str) -> str:
        """The heading this jurisdiction prints over a part, such as "Background" for recitals."""
        return dict(self.headings)[part]
