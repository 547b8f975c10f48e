"""A masked page to its parts: hard line wraps joined into paragraphs, each part with its kind and its spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from qa.reading.cleaning import Span, spans_of_heading, spans_of_text, text_of
from qa.reading.kinds import CAPTION_MARK, ENDED, Kind, looks_like_heading, marked_kind, short_kind
from qa.reading.strays import captions_inside, run_on_heading, stretches, upright_titles
from qa.reading.datelines import DATELINE, dateline_spans

_LINE = re.compile(r"(\s*)(\S[^\r\n]*)")
_HASHES = re.compile(r"(#{1,6})\s*")
_LEADING_MARKS = re.compile(r"[■◆◼▇—–―─－\-□◎\s]+")
_INDENT = 4  # half-widths; the two ems by which papers set in a paragraph, lost with its leading space
_COMMA = re.compile("[，、；,;]")
_LONGEST_HEADING = 60  # characters with their spaces; a longer line is never looked at as a heading
_INNER_PARAGRAPH = re.compile(r"(?<=[。！？”」』…])[ \t\u3000]*\u3000\u3000[ \t\u3000]*(?=\S)")


class Line(NamedTuple):
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
    uprights = upright_titles(page)
    parts = [
        Part(Kind.DEBRIS, text_of(page, spans), spans)
        for spans in (spans_of_text(page, *u) for u in uprights)
    ]
    for start, end in uprights:
        page = page[:start] + " " * (end - start) + page[end:]
    for block in _blocks(page):
        if len(block) > 1:
            parts.extend(_parts_of_block(page, block))
        else:
            parts.extend(_parts_of_lines(page, block))
    return sorted(parts, key=lambda part: part.start) if uprights else parts


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
    widths = [_width(line.text) for line in block]
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


def _width(text: str) -> int:
    """Columns of a line in half-widths, without the spaces that justify it."""
    return len(text.encode("gb18030", "replace")) - text.count(" ")


def _ends_here(block: list[Line], widths: list[int], at: int, width: int) -> bool:
    """True when the line at `at` ends a paragraph although no empty line follows.

    A wrapped line is as wide as its column, so a line clearly shorter has an end of its own: a full stop, or
    nothing at all under a heading. A full line ends a paragraph only where the column is not wrapped.
    """
    text, follower = block[at].text, block[at + 1].text
    if DATELINE.match(follower) or _is_list_of_headings(block):
        return True
    wide = widths[at] + (_INDENT if at == 0 else 0)  # the first line was set in
    wrapped = _is_wrapped(block, widths, at, width)
    if _is_ended(text):
        return wide < 0.8 * width or not wrapped
    if not looks_like_heading(text) or marked_kind(follower):
        return False
    return wide < 0.7 * width if wrapped else widths[at + 1] >= 1.5 * widths[at]


def _is_wrapped(block: list[Line], widths: list[int], at: int, width: int) -> bool:
    """True when a line near by is full and stops in the middle of a sentence."""
    return any(
        widths[near] >= 0.8 * width and not block[near].kind and not _is_ended(block[near].text)
        for near in range(max(0, at - 3), min(len(block) - 1, at + 4))
        if near != at
    )


def _is_ended(text: str) -> bool:
    return bool(ENDED.search(text, max(0, len(text) - 8)))


def _is_list_of_headings(block: list[Line]) -> bool:
    """True for a small block of headings set one below the other, none of them a cut sentence."""
    return len(block) <= 4 and all(
        line.kind or (looks_like_heading(line.text) and not _COMMA.search(line.text)) for line in block
    )


def _parts_of_lines(page: str, lines: list[Line]) -> Iterator[Part]:
    """The parts that these lines make together: one paragraph, and what strayed into it."""
    start, end, kind = lines[0].start, lines[-1].end, lines[0].kind
    if kind is Kind.NOISE:
        return
    if kind is not None:
        yield from _marked_parts(page, start, end, kind)
        return
    if end - start <= _LONGEST_HEADING and (len(lines) == 1 or _is_list_of_headings(lines)):
        spans = spans_of_heading(page, start, end)
        found = short_kind(text_of(page, spans))
        if found is not Kind.BODY:
            yield Part(found, text_of(page, spans), spans)
            return
    yield from _running_parts(page, start, end)


def _running_parts(page: str, start: int, end: int) -> Iterator[Part]:
    """Running text, without the captions and the sub-heading inside it."""
    heading = run_on_heading(page, start, end)
    captions = captions_inside(page, start, end)
    for span, is_caption in stretches(start, heading[0] if heading else end, captions):
        if is_caption:
            spans = spans_of_text(page, *span)
            yield Part(Kind.CAPTION, text_of(page, spans), spans)
        elif not page[slice(*span)].isspace():
            yield from _paragraphs(page, *span)
    if heading:
        spans = spans_of_heading(page, *heading)
        yield Part(Kind.HEADING, text_of(page, spans), spans)


def _paragraphs(page: str, start: int, end: int) -> Iterator[Part]:
    """Running text cut where two ems of white space follow a full stop: some pages keep paragraphs on one line."""
    for match in _INNER_PARAGRAPH.finditer(page, start, end):
        yield _body_part(page, start, match.start())
        start = match.end()
    yield _body_part(page, start, end)


def _body_part(page: str, start: int, end: int) -> Part:
    spans = dateline_spans(page, start, end)
    spans += spans_of_text(page, spans[-1][1] if spans else start, end)
    return Part(Kind.BODY, text_of(page, spans), spans)


def _marked_parts(page: str, start: int, end: int, kind: Kind) -> Iterator[Part]:
    """The part of a line whose first characters are its mark, not its text."""
    level = 0
    hashes = _HASHES.match(page, start, end)
    if hashes and kind is Kind.HEADING:
        level, start = len(hashes.group(1)), hashes.end()
        text = page[start:end]
        kind = marked_kind(text) or (short_kind(text) if len(text) <= _LONGEST_HEADING else Kind.BODY)
    if kind is Kind.CAPTION and page[start] == CAPTION_MARK:
        start += 1
    if kind in (Kind.KICKER, Kind.COLUMN):
        marks = _LEADING_MARKS.match(page, start, end)
        start = marks.end() if marks and marks.end() < end else start
    if kind is Kind.BODY:
        yield from _running_parts(page, start, end)
    elif kind is not Kind.NOISE:
        spans = spans_of_heading(page, start, end)
        yield Part(kind, text_of(page, spans), spans, level)
