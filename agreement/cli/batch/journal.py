"""What is done of a batch, kept on disk row by row, so that a run goes on where the last one ended.

A database of SQLite: it survives a process that is killed, holds any number of rows in no memory,
keeps names apart, and is locked while a run has it.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from agreement.whole import MOST_OF_STEM

_TABLES = """
create table if not exists recipe (told text);
create table if not exists done (row integer primary key, digest text, output text, record text);
create temp table names (name text primary key, row integer);
create temp table wanted (row integer primary key, digest text, name text);
"""


class Busy(Exception):
    """Another run has the journal."""


class Journal:
    """An open journal. `done` outlives the run; which rows are wanted is asked anew each time."""

    def __init__(self, database: sqlite3.Connection):
        self._database = database

    def begin(self, recipe: dict[str, Any]) -> bool:
        """Whether it already knows rows of this recipe; those of another are forgotten."""
        told = json.dumps(recipe, sort_keys=True)
        known = self._database.execute("select told from recipe").fetchone()
        if known == (told,):
            return True
        with self._database:
            self._database.execute("delete from done")
            self._database.execute("delete from recipe")
            self._database.execute("insert into recipe values (?)", (told,))
        return False

    def claim(self, name: str, row: int) -> int | None:
        """Give a name to a row; the number of the row that has it already, or None."""
        self._database.execute("insert or ignore into names values (?, ?)", (name, row))
        [(holder,)] = self._database.execute("select row from names where name = ?", (name,))
        return None if holder == row else holder

    def want(self, row: int, digest: str, name: str) -> None:
        """Ask for a row, under this digest and name."""
        self._database.execute("insert into wanted values (?, ?, ?)", (row, digest, name))

    def name_of(self, row: int) -> str | None:
        """The name of a row that is wanted and not done, else None."""
        found = self._database.execute(
            "select name from wanted left join done using (row, digest)"
            " where row = ? and (output is null or output != name || '.docx')",
            (row,),
        ).fetchone()
        return found[0] if found else None

    def finished(self) -> Iterator[dict[str, Any]]:
        """The records of the rows that are wanted and already done."""
        found = self._database.execute(
            "select record from wanted join done using (row, digest) where output = name || '.docx'"
        )
        yield from (json.loads(record) for (record,) in found)

    def note(self, records: Iterable[dict[str, Any]]) -> None:
        """Keep the records of rows that are done; they outlive whatever happens next."""
        told = [
            (one["row"], one["digest"], one.get("output"), json.dumps(one, ensure_ascii=False))
            for one in records
        ]
        with self._database:
            self._database.executemany("insert or replace into done values (?, ?, ?, ?)", told)

    def forget(self, rows: Iterable[int]) -> None:
        """Take rows for not done."""
        with self._database:
            numbers = ((row,) for row in rows)
            self._database.executemany("delete from done where row = ?", numbers)

    def left(self) -> int:
        """How many rows are still to be made."""
        [(count,)] = self._database.execute(
            "select count(*) from wanted left join done using (row, digest)"
            " where name != '' and (output is null or output != name || '.docx')"
        )
        return count

    def is_claimed(self, name: str) -> bool:
        """Whether a row of the table, of this part or another, has this name."""
        found = "select 1 from names where name = ?"
        return self._database.execute(found, (name,)).fetchone() is not None

    def beginning(self, start: str) -> Iterator[str]:
        """The names of wanted rows that begin so, cut off at as many characters as a half's is."""
        found = "select name from wanted where name != '' and substr(name, 1, ?) = ?"
        yield from (name for (name,) in self._database.execute(found, (MOST_OF_STEM, start)))

    def records(self) -> Iterator[dict[str, Any]]:
        """The record of every wanted row that is done, in the order of the rows."""
        found = self._database.execute(
            "select record from done join wanted using (row, digest) order by row"
        )
        yield from (json.loads(record) for (record,) in found)

    def gone(self) -> tuple[str, ...]:
        """The outputs of earlier runs that no row of this one asks for."""
        found = self._database.execute(
            "select output from done where output is not null"
            " and output not in (select name || '.docx' from wanted) order by output"
        )
        return tuple(output for (output,) in found)

    def is_empty(self) -> bool:
        """Whether no document was made yet."""
        made = "select 1 from done where output is not null limit 1"
        return self._database.execute(made).fetchone() is None

    def count(self) -> int:
        """How many rows are wanted."""
        return self._database.execute("select count(*) from wanted").fetchone()[0]


@contextmanager
def journal_at(path: Path) -> Iterator[Journal]:
    """The journal in a file, which nobody else has meanwhile. Raises Busy, OSError where the file
    cannot be written or is damaged."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(sqlite3.connect(path, timeout=0)) as database:
            database.execute("pragma locking_mode = exclusive")
            database.execute("pragma synchronous = normal")
            database.executescript(_TABLES)
            with database:
                database.execute("begin exclusive")
            yield Journal(database)
    except sqlite3.OperationalError as fault:
        if "locked" in str(fault):
            raise Busy(str(path)) from None
        raise OSError(0, str(fault), str(path)) from None
    except sqlite3.DatabaseError:
        raise OSError(0, "it is damaged; delete it", str(path)) from None
