"""An agreement as a Word file, the gate such a file must pass, and what it was built from."""

from agreement.word.comments import Note
from agreement.word.gate import gate
from agreement.word.origin import ClauseUsed, Provenance, edited, provenance
from agreement.word.shell import Shell, compile_shell
from agreement.word.writer import write

__all__ = [
    "ClauseUsed",
    "Note",
    "Provenance",
    "Shell",
    "compile_shell",
    "edited",
    "gate",
    "provenance",
    "write",
]
