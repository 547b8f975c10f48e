"""Replies to a SQLite file and back: conversations to reopen, list, rename, delete; what readers thought."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (
    name TEXT PRIMARY KEY,
    visitor TEXT,
    title TEXT NOT NULL,
    touched_at REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS conversations_by_visitor ON conversations (visitor, touched_at);
CREATE TABLE IF NOT EXISTS replies (
    id TEXT PRIMARY KEY,
    conversation TEXT NOT NULL,
    asked_at REAL NOT NULL,
    question TEXT NOT NULL,
    kind TEXT NOT NULL,
    answered INTEGER NOT NULL,
    took_ms REAL NOT NULL,
    reply TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS replies_by_conversation ON replies (conversation, asked_at);
CREATE INDEX IF NOT EXISTS replies_by_time ON replies (asked_at);
CREATE TABLE IF NOT EXISTS cited (reply TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (reply, article));
CREATE TABLE IF NOT EXISTS feedback (
    reply TEXT PRIMARY KEY,
    given_at REAL NOT NULL,
    useful INTEGER NOT NULL,
    reason TEXT NOT NULL
);
"""
_TITLE_CHARS = 60
_REASON_CHARS = 500

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Conversation:
    """One line of a visitor's list; `questions` is what a search in the list reads."""

    name: str
    title: str
    touched_at: float
    questions: str


class History:
    """What was asked and answered. A conversation is listed only to the visitor who began it."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        with self.connection() as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.executescript(_SCHEMA)

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """A connection for one piece of work: nothing is shared between threads or forked processes."""
        with closing(sqlite3.connect(self._path, timeout=10)) as connection, connection:
            yield connection

    def add(self, reply: Json, visitor: str | None) -> None:
        """Remember a reply; its conversation belongs to the first visitor who asked in it."""
        now, name = time.time(), reply["conversation"]
        articles = {citation["article"]["id"] for citation in reply["citations"]}
        told = [reply[key] for key in ("question", "kind", "answered", "took_ms")]
        with self.connection() as connection:
            connection.execute(
                "INSERT INTO conversations VALUES (?, ?, ?, ?) "
                "ON CONFLICT (name) DO UPDATE SET touched_at = excluded.touched_at",
                (name, _veiled(visitor), reply["question"][:_TITLE_CHARS], now),
            )
            connection.execute(
                "INSERT INTO replies VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (reply["reply"], name, now, *told, json.dumps(reply, ensure_ascii=False)),
            )
            connection.executemany("INSERT INTO cited VALUES (?, ?)", [(reply["reply"], a) for a in articles])

    def reply(self, name: str) -> Json | None:
        """The reply of that name."""
        with self.connection() as connection:
            row = connection.execute("SELECT reply FROM replies WHERE id = ?", (name,)).fetchone()
        return dict(json.loads(row[0])) if row else None

    def replies(self, conversation: str) -> list[Json]:
        """All replies of a conversation, oldest first; none for a name nobody used."""
        with self.connection() as connection:
            rows = connection.execute(
                "SELECT reply FROM replies WHERE conversation = ? ORDER BY asked_at", (conversation,)
            ).fetchall()
        return [json.loads(row[0]) for row in rows]

    def opinions(self, conversation: str) -> dict[str, bool]:
        """Which replies of a conversation were found useful (True) or not (False)."""
        with self.connection() as connection:
            rows = connection.execute(
                "SELECT id, useful FROM replies JOIN feedback f ON f.reply = id WHERE conversation = ?",
                (conversation,),
            ).fetchall()
        return {name: bool(useful) for name, useful in rows}

    def conversations(self, visitor: str | None, count: int) -> list[Conversation]:
        """The visitor's own conversations, last touched first."""
        with self.connection() as connection:
            rows = connection.execute(
                "SELECT c.name, c.title, c.touched_at, group_concat(r.question, ' ') FROM conversations c "
                "JOIN replies r ON r.conversation = c.name WHERE c.visitor = ? "
                "GROUP BY c.name ORDER BY c.touched_at DESC LIMIT ?",
                (_veiled(visitor), count),
            ).fetchall()
        return [Conversation(*row) for row in rows]

    def title(self, conversation: str) -> str | None:
        """What a conversation is called; None for a name nobody used."""
        with self.connection() as connection:
            row = connection.execute(
                "SELECT title FROM conversations WHERE name = ?", (conversation,)
            ).fetchone()
        return str(row[0]) if row else None

    def rename(self, conversation: str, title: str, visitor: str | None) -> bool:
        """Give a conversation of the visitor's own another title; False where it is not theirs."""
        with self.connection() as connection:
            done = connection.execute(
                "UPDATE conversations SET title = ? WHERE name = ? AND visitor = ?",
                (title[:_TITLE_CHARS], conversation, _veiled(visitor)),
            )
        return done.rowcount == 1

    def forget(self, conversation: str, visitor: str | None) -> bool:
        """Delete a conversation of the visitor's own with all it holds; False where it is not theirs."""
        with self.connection() as connection:
            done = connection.execute(
                "DELETE FROM conversations WHERE name = ? AND visitor = ?", (conversation, _veiled(visitor))
            )
            if done.rowcount != 1:
                return False
            for table in ("cited", "feedback"):
                connection.execute(
                    f"DELETE FROM {table} WHERE reply IN (SELECT id FROM replies WHERE conversation = ?)",  # noqa: S608
                    (conversation,),
                )
            connection.execute("DELETE FROM replies WHERE conversation = ?", (conversation,))
        return True

    def give_feedback(self, reply: str, useful: bool, reason: str) -> bool:
        """Store what a reader thought of a reply, over any former thought; False for an unknown reply."""
        with self.connection() as connection:
            done = connection.execute(
                "INSERT OR REPLACE INTO feedback SELECT id, ?, ?, ? FROM replies WHERE id = ?",
                (time.time(), useful, reason.strip()[:_REASON_CHARS], reply),
            )
        return done.rowcount == 1


def _veiled(visitor: str | None) -> str | None:
    """The file holds no visitor's key, so that reading it lets nobody act for them."""
    return hashlib.sha256(visitor.encode()).hexdigest() if visitor else None
