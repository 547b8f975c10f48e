"""Title blocks to the pieces they announce: by where they stand, and by what they say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import log

from qa.reading.likeness import grams
from qa.reading.parts import Part
from qa.reading.pieces import Block, Piece
from qa.reading.places import ladder_of, places_in

# What a block must reach to be given to a piece it does not stand next to. Below it, chance overlap of
# common words.
_ENOUGH = 0.3
_DIRECTLY_BEFORE = 0.35  # the common place of a title; as much as a third of its words
_DIRECTLY_AFTER = 0.1
_NOTHING = 0.05
_SOMETHING = 0.12  # enough at the foot of a page, where it says nothing of any other piece
_TOWN_ONLY = 0.3  # the town of the place, without its county
_NEAR = 20  # pieces; a title is displaced within its page, and a huge file is many pages in a row
_IN_FULL = re.compile("[一二三四五六七八九十百千万两〇零]{2,}")  # 二十四: 24 in the report
_PLACE_BEFORE = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,10}(?:[县区市镇乡办村]|街道|社区))\s(?=\S)")
_LEAD_CHARS = 300  # papers name the place in full in the first sentences


def match_blocks(blocks: Sequence[Block], pieces: Sequence[Piece]) -> tuple[list[list[Block]], list[Block]]:
    """For every piece the blocks that announce it, and the blocks that announce nothing the page holds."""
    if [block.before for block in blocks] == list(range(len(pieces))):
        return [[block] for block in blocks], []  # every piece has its own block directly before it
    texts = [piece.text for piece in pieces]
    blocks = [part for block in blocks for part in _split(block, texts)]
    said = [_content(block, texts) for block in blocks]
    ranked = sorted(
        (-score - _position(blocks, block, piece), block, piece)
        for block, scores in enumerate(said)
        for piece, score in scores.items()
    )
    taken: dict[int, list[int]] = defaultdict(list)
    placed: set[int] = set()
    for score, block, piece in ranked:
        if -score < _ENOUGH:
            break
        if block in placed or not _has_room(blocks[block], (blocks[at] for at in taken[piece])):
            continue
        if _says_enough(blocks, block, piece, said[block]):
            taken[piece].append(block)
            placed.add(block)
    for at in sorted(set(range(len(blocks))) - placed):  # what is left at the foot of the page
        only = _only_piece(said[at]) if blocks[at].before == len(pieces) else None
        if only is not None and _has_room(blocks[at], (blocks[other] for other in taken[only])):
            taken[only].append(at)
            placed.add(at)
    announced = [[blocks[at] for at in sorted(taken[piece])] for piece in range(len(pieces))]
    return announced, [block for at, block in enumerate(blocks) if at not in placed]


def _split(block: Block, texts: Sequence[str]) -> list[Block]:
    """Two titles set one below the other are two blocks when each clearly says what another piece says, the
    second at least something where its piece comes next.

    At the foot of a page they are two as well when the second says nothing of the piece that the first
    announces.
    """
    if len(block.titles) > 2 and block.before == len(texts):
        return _piled(block, texts)
    if len(block.titles) != 2:
        return [block]
    first = Block(block.before, block.titles[:1], column=block.column, place=block.place)
    second = Block(block.before, block.titles[1:], kicker=block.kicker, bylines=block.bylines)
    said = [_content(half, texts) for half in (first, second)]
    best = [max(scores.items(), key=lambda item: item[1]) for scores in said]
    clear = [score >= _ENOUGH for _, score in best]
    is_next = best[1][0] == block.before and best[1][1] >= _SOMETHING
    is_two = best[0][0] != best[1][0] and clear[0] and (clear[1] or is_next)
    is_stub = (
        clear[0] and not clear[1] and block.before == len(texts) and said[1].get(best[0][0], 0.0) < _NOTHING
    )
    return [first, second] if is_two or is_stub else [block]


def _piled(block: Block, texts: Sequence[str]) -> list[Block]:
    """Titles piled at the foot of a page, cut where the next one says what another piece alone says."""
    piles = [Block(block.before, column=block.column, place=block.place)]
    spoken_of: int | None = None
    for title in block.titles:
        piece = _only_piece(_content(Block(block.before, [title]), texts))
        if piece is not None and piece != spoken_of:
            if spoken_of is not None:
                piles.append(Block(block.before))
            spoken_of = piece
        piles[-1].titles.append(title)
    piles[-1].kicker, piles[-1].bylines = block.kicker, block.bylines
    return piles


def _only_piece(scores: dict[int, float]) -> int | None:
    """The piece that says something of what a title says, where no other says any of it."""
    first, *others = sorted(scores, key=scores.__getitem__, reverse=True) or [-1]
    is_alone = not others or scores[others[0]] < _NOTHING
    return first if scores.get(first, 0.0) >= _SOMETHING and is_alone else None


def _says_enough(blocks: Sequence[Block], block: int, piece: int, scores: dict[int, float]) -> bool:
    """True unless the block says much more of another piece, whose title is taken: then it is a stub, not
    a spare."""
    if _position(blocks, block, piece) == _DIRECTLY_BEFORE:
        return True
    return scores[piece] >= 0.6 * max(scores.values())


def _has_room(block: Block, others: Iterable[Block]) -> bool:
    """A piece has one title and one place, which may come from two blocks."""
    return not any((block.titles and other.titles) or (block.place and other.place) for other in others)


def _position(blocks: Sequence[Block], at: int, piece: int) -> float:
    """What the place of a block on the page says: the last block before a piece is its title by custom."""
    before = blocks[at].before
    if piece == before:
        is_last = at + 1 == len(blocks) or blocks[at + 1].before != before
        return _DIRECTLY_BEFORE if is_last else 0.0
    is_first = at == 0 or blocks[at - 1].before != before
    return _DIRECTLY_AFTER if piece == before - 1 and is_first else 0.0


def _content(block: Block, texts: Sequence[str]) -> dict[int, float]:
    """How much of what the block says each piece near by says too, from 0 to 1, and 1 more for its place."""
    near = range(max(0, block.before - _NEAR), min(len(texts), block.before + _NEAR))
    said = "|".join(part.text for part in (*block.titles, block.kicker) if part)
    words = grams(_IN_FULL.sub("|", said))
    scores = dict.fromkeys(near, 0.0)
    total = 0.0
    held: dict[str, Sequence[int]] = {}
    for word in sorted(words, key=len):  # three characters only stand where their first two do
        held[word] = holders = [at for at in held.get(word[:2], near) if word in texts[at]]
        rarity = log((len(near) + 1) / (len(holders) + 0.5))
        total += rarity if holders else rarity / 2  # a title may say it in words of its own
        for at in holders:
            scores[at] += rarity
    place = block.place.text if block.place else _place_of(block.kicker) or _place_before(block.titles)
    return {
        at: (score / total if total else 0.0) + _place_score(place, texts[at]) for at, score in scores.items()
    }


def _place_of(kicker: Part | None) -> str | None:
    """The place that a second title names."""
    found = places_in(kicker.text) if kicker else []
    return found[0]["place"] if found else None


def _place_before(titles: Sequence[Part]) -> str | None:
    """The place that stands before a title, a space between: 石桥镇 桥通了."""
    found = _PLACE_BEFORE.match(titles[0].text) if titles else None
    return found["place"] if found else None


def _place_score(place: str | None, text: str) -> float:
    """How surely a piece is about the place."""
    if place is None:
        return 0.0
    if place in text:
        return 1.0 if place in text[:_LEAD_CHARS] else 0.6
    town = ladder_of(place)[1]
    return _TOWN_ONLY if town and town in text else 0.0
