"""An article and a citation's span to what the source reader shows."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qa.records import Article
from web.marking import Piece, mark

_AROUND = 1  # lines of the page file shown before and after the cited ones
_FINGERPRINT_CHARS = 8


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of an article in pieces; a sub-heading stands out."""

    pieces: tuple[Piece, ...]
    is_subhead: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page file, numbered from 1; `gap` where lines before it are left out."""

    number: int
    pieces: tuple[Piece, ...]
    gap: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link's quote stands now: `state` is whole (no quote asked for), cited, moved or lost."""

    state: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The citation shown, of how many, and where the ones beside it and their answer are."""

    n: int
    count: int
    before: str | None
    after: str | None
    answer: str


def find_place(text: str, start: int, end: int, fingerprint: str) -> Place:
    """Where the quote stands: at its offsets, elsewhere when the article changed around it, or nowhere."""
    if not start and not end:
        return Place("whole")
    fits = 0 <= start < end <= len(text)
    if fits and fingerprint in ("", _fingerprint(text[start:end])):
        return Place("cited", start, end)
    width = end - start
    if fingerprint and 0 < width <= 1000:
        for at in range(len(text) - width + 1):
            if _fingerprint(text[at : at + width]) == fingerprint:
                return Place("moved", at, at + width)
    return Place("lost")


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_FINGERPRINT_CHARS]


def paragraphs(article: Article, start: int, end: int) -> list[Paragraph]:
    """The article's text by paragraphs, the characters from `start` to `end` marked."""
    found = []
    at = 0
    for line in article.text.split("\n"):
        if line.strip():
            found.append(Paragraph(tuple(mark(line, at, [(start, end)])), line in article.subheads))
        at += len(line) + 1
    return found


def printed_lines(article: Article, page: str, start: int, end: int) -> list[Line]:
    """The page file's own lines the span was read from, one more around; none when the page changed."""
    offsets = sorted(set(_offsets(article, start, end)))
    wanted = [char for char in article.text[start:end] if char != "\n"]
    if not offsets or offsets[-1] >= len(page) or sorted(page[at] for at in offsets) != sorted(wanted):
        return []
    spans = _runs(offsets)
    lines = page.split("\n")
    begins = [0]
    for line in lines:
        begins.append(begins[-1] + len(line) + 1)
    cited = [
        n for n in range(len(lines)) if any(low < begins[n + 1] and high > begins[n] for low, high in spans)
    ]
    shown = sorted({m for n in cited for m in range(n - _AROUND, n + _AROUND + 1) if 0 <= m < len(lines)})
    return [
        Line(n + 1, tuple(mark(lines[n], begins[n], spans)), gap=at > 0 and shown[at - 1] != n - 1)
        for at, n in enumerate(shown)
    ]


def _offsets(article: Article, start: int, end: int) -> list[int]:
    pairs = zip(article.text[start:end], article.source_map[start:end], strict=True)
    return [offset for char, offset in pairs if char != "\n"]


def _runs(offsets: Sequence[int]) -> list[tuple[int, int]]:
    """Ordered offsets as spans of neighbours."""
    spans: list[tuple[int, int]] = []
    for at in offsets:
        if spans and spans[-1][1] == at:
            spans[-1] = (spans[-1][0], at + 1)
        else:
            spans.append((at, at + 1))
    return spans


def neighbours(urls: Sequence[str], n: int, answer: str) -> Neighbours | None:
    """The citations before and after the n-th of a reply's; None when there is no n-th."""
    if not 1 <= n <= len(urls):
        return None
    before, after = urls[n - 2] if n > 1 else None, urls[n] if n < len(urls) else None
    return Neighbours(n, len(urls), before, after, answer)


def article_json(article: Article) -> Mapping[str, Any]:
    """An article as programs get it; citations' offsets point into its `text`."""
    return {
        **article.as_source(),
        "kicker": article.kicker,
        "text": article.text,
        "captions": list(article.captions),
        "subheads": list(article.subheads),
        "warnings": list(article.warnings),
        "url": article.url,
    }
