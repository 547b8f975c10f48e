"""Turns of conversations to a SQLite file and back, shared by all server processes and kept over restarts."""

from __future__ import annotations

import json
import re
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from qa.records import Answer, Citation

_SCHEMA = """
CREATE TABLE IF NOT EXISTS turns (
    id INTEGER PRIMARY KEY,
    conversation TEXT NOT NULL,
    asked_at REAL NOT NULL,
    turn TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS turns_by_conversation ON turns (conversation, id);
"""
_SIDE_BY_SIDE = re.compile(r"[^，,；;。：:“”\"()（）]+、[^，,；;。：:“”\"()（）]+")
_NAME = re.compile(r"c_[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn leaves for the next: what was asked, and the articles and words it was answered from."""

    question: str
    resolved_question: str
    kind: str
    short: str | None
    articles: tuple[str, ...]  # ids, first cited first
    place: str = ""  # printed over the first article cited
    items: tuple[str, ...] = ()  # what the answer enumerated, in order
    spans: tuple[tuple[str, int, int], ...] = ()  # what it told: article, start, end


class Conversations:
    """Conversations by name; an unknown name is an empty conversation."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        with self._connection() as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.executescript(_SCHEMA)

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """A connection for one piece of work: nothing is shared between threads or forked processes."""
        with closing(sqlite3.connect(self._path, timeout=10)) as connection, connection:
            yield connection

    def turns(self, name: str, count: int) -> list[Turn]:
        """The last turns of a conversation, oldest first."""
        with self._connection() as connection:
            rows = connection.execute(
                "SELECT turn FROM turns WHERE conversation = ? ORDER BY id DESC LIMIT ?", (name, count)
            ).fetchall()
        return [_turn_of(row[0]) for row in reversed(rows)]

    def add(self, name: str, turn: Turn) -> None:
        """Remember a turn."""
        with self._connection() as connection:
            connection.execute(
                "INSERT INTO turns (conversation, asked_at, turn) VALUES (?, ?, ?)",
                (name, time.time(), json.dumps(asdict(turn), ensure_ascii=False)),
            )

    def forget(self, name: str) -> None:
        """Delete a conversation's turns."""
        with self._connection() as connection:
            connection.execute("DELETE FROM turns WHERE conversation = ?", (name,))


def conversation_name(given: str | None) -> str:
    """The name given, if it is one of ours; else a new one that cannot be guessed."""
    return given if given and _NAME.fullmatch(given) else f"c_{secrets.token_urlsafe(18)}"


def turn_of(question: str, resolved: str, answer: Answer) -> Turn:
    """What a turn leaves for the next."""
    cited = answer.citations
    return Turn(
        question=question,
        resolved_question=resolved,
        kind=answer.kind,
        short=answer.short or (answer.items[0].text if len(answer.items) == 1 else None),
        articles=tuple(dict.fromkeys(citation.article.id for citation in cited)),
        place=next((citation.article.place or "" for citation in cited), ""),
        items=_items(answer),
        spans=tuple(_told(citation) for citation in cited),
    )


def _items(answer: Answer) -> tuple[str, ...]:
    """The entries of a list, or what the words that answer put side by side: 水草缠身、深浅不明、突发抽筋."""
    if len(answer.items) > 1:
        return tuple(item.text for item in answer.items)
    if not answer.citations:
        return ()
    first = answer.citations[0]
    told = first.quote[slice(*first.highlights[0])] if first.highlights else first.quote
    run = max(_SIDE_BY_SIDE.findall(told), key=len, default="")
    return tuple(part for part in re.split("[、]|和|及", run) if part)


def _told(citation: Citation) -> tuple[str, int, int]:
    """The span that answered, or the whole quotation."""
    start, end = citation.highlights[0] if citation.highlights else (0, len(citation.quote))
    return citation.article.id, citation.start + start, citation.start + end


def _turn_of(text: str) -> Turn:
    values = json.loads(text)
    lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    return Turn(**{**values, **lists, "spans": tuple(tuple(span) for span in values.get("spans", ()))})
