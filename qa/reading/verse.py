"""Lines of verse, which look like headings, to the poems they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.reading.cleaning import spans_of_text, text_of
from qa.reading.kinds import Kind
from qa.reading.parts import Part

_FEWEST = 4  # lines; no title has so many
_LONGEST = 18  # characters of a line
_LINE = re.compile(r"\S[^\r\n]*")


def with_verse(page: str, parts: Sequence[Part]) -> list[Part]:
    """The parts with every poem under its poet's name made one part, a line a line.

    Papers print the name between title and poem. The last short line before a text or another name is the
    title of what comes next.
    """
    found: list[Part] = []
    at = 0
    while at < len(parts):
        found.append(parts[at])
        at += 1
        if parts[at - 1].kind is Kind.BYLINE and not _signs_text_above(parts, at - 1):
            end = _end_of_verse(parts, at)
            if sum(len(part.text.split()) for part in parts[at:end]) >= _FEWEST:
                found.append(_poem(page, parts[at].start, parts[end - 1].end))
                at = end
    return found


def _signs_text_above(parts: Sequence[Part], at: int) -> bool:
    """True for a name in brackets under running text: short lines below it are titles."""
    return at > 0 and parts[at - 1].kind is Kind.BODY and parts[at].text[0] in "（("


def _end_of_verse(parts: Sequence[Part], at: int) -> int:
    end = at
    while end < len(parts) and _may_be_verse(parts[end]):
        end += 1
    is_title_next = end < len(parts) and parts[end].kind in (Kind.BODY, Kind.BYLINE)
    return max(at, end - 1) if is_title_next else end


def _may_be_verse(part: Part) -> bool:
    return part.kind is Kind.HEADING and not part.level and max(map(len, part.text.split())) <= _LONGEST


def _poem(page: str, start: int, end: int) -> Part:
    lines = [spans_of_text(page, *line.span()) for line in _LINE.finditer(page, start, end)]
    spans = list(lines[0])
    for line in lines[1:]:
        begin = line[0][0]
        spans += [(begin, begin + 1), *line]  # a line end stands where the next line begins
    return Part(Kind.BODY, "\n".join(text_of(page, line) for line in lines), spans)
