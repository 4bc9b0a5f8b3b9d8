"""How a jurisdiction writes: the conventions that number, spell and order an agreement."""

from msgspec import Struct


class Conventions(Struct, frozen=True):
    """How a jurisdiction writes an agreement: its words, its paper and its order of parts.

    `range_word` stands between the ends of a range, as in "clauses 3 to 5". `body_name` is what a
    schedule with paragraphs of its own calls the document around it, empty for nothing at all.
    """

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
    range_word: str = "to"
    body_name: str = ""

    def heading(self, part: str) -> str:
        """The heading this jurisdiction prints over a part, such as "Background" for recitals."""
        return dict(self.headings)[part]
