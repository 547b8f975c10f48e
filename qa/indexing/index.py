"""Articles to a searchable index, saved as one generation of files with a manifest and loaded back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from qa.errors import IndexDamagedError
from qa.indexing import generations
from qa.indexing.articles_file import ArticlesFile, write_articles
from qa.indexing.durable import save_array
from qa.indexing.embedder import Embedder
from qa.indexing.embedding import Known, Marks, Progress, embed
from qa.indexing.folding import fold
from qa.indexing.generations import Manifest
from qa.indexing.meanings import Meanings
from qa.indexing.names import Names
from qa.indexing.pairs import Pairs
from qa.indexing.passages import heading_of, passages_of
from qa.indexing.postings import Postings
from qa.indexing.vectors import Vectors
from qa.indexing.words import dictionary_words, split_bigrams, split_words
from qa.records import Article, Hit, Pages, Passage, SkippedPage

_TEXT_LEGS = {"words": split_words, "bigrams": split_bigrams}
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
        for leg, split in _TEXT_LEGS.items():
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

    def save(self, folder: Path, settings: dict[str, object]) -> str:
        """Write the index as a new generation below `folder` and make it the current one; returns its name.

        It is read back before: a generation that does not hold what is in memory never becomes current.
        """

        def write(into: Path) -> None:
            lines = write_articles(self.articles, into / "articles.jsonl")
            save_array(into / "articles.lines.npy", lines)
            (into / "articles.ids.txt").write_text("\n".join(self.positions), "ascii")
            for name, values in self._arrays().items():
                save_array(into / f"{name}.npy", values)
            self.names.save(into / "names.json")
            self.meanings.save(into)
            self.vectors.save(into / "vectors.faiss")

        def read_back(path: Path, manifest: Manifest) -> None:
            if not Index.open(path, manifest, self.embedder)._is_like(self):
                raise IndexDamagedError(
                    f"The new index in {folder} reads otherwise than it was written. "
                    "Check its disk, then run: qa build"
                )

        made_with = settings | {"embedder": self.embedder.fingerprint}
        return generations.write(folder, write, read_back, made_with, self.skipped)

    def _arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """What is kept as an array, by the name of its file."""
        arrays: dict[str, npt.NDArray[np.generic]] = {"passages": self.table, "marks": self.marks}
        parts = {leg: postings.arrays() for leg, postings in self.postings.items()}
        for part, named in (parts | {"pairs": self.pairs.arrays()}).items():
            arrays |= {f"{part}.{name}": values for name, values in named.items()}
        return arrays

    def _is_like(self, other: Index) -> bool:
        """Whether both find and say the same."""
        ours, theirs = self._arrays(), other._arrays()
        return (
            all(np.array_equal(ours[name], theirs[name]) for name in ours)
            and all(one.text == two.text for one, two in zip(self.articles, other.articles, strict=True))
            and self.positions == other.positions
            and (self.names.places, self.names.authors) == (other.names.places, other.names.authors)
            and self.meanings.words == other.meanings.words
            and self.meanings.vectors.holds_same(other.meanings.vectors)
            and self.vectors.holds_same(other.vectors)
        )

    @classmethod
    def load(cls, folder: Path, embedder: Embedder, settings: dict[str, object]) -> Index:
        """The current generation below `folder`, checked byte for byte and memory-mapped.

        Refuses an index built with other settings or another embedder: the question would be read otherwise.
        """
        current, manifest = generations.current(folder)
        _refuse_other_settings(folder, manifest, settings | {"embedder": embedder.fingerprint})
        return cls.open(current, manifest, embedder)

    @classmethod
    def roll_back(cls, folder: Path, embedder: Embedder, settings: dict[str, object]) -> None:
        """Make the former generation below `folder` current, if `load` would take it."""

        def check(path: Path, manifest: Manifest) -> None:
            _refuse_other_settings(path, manifest, settings | {"embedder": embedder.fingerprint})
            cls.open(path, manifest, embedder)

        generations.roll_back(folder, check)

    @classmethod
    def open(cls, path: Path, manifest: Manifest, embedder: Embedder) -> Index:
        """The generation in that folder, whose files have been checked."""
        table = np.load(path / "passages.npy", mmap_mode="r")
        return cls(
            articles=ArticlesFile(path / "articles.jsonl", np.load(path / "articles.lines.npy")),
            table=table,
            postings={leg: _load_postings(path, leg, len(table)) for leg in _TEXT_LEGS},
            vectors=Vectors.load(path / "vectors.faiss"),
            marks=np.load(path / "marks.npy", mmap_mode="r"),
            pairs=Pairs(
                *(np.load(path / f"pairs.{name}.npy", mmap_mode="r") for name in ("codes", "counts"))
            ),
            names=Names.load(path / "names.json"),
            meanings=Meanings.load(path),
            embedder=embedder,
            skipped=manifest.skipped,
            generation=manifest.generation,
            positions=_read_positions(path / "articles.ids.txt"),
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
        return self.postings[leg].scores(_TEXT_LEGS[leg](question))

    def search_vectors(self, question: str, count: int) -> list[Hit]:
        """The passages nearest to the question in meaning."""
        return self.vectors.nearest(self.embedder.embed_questions([question])[0], count)


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


def _read_positions(path: Path) -> dict[str, int]:
    return {name: at for at, name in enumerate(path.read_text("ascii").split())}


def _load_postings(folder: Path, leg: str, count: int) -> Postings:
    names = ("keys", "bounds", "passages", "weights")
    arrays = {name: np.load(folder / f"{leg}.{name}.npy", mmap_mode="r") for name in names}
    return Postings(**arrays, count=count)


def _refuse_other_settings(folder: Path, manifest: Manifest, wanted: dict[str, object]) -> None:
    other = sorted(name for name in wanted if manifest.settings.get(name) != wanted[name])
    if other:
        raise IndexDamagedError(
            f"The index in {folder} was built with another {', '.join(other)}. Build it again with: qa build"
        )
