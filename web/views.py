"""Records to what the templates show: plain values, no HTTP and no HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from qa.records import Article, Citation, Reply

_MARK = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: marked or not, or (with `citation`) a citation mark."""

    text: str
    marked: bool = False
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of an article in pieces; a sub-heading stands out."""

    pieces: tuple[Piece, ...]
    is_subhead: bool


def answer_pieces(reply: Reply) -> list[Piece]:
    """The answer's text with each `[n]` turned into a mark that knows its citation."""
    citations = {citation.n: citation for citation in reply.answer.citations}
    pieces: list[Piece] = []
    at = 0
    for match in _MARK.finditer(reply.answer.text):
        citation = citations.get(int(match[1]))
        if citation is None:  # brackets of the article's own
            continue
        pieces += [Piece(reply.answer.text[at : match.start()]), Piece(match[0], citation=citation)]
        at = match.end()
    return [piece for piece in [*pieces, Piece(reply.answer.text[at:])] if piece.text]


def quote_pieces(citation: Citation) -> list[Piece]:
    """A quote with the words that answer marked."""
    return list(_marked(citation.quote, 0, citation.highlights))


def paragraphs(article: Article, start: int, end: int) -> list[Paragraph]:
    """The article's text by paragraphs, the characters from `start` to `end` marked."""
    found = []
    at = 0
    for line in article.text.split("\n"):
        if line.strip():
            found.append(Paragraph(tuple(_marked(line, at, [(start, end)])), line in article.subheads))
        at += len(line) + 1
    return found


def _marked(text: str, offset: int, spans: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """The text, which begins at `offset`, cut at the borders of the spans; empty pieces left out."""
    at = 0
    for start, end in spans:
        low, high = max(start - offset, at), min(end - offset, len(text))
        if low < high:
            if at < low:
                yield Piece(text[at:low])
            yield Piece(text[low:high], marked=True)
            at = high
    if at < len(text):
        yield Piece(text[at:])


def by_page(articles: Sequence[Article]) -> list[tuple[str, list[Article]]]:
    """Articles grouped by the page file they stand on, both in page order."""
    return [(source, list(group)) for source, group in groupby(articles, key=lambda article: article.source)]


def article_json(article: Article) -> dict[str, object]:
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
