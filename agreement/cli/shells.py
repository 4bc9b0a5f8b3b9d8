"""The shells of a library: the one that is asked for, compiled once, and all of them by name."""

from functools import cache
from pathlib import Path

from agreement.finding import Finding, Place, Refused, error
from agreement.library.disk import Library, bytes_of
from agreement.word import Shell, compile_shell


def shell_named(name: str, library: Library) -> Shell:
    """The shell of this name, compiled. Raises Refused where there is none, or where it breaks the
    contract of a shell."""
    path = library.file("templates", f"{name}.docx")
    if path is None:
        raise Refused((_unknown(name, ", ".join(library.names("templates", "docx"))),))
    return _compiled(path, bytes_of(path))


def _unknown(name: str, shells: str) -> Finding:
    message = f"there is no such shell; there are {shells}."
    if Path(name).name == name and not name.endswith(".docx"):
        return error("unknown-shell", Place(f"templates/{name}.docx"), message)
    message += (
        " A shell goes by its name alone, without its folder and .docx; a firm's own stands in "
        "templates/ of the folder that --library names."
    )
    return error("unknown-shell", Place(name), message)


@cache
def _compiled(path: Path, content: bytes) -> Shell:
    # The content is a key, so that a shell that was saved again is compiled again.
    return compile_shell(path)


def not_filled_in(name: str, library: Library) -> tuple[Finding, ...]:
    """Why nothing goes out for signature in this shell: words stand in it where the firm's own
    belong."""
    from agreement.word import unfilled

    left = unfilled(shell_named(name, library))
    told = ", ".join(f"“{words}”" for words in left)
    message = (
        f"the shell {name} still says {told}; put the firm's own there in Word, or choose "
        "another shell."
    )
    return (error("shell-not-filled", Place(f"templates/{name}.docx"), message),) if left else ()
