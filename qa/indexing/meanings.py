"""The corpus's words to the ones near each other in meaning: 吃饭 to 食堂, learned from no list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.indexing.embedder import Embedder
from qa.indexing.embedding import Known, Progress, embed, marks_of
from qa.indexing.vectors import Vectors

# The commonest are kept: 30,000 words take 15 MB that all workers share, and are more than 8,000 news
# stories use twice.
MOST_WORDS = 30_000
_WORD = re.compile(r"[\u3400-\u9fff]{2,6}")


@dataclass(frozen=True, slots=True, eq=False)
class Meanings:
    """The words of a corpus, two characters and more, and their vectors in the same order."""

    words: tuple[str, ...]
    vectors: Vectors

    @classmethod
    def build(
        cls,
        counts: Mapping[str, int],
        embedder: Embedder,
        former: Meanings | None = None,
        progress: Progress = lambda *_: None,
    ) -> Meanings:
        """The words counted, those in most passages first; ties in code order.

        Vectors of words that a former index of the same embedder holds are taken from it.
        """
        kept = sorted((word for word in counts if _WORD.fullmatch(word)), key=lambda w: (-counts[w], w))
        words = tuple(kept[:MOST_WORDS])
        known = Known(marks_of(former.words), former.vectors) if former else None
        return cls(words, Vectors.build(embed(embedder, words, known, progress, "meanings").rows))

    def near(
        self, embedder: Embedder, asked: Sequence[str], least: float, count: int
    ) -> list[dict[str, float]]:
        """For each word asked for, the corpus's words at least so near (a cosine), at most `count`.

        A word that is in the corpus is among its own, with 1.
        """
        rows = embedder.embed(list(asked))
        found = []
        for word, row in zip(asked, rows, strict=True):
            hits = self.vectors.nearest(row, count)
            near = {self.words[hit.passage]: hit.score for hit in hits if hit.score >= least}
            found.append(near | ({word: 1.0} if word in near else {}))
        return found

    def save(self, folder: Path) -> None:
        """Write the words and their vectors into a folder."""
        (folder / "meanings.txt").write_text("\n".join(self.words), "utf-8")
        self.vectors.save(folder / "meanings.faiss")

    @classmethod
    def load(cls, folder: Path) -> Meanings:
        """What `save` wrote."""
        words = tuple((folder / "meanings.txt").read_text("utf-8").split("\n"))
        return cls(words if words != ("",) else (), Vectors.load(folder / "meanings.faiss"))
