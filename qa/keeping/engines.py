"""A database's address to a pool of connections that threads may share and forked processes may not."""

from __future__ import annotations

import os
import weakref
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import QueuePool

_BUSY_SECONDS = 10  # how long one of many writers waits for its turn
_CONNECT_SECONDS = 3
_STATEMENT_MS = 5_000


def sqlite(url: URL) -> Engine:
    """A pool of connections: to close the last one of a file costs 7 ms, twice what an answer is kept in.

    A process that forks lets go of them first; one whose file is gone or replaced is not used again.
    """
    engine = create_engine(url, poolclass=QueuePool, max_overflow=-1, connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    path = url.database
    if path:
        event.listen(engine, "connect", partial(_remember_file, path))
        event.listen(engine, "checkout", partial(_check_file, path))
    _at_fork(engine, before=True)
    return engine


def _remember_file(path: str, _: object, record: Any) -> None:  # noqa: ANN401  (SQLAlchemy's event)
    record.info["file"] = _file_at(path)


def _check_file(path: str, _: object, record: Any, __: object) -> None:  # noqa: ANN401
    """Make the pool open another connection where the path leads to another file than this one's."""
    if _file_at(path) != record.info["file"]:
        raise DisconnectionError


def _file_at(path: str) -> tuple[int, int] | None:
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _set_up_sqlite(connection: Any, _: object) -> None:  # noqa: ANN401  (what the driver makes)
    connection.isolation_level = None  # we say ourselves when a transaction begins
    connection.execute("PRAGMA journal_mode=WAL")  # readers and one writer at a time do not stop each other
    connection.execute("PRAGMA synchronous=NORMAL")  # no process that dies loses or damages anything


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes its turn before it reads: one that only then became a writer could not wait for it."""
    only_reads = connection.get_execution_options().get("only_reads")
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")


def postgresql(url: URL) -> Engine:
    """A pool of connections, each tried before it is used; a forked process begins with an empty one."""
    engine = create_engine(
        url,
        pool_pre_ping=True,
        pool_timeout=_CONNECT_SECONDS,
        connect_args={
            "connect_timeout": _CONNECT_SECONDS,
            "tcp_user_timeout": _STATEMENT_MS,
            "options": f"-c statement_timeout={_STATEMENT_MS}",
        },
    )
    _at_fork(engine, before=False)
    return engine


def _at_fork(engine: Engine, *, before: bool) -> None:
    """Let a forked process begin with an empty pool: its parent's is closed before, or left to the parent."""
    kept = weakref.ref(engine)

    def begin_anew() -> None:
        if (engine := kept()) is not None:
            engine.dispose(close=before)

    if before:
        os.register_at_fork(before=begin_anew)
    else:
        os.register_at_fork(after_in_child=begin_anew)
