"""Turns of conversations to the database and back, shared by all server processes and kept over restarts."""

from __future__ import annotations

import json
import time
from dataclasses import asdict

from qa.asking.conversations import Turn
from qa.keeping.database import Database


class Conversations:
    """Conversations by name; an unknown name is an empty conversation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def turns(self, name: str, count: int) -> list[Turn]:
        """The last turns of a conversation, oldest first."""
        with self._database.reading() as work:
            rows = work.rows(
                "SELECT turn FROM turns WHERE conversation = :name ORDER BY id DESC LIMIT :count",
                name=name, count=count,
            )  # fmt: skip
        return [_turn_of(row[0]) for row in reversed(rows)]

    def add(self, name: str, turn: Turn) -> None:
        """Remember a turn."""
        with self._database.writing() as work:
            work.change(
                "INSERT INTO turns (conversation, asked_at, turn) VALUES (:name, :now, :turn)",
                name=name, now=time.time(), turn=json.dumps(asdict(turn), ensure_ascii=False),
            )  # fmt: skip


def _turn_of(text: str) -> Turn:
    values = json.loads(text)
    lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    return Turn(**{**values, **lists, "spans": tuple(tuple(span) for span in values.get("spans", ()))})
