"""Page numbers in the contents, and PDFs beside the Word files, once these are written."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

import click
from msgspec import Struct

from agreement.cli.judge import Writing
from agreement.cli.libreoffice import NotPrinted, Print, libreoffice
from agreement.cli.report import LACKING, cannot_write, internal_fault
from agreement.whole import Proof, save, unread
from agreement.word.printed import pages_of, to_print

_ROUNDS = 3


class Built(Struct, frozen=True):
    """A Word file that is written already: where, how to write it again, whether it has contents
    to number, where its PDF goes, if anywhere, and what the file must prove before it is named."""

    path: Path
    writing: Writing
    contents: bool
    pdf: Path | None
    proof: Proof = unread

    @property
    def waiting(self) -> bool:
        """Whether anything is left to do for it."""
        return self.contents or self.pdf is not None


def print_all(built: Sequence[Built], quiet: bool = False) -> tuple[int, Mapping[str, str]]:
    """Number the contents and print the PDFs that are asked for; a bar shows how far it is. A
    `quiet` one leaves standard output to a program.

    Returns the exit status, 3 where LibreOffice is missing, fails or takes too long, each told in
    a line, and the PDFs that were made by the names of their Word files. The Word files stay as
    they were written first.
    """
    waiting = [one for one in built if one.waiting]
    if not waiting:
        return 0, {}
    told: list[tuple[str, bool]] = []
    try:
        with libreoffice() as printed, _progress(waiting) as counted:
            told = [_one(one, printed) for one in counted]
    except NotPrinted as fault:
        told = [(f"No page was laid out and no PDF made. {fault}", False)]
    for line, done in told:
        click.echo(line, err=quiet or not done)
    made = [one for one, (_, done) in zip(waiting, told, strict=False) if done and one.pdf]
    status = 0 if all(done for _, done in told) else LACKING
    return status, {str(one.path): str(one.pdf) for one in made}


@contextmanager
def _progress(waiting: list[Built]) -> Iterator[Sequence[Built]]:
    """A bar on a terminal where there are several; nobody reads one anywhere else."""
    shown = len(waiting) > 1 and sys.stderr.isatty()
    bar = click.progressbar(waiting, label="Laying out pages", file=sys.stderr, show_pos=True)
    with bar if shown else nullcontext(waiting) as counted:
        yield counted


def _one(built: Built, printed: Print) -> tuple[str, bool]:
    """What to tell of one Word file, and whether all went well."""
    try:
        return _done(built, printed), True
    except NotPrinted as fault:
        return f"{built.path}: no PDF and no page numbers. {fault}", False
    except OSError as fault:
        return f"{cannot_write(fault.filename or str(built.path), fault)}.", False
    except Exception as fault:
        # One Word file that cannot be read back may not cost a person the other ones.
        return internal_fault(str(built.path), fault), False


def _done(built: Built, printed: Print) -> str:
    docx, pdf = settled(built, printed)
    if built.contents:
        save(built.path, docx, built.proof)
    if built.pdf is None:
        return f"numbered the contents of {built.path}"
    save(built.pdf, pdf)
    return f"printed {built.pdf}"


def settled(built: Built, printed: Print) -> tuple[bytes, bytes]:
    """The Word file and its PDF, the contents showing the pages on which that PDF has them.

    The numbers themselves may move a line, so what is printed is read again; where they do not
    come to rest, the contents show none. Raises NotPrinted.
    """
    docx = built.writing({})
    for _ in range(_ROUNDS):
        pdf = printed(to_print(docx))
        again = built.writing(pages_of(pdf)) if built.contents else docx
        if again == docx:
            return docx, pdf
        docx = again
    docx = built.writing({})
    return docx, printed(to_print(docx))
