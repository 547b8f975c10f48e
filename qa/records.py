"""The plain values that travel between the rooms: pages, articles, passages. Replies are in `qa.replies`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import overload


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
    opens: int = 0  # where in the text the report itself begins, behind 本报讯（记者 …）
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
class SkippedPage:
    """A page file that could not be read, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Pages:
    """What a folder of pages holds: its articles in page order, and the files that were skipped."""

    articles: Sequence[Article]
    skipped: Sequence[SkippedPage] = ()
