"""What the agreements of a batch have in common, read from the library on disk."""

from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from agreement import __version__
from agreement.batch.made import Mould
from agreement.batch.record import Recipe
from agreement.library.disk import Library

_FOLDERS = (("jurisdictions", "yaml"), ("schemas", "json"))


def recipe_of(mould: Mould, names: str, sheets: bool) -> Recipe:
    """The recipe of a mould, a pattern of names, and whether the term sheets are written too."""
    return Recipe(
        program=__version__,
        holidays=version("holidays"),
        standard=mould.standard.digest,
        library=library_digest(mould.library),
        shell=mould.shell.digest,
        names=names,
        form=mould.form,
        final=mould.final,
        strict=mould.strict,
        sheets=sheets,
    )


def library_digest(library: Library) -> str:
    """The sha256 of every clause, jurisdiction and schema that the homes of a library come to."""
    digest = sha256()
    for name, path in _files(library):
        content = path.read_bytes()
        digest.update(f"{name}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _files(library: Library) -> Iterator[tuple[str, Path]]:
    wanted = [("clauses", f"{id}.yaml") for id in library.ids()]
    for folder, ending in _FOLDERS:
        wanted += [(folder, f"{name}.{ending}") for name in library.names(folder, ending)]
    for parts in wanted:
        path = library.file(*parts)
        if path:
            yield "/".join(parts), path
