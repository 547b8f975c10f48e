"""Articles to one file of JSON lines and back, read an article at a time so that a large corpus stays on disk."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from qa.records import Article


@dataclass(frozen=True, slots=True)
class SourceMap(Sequence[int]):
    """A source map kept as runs: character `starts[r] + k` of the text stands at `offsets[r] + k` in the page."""

    starts: tuple[int, ...]
    offsets: tuple[int, ...]
    length: int

    @classmethod
    def of(cls, offsets: Sequence[int]) -> SourceMap:
        """The same map as the list of offsets given, one per character."""
        starts = [i for i in range(len(offsets)) if i == 0 or offsets[i] != offsets[i - 1] + 1]
        return cls(tuple(starts), tuple(offsets[i] for i in starts), len(offsets))

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


class ArticlesFile(Sequence[Article]):
    """The articles of an index; asking for one reads its line."""

    def __init__(self, path: Path, lines: npt.NDArray[np.int64]) -> None:
        self._bytes = np.memmap(path, np.uint8, "r") if path.stat().st_size else np.zeros(0, np.uint8)
        self._lines = lines  # (articles + 1,) where each line begins
        self._read = lru_cache(maxsize=4096)(self._read_line)

    def __len__(self) -> int:
        return len(self._lines) - 1

    @overload
    def __getitem__(self, at: int) -> Article: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Article]: ...
    def __getitem__(self, at: int | slice) -> Article | Sequence[Article]:
        if isinstance(at, slice):
            return [self._read(i) for i in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        return self._read(at % len(self))

    def _read_line(self, at: int) -> Article:
        line = self._bytes[self._lines[at] : self._lines[at + 1]].tobytes()
        return article_of(json.loads(line))


def write_articles(articles: Iterable[Article], path: Path) -> npt.NDArray[np.int64]:
    """Write the articles to `path`; returns where each line begins, and the end."""
    lines = [0]
    with path.open("wb") as file:
        for article in articles:
            lines.append(lines[-1] + file.write(_line_of(article)))
    return np.array(lines, np.int64)


def _line_of(article: Article) -> bytes:
    runs = SourceMap.of(article.source_map)
    values = {f.name: getattr(article, f.name) for f in fields(article)}
    values["source_map"] = [runs.starts, runs.offsets, runs.length]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def article_of(values: dict[str, Any]) -> Article:
    """The article a line of the file holds."""
    starts, offsets, length = values["source_map"]
    tuples = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    article = Article(**{**values, **tuples, "source_map": ()})
    return replace(article, source_map=SourceMap(tuple(starts), tuple(offsets), length))
