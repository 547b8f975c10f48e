"""Pieces of one article that a page prints in several places, put together again by what they say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log, sqrt

from qa.reading.datelines import DATELINE
from qa.reading.matching import grams
from qa.reading.pieces import Block, Paragraph, Piece, Sheet

_REACH = 12  # pieces; an article is resumed on its own page, and a huge file is many pages in a row
# How much more a tail must share with the broken article than with the text it now stands under (cosine of rare
# pairs and triples of characters). Measured on made pages: chance stays below 0.03.
_CLEARLY = 0.03


@dataclass(frozen=True, slots=True)
class _Tail:
    """The end of a piece from section `cut` on, as a candidate to resume the piece `opener`."""

    opener: int
    piece: int
    cut: int
    gain: float


def resume(sheet: Sheet) -> None:
    """Join every piece broken off in mid-sentence with the tail that goes on with it, if the page holds one."""
    if not any(_is_broken(piece) for piece in sheet.pieces[:-1]) or len(sheet.pieces) < 2:
        return
    weights = _rarity(sheet.pieces)
    for _ in sheet.pieces:
        tails = [tail for at in range(len(sheet.pieces)) for tail in _tails(sheet, at, weights)]
        best = max(tails, key=lambda tail: tail.gain, default=None)
        if best is None:
            break
        _join(sheet, best)
    _drop_empty(sheet)


def _is_broken(piece: Piece) -> bool:
    return bool(piece.paragraphs) and piece.is_open


def _rarity(pieces: list[Piece]) -> dict[str, float]:
    """The weight of every pair and triple of characters: squared, as a cosine takes it."""
    counts = Counter(gram for piece in pieces for section in piece.sections for gram in grams(section.text))
    total = sum(len(piece.sections) for piece in pieces)
    return {gram: log((total + 1) / (count + 0.5)) ** 2 for gram, count in counts.items()}


def _tails(sheet: Sheet, opener: int, weights: dict[str, float]) -> list[_Tail]:
    """Every tail on the page that goes on with the piece better than with what stands above it."""
    if not _is_broken(sheet.pieces[opener]):
        return []
    own = _words(sheet.pieces[opener].sections)
    found = []
    for at in range(opener + 1, min(opener + 1 + _REACH, len(sheet.pieces))):
        sections = sheet.pieces[at].sections
        for cut in range(len(sections)):
            if cut == 0 and not _may_move_whole(sheet, at):
                continue
            tail = _words(sections[cut:])
            above = _words(sections[:cut]) if cut else _title_words(sheet, at)
            gain = _likeness(tail, own, weights) - _likeness(tail, above, weights)
            if _same_hand(sheet.pieces[opener], sheet.pieces[at]):
                gain += _CLEARLY
            if gain > _CLEARLY:
                found.append(_Tail(opener, at, cut, gain))
    return found


def _may_move_whole(sheet: Sheet, at: int) -> bool:
    """A piece with a dateline, or with a title block that names its place, is an article of its own."""
    piece = sheet.pieces[at]
    if not piece.paragraphs or DATELINE.match(piece.paragraphs[0].text):
        return False
    return not any(block.place or block.kicker or block.bylines for block in _blocks_before(sheet, at))


def _blocks_before(sheet: Sheet, at: int) -> list[Block]:
    return [block for block in sheet.blocks if block.before == at]


def _title_words(sheet: Sheet, at: int) -> set[str]:
    return set().union(*(grams(part.text) for block in _blocks_before(sheet, at) for part in block.titles))


def _same_hand(opener: Piece, other: Piece) -> bool:
    """True when both are signed alike: a page repeats the name where the article really ends."""
    return bool({part.text for part in opener.bylines} & {part.text for part in other.bylines})


def _words(sections: list[Paragraph]) -> set[str]:
    return set().union(*(grams(section.text) for section in sections))


def _likeness(one: set[str], other: set[str], weights: dict[str, float]) -> float:
    """The cosine of two sets of character pairs and triples, rare ones counting more."""
    shared = sum(weights.get(gram, 0.0) for gram in one & other)
    norm = sqrt(sum(weights.get(gram, 0.0) for gram in one) * sum(weights.get(gram, 0.0) for gram in other))
    return shared / norm if norm else 0.0


def _join(sheet: Sheet, tail: _Tail) -> None:
    """Move the tail to the piece it resumes, with the signature below it and the title line above it."""
    opener, piece = sheet.pieces[tail.opener], sheet.pieces[tail.piece]
    sections = piece.sections
    opener.resumes += 1
    opener.extend(sections[tail.cut :])
    piece.paragraphs = []
    piece.extend(sections[: tail.cut])
    signed = {part.text for part in opener.bylines}
    opener.bylines.extend(part for part in piece.bylines if part.text not in signed)
    opener.is_signed, piece.is_signed = piece.is_signed, False
    piece.bylines = []
    if tail.cut == 0:
        opener.captions.extend(piece.captions)
        opener.warnings.extend(piece.warnings)
        _move_title(sheet, tail)


def _move_title(sheet: Sheet, tail: _Tail) -> None:
    """A heading over the resumed part is the second half of a title set across both columns."""
    moved = [block for block in _blocks_before(sheet, tail.piece) if block.titles]
    own = _blocks_before(sheet, tail.opener)
    if moved and own and own[-1].titles:
        own[-1].titles.extend(moved[-1].titles)
        sheet.blocks.remove(moved[-1])


def _drop_empty(sheet: Sheet) -> None:
    """Forget pieces that moved away whole, and count the rest anew."""
    left = [at for at, piece in enumerate(sheet.pieces) if piece.paragraphs]
    for block in sheet.blocks:
        block.before = sum(at < block.before for at in left)
    sheet.pieces = [sheet.pieces[at] for at in left]
