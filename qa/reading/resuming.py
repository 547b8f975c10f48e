"""Pieces of one article that a page prints in several places, put together again by what they say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import accumulate

from qa.reading.datelines import DATELINE
from qa.reading.likeness import Likeness, grams, pairs
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


def resume(sheet: Sheet) -> None:
    """Join every piece broken off in mid-sentence with the tail that goes on with it, if the page holds
    one."""
    pieces = sheet.pieces
    if len(pieces) > _MOST or not any(map(_is_broken, pieces[:-1])):
        return
    likeness = Likeness(section.text for piece in pieces for section in piece.sections)
    tails = {(a, b): _tail(sheet, a, b, likeness) for a in range(len(pieces)) for b in _reached(sheet, a)}
    while best := max(filter(None, tails.values()), key=lambda tail: tail.gain, default=None):
        _join(sheet, best)
        moved = {best.opener, best.piece}
        for a, b in tails:
            if moved & {a, b}:
                tails[a, b] = _tail(sheet, a, b, likeness)
        for b in _reached(sheet, best.piece):
            tails[best.piece, b] = _tail(sheet, best.piece, b, likeness)
    _drop_empty(sheet)


def _is_broken(piece: Piece) -> bool:
    return bool(piece.paragraphs) and piece.is_open


def _reached(sheet: Sheet, opener: int) -> range:
    """The pieces that may hold the rest of a piece: those that follow it on the page, if it is broken off."""
    if not _is_broken(sheet.pieces[opener]):
        return range(0)
    return range(opener + 1, min(opener + 1 + _REACH, len(sheet.pieces)))


def _tail(sheet: Sheet, opener: int, at: int, likeness: Likeness) -> _Tail | None:
    """The tail of one piece that goes on with another better than with what stands above it, if there is
    one."""
    broken, piece = sheet.pieces[opener], sheet.pieces[at]
    if not piece.paragraphs or not _is_broken(broken):
        return None
    texts = [section.text for section in piece.sections]
    tails = _tails([set(likeness.pairs(text)) for text in texts])
    above = Counter(_title_pairs(sheet, at))
    leanings = []
    for text, tail in zip(texts, tails, strict=True):
        own = _as_long(broken.text, above.total(), likeness)
        there = sum(likeness.leaning(tail, pairs) for pairs in own) / len(own)
        leanings.append(there - likeness.leaning(tail, above))
        above.update(likeness.pairs(text))
    if not _may_move_whole(sheet, at):
        leanings[0] = 0.0
    elif not _blocks_before(sheet, at) and not introduces_place(texts[0], broken.text):
        leanings[0] += _UNANNOUNCED
    cut = max(range(len(leanings)), key=leanings.__getitem__)
    gain = leanings[cut] + (_SIGNED if _same_hand(broken, piece) or _is_signed_twice(sheet, at) else 0.0)
    return _Tail(opener, at, cut, gain) if gain > _CLEARLY and leanings[cut] > 0 else None


def _tails(sections: list[set[str]]) -> list[set[str]]:
    """What is said from each section on."""
    return list(accumulate(reversed(sections), lambda later, words: later | words))[::-1]


def _as_long(text: str, size: int, likeness: Likeness) -> list[Counter[str]]:
    """The two ends of a text, as long as what they are compared with: a longer text shares more by chance."""
    size = max(_LEAST, size // 50 * 50)  # in steps, so that few lengths are ever counted
    if len(text) <= size:
        return [likeness.pairs(text)]
    return [likeness.pairs(text[:size]), likeness.pairs(text[-size:])]


def _may_move_whole(sheet: Sheet, at: int) -> bool:
    """A piece with a dateline, or with a title block that names its place, is an article of its own."""
    if DATELINE.match(sheet.pieces[at].paragraphs[0].text):
        return False
    return not any(block.place or block.kicker or block.bylines for block in _blocks_before(sheet, at))


def _blocks_before(sheet: Sheet, at: int) -> list[Block]:
    """The title blocks directly before a piece, but for those that clearly speak of the piece above them."""
    found = []
    for block in sheet.blocks:
        if block.before == at:
            words = grams("|".join(part.text for part in (*block.titles, block.kicker, block.place) if part))
            above, below = (_said(words, sheet.pieces[i].text) if i >= 0 else 0.0 for i in (at - 1, at))
            if above < _ENOUGH or above < 2 * below:
                found.append(block)
    return found


def _said(words: set[str], text: str) -> float:
    """The share of the words that the text says too."""
    return sum(word in text for word in words) / len(words) if words else 0.0


def _title_pairs(sheet: Sheet, at: int) -> Counter[str]:
    """What the heading over a piece says, to be compared with when the whole piece may move."""
    return pairs("|".join(part.text for block in _blocks_before(sheet, at) for part in block.titles))


def _same_hand(opener: Piece, other: Piece) -> bool:
    """True when both are signed alike: a page repeats the name where the article really ends."""
    return bool({part.text for part in opener.bylines} & {part.text for part in other.bylines})


def _is_signed_twice(sheet: Sheet, at: int) -> bool:
    """True when a piece is signed above and below: the signature below is that of the text it resumes."""
    return bool(sheet.pieces[at].bylines) and any(block.bylines for block in _blocks_before(sheet, at))


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


def _drop_empty(sheet: Sheet) -> None:
    """Forget pieces that moved away whole, and count the rest anew."""
    left = [at for at, piece in enumerate(sheet.pieces) if piece.paragraphs]
    for block in sheet.blocks:
        block.before = sum(at < block.before for at in left)
    sheet.pieces = [sheet.pieces[at] for at in left]
