"""What an answer is made of, and the reply that carries it: the values of the `/ask` contract."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from qa.records import Article


@dataclass(frozen=True, slots=True)
class Citation:
    """An exact slice of an article: `article.text[start:end] == quote`."""

    n: int
    article: Article
    quote: str
    start: int
    end: int
    score: float
    highlights: tuple[tuple[int, int], ...] = ()

    @property
    def sha256(self) -> str:
        """Fingerprint of the quote, so that a later reader can tell whether the article changed."""
        return hashlib.sha256(self.quote.encode()).hexdigest()

    @property
    def source_span(self) -> tuple[int, int]:
        """Offsets of the quote in the page file itself."""
        offsets = self.article.source_map[self.start : self.end]
        return (min(offsets), max(offsets) + 1) if offsets else (0, 0)

    @property
    def url(self) -> str:
        """Where a reader sees the quote marked in its article."""
        return f"{self.article.url}?s={self.start}&e={self.end}"

    def as_json(self) -> dict[str, Any]:
        """The citation in the words of the `/ask` contract."""
        source_start, source_end = self.source_span
        return {
            "n": self.n,
            "article": self.article.as_source(),
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "sha256": self.sha256,
            "source_start": source_start,
            "source_end": source_end,
            "highlights": [list(span) for span in self.highlights],
            "score": round(self.score, 4),
            "url": self.url,
        }


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list or one side of a comparison, with the number of its citation (None: not stated)."""

    label: str
    text: str
    citation: int | None


@dataclass(frozen=True, slots=True)
class Related:
    """A near article offered beside a refusal; it is not an answer."""

    article: Article
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gets: `kind` is one of fact, list, passage, compare, none, chat."""

    kind: str
    text: str
    short: str | None = None
    items: tuple[Item, ...] = ()
    citations: tuple[Citation, ...] = ()
    related: tuple[Related, ...] = ()
    confidence: float = 0.0
    notices: tuple[str, ...] = ()  # how the question was read, where it was read otherwise than typed
    trace: dict[str, object] = field(default_factory=dict)

    @property
    def answered(self) -> bool:
        """False for an honest "the articles do not say" and for greetings."""
        return self.kind not in ("none", "chat")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with the question it answers, as `POST /ask` sends it."""

    question: str
    resolved_question: str
    conversation: str
    answer: Answer
    took_ms: float
    name: str = ""  # its own, by which feedback and links find it again
    traced: bool = False  # whether it tells how the answer came about
    kept: bool = True  # whether it can be found again by its name
    stages: Mapping[str, float] = field(default_factory=dict)  # seconds of each stage of answering

    def as_json(self) -> dict[str, Any]:
        """The reply in the words of the `/ask` contract."""
        answer = self.answer
        return {
            "question": self.question,
            "resolved_question": self.resolved_question,
            "conversation": self.conversation,
            "reply": self.name,
            "kind": answer.kind,
            "answered": answer.answered,
            "answer": answer.text,
            "short": answer.short,
            "items": [asdict(item) for item in answer.items],
            "citations": [citation.as_json() for citation in answer.citations],
            "related": [
                {**r.article.as_source(), "score": round(r.score, 4), "url": r.article.url}
                for r in answer.related
            ],
            "confidence": round(answer.confidence, 4),
            "notices": list(answer.notices),
            "took_ms": round(self.took_ms, 2),
            **({"trace": answer.trace} if self.traced else {}),
        }
