"""PDF and Word files to text, by libraries that only the extra `wenbao[formats]` installs."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

from qa.errors import PagesError


def pdf_text(path: Path) -> str:
    """The text of every sheet in order, with a blank line between sheets."""
    pypdf = _library("pypdf")
    try:
        return "\n\n".join(sheet.extract_text() for sheet in pypdf.PdfReader(path).pages)
    except OSError:
        raise
    except Exception as error:  # pypdf raises many kinds on a damaged file; each means the same to a reader
        raise PagesError(f"it is not a readable PDF ({error})") from error


def docx_text(path: Path) -> str:
    """The paragraphs of a Word file, one a line, headings marked with '#'."""
    docx = _library("docx")
    try:
        paragraphs = docx.Document(str(path)).paragraphs
    except OSError:
        raise
    except Exception as error:  # a damaged archive surfaces as KeyError, ValueError or a package error
        raise PagesError(f"it is not a readable Word file ({error})") from error
    return "\n\n".join(_marked(item.text, item.style.name) for item in paragraphs)


def _marked(text: str, style: str | None) -> str:
    """Word keeps headings as styles named 'Title' and 'Heading 1'…; the reader knows them as '#'."""
    if not text.strip() or not style:
        return text
    if style == "Title":
        return f"# {text}"
    level = style.removeprefix("Heading ")
    return f"{'#' * int(level)} {text}" if level != style and level.isdigit() else text


def _library(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise PagesError("its format needs an extra: pip install wenbao[formats]") from error
