"""An agreement as a Word file, the gate such a file must pass, and what it was built from.

Each name is imported when it is asked for: writing needs nothing of what reads a Word file.
"""

from importlib import import_module

_HOMES = {
    "ClauseUsed": "origin",
    "Note": "comments",
    "Provenance": "origin",
    "Shell": "shell",
    "compile_shell": "shell_kept",
    "edited": "origin",
    "gate": "gating",
    "provenance": "origin",
    "unfilled": "left_to_fill",
    "write": "writer",
    "written": "writer",
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"agreement.word.{_HOMES[name]}"), name)
