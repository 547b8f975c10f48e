"""Pieces of one article that a page prints in several places, put together again by what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from qa.reading.datelines import DATELINE
from qa.reading.kinds import ORNAMENTS
from qa.reading.likeness import Likeness, grams
from qa.reading.openings import introduces_place
from qa.reading.pieces import Block, Piece, Sheet

_REACH = 12  # pieces; an article is resumed on the same page
_MOST = (
    100  # pieces; a file with more is no single page, and one resumed article could not be told from another
)
# How much likelier a tail must go on with the broken article than with the text it now stands under
# (natural log).
_CLEARLY = 8.0
_ENOUGH = 0.3  # of the words of a title block; it speaks of the piece that says so many of them
_LEAST = 60  # characters; less says nothing
_SIGNED = 7.0  # what a signature says that is the broken article's own, or one too many where it stands
_UNANNOUNCED = (
    20.0  # what it says that no title and no dateline announces a piece while another waits for its end
)


@dataclass(frozen=True, slots=True)
class _Tail:
    """The end of a piece from section `cut` on, as a candidate to resume the piece `opener`."""

    opener: int
    piece: int
    cut: int
    gain: float


@dataclass(frozen=True, slots=True)
class _Standing:
    """A piece where it stands, section by section: the words from there on, how many pairs of characters
    stand above, and how well the words go on with those."""

    tails: list[set[int]]
    sizes: list[int]
    leanings: list[float]
    blocks: list[Block]  # which announce the piece


def resume(sheet: Sheet) -> None:
    """Join every piece broken off in mid-sentence with the tail that goes on with it, if the page holds
    one."""
    pieces = sheet.pieces
    if len(pieces) > _MOST or not any(map(_is_broken, pieces[:-1])):
        return
    likeness = Likeness(
        [section.text for piece in pieces for section in piece.sections],
        [title.text for block in sheet.blocks for title in block.titles],
    )
    standings: dict[int, _Standing] = {}

    def tail(opener: int, at: int) -> _Tail | None:
        if not pieces[at].paragraphs or not _is_broken(pieces[opener]):
            return None
        if at not in standings:
            standings[at] = _standing(sheet, at, likeness)
        return _tail(sheet, opener, at, standings[at], likeness)

    tails = {(a, b): tail(a, b) for a in range(len(pieces)) for b in _reached(sheet, a)}
    while best := max(filter(None, tails.values()), key=lambda tail: tail.gain, default=None):
        _join(sheet, best)
        moved = {best.opener, best.piece}
        for at in moved | {at + 1 for at in moved}:  # whose title block may speak of the text that moved
            standings.pop(at, None)
        again = [pair for pair in tails if moved.intersection(pair)]
        again += [(best.piece, b) for b in _reached(sheet, best.piece)]
        tails |= {pair: tail(*pair) for pair in again}
    sheet.drop_empty()


def _is_broken(piece: Piece) -> bool:
    return bool(piece.paragraphs) and piece.is_open


def _reached(sheet: Sheet, opener: int) -> range:
    """The pieces that may hold the rest of a piece: those that follow it on the page, if it is broken off."""
    if not _is_broken(sheet.pieces[opener]):
        return range(0)
    return range(opener + 1, min(opener + 1 + _REACH, len(sheet.pieces)))


def _standing(sheet: Sheet, at: int, likeness: Likeness) -> _Standing:
    sections = [likeness.words(section.text) for section in sheet.pieces[at].sections]
    tails = _tails([set(words) for words, _ in sections])
    blocks = _blocks_before(sheet, at)
    titles, size = likeness.words("|".join(part.text for block in blocks for part in block.titles))
    above = Counter(titles)
    sizes, leanings = [], []
    for (words, count), tail in zip(sections, tails, strict=True):
        sizes.append(size)
        leanings.append(likeness.leaning(tail, above, size))
        above.update(words)
        size += count
    return _Standing(tails, sizes, leanings, blocks)


def _tail(sheet: Sheet, opener: int, at: int, standing: _Standing, likeness: Likeness) -> _Tail | None:
    """The tail of one piece that goes on with another better than with what stands above it, if there is
    one."""
    broken, piece = sheet.pieces[opener], sheet.pieces[at]
    text, first = broken.text, piece.paragraphs[0].text
    leanings = []
    for tail, size, here in zip(standing.tails, standing.sizes, standing.leanings, strict=True):
        own = likeness.ends(text, max(_LEAST, size // 50 * 50))  # in steps, so that few are ever counted
        leanings.append(sum(likeness.leaning(tail, *end) for end in own) / len(own) - here)
    if not _may_move_whole(first, standing.blocks):
        leanings[0] = 0.0
    elif not standing.blocks and not introduces_place(piece.sections[0].text, text):
        leanings[0] += _UNANNOUNCED
    cut = max(range(len(leanings)), key=leanings.__getitem__)
    signed = _same_hand(broken, piece) or _is_signed_twice(piece, standing.blocks)
    gain = leanings[cut] + (_SIGNED if signed else 0.0)
    return _Tail(opener, at, cut, gain) if gain > _CLEARLY and leanings[cut] > 0 else None


def _tails(sections: list[set[int]]) -> list[set[int]]:
    """What is said from each section on."""
    return list(accumulate(reversed(sections), lambda later, words: later | words))[::-1]


def _may_move_whole(opening: str, blocks: Sequence[Block]) -> bool:
    """A piece with a dateline, an ornament or a title block that names its place is an article of its own."""
    if DATELINE.match(opening) or opening[0] in ORNAMENTS:
        return False
    return not any(block.place or block.kicker or block.bylines for block in blocks)


def _blocks_before(sheet: Sheet, at: int) -> list[Block]:
    """The title blocks directly before a piece, but for those that clearly speak of the piece above them."""
    above, below = (sheet.pieces[i].text if i >= 0 else "" for i in (at - 1, at))
    return [block for block in sheet.blocks if block.before == at and not _closes(block, above, below)]


def _closes(block: Block, above: str, below: str) -> bool:
    """True for a title block that clearly speaks of the text above it."""
    words = grams("|".join(part.text for part in (*block.titles, block.kicker, block.place) if part))
    said = _said(words, above)
    return said >= _ENOUGH and said >= 2 * _said(words, below)


def _said(words: set[str], text: str) -> float:
    """The share of the words that the text says too."""
    return sum(word in text for word in words) / len(words) if words else 0.0


def _same_hand(opener: Piece, other: Piece) -> bool:
    """True when both are signed alike: a page repeats the name where the article really ends."""
    return bool({part.text for part in opener.bylines} & {part.text for part in other.bylines})


def _is_signed_twice(piece: Piece, blocks: Sequence[Block]) -> bool:
    """True when a piece is signed above and below: the signature below is that of the text it resumes."""
    return bool(piece.bylines) and any(block.bylines for block in blocks)


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
    begin = sections[tail.cut].spans[0][0] if tail.cut else 0
    opener.captions.extend(part for part in piece.captions if part.start > begin)
    piece.captions = [part for part in piece.captions if part.start <= begin]
    if tail.cut == 0:
        opener.warnings.extend(piece.warnings)
        _move_title(sheet, tail)


def _move_title(sheet: Sheet, tail: _Tail) -> None:
    """A heading over the resumed part is the second half of a title set across both columns."""
    moved = [block for block in _blocks_before(sheet, tail.piece) if block.titles]
    own = _blocks_before(sheet, tail.opener)
    if moved and own and own[-1].titles:
        own[-1].titles.extend(moved[-1].titles)
        sheet.blocks.remove(moved[-1])
