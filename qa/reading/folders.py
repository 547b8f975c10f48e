"""A folder of page files to all of its articles."""

from __future__ import annotations

from pathlib import Path

from qa.errors import PagesError
from qa.reading.articles import read_text
from qa.reading.files import PAGE_SUFFIXES, page_files, page_text
from qa.records import Article, Pages, SkippedPage


def read_folder(folder: Path) -> Pages:
    """Every article below the folder, pages in path order; a file that cannot be read is skipped and
    named."""
    if not folder.is_dir():
        raise PagesError(f"No folder {folder}. Make it and put page files (.txt, .md, .html) into it.")
    articles: list[Article] = []
    skipped: list[SkippedPage] = []
    for path in page_files(folder):
        source = path.relative_to(folder).as_posix()
        try:
            articles.extend(read_page(path, source))
        except PagesError as error:
            skipped.append(SkippedPage(source, str(error)))
    if not articles:
        reasons = "; ".join(f"{page.source}: {page.reason}" for page in skipped[:3])
        why = f" ({reasons})" if reasons else ""
        raise PagesError(f"No readable page in {folder}{why}. Put .txt, .md or .html pages there.")
    return Pages(articles, skipped)


def read_page(path: Path, source: str) -> list[Article]:
    """The articles of one page file; raises PagesError with the reason when it cannot be read."""
    if path.suffix.lower() not in PAGE_SUFFIXES:
        raise PagesError(
            f"{path.suffix or 'a file without suffix'} is not a page format; use .txt, .md or .html"
        )
    return read_text(page_text(path), source)
