"""LibreOffice, which lays a Word file out on pages and prints it as a PDF."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MISSING = (
    "LibreOffice is not installed. Debian or Ubuntu: sudo apt install libreoffice-writer; "
    "macOS: brew install --cask libreoffice; "
    "Windows: winget install TheDocumentFoundation.LibreOffice."
)
LONGEST = 120
"""The seconds that one Word file may take; 20 pages take two."""

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
)
_SETTINGS = {
    # PDF/A-2b, whose pictures and fonts all stand in the file (ISO 19005-2).
    "SelectPdfVersion": ("long", "2"),
    "UseTaggedPDF": ("boolean", "true"),
    "ExportBookmarks": ("boolean", "true"),
    "ExportBookmarksToPDFDestination": ("boolean", "true"),
    # Comments are for those who draft; a PDF is for everybody.
    "ExportNotes": ("boolean", "false"),
}

Print = Callable[[bytes], bytes]


class NotPrinted(Exception):
    """LibreOffice gave no PDF; the message says why in one line."""


@contextmanager
def libreoffice(seconds: float = LONGEST) -> Iterator[Print]:
    """A way from the bytes of a Word file to those of its PDF: PDF/A-2b, tagged, with an outline
    and a named destination for each bookmark.

    LibreOffice runs without a window and with a profile of its own, so that one that is already
    open is left alone. Raises NotPrinted where it is missing, fails, or takes too many `seconds`.
    """
    program = _found()
    if program is None:
        raise NotPrinted(MISSING)
    with tempfile.TemporaryDirectory(prefix="build-agreement-") as folder:
        yield lambda docx: _printed(docx, program, Path(folder), seconds)


def _found() -> str | None:
    named = shutil.which("soffice") or shutil.which("libreoffice")
    return named or next((place for place in _PLACES if Path(place).is_file()), None)


def _printed(docx: bytes, program: str, folder: Path, seconds: float) -> bytes:
    source, target = folder / "agreement.docx", folder / "agreement.pdf"
    source.write_bytes(docx)
    target.unlink(missing_ok=True)
    settings = {name: {"type": kind, "value": value} for name, (kind, value) in _SETTINGS.items()}
    told = _ran(
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            f"pdf:writer_pdf_Export:{json.dumps(settings)}",
            "--outdir",
            str(folder),
            str(source),
        ],
        seconds,
    )
    if not target.is_file():
        last = (told.strip().splitlines() or ["it said nothing"])[-1].strip()
        raise NotPrinted(f"LibreOffice made no PDF: {last[:200]}.")
    return target.read_bytes()


def _ran(command: list[str], seconds: float) -> str:
    """What a command said; it and all it started are ended where it takes too long."""
    try:
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ) as running:
            try:
                return running.communicate(timeout=seconds)[0].decode(errors="replace")
            except BaseException:
                _end(running)
                raise
    except subprocess.TimeoutExpired:
        message = f"LibreOffice did not finish within {seconds:g} seconds."
        raise NotPrinted(message) from None
    except OSError as fault:
        raise NotPrinted(f"LibreOffice does not start: {fault.strerror}.") from None


def _end(running: subprocess.Popen) -> None:
    """The program is a script that starts another, which would go on without it."""
    with suppress(ProcessLookupError):
        if os.name == "posix":
            os.killpg(running.pid, signal.SIGKILL)
        else:
            running.kill()
