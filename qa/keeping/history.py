"""Replies to the database and back: conversations to reopen, list, rename, delete; what readers thought."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from qa.keeping.database import Database, Row

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

    def __init__(self, database: Database) -> None:
        self.database = database

    def add(self, reply: Json, visitor: str | None) -> None:
        """Remember a reply; its conversation belongs to the first visitor who asked in it."""
        now, name = time.time(), reply["conversation"]
        articles = {citation["article"]["id"] for citation in reply["citations"]}
        with self.database.writing() as work:
            work.change(
                "INSERT INTO conversations (name, visitor, title, touched_at) "
                "VALUES (:name, :visitor, :title, :now) "
                "ON CONFLICT (name) DO UPDATE SET touched_at = excluded.touched_at",
                name=name, visitor=_veiled(visitor), title=reply["question"][:_TITLE_CHARS], now=now,
            )  # fmt: skip
            work.change(
                "INSERT INTO replies "
                "(id, conversation, asked_at, day, question, kind, answered, took_ms, reply) VALUES "
                "(:id, :name, :now, :day, :question, :kind, :answered, :took_ms, :reply)",
                id=reply["reply"], name=name, now=now, day=date.fromtimestamp(now).isoformat(),
                question=reply["question"], kind=reply["kind"], answered=int(reply["answered"]),
                took_ms=reply["took_ms"], reply=json.dumps(reply, ensure_ascii=False),
            )  # fmt: skip
            work.change_each(
                "INSERT INTO cited (reply, article) VALUES (:reply, :article)",
                [{"reply": reply["reply"], "article": article} for article in articles],
            )

    def reply(self, name: str) -> Json | None:
        """The reply of that name."""
        with self.database.reading() as work:
            row = work.row("SELECT reply FROM replies WHERE id = :name", name=name)
        return dict(json.loads(row[0])) if row else None

    def replies(self, conversation: str) -> list[Json]:
        """All replies of a conversation, oldest first; none for a name nobody used."""
        with self.database.reading() as work:
            rows = work.rows(
                "SELECT reply FROM replies WHERE conversation = :name ORDER BY asked_at", name=conversation
            )
        return [json.loads(row[0]) for row in rows]

    def opinions(self, conversation: str) -> dict[str, bool]:
        """Which replies of a conversation were found useful (True) or not (False)."""
        with self.database.reading() as work:
            rows = work.rows(
                "SELECT id, useful FROM replies JOIN feedback f ON f.reply = id WHERE conversation = :name",
                name=conversation,
            )
        return {name: bool(useful) for name, useful in rows}

    def conversations(self, visitor: str | None, count: int) -> list[Conversation]:
        """The visitor's own conversations, last touched first."""
        if visitor is None:
            return []
        with self.database.reading() as work:
            rows = work.rows(
                "SELECT c.name, c.title, c.touched_at, r.question FROM (SELECT * FROM conversations "
                "WHERE visitor = :visitor ORDER BY touched_at DESC LIMIT :count) c "
                "JOIN replies r ON r.conversation = c.name ORDER BY c.touched_at DESC, c.name, r.asked_at",
                visitor=_veiled(visitor), count=count,
            )  # fmt: skip
        return [_listed(one, found) for one, found in groupby(rows, key=lambda row: row[:3])]

    def title(self, conversation: str) -> str | None:
        """What a conversation is called; None for a name nobody used."""
        with self.database.reading() as work:
            row = work.row("SELECT title FROM conversations WHERE name = :name", name=conversation)
        return str(row[0]) if row else None

    def rename(self, conversation: str, title: str, visitor: str | None) -> bool:
        """Give a conversation of the visitor's own another title; False where it is not theirs."""
        with self.database.writing() as work:
            done = work.change(
                "UPDATE conversations SET title = :title WHERE name = :name AND visitor = :visitor",
                title=title[:_TITLE_CHARS], name=conversation, visitor=_veiled(visitor),
            )  # fmt: skip
        return done == 1

    def forget(self, conversation: str, visitor: str | None) -> bool:
        """Delete a conversation of the visitor's own with all it holds; False where it is not theirs."""
        with self.database.writing() as work:
            done = work.change(
                "DELETE FROM conversations WHERE name = :name AND visitor = :visitor",
                name=conversation, visitor=_veiled(visitor),
            )  # fmt: skip
            if done == 1:
                for statement in _LEAVING_NOTHING:
                    work.change(statement, name=conversation)
        return done == 1

    def give_feedback(self, reply: str, useful: bool, reason: str) -> bool:
        """Store what a reader thought of a reply, over any former thought; False for an unknown reply."""
        with self.database.writing() as work:
            done = work.change(
                "INSERT INTO feedback (reply, given_at, useful, reason) "
                "SELECT id, :now, :useful, :reason FROM replies WHERE id = :reply "
                "ON CONFLICT (reply) DO UPDATE SET "
                "given_at = excluded.given_at, useful = excluded.useful, reason = excluded.reason",
                now=time.time(), useful=int(useful), reason=reason.strip()[:_REASON_CHARS], reply=reply,
            )  # fmt: skip
        return done == 1


_LEAVING_NOTHING = (
    "DELETE FROM cited WHERE reply IN (SELECT id FROM replies WHERE conversation = :name)",
    "DELETE FROM feedback WHERE reply IN (SELECT id FROM replies WHERE conversation = :name)",
    "DELETE FROM replies WHERE conversation = :name",
    "DELETE FROM turns WHERE conversation = :name",
)


def _listed(one: Sequence[Any], rows: Iterable[Row]) -> Conversation:
    name, title, touched_at = one
    return Conversation(name, title, touched_at, " ".join(row[3] for row in rows))


def _veiled(visitor: str | None) -> str | None:
    """The database holds no visitor's key, so that reading it lets nobody act for them."""
    return hashlib.sha256(visitor.encode()).hexdigest() if visitor else None
