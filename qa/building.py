"""Pages to the current index, and the way back to the former one."""

from __future__ import annotations

from functools import partial

from qa.config import Settings
from qa.errors import IndexDamagedError, IndexMissingError
from qa.indexing import generations
from qa.indexing.changes import Changes, compare
from qa.indexing.current import CurrentIndex
from qa.indexing.embedder import Embedder, load_embedder
from qa.indexing.embedding import Progress
from qa.indexing.index import Index
from qa.indexing.index_files import read_index, return_to_former, save_index
from qa.indexing.rebuilding import Lock, run_build, take_lock_or_refuse
from qa.reading import pages_mark, read_folder


def build_index(
    settings: Settings, progress: Progress = lambda *_: None, lock: Lock | None = None
) -> Changes:
    """Read all pages and make their index the current one; returns what that changed.

    The lock is that of a build which another process began and handed over.
    """

    def work(tell: Progress) -> Changes:
        def both(step: str, done: int, total: int) -> None:
            progress(step, done, total)
            tell(step, done, total)

        return _build(settings, both)

    return run_build(settings.index, pages_mark(settings.seeds), work, lock)


def _build(settings: Settings, progress: Progress) -> Changes:
    progress("pages", 0, 1)
    embedder = load_embedder(settings.embedder)
    pages = read_folder(settings.seeds, lambda done, total: progress("pages", done, total))
    former = _former(settings, embedder)
    index = Index.build(pages, embedder, settings.passage_chars, settings.overlap_chars, progress, former)
    progress("save", 0, 1)
    save_index(index, settings.index, _index_settings(settings))
    before = former.articles if former else ()
    return compare(before, pages.articles, pages.skipped, index.embedded, len(index) - index.embedded)


def _former(settings: Settings, embedder: Embedder) -> Index | None:
    """The index a build is about to replace; None where it cannot be read, or was built otherwise."""
    try:
        return load_index(settings, embedder)
    except (IndexMissingError, IndexDamagedError):
        return None


def load_index(settings: Settings, embedder: Embedder | None = None) -> Index:
    """The current index, if it was built with these settings."""
    generations.current_name(settings.index)  # before the model: says at once that there is no index
    embedder = embedder or load_embedder(settings.embedder)
    return read_index(settings.index, embedder, _index_settings(settings))


def roll_back(settings: Settings) -> Index:
    """Make the former index current again, if it was built with these settings; once more undoes it."""
    embedder = load_embedder(settings.embedder)
    with take_lock_or_refuse(settings.index):
        return_to_former(settings.index, embedder, _index_settings(settings))
    return load_index(settings, embedder)


def follow_index(settings: Settings) -> CurrentIndex:
    """The current index, and whatever later builds make of it."""
    return CurrentIndex(settings.index, partial(load_index, settings, load_embedder(settings.embedder)))


def _index_settings(settings: Settings) -> dict[str, object]:
    return {"passage_chars": settings.passage_chars, "overlap_chars": settings.overlap_chars}
