"""desk: the mediator's page on this machine."""

import secrets
import socket
import sys
import webbrowser
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

import click

from agreement.assembly.assemble import Drafted
from agreement.cli.also import WRITERS, Writer
from agreement.cli.circles import sought_often
from agreement.cli.options import home_option
from agreement.cli.report import LACKING
from agreement.cli.shells import shell_named
from agreement.library.disk import Library, library_at

PORT = 8417
"""Where the desk is unless something else is there, so that a page left open finds it again."""

_NEEDS = ("starlette", "uvicorn", "ruamel.yaml")
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ANY = "application/octet-stream"
_MEDIA = {
    ".txt": ("Plain text", "text/plain; charset=utf-8"),
    ".json": ("JSON", "application/json"),
    ".html": ("Page", "text/html; charset=utf-8"),
    ".ics": ("Calendar", "text/calendar; charset=utf-8"),
    ".xlsx": ("Register", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".plain-sheet.docx": ("Plain sheet (Word)", _WORD),
    ".plain-sheet.html": ("Plain sheet (page)", "text/html; charset=utf-8"),
}


@click.command()
@click.argument("sheet", metavar="[TERM_SHEET]", required=False,
                type=click.Path(path_type=Path, exists=True, dir_okay=True))  # fmt: skip
@click.option("--port", type=click.IntRange(1, 65535), help="The port to answer on.")
@click.option("--no-browser", is_flag=True, help="Print the address and open no browser.")
@home_option
def desk(sheet: Path | None, port: int | None, no_browser: bool, home: Path | None) -> None:
    """Draft on a page on this machine, with everything kept as you type.

    TERM_SHEET is a term sheet, or a folder of them; the folder you stand in where left out. The
    page reaches no other folder, and the desk no network.

    \b
    build-agreement desk                       choose a term sheet, or begin one
    build-agreement desk matters/abbey.yaml    straight to one
    """
    lacking = [name for name in _NEEDS if find_spec(name.partition(".")[0]) is None]
    if lacking:
        click.echo(f"The desk needs {', '.join(lacking)}, which is not installed; "
                   "pip install 'build-agreement[desk]'.", err=True)  # fmt: skip
        sys.exit(LACKING)
    place = (sheet or Path()).resolve()
    folder = place if place.is_dir() else place.parent
    _serve(folder, "/" if place.is_dir() else f"/s/{place.name}/", port, no_browser, home)


def _serve(
    folder: Path, landing: str, port: int | None, no_browser: bool, home: Path | None
) -> None:
    import uvicorn

    from agreement.desk.app import desk as application
    from agreement.desk.seat import seat, warm

    sought_often()
    library = library_at(home)
    bound = _bound(port)
    found = bound.getsockname()[1]
    token = secrets.token_urlsafe(24)
    here = seat(folder, library, outputs(library))
    Thread(target=warm, args=(here,), daemon=True).start()
    app = application(here, found, token, landing)
    address = f"http://127.0.0.1:{found}/enter?token={token}"
    click.echo(f"The desk is open at {address}\nThe address works once. Ctrl-C ends the desk.")
    if not no_browser:
        webbrowser.open(address)
    # What a server writes to its log may quote what somebody typed.
    settings = uvicorn.Config(app, log_config=None, access_log=False, server_header=False)
    uvicorn.Server(settings).run(sockets=[bound])


def _bound(port: int | None) -> socket.socket:
    """A socket of this machine alone, on the port asked for, or else the desk's own or any."""
    for wanted in (port,) if port else (PORT, 0):
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", wanted))
            # Who opens the address as soon as it is printed waits, and is not turned away.
            listening.listen(64)
            return listening
        except OSError as fault:
            listening.close()
            told = f"Port {wanted} of this machine cannot be used: {fault.strerror}."
    click.echo(f"{told} Choose another with --port.", err=True)
    sys.exit(LACKING)


def outputs(library: Library) -> Mapping[str, object]:
    """What the desk gives out, by the name it has in an address."""
    from agreement.desk.fields import label
    from agreement.desk.seat import Output

    def word(drafted: Drafted) -> bytes:
        from agreement.word import write

        return write(drafted.agreement, shell_named("plain", library), {})

    def pdf(drafted: Drafted) -> bytes:
        return _printed(word(drafted))

    found = {
        "word": Output("Word", ".docx", _WORD, word),
        "heads": Output("Heads of terms (Word)", "-heads.docx", _WORD, word, "heads-of-terms"),
        "pdf": Output("PDF", ".pdf", "application/pdf", pdf),
    }
    for form, writers in WRITERS.items():
        for ending, write in writers.items():
            called, media = _MEDIA.get(ending, (f"{label(form)} ({ending[1:]})", _ANY))
            name = form if len(writers) == 1 else f"{form}-{ending.rpartition('.')[2]}"
            found[name] = Output(called, ending, media, _afresh(write))
    return found


def _afresh(write: Writer) -> Callable[[Drafted], bytes]:
    """A writer that goes on from no file written before."""
    return lambda drafted: write(drafted, Path())


def _printed(docx: bytes) -> bytes:
    from agreement.cli.libreoffice import NotPrinted, libreoffice
    from agreement.word.printed import to_print

    try:
        with libreoffice() as printed:
            return printed(to_print(docx))
    except NotPrinted as fault:
        raise OSError(0, str(fault)) from None
