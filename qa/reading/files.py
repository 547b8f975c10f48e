"""Files below a folder to decoded page text; what cannot be read is named with its reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from qa.errors import PagesError
from qa.reading.formats import docx_text, pdf_text

MAX_BYTES = 64 * 1024 * 1024  # a page of text is far smaller; more is a mistake that would fill the memory

_EXTRACTORS: dict[str, Callable[[Path], str]] = {".pdf": pdf_text, ".docx": docx_text}
TEXT_SUFFIXES = frozenset({".txt", ".md", ".markdown", ".text", ".html", ".htm"})
PAGE_SUFFIXES = TEXT_SUFFIXES | _EXTRACTORS.keys()

# Bytes that no text file holds; one is enough to tell a picture or a program from a page.
_BINARY = re.compile(rb"[\x00-\x06\x0e-\x1a\x7f]")

# Byte order marks and the encodings they announce.
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)


def decode(data: bytes) -> str:
    """The text of a page file: UTF-8, or GB18030 as Chinese Windows writes it, or what its mark announces."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding).removeprefix("\ufeff")
    if _BINARY.search(data):
        raise PagesError("it is a binary file; save its text as UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(data, "gb18030")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise PagesError(f"it is neither UTF-8 nor GB18030 ({error.reason}); save it as UTF-8") from error


def page_text(path: Path) -> str:
    """The decoded text that every source map of this page points into."""
    extract = _EXTRACTORS.get(path.suffix.lower())
    try:
        if path.stat().st_size > MAX_BYTES:
            raise PagesError(f"it is larger than {MAX_BYTES // 2**20} MB; split it into pages")
        text = extract(path) if extract else decode(path.read_bytes())
    except OSError as error:
        raise PagesError(f"it cannot be opened ({error.strerror or error})") from error
    if not text.strip():
        raise PagesError("it holds no text")
    return text
