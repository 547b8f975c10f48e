"""A folder of page files to all of its articles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qa.errors import PagesError
from qa.reading.articles import read_text
from qa.reading.files import PAGE_SUFFIXES, page_text
from qa.reading.listing import list_pages
from qa.records import Article, Pages, SkippedPage


def read_folder(folder: Path, seen: Callable[[int, int], None] = lambda *_: None) -> Pages:
    """Every article below the folder, pages in path order; a file that cannot be read is skipped and
    named. Before each page, `seen` is told how many were read, of how many."""
    files, skipped = list_pages(folder)
    articles: list[Article] = []
    for done, path in enumerate(files):
        seen(done, len(files))
        source = path.relative_to(folder).as_posix()
        try:
            articles.extend(read_page(path, source))
        except PagesError as error:
            skipped.append(SkippedPage(source, str(error)))
    if not articles:
        reasons = "; ".join(f"{page.source}: {page.reason}" for page in skipped[:3])
        why = f" ({reasons})" if reasons else ""
        raise PagesError(f"No readable page in {folder}{why}. Put .txt, .md or .html pages there.")
    return Pages(articles, sorted(skipped, key=lambda page: page.source))


def read_page(path: Path, source: str) -> list[Article]:
    """The articles of one page file; raises PagesError with the reason when it cannot be read."""
    if path.suffix.lower() not in PAGE_SUFFIXES:
        raise PagesError(
            f"{path.suffix or 'a file without suffix'} is not a page format; use .txt, .md or .html"
        )
    return read_text(page_text(path), source)
