"""What stands inside running text but is no part of it: captions, run-on sub-headings, upright titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from qa.reading.cleaning import Span

# A numbered caption that the conversion set into the line beside the picture: … 乡村治 图①某某公司 理效能 …
# White space on its left tells it from a reference such as （见图①）.
_CAPTION = re.compile(r"(?:(?<=\s)|(?<=^))图[①-⑳](?=\S)")
_CAPTION_WORD = re.compile(r"\S+")
_CAPTION_REST = 30  # characters; the end of 图① may stand before 图②
_SENTENCE_MARK = re.compile(r"[，。；！？,;!?]")

# A sub-heading in two halves of like length, run on to the end of the paragraph before it.
_RUN_ON = re.compile(
    r"(?<=[。！？”\"])\s+"
    r"(?P<heading>(?P<left>[^\s，。；：、！？,;:!?]{5,14})"
    r"[ \u3000](?P<right>[^\s，。；：、！？,;:!?]{5,14}))$"
)

# A title set upright comes out one character a line, three lines or more.
_UPRIGHT = re.compile(
    r"^[ \t\u3000]*[\u4e00-\u9fff][ \t\u3000]*(?:[\r\n]\s{0,20}[\u4e00-\u9fff][ \t\u3000]*(?=[\r\n]|$)){2,}",
    re.M,
)


def upright_titles(page: str) -> list[Span]:
    """Where the page holds characters of upright titles, one a line."""
    return [match.span() for match in _UPRIGHT.finditer(page)]


def captions_inside(page: str, start: int, end: int) -> list[Span]:
    """Where captions stand inside a block. A block of captions alone is captions to its end."""
    if page.find("图", start, end) < 0:
        return []
    begins = [match.start() for match in _CAPTION.finditer(page, start, end)]
    if not begins:
        return []
    bounds = [*begins, end]
    tail = page[begins[-1] : end]
    if len(begins) > 1 and not _SENTENCE_MARK.search(tail):
        if not page.startswith("图①", begins[0]) and 0 < begins[0] - start <= _CAPTION_REST:
            bounds = [start, *bounds]
        return list(pairwise(bounds))
    return [_first_word(page, begin, bound) for begin, bound in pairwise(bounds)]


def _first_word(page: str, start: int, end: int) -> Span:
    """A caption set into running text goes as far as its printed line, which ends at white space."""
    match = _CAPTION_WORD.match(page, start, end)
    return match.span() if match else (start, end)


def run_on_heading(page: str, start: int, end: int) -> Span | None:
    """Where a sub-heading closes the block, if one does."""
    if _SENTENCE_MARK.match(page, end - 1):
        return None  # as nearly every block ends
    match = _RUN_ON.search(page, max(start, end - 40), end)
    if match and abs(len(match["left"]) - len(match["right"])) <= 2:
        return match.span("heading")
    return None


def stretches(start: int, end: int, holes: list[Span]) -> Iterator[tuple[Span, bool]]:
    """The block cut at its holes, in order; True with the holes themselves."""
    for hole in holes:
        if start < hole[0]:
            yield (start, hole[0]), False
        yield hole, True
        start = hole[1]
    if start < end:
        yield (start, end), False
