"""The plain values that travel between the rooms: articles, passages, citations, replies."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import chain
from typing import Any, overload


@dataclass(frozen=True, slots=True)
class SourceMap(Sequence[int]):
    """Where each character of a text stands in its page, kept as runs of neighbours.

    Character `starts[r] + k` of the text is character `offsets[r] + k` of the page. A list of offsets would
    take 36 bytes a character; printed lines make some 20 characters a run.
    """

    starts: tuple[int, ...]
    offsets: tuple[int, ...]
    length: int

    @classmethod
    def of(cls, offsets: Sequence[int]) -> SourceMap:
        """The same map as the offsets given, one per character."""
        starts = [i for i in range(len(offsets)) if i == 0 or offsets[i] != offsets[i - 1] + 1]
        return cls(tuple(starts), tuple(offsets[i] for i in starts), len(offsets))

    @classmethod
    def of_spans(cls, spans: Iterable[tuple[int, int]]) -> SourceMap:
        """The map of a text that was put together from these stretches of its page."""
        starts, offsets, length, last = [], [], 0, -1
        for start, end in spans:
            if start != last:
                starts.append(length)
                offsets.append(start)
            length += end - start
            last = end
        return cls(tuple(starts), tuple(offsets), length)

    def __iter__(self) -> Iterator[int]:
        ends = (*self.starts[1:], self.length)
        runs = zip(self.starts, ends, self.offsets, strict=False)
        return chain.from_iterable(range(at, at + end - start) for start, end, at in runs)

    def __len__(self) -> int:
        return self.length

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[int]: ...
    def __getitem__(self, at: int | slice) -> int | Sequence[int]:
        if isinstance(at, slice):
            return [self._offset(i) for i in range(*at.indices(self.length))]
        if not -self.length <= at < self.length:
            raise IndexError(at)
        return self._offset(at % self.length)

    def _offset(self, at: int) -> int:
        run = bisect_right(self.starts, at) - 1
        return self.offsets[run] + at - self.starts[run]


@dataclass(frozen=True, slots=True)
class Facts:
    """What an article says about itself, read from its title block, its byline and its first sentences.

    `*_at` are offsets of the printed words in the page file, None where the page prints none there.
    """

    authors: tuple[str, ...] = ()  # names without roles, in printed order
    county: str | None = None
    town: str | None = None  # 镇, 乡 or street office
    village: str | None = None  # village or community
    dates: tuple[str, ...] = ()  # date words as printed, first mention first
    title_at: tuple[int, int] | None = None
    place_at: tuple[int, int] | None = None
    byline_at: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One piece of a page, its text in the characters that were printed.

    `text` keeps paragraphs and sub-headings apart with "\\n" and holds no captions, title or byline.
    `source_map[i]` is the offset of `text[i]` in the decoded page file; for a "\\n" of our own it is the
    offset of the printed character after it. It never decreases inside a paragraph.
    `title` is None where the page prints none. A title without a body is an article with empty `text`
    (`is_stub`): listed, never searched for answers.
    """

    id: str
    source: str  # path of the page file below the pages folder, with forward slashes
    title: str | None
    kicker: str | None
    place: str | None
    byline: str | None
    text: str
    captions: tuple[str, ...]
    subheads: tuple[str, ...]
    source_map: Sequence[int]
    warnings: tuple[str, ...] = ()
    facts: Facts = Facts()

    @property
    def is_stub(self) -> bool:
        """True for a title whose body the page does not hold."""
        return not self.text

    @property
    def url(self) -> str:
        """Where the article is read."""
        return f"/articles/{self.id}"

    def as_source(self) -> dict[str, str | None]:
        """What a citation says of the article it comes from."""
        return {name: getattr(self, name) for name in ("id", "title", "place", "byline", "source")}

    @property
    def name(self) -> str:
        """What to call the article: its title, else its place, else its first words."""
        return self.title or self.place or self.text[:20] or self.source


@dataclass(frozen=True, slots=True)
class Passage:
    """The indexed slice `text == article.text[start:end]` of the article at position `article`."""

    article: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage and its score, higher is better; hits come best first, ties in passage order."""

    passage: int
    score: float


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


@dataclass(frozen=True, slots=True)
class SkippedPage:
    """A page file that could not be read, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Pages:
    """What a folder of pages holds: its articles in page order, and the files that were skipped."""

    articles: Sequence[Article]
    skipped: Sequence[SkippedPage] = ()
