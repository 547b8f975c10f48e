"""Article text to sentences, and sentences to the passages that are indexed; both are exact slices."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

# A sentence runs to its full stop and the quotes or brackets that close after it, or to the line's end.
_SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[”’」』）)\]】》\"']*|\n|$)")
# Where a sentence too long for one passage may be cut, best place first.
_CLAUSE_ENDS = ("；", ";", "，", ",", "、")


def split_sentences(text: str) -> list[Span]:
    """The sentences of a text in order, white space trimmed at both ends; none is empty."""
    return [span for match in _SENTENCE.finditer(text) if (span := _trim(text, match.start(), match.end()))]


def _trim(text: str, start: int, end: int) -> Span | None:
    inner = text[start:end]
    if not inner.strip():
        return None
    return start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip())


def split_passages(text: str, max_chars: int, overlap_chars: int) -> list[Span]:
    """Windows of whole sentences, at most `max_chars` each, covering the text in order.

    A window begins with the sentences that ended the one before, as far as they fit in `overlap_chars`:
    what is said across a border is then whole in one of the two. A longer sentence is cut at a clause.
    """
    pieces = [piece for span in split_sentences(text) for piece in _cut_long(text, span, max_chars)]
    windows: list[Span] = []
    first = 0
    while first < len(pieces):
        last = first
        while last + 1 < len(pieces) and pieces[last + 1][1] - pieces[first][0] <= max_chars:
            last += 1
        windows.append((pieces[first][0], pieces[last][1]))
        if last + 1 == len(pieces):
            break
        first = _next_first(pieces, first, last, max_chars, overlap_chars)
    return windows


def _next_first(pieces: list[Span], first: int, last: int, max_chars: int, overlap_chars: int) -> int:
    """Where the next window begins: after this one, less the sentences worth repeating."""
    start = last + 1
    while (
        start - 1 > first
        and pieces[last][1] - pieces[start - 1][0] <= overlap_chars
        and pieces[last + 1][1] - pieces[start - 1][0] <= max_chars
    ):
        start -= 1
    return start


def _cut_long(text: str, span: Span, max_chars: int) -> Iterator[Span]:
    start, end = span
    while end - start > max_chars:
        cut = start + max_chars
        for mark in _CLAUSE_ENDS:
            found = text.rfind(mark, start + max_chars // 2, cut)
            if found >= 0:
                cut = found + 1
                break
        yield start, cut
        start = cut
    if start < end:
        yield start, end
