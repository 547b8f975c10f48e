"""Articles to one file of JSON lines and back, an article at a time: a large corpus stays on disk."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from qa.records import Article, Facts, SourceMap


class ArticlesFile(Sequence[Article]):
    """The articles of an index; asking for one reads its line."""

    def __init__(self, path: Path, lines: npt.NDArray[np.int64]) -> None:
        held = np.memmap(path, np.uint8, "r") if path.stat().st_size else np.zeros(0, np.uint8)
        self._lines = lines  # (articles + 1,) where each line begins
        # Not a method of ours: a file no longer needed is let go at once, with no cycle to collect first.
        self._read = lru_cache(maxsize=4096)(partial(_read_line, held, lines))

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


def _read_line(held: npt.NDArray[np.uint8], lines: npt.NDArray[np.int64], at: int) -> Article:
    return _article_of(json.loads(held[lines[at] : lines[at + 1]].tobytes()))


def write_articles(articles: Iterable[Article], path: Path) -> npt.NDArray[np.int64]:
    """Write the articles to `path`; returns where each line begins, and the end."""
    lines = [0]
    with path.open("wb") as file:
        for article in articles:
            lines.append(lines[-1] + file.write(_line_of(article)))
    return np.array(lines, np.int64)


def _line_of(article: Article) -> bytes:
    runs = article.source_map
    if not isinstance(runs, SourceMap):
        runs = SourceMap.of(runs)
    values = {field.name: getattr(article, field.name) for field in fields(article)}
    values["source_map"] = [runs.starts, runs.offsets, runs.length]
    values["facts"] = asdict(article.facts)
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _article_of(values: dict[str, Any]) -> Article:
    """The article a line of the file holds."""
    starts, offsets, length = values["source_map"]
    made = {
        "source_map": SourceMap(tuple(starts), tuple(offsets), length),
        "facts": Facts(**_tuples(values["facts"])),
    }
    return Article(**{**_tuples(values), **made})


def _tuples(values: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
