"""A masked page to its parts: hard line wraps joined into paragraphs, each part with its kind and its
spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qa.reading.cleaning import Span, later_characters, spans_of_heading, spans_of_text, text_of
from qa.reading.datelines import dateline_spans
from qa.reading.furniture import author_in
from qa.reading.kinds import CAPTION_MARK, TITLE_MARKS, Kind, marked_kind, short_kind
from qa.reading.lines import Line, is_list_of_headings, wrapped_lines
from qa.reading.places import is_place_line
from qa.reading.strays import captions_inside, run_on_heading, stretches, upright_titles

_HASHES = re.compile(r"(#{1,6})\s*")
_LEADING_MARKS = re.compile(r"[■◆◼▇—–―─－\-□◎\s]+")
_TITLE_MARK = re.compile(rf"[{TITLE_MARKS}]\s*(?=\w|[“‘「『《])")  # one alone: ★★★ says something
_LONGEST_HEADING = 60  # characters with their spaces; a longer line is never looked at as a heading
_TWO_EMS = "\u3000\u3000"
_INNER_PARAGRAPH = re.compile(r"(?<=[。！？”」』…])[ \t\u3000]*\u3000\u3000[ \t\u3000]*(?=\S)")


@dataclass(slots=True)
class Part:
    """A paragraph, heading or other piece of a page. `level` counts the '#' of a Markdown heading, `mark` is
    the ornament before it."""

    kind: Kind
    text: str
    spans: list[Span]
    level: int = 0
    mark: str = ""

    @property
    def start(self) -> int:
        """Where the part begins in the page."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where the part ends in the page."""
        return self.spans[-1][1]


def without_mark(title: Part) -> Part:
    """The title without the ornament before it; a heading inside an article keeps its own."""
    mark = _TITLE_MARK.match(title.text)
    if not mark:
        return title
    return replace(title, text=title.text[mark.end() :], spans=later_characters(title.spans, mark.end()))


def parts_of(page: str) -> list[Part]:
    """Every part of the page in printed order; no printed character but page furniture is left out."""
    uprights = upright_titles(page)
    parts = [
        Part(Kind.DEBRIS, text_of(page, spans), spans)
        for spans in (spans_of_text(page, *u) for u in uprights)
    ]
    for start, end in uprights:
        page = page[:start] + " " * (end - start) + page[end:]
    for lines in wrapped_lines(page):
        parts.extend(_parts_of_lines(page, lines))
    return sorted(parts, key=lambda part: part.start) if uprights else parts


def _parts_of_lines(page: str, lines: list[Line]) -> Iterator[Part]:
    """The parts that these lines make together: one paragraph, and what strayed into it."""
    start, end, kind = lines[0].start, lines[-1].end, lines[0].kind
    if kind is Kind.NOISE:
        if author := author_in(page, start, end):
            spans = spans_of_heading(page, *author)
            yield Part(Kind.BYLINE, text_of(page, spans), spans)
        return
    if kind is not None:
        yield from _marked_parts(page, start, end, kind)
        return
    if end - start <= _LONGEST_HEADING and (len(lines) == 1 or is_list_of_headings(lines)):
        spans = spans_of_heading(page, start, end)
        found = short_kind(text_of(page, spans))
        if found is not Kind.BODY:
            mark = page[start] if _TITLE_MARK.match(page, start, end) else ""
            yield Part(found, text_of(page, spans), spans, mark=mark)
            return
    yield from _running_parts(page, start, end)


def _running_parts(page: str, start: int, end: int) -> Iterator[Part]:
    """Running text, without the captions and the sub-heading inside it."""
    heading = run_on_heading(page, start, end)
    captions = captions_inside(page, start, end)
    for span, is_caption in stretches(start, heading[0] if heading else end, captions):
        if page[slice(*span)].isspace():
            continue
        if is_caption:
            spans = spans_of_text(page, *span)
            yield Part(Kind.CAPTION, text_of(page, spans), spans)
        else:
            yield from _paragraphs(page, *span)
    if heading:
        spans = spans_of_heading(page, *heading)
        yield Part(Kind.HEADING, text_of(page, spans), spans)


def _paragraphs(page: str, start: int, end: int) -> Iterator[Part]:
    """Running text cut where two ems of white space follow a full stop: some pages keep paragraphs on one
    line."""
    if page.find(_TWO_EMS, start, end) < 0:
        yield _body_part(page, start, end)
        return
    for match in _INNER_PARAGRAPH.finditer(page, start, end):
        if start < match.start():  # the full stop may be that of a caption before this text
            yield _body_part(page, start, match.start())
        start = match.end()
    yield _body_part(page, start, end)


def _body_part(page: str, start: int, end: int) -> Part:
    spans = dateline_spans(page, start, end)
    spans += spans_of_text(page, spans[-1][1] if spans else start, end)
    return Part(Kind.BODY, text_of(page, spans), spans)


def _marked_parts(page: str, start: int, end: int, kind: Kind) -> Iterator[Part]:
    """The part of a line whose first characters are its mark, not its text."""
    level, mark = 0, ""
    hashes = _HASHES.match(page, start, end)
    if hashes and kind is Kind.HEADING:
        level, start = len(hashes.group(1)), hashes.end()
        text = page[start:end]
        kind = marked_kind(text) or (short_kind(text) if len(text) <= _LONGEST_HEADING else Kind.BODY)
    if kind is Kind.CAPTION and page[start] == CAPTION_MARK:
        start += 1
    if kind in (Kind.KICKER, Kind.COLUMN):
        marks = _LEADING_MARKS.match(page, start, end)
        if marks and marks.end() < end:
            mark, start = page[start], marks.end()
    if mark and kind is Kind.COLUMN:
        kind = _kind_behind_square(page[start:end])
    if kind is Kind.BODY:
        yield from _running_parts(page, start, end)
    elif kind is not Kind.NOISE:
        spans = spans_of_heading(page, start, end)
        yield Part(kind, text_of(page, spans), spans, level, mark)


def _kind_behind_square(text: str) -> Kind:
    """A square stands before names and places too; whether a title or the name of a column, the page around
    it tells."""
    if marked_kind(text) is Kind.BYLINE:
        return Kind.BYLINE
    return Kind.PLACE if is_place_line(text) else Kind.COLUMN
