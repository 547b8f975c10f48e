"""Kept conversations to a file: Markdown for people, JSON for programs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from web.turns import Turn, turn_of

# What Markdown would read as its own: a heading, a tag, a link made of a citation mark and a bracket.
_MARKDOWN = re.compile(r"[\\`*_<#~|]|(?<=\])[(\[:]|^[-+>=](?=\s)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Kept:
    """A conversation with all its replies, oldest first."""

    name: str
    title: str
    replies: Sequence[Mapping[str, Any]]


def json_of(kept: Iterable[Kept]) -> dict[str, Any]:
    """The replies as `POST /ask` sent them, by conversation."""
    return {
        "conversations": [
            {"conversation": one.name, "title": one.title, "replies": list(one.replies)} for one in kept
        ]
    }


def markdown_of(kept: Iterable[Kept], address: str) -> str:
    """Every question with its answer and sources; links are whole, below `address`."""
    return "\n".join(block for one in kept for block in _conversation(one, address))


def _conversation(kept: Kept, address: str) -> Iterator[str]:
    yield f"# {_plain(kept.title)}\n"
    for reply in kept.replies:
        yield from _turn(turn_of(reply), str(reply["answer"]), address)


def _turn(turn: Turn, answer: str, address: str) -> Iterator[str]:
    yield f"## {_plain(turn.question)}\n"
    if turn.reread:
        yield f"已按“{_plain(turn.resolved)}”查找\n"
    if turn.kind == "none":
        yield "**报道未说明**\n"
    for line in filter(None, answer.split("\n")):
        yield f"{_plain(line)}\n"
    for cite in turn.cites.values():
        quote = "".join(piece.text for piece in cite.quote)
        yield f"> [{cite.n}] {_plain(cite.source)}：“{_plain(quote)}” <{urljoin(address, cite.url)}>\n"


def _plain(text: str) -> str:
    """The text on one line, its characters standing for themselves."""
    return _MARKDOWN.sub(r"\\\g<0>", " ".join(text.split("\n")))
