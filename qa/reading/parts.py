"""A masked page to its parts: hard line wraps joined into paragraphs, each part with its kind and its spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.reading.cleaning import Span, spans_of_heading, spans_of_text, text_of
from qa.reading.kinds import ENDED, Kind, looks_like_heading, marked_kind, short_kind
from qa.reading.names import DATELINE

_LINE = re.compile(r"(\s*)(\S[^\r\n]*)")
_HASHES = re.compile(r"(#{1,6})\s*")
_LEADING_MARKS = re.compile(r"[■◆◼▇—–―─－\-□◎\s]+")
_LONGEST_HEADING = 60  # characters with their spaces; a longer line is never looked at as a heading
_INNER_PARAGRAPH = re.compile(r"(?<=[。！？”」』…])[ \t\u3000]*\u3000\u3000[ \t\u3000]*(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: where it stands, how far it is set in, whether an empty line stands before it."""

    start: int
    end: int
    text: str
    indent: int
    after_gap: bool
    kind: Kind | None


@dataclass(slots=True)
class Part:
    """A paragraph, heading or other piece of a page. `level` counts the '#' of a Markdown heading."""

    kind: Kind
    text: str
    spans: list[Span]
    level: int = 0

    @property
    def start(self) -> int:
        """Where the part begins in the page."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where the part ends in the page."""
        return self.spans[-1][1]


def parts_of(page: str) -> list[Part]:
    """Every part of the page in printed order; no printed character but page furniture is left out."""
    parts: list[Part] = []
    for block in _blocks(page):
        if len(block) > 1:
            parts.extend(_parts_of_block(page, block))
        else:
            parts.extend(_parts_of_lines(page, block))
    return parts


def _blocks(page: str) -> Iterator[list[Line]]:
    """The printed lines, in blocks that an empty line parts."""
    block: list[Line] = []
    for match in _LINE.finditer(page, 0, len(page.rstrip())):
        space, text = match.group(1), match.group(2).rstrip()
        breaks = max(space.count("\n"), space.count("\r"))
        indent = len(space) - max(space.rfind("\n"), space.rfind("\r")) - 1
        start = match.start(2)
        line = Line(start, start + len(text), text, indent, breaks > 1, marked_kind(text))
        if line.after_gap and block:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _parts_of_block(page: str, block: list[Line]) -> Iterator[Part]:
    """Cut a block where one of its lines says what it is, and where a paragraph ends; join the rest."""
    widths = [len(line.text.encode("gb18030", "replace")) for line in block]
    indent = min(line.indent for line in block)
    group = [block[0]]
    for at in range(1, len(block)):
        line, before = block[at], block[at - 1]
        width = max(widths[max(0, at - 3) : at + 4])
        if line.kind or before.kind or line.indent > indent + 1 or _ends_here(block, widths, at - 1, width):
            yield from _parts_of_lines(page, group)
            group = []
        group.append(line)
    yield from _parts_of_lines(page, group)


def _ends_here(block: list[Line], widths: list[int], at: int, width: int) -> bool:
    """True when the line at `at` ends a paragraph although no empty line follows.

    A wrapped line is as wide as its column, so a line clearly shorter has an end of its own: a full stop, or
    nothing at all under a heading. A full line ends a paragraph only where the column is not wrapped.
    """
    text = block[at].text
    is_full = widths[at] >= 0.8 * width
    if DATELINE.match(block[at + 1].text):
        return True
    if ENDED.search(text, max(0, len(text) - 8)):
        return not is_full or not _is_wrapped(block, widths, at, width)
    if widths[at] >= width - 3 and len(block) > 2 and _is_wrapped(block, widths, at, width):
        return False
    return not is_full and looks_like_heading(text) or _is_list_of_headings(block)


def _is_wrapped(block: list[Line], widths: list[int], at: int, width: int) -> bool:
    """True when a line near by is full and stops in the middle of a sentence."""
    for near in range(max(0, at - 3), min(len(block) - 1, at + 4)):
        text = block[near].text
        if near != at and widths[near] >= 0.8 * width and not ENDED.search(text, max(0, len(text) - 8)):
            return not block[near].kind
    return False


def _is_list_of_headings(block: list[Line]) -> bool:
    """True for a small block of headings set one below the other."""
    return len(block) <= 4 and all(line.kind or looks_like_heading(line.text) for line in block)


def _parts_of_lines(page: str, lines: list[Line]) -> Iterator[Part]:
    """The part that these lines make together; white space of two ems after a full stop parts paragraphs too."""
    start, end, kind = lines[0].start, lines[-1].end, lines[0].kind
    if kind is Kind.NOISE:
        return
    if kind is not None:
        yield _marked_part(page, start, end, kind)
        return
    if end - start <= _LONGEST_HEADING:
        spans = spans_of_heading(page, start, end)
        found = short_kind(text_of(page, spans))
        if found is not Kind.BODY:
            yield Part(found, text_of(page, spans), spans)
            return
    for match in _INNER_PARAGRAPH.finditer(page, start, end):
        yield _body_part(page, start, match.start())
        start = match.end()
    yield _body_part(page, start, end)


def _body_part(page: str, start: int, end: int) -> Part:
    spans = spans_of_text(page, start, end)
    return Part(Kind.BODY, text_of(page, spans), spans)


def _marked_part(page: str, start: int, end: int, kind: Kind) -> Part:
    """A part whose first characters are its mark, not its text."""
    level = 0
    hashes = _HASHES.match(page, start, end)
    if hashes and kind is Kind.HEADING:
        level, start = len(hashes.group(1)), hashes.end()
        text = page[start:end]
        kind = marked_kind(text) or (short_kind(text) if len(text) <= _LONGEST_HEADING else Kind.BODY)
    if kind in (Kind.KICKER, Kind.COLUMN):
        marks = _LEADING_MARKS.match(page, start, end)
        start = marks.end() if marks and marks.end() < end else start
    if kind is Kind.BODY:
        return _body_part(page, start, end)
    spans = spans_of_heading(page, start, end)
    return Part(kind, text_of(page, spans), spans, level)
