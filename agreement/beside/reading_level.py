"""How hard words are to read: the Flesch reading ease and the Flesch-Kincaid grade, for English.

R. Flesch, A new readability yardstick (1948); J. P. Kincaid and others, Derivation of new
readability formulas (1975). Syllables are counted from the letters, by rule, so a level is near
what a person would count and no closer.
"""

import re
from collections.abc import Iterable

from msgspec import Struct

_WORD = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*|\d[\d,.]*\d|\d")
_SENTENCE_END = re.compile(r"[.!?:](?=\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?<![aeiouylsxzgch])es$|(?<![aeioutdy])ed$|(?<![aeiouyl])e$")
_SPLIT = re.compile(r"(?<![cst])ia|io(?![nu])|(?<!q)u[ae]l|ying|eing")
_AGE_IN_GRADE_0 = 5


class ReadingLevel(Struct, frozen=True):
    """The counts of some words that their reading level comes from; none of them is 0."""

    words: int
    sentences: int
    syllables: int

    @property
    def ease(self) -> int:
        """The Flesch reading ease: 90 is very easy, 60 plain English, 30 very hard."""
        score = 206.835 - 1.015 * self._length - 84.6 * self.syllables / self.words
        return round(score)

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade: the years of American school, to one decimal place."""
        return round(0.39 * self._length + 11.8 * self.syllables / self.words - 15.59, 1)

    @property
    def age(self) -> int:
        """The age in years of a pupil in that grade, 5 at the least."""
        return max(_AGE_IN_GRADE_0, round(self.grade) + _AGE_IN_GRADE_0)

    @property
    def _length(self) -> float:
        return self.words / self.sentences


def reading_level(texts: Iterable[str]) -> ReadingLevel:
    """The counts of these texts together; each text ends a sentence."""
    words = sentences = sounds = 0
    for text in texts:
        found = _WORD.findall(text)
        words += len(found)
        sounds += sum(map(syllables, found))
        if found:
            sentences += max(1, len(_SENTENCE_END.findall(text)))
    return ReadingLevel(max(1, words), max(1, sentences), max(1, sounds))


def syllables(word: str) -> int:
    """The syllables of an English word, by the letters that sound in it; a figure counts as one."""
    letters = word.lower()
    parts = re.split(r"[-’']", letters)
    return max(1, sum(map(_of_part, parts)))


def _of_part(letters: str) -> int:
    if len(letters) < 3:
        return int(bool(_VOWELS.search(letters)))
    sounding = _SILENT.sub("", letters)
    return max(1, len(_VOWELS.findall(sounding)) + len(_SPLIT.findall(sounding)))
