"""A masked page to its printed lines, and the lines that hard wraps made of one paragraph back together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa.reading.datelines import DATELINE
from qa.reading.kinds import ORNAMENTS, Kind, is_balanced, is_ended, looks_like_heading, marked_kind
from qa.reading.places import is_day_line, is_office_line, is_place_line

_LINE = re.compile(r"(\s*)(\S[^\r\n]*)")
_COMMA = re.compile("[，、；,;]")
# What begins a paragraph wherever it stands: a dateline, the point of a list, a speaker of an interview, the
# ornament before a short report.
_BEGINS = re.compile(
    rf"{DATELINE.pattern}|[一二三四五六七八九十]{{1,3}}、|[（(][一二三四五六七八九十]{{1,3}}[)）]|(?:问|答|记者|主持人)[:：]|[{ORNAMENTS}]"
)
_INDENT = 4  # half-widths; the two ems by which papers set in a paragraph, lost with its leading space
_NEAR = 3  # lines; columns of another width may follow in the same block
_SENTENCE = 8  # lines that a sentence takes in a narrow column
_FULL = 0.8  # of the widest line near by; justified lines of figures and Latin come out narrower
_SHORT = 0.7


class Line(NamedTuple):
    """A printed line: where it stands, how far it is set in, and its kind when its first characters show
    it."""

    start: int
    end: int
    text: str
    indent: int
    kind: Kind | None


def wrapped_lines(page: str) -> Iterator[list[Line]]:
    """The lines of the page in groups, each a paragraph, a heading or another piece of its own."""
    for block in map(_with_day, _blocks(page)):
        if len(block) > 1:
            yield from _groups(block)
        else:
            yield block


def is_list_of_headings(block: Sequence[Line]) -> bool:
    """True for a small block of headings set one below the other, none of them a cut sentence."""
    return len(block) <= 4 and all(
        line.kind or (not _COMMA.search(line.text) and looks_like_heading(line.text)) for line in block
    )


def _blocks(page: str) -> Iterator[list[Line]]:
    """The printed lines, in blocks that an empty line parts."""
    block: list[Line] = []
    for match in _LINE.finditer(page, 0, len(page.rstrip())):
        space, text = match.groups()
        text = text.rstrip()
        start, indent = match.start(2), 0
        if space != "\n":
            if block and (space.count("\n") > 1 or space.count("\r") > 1):
                yield block
                block = []
            indent = len(space) - max(space.rfind("\n"), space.rfind("\r")) - 1
        block.append(Line(start, start + len(text), text, indent, marked_kind(text)))
    if block:
        yield block


def _with_day(block: list[Line]) -> list[Line]:
    """The block in which the day below an office is text, as under a notice, and no furniture."""
    if len(block) > 1 and is_day_line(block[-1].text) and is_office_line(block[-2].text):
        return [*block[:-1], block[-1]._replace(kind=None)]
    return block


def _groups(block: list[Line]) -> Iterator[list[Line]]:
    """Cut a block where one of its lines says what it is, and where a paragraph ends."""
    column = _Column(block)
    indent = min(line.indent for line in block)
    group = [block[0]]
    for at in range(1, len(block)):
        line = block[at]
        if line.kind is Kind.KICKER and _is_cut_before_dash(group):
            line = block[at] = line._replace(kind=None)
        if line.kind or block[at - 1].kind or line.indent > indent + 1 or column.ends_at(at - 1):
            yield group
            group = []
        group.append(line)
    yield group


def _is_cut_before_dash(group: Sequence[Line]) -> bool:
    """True for lines of running text that stop within quotation marks, or within a sentence of several lines:
    a dash that follows is one between words."""
    text = "".join(line.text for line in group[-_SENTENCE:])
    if group[-1].kind or is_ended(text):
        return False
    return not is_balanced(text) or (len(group) > 1 and bool(_COMMA.search(text)))


class _Column:
    """The lines of a block with what tells a wrapped line from the last one of a paragraph."""

    def __init__(self, block: list[Line]) -> None:
        self._block = block
        self._widths = [_width(line.text) for line in block]
        self._ended = [is_ended(line.text) for line in block]
        self._all_headings = is_list_of_headings(block)

    def ends_at(self, at: int) -> bool:
        """True when the line ends a paragraph although no empty line follows.

        A wrapped line is as wide as its column, so a line clearly shorter has an end of its own: a full
        stop, or
        nothing at all under a heading. A full line ends a paragraph only where the column is not wrapped.
        """
        if self._all_headings or _BEGINS.match(self._block[at + 1].text):
            return True
        width = max(self._widths[max(0, at - _NEAR) : at + _NEAR + 1])
        if self._is_place(at, width) or self._is_place(at + 1, width):
            return True
        wide = self._widths[at] + (_INDENT if at == 0 else 0)
        wrapped = self._is_wrapped(at, _FULL * width)
        if self._ended[at]:
            return wide < _FULL * width or not wrapped
        is_short = wide < _SHORT * width if wrapped else self._widths[at + 1] >= 1.5 * self._widths[at]
        return is_short and looks_like_heading(self._block[at].text)

    def _is_place(self, at: int, width: int) -> bool:
        """True for a place on a line of its own, as it stands under or over a title."""
        return self._widths[at] < _SHORT * width and is_place_line(self._block[at].text)

    def _is_wrapped(self, at: int, full: float) -> bool:
        """True when a line near by is full and stops in the middle of a sentence."""
        for near in range(max(0, at - _NEAR), min(len(self._block) - 1, at + _NEAR + 1)):
            if (
                near != at
                and not self._ended[near]
                and self._widths[near] >= full
                and not self._block[near].kind
            ):
                return True
        return False


def _width(text: str) -> int:
    """Columns of a line in half-widths, without the spaces that justify it."""
    return len(text.encode("gb18030", "replace")) - text.count(" ")
