"""An address to transactions on a SQLite file or a PostgreSQL server."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from qa.errors import SettingError, StoreError, StoreNewerError
from qa.keeping.engines import postgresql, sqlite
from qa.keeping.schema import migrate

_LOG = logging.getLogger(__name__)
_REST_SECONDS = 5  # after a server could not be reached; questions do not wait for it meanwhile

# How a transaction that only reads is begun, so that it sees one state throughout.
_READS: Mapping[str, Mapping[str, Any]] = {
    "sqlite": {"only_reads": True},
    "postgresql": {"isolation_level": "REPEATABLE READ"},
}

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Transaction:
    """Statements that are kept together or not at all; values are named in them as `:name`."""

    _connection: Connection

    @property
    def is_postgresql(self) -> bool:
        """Where the two kinds of database need different words."""
        return self._connection.dialect.name == "postgresql"

    def rows(self, statement: str, **values: object) -> list[Row]:
        """All rows a question to the database finds."""
        return list(self._connection.execute(text(statement), _storable(values)))

    def row(self, statement: str, **values: object) -> Row | None:
        """The first of the rows; None where there is none."""
        return self._connection.execute(text(statement), _storable(values)).first()

    def change(self, statement: str, **values: object) -> int:
        """Change what is stored; returns how many rows that were."""
        return self._connection.execute(text(statement), _storable(values)).rowcount

    def change_each(self, statement: str, rows: Sequence[Mapping[str, object]]) -> None:
        """The same change with each row's values; nothing for no rows."""
        if rows:
            self._connection.execute(text(statement), [_storable(row) for row in rows])


class Database:
    """Transactions for any number of threads and processes; the tables are there before the first of them.

    Every trouble with the database is a StoreError. After a server could not be reached, work is refused at
    once for a few seconds, so that those who can do without it need not wait for it each time.
    """

    def __init__(self, url: URL) -> None:
        self._name = url.render_as_string(hide_password=True)
        self._engine = sqlite(url) if url.get_backend_name() == "sqlite" else postgresql(url)
        self._reads = _READS[url.get_backend_name()]
        self._is_ready = False
        self._rests_until = 0.0

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A transaction that sees one state of the database throughout."""
        self.prepare()
        with self._transaction(writes=False) as work:
            yield work

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """A transaction that changes the database, undone where it is left by an exception."""
        self.prepare()
        with self._transaction(writes=True) as work:
            yield work

    def prepare(self) -> None:
        """Make the tables, or bring them to what this version reads."""
        if not self._is_ready:
            with self._transaction(writes=True) as work:
                migrate(work, self._name)
            self._is_ready = True

    def close(self) -> None:
        """Let go of the connections that are kept for the next piece of work."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, writes: bool) -> Iterator[Transaction]:
        connection = self._connect(writes)
        try:
            with connection, connection.begin():
                yield Transaction(connection)
        except SQLAlchemyError as error:
            self._is_ready = False  # someone may have put another database in its place
            raise self._trouble(error) from error

    def _connect(self, writes: bool) -> Connection:
        if time.monotonic() < self._rests_until:
            raise StoreError(f"The database {self._name} could not be reached a moment ago.")
        try:
            connection = self._engine.connect()
            return connection if writes else connection.execution_options(**self._reads)
        except SQLAlchemyError as error:
            self._rests_until = time.monotonic() + _REST_SECONDS
            raise self._trouble(error) from error

    def _trouble(self, error: SQLAlchemyError) -> StoreError:
        cause = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
        return StoreError(f"The database {self._name} cannot be used: {cause}. Check QA_STORE and QA_DATA.")


def open_database(address: str, folder: Path) -> Database:
    """The database at an address, or the SQLite file of a folder where there is none.

    A database that cannot be used now is told in the log and tried again with each piece of work; one made
    by a newer version is refused.
    """
    database = Database(_url_of(address) if address else _file_in(folder))
    try:
        database.prepare()
    except StoreNewerError:
        database.close()
        raise
    except StoreError as error:
        _LOG.warning("%s Questions are answered; nothing is remembered until it is back.", error)
    return database


def _file_in(folder: Path) -> URL:
    folder.mkdir(parents=True, exist_ok=True)
    return URL.create("sqlite", database=str(folder / "conversations.sqlite"))


def _url_of(address: str) -> URL:
    """The address taken apart; an address may hold a password, so none is repeated in a message."""
    try:
        url = make_url(address)
        if url.get_backend_name() in ("sqlite", "postgresql"):
            url.get_dialect().import_dbapi()
            return url
    except (ArgumentError, NoSuchModuleError):
        pass
    except ImportError as error:
        raise SettingError(
            f'QA_STORE needs {error.name}. Install it with: pip install -e ".[postgresql]"'
        ) from None
    raise SettingError(
        "QA_STORE is not allowed: give an address like postgresql+psycopg://user@host/name, or none."
    )


def _storable(values: Mapping[str, object]) -> dict[str, object]:
    """The values without what PostgreSQL or UTF-8 cannot hold: the character 0 and halves of characters."""
    return {
        name: value.encode("utf-8", "replace").decode().replace("\0", "") if isinstance(value, str) else value
        for name, value in values.items()
    }
