"""An index to one generation of files with a manifest, and back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from qa.errors import IndexDamagedError
from qa.indexing import generations
from qa.indexing.articles_file import ArticlesFile, write_articles
from qa.indexing.durable import save_array
from qa.indexing.embedder import Embedder
from qa.indexing.generations import Manifest
from qa.indexing.index import TEXT_LEGS, Index
from qa.indexing.meanings import Meanings
from qa.indexing.names import Names
from qa.indexing.pairs import Pairs
from qa.indexing.postings import Postings
from qa.indexing.vectors import Vectors


def save_index(index: Index, folder: Path, settings: dict[str, object]) -> str:
    """Write the index as a new generation below `folder` and make it the current one; returns its name.

    It is read back before: a generation that does not hold what is in memory never becomes current.
    """

    def write(into: Path) -> None:
        lines = write_articles(index.articles, into / "articles.jsonl")
        save_array(into / "articles.lines.npy", lines)
        (into / "articles.ids.txt").write_text("\n".join(index.positions), "ascii")
        for name, values in _arrays(index).items():
            save_array(into / f"{name}.npy", values)
        index.names.save(into / "names.json")
        index.meanings.save(into)
        index.vectors.save(into / "vectors.faiss")

    def read_back(path: Path, manifest: Manifest) -> None:
        if not _are_alike(index, open_generation(path, manifest, index.embedder)):
            raise IndexDamagedError(
                f"The new index in {folder} reads otherwise than it was written. "
                "Check its disk, then run: qa build"
            )

    made_with = settings | {"embedder": index.embedder.fingerprint}
    return generations.write(folder, write, read_back, made_with, index.skipped)


def read_index(folder: Path, embedder: Embedder, settings: dict[str, object]) -> Index:
    """The current generation below `folder`, checked byte for byte and memory-mapped.

    Refuses an index built with other settings or another embedder: the question would be read otherwise.
    """
    current, manifest = generations.current(folder)
    _refuse_other_settings(folder, manifest, settings | {"embedder": embedder.fingerprint})
    return open_generation(current, manifest, embedder)


def return_to_former(folder: Path, embedder: Embedder, settings: dict[str, object]) -> None:
    """Make the former generation below `folder` current, if `read_index` would take it."""

    def check(path: Path, manifest: Manifest) -> None:
        _refuse_other_settings(path, manifest, settings | {"embedder": embedder.fingerprint})
        open_generation(path, manifest, embedder)

    generations.roll_back(folder, check)


def open_generation(path: Path, manifest: Manifest, embedder: Embedder) -> Index:
    """The generation in that folder, whose files have been checked."""
    table = np.load(path / "passages.npy", mmap_mode="r")
    return Index(
        articles=ArticlesFile(path / "articles.jsonl", np.load(path / "articles.lines.npy")),
        table=table,
        postings={leg: _load_postings(path, leg, len(table)) for leg in TEXT_LEGS},
        vectors=Vectors.load(path / "vectors.faiss"),
        marks=np.load(path / "marks.npy", mmap_mode="r"),
        pairs=Pairs(*(np.load(path / f"pairs.{name}.npy", mmap_mode="r") for name in ("codes", "counts"))),
        names=Names.load(path / "names.json"),
        meanings=Meanings.load(path),
        embedder=embedder,
        skipped=manifest.skipped,
        generation=manifest.generation,
        positions=_read_positions(path / "articles.ids.txt"),
    )


def _arrays(index: Index) -> dict[str, npt.NDArray[np.generic]]:
    """What is kept as an array, by the name of its file."""
    arrays: dict[str, npt.NDArray[np.generic]] = {"passages": index.table, "marks": index.marks}
    parts = {leg: postings.arrays() for leg, postings in index.postings.items()}
    for part, named in (parts | {"pairs": index.pairs.arrays()}).items():
        arrays |= {f"{part}.{name}": values for name, values in named.items()}
    return arrays


def _are_alike(one: Index, other: Index) -> bool:
    """Whether both find and say the same."""
    ours, theirs = _arrays(one), _arrays(other)
    return (
        all(np.array_equal(ours[name], theirs[name]) for name in ours)
        and all(left.text == right.text for left, right in zip(one.articles, other.articles, strict=True))
        and one.positions == other.positions
        and (one.names.places, one.names.authors) == (other.names.places, other.names.authors)
        and one.meanings.words == other.meanings.words
        and one.meanings.vectors.holds_same(other.meanings.vectors)
        and one.vectors.holds_same(other.vectors)
    )


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
