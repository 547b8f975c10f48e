"""Articles to an index that is searched by words, by character pairs and by meaning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from qa.indexing.embedder import Embedder
from qa.indexing.embedding import Known, Marks, Progress, embed
from qa.indexing.folding import fold
from qa.indexing.meanings import Meanings
from qa.indexing.names import Names
from qa.indexing.pairs import Pairs
from qa.indexing.passages import heading_of, passages_of
from qa.indexing.postings import Postings
from qa.indexing.vectors import Vectors
from qa.indexing.words import dictionary_words, split_bigrams, split_words
from qa.records import Article, Hit, Pages, Passage, SkippedPage

TEXT_LEGS = {"words": split_words, "bigrams": split_bigrams}
_TELL_EVERY = 500  # passages between two words of progress


@dataclass(frozen=True, slots=True)
class Index:
    """Passages searched by words, by character pairs and by meaning. Searching changes nothing."""

    articles: Sequence[Article]
    table: npt.NDArray[np.int64]  # (passages, 3) article, start, end
    postings: dict[str, Postings]
    vectors: Vectors
    marks: Marks  # of the passages' texts, by which the next build knows them again
    pairs: Pairs
    names: Names
    meanings: Meanings
    embedder: Embedder
    skipped: tuple[SkippedPage, ...]
    generation: str
    positions: dict[str, int]  # of an article, by its id
    embedded: int = 0  # passages whose vectors this build computed; the others were taken over

    @classmethod
    def build(
        cls,
        pages: Pages,
        embedder: Embedder,
        max_chars: int,
        overlap_chars: int,
        progress: Progress = lambda *_: None,
        former: Index | None = None,
    ) -> Index:
        """An index in memory over all articles of the pages.

        Vectors of passages that stand unchanged in a former index of the same embedder are taken from it.
        """
        passages = list(passages_of(pages.articles, max_chars, overlap_chars))
        headings = [heading_of(article) for article in pages.articles]
        texts = [f"{headings[passage.article]}\n{passage.text}" for passage in passages]
        postings = {}
        for leg, split in TEXT_LEGS.items():
            postings[leg] = Postings.build(map(split, _told(texts, leg, progress)))
        old = former if former and former.embedder.fingerprint == embedder.fingerprint else None
        embedded = embed(embedder, texts, Known(old.marks, old.vectors) if old else None, progress)
        table = np.array([(p.article, p.start, p.end) for p in passages], np.int64).reshape(-1, 3)
        return cls(
            articles=pages.articles,
            table=table,
            postings=postings,
            vectors=Vectors.build(embedded.rows),
            marks=embedded.marks,
            pairs=Pairs.build(
                f"{heading}\n{article.text}"
                for heading, article in zip(headings, pages.articles, strict=True)
            ),
            names=Names.build(pages.articles),
            meanings=Meanings.build(_word_counts(texts), embedder, old.meanings if old else None, progress),
            embedder=embedder,
            skipped=tuple(pages.skipped),
            generation="",
            positions=_positions(pages.articles),
            embedded=embedded.fresh,
        )

    def find_article(self, name: str) -> Article | None:
        """The article of that id."""
        at = self.positions.get(name)
        return None if at is None else self.articles[at]

    def __len__(self) -> int:
        """How many passages there are."""
        return len(self.table)

    def passage(self, number: int) -> Passage:
        """The passage of that number, its text read from its article."""
        article, start, end = (int(value) for value in self.table[number])
        return Passage(article, start, end, self.articles[article].text[start:end])

    def passages_with(self, phrase: str, limit: int) -> list[int]:
        """The first passages that hold the phrase in their text or heading, at most `limit` of them."""
        wanted = fold(phrase)
        grams = self.postings["bigrams"]
        rows = [grams.passages_of(gram) for gram in dict.fromkeys(split_bigrams(wanted))]
        if not rows:
            return []
        rows.sort(key=len)
        left = rows[0]
        for row in rows[1:]:
            left = left[np.isin(left, row, assume_unique=True)]
        found = (int(number) for number in left if wanted in fold(self.context(int(number))))
        return list(islice(found, limit))

    def context(self, number: int) -> str:
        """What a passage is indexed as: the heading of its article and its text."""
        passage = self.passage(number)
        return f"{heading_of(self.articles[passage.article])}\n{passage.text}"

    def search_text(self, leg: str, question: str, count: int) -> list[Hit]:
        """The passages that share most with the question by "words" or "bigrams"; others are left out."""
        return best(self.text_scores(leg, question), count)

    def text_scores(self, leg: str, question: str) -> npt.NDArray[np.float32]:
        """What every passage shares with the question by "words" or "bigrams", (passages,) float32."""
        return self.postings[leg].scores(TEXT_LEGS[leg](question))

    def search_vectors(self, question: str, count: int) -> list[Hit]:
        """The passages nearest to the question in meaning."""
        return self.vectors.nearest(self.embedder.embed_questions([question])[0], count)

    def likeness(self, question: str, passages: Sequence[int]) -> npt.NDArray[np.float32]:
        """How near each of these passages is to the question in meaning, as `search_vectors` scores it."""
        likeness: npt.NDArray[np.float32] = (
            self.vectors.rows(passages) @ self.embedder.embed_questions([question])[0]
        )
        return likeness


def best(scores: npt.NDArray[np.float32], count: int) -> list[Hit]:
    """The highest scores above zero, best first, ties to the earlier passage."""
    found = np.flatnonzero(scores > 0)
    if len(found) > count:
        cut = np.partition(scores[found], -count)[-count] if count > 0 else np.inf
        found = found[scores[found] >= cut]
    order = np.lexsort((found, -scores[found]))[: max(count, 0)]
    return [Hit(int(found[at]), float(scores[found[at]])) for at in order]


def _told(texts: Sequence[str], step: str, progress: Progress) -> Iterator[str]:
    """The texts one by one, told from time to time how many there were."""
    for number, text in enumerate(texts):
        if number % _TELL_EVERY == 0:
            progress(step, number, len(texts))
        yield text


def _word_counts(texts: Sequence[str]) -> Counter[str]:
    """In how many of the texts each word of the dictionary stands."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(dictionary_words(text)))
    return counts


def _positions(articles: Sequence[Article]) -> dict[str, int]:
    positions = {article.id: at for at, article in enumerate(articles)}
    assert len(positions) == len(articles), "two articles have the same id"  # noqa: S101
    return positions
