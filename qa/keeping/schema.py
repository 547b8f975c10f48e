"""A database of any earlier version to the tables of this one, step by step, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from qa.errors import StoreNewerError

if TYPE_CHECKING:
    from qa.keeping.database import Transaction

_LOCK = 7_032_024  # any number, the same for all processes that might migrate one PostgreSQL database

# The tables as they were before versions were counted; such a database has them already.
_FIRST = (
    """CREATE TABLE IF NOT EXISTS turns (
        id {number_of_its_own},
        conversation TEXT NOT NULL,
        asked_at DOUBLE PRECISION NOT NULL,
        turn TEXT NOT NULL
    )""",
    "CREATE INDEX IF NOT EXISTS turns_by_conversation ON turns (conversation, id)",
    """CREATE TABLE IF NOT EXISTS conversations (
        name TEXT PRIMARY KEY,
        visitor TEXT,
        title TEXT NOT NULL,
        touched_at DOUBLE PRECISION NOT NULL
    )""",
    "CREATE INDEX IF NOT EXISTS conversations_by_visitor ON conversations (visitor, touched_at)",
    """CREATE TABLE IF NOT EXISTS replies (
        id TEXT PRIMARY KEY,
        conversation TEXT NOT NULL,
        asked_at DOUBLE PRECISION NOT NULL,
        question TEXT NOT NULL,
        kind TEXT NOT NULL,
        answered INTEGER NOT NULL,
        took_ms DOUBLE PRECISION NOT NULL,
        reply TEXT NOT NULL
    )""",
    "CREATE INDEX IF NOT EXISTS replies_by_conversation ON replies (conversation, asked_at)",
    "CREATE INDEX IF NOT EXISTS replies_by_time ON replies (asked_at)",
    """CREATE TABLE IF NOT EXISTS cited (
        reply TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (reply, article)
    )""",
    """CREATE TABLE IF NOT EXISTS feedback (
        reply TEXT PRIMARY KEY,
        given_at DOUBLE PRECISION NOT NULL,
        useful INTEGER NOT NULL,
        reason TEXT NOT NULL
    )""",
)


def _first_tables(work: Transaction) -> None:
    number = "BIGINT GENERATED ALWAYS AS IDENTITY" if work.is_postgresql else "INTEGER"
    for statement in _FIRST:
        work.change(statement.format(number_of_its_own=f"{number} PRIMARY KEY"))


def _day_of_each_reply(work: Transaction) -> None:
    """The local day a question was asked on, so that both kinds of database count days alike."""
    work.change("ALTER TABLE replies ADD COLUMN day TEXT NOT NULL DEFAULT ''")
    first = work.row("SELECT min(asked_at), max(asked_at) FROM replies")
    if first and first[0] is not None:
        day, last = date.fromtimestamp(first[0]), date.fromtimestamp(first[1])
        while day <= last:
            work.change(
                "UPDATE replies SET day = :day WHERE asked_at >= :began AND asked_at < :ended",
                day=day.isoformat(), began=_midnight(day), ended=_midnight(day + timedelta(1)),
            )  # fmt: skip
            day += timedelta(1)
    work.change("CREATE INDEX replies_by_day ON replies (day)")


def _midnight(day: date) -> float:
    return datetime(day.year, day.month, day.day).timestamp()


# In order; what stands here is never changed, only added to.
_STEPS: tuple[Callable[[Transaction], None], ...] = (_first_tables, _day_of_each_reply)
VERSION = len(_STEPS)


def migrate(work: Transaction, name: str) -> None:
    """Bring the tables to this version; processes that begin together wait for the first of them."""
    if work.is_postgresql:
        work.rows("SELECT set_config('statement_timeout', '0', true)")
        work.rows("SELECT pg_advisory_xact_lock(:key)", key=_LOCK)
    work.change("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)")
    found = work.row("SELECT version FROM schema_version")
    version = int(found[0]) if found else 0
    if version > VERSION:
        raise StoreNewerError(
            f"The database {name} has version {version} and this program reads versions up to {VERSION}. "
            "Run the newer program, or restore the backup made before it."
        )
    for step in _STEPS[version:]:
        step(work)
    if not found:
        work.change("INSERT INTO schema_version VALUES (:version)", version=VERSION)
    elif version < VERSION:
        work.change("UPDATE schema_version SET version = :version", version=VERSION)
