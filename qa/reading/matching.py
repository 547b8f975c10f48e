"""Title blocks to the pieces they announce: by where they stand, and by what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import log

from qa.reading.pieces import Block, Piece

# What a block must reach to be given to a piece it does not stand next to. Below it, chance overlap of common words.
_ENOUGH = 0.3
_DIRECTLY_BEFORE = 0.35  # the common place of a title; as much as a third of its words
_DIRECTLY_AFTER = 0.1
_NEAR = 40  # pieces; a title is displaced within its page, and a huge file is many pages in a row


def match_blocks(blocks: Sequence[Block], pieces: Sequence[Piece]) -> dict[int, list[int]]:
    """For every piece the blocks that announce it; a block left out announces nothing the page holds."""
    if _is_in_order(blocks, pieces):
        return {block.before: [at] for at, block in enumerate(blocks)}
    content = _content_scores(blocks, pieces)
    scored = [
        (score + _position(blocks, at, piece), -at, -piece)
        for at, scores in enumerate(content)
        for piece, score in _candidates(blocks[at], scores, len(pieces)).items()
    ]
    best = [max(scores.values(), default=0.0) for scores in content]
    taken: dict[int, list[int]] = defaultdict(list)
    placed: set[int] = set()
    for score, block, piece in sorted(
        ((s, -b, -p) for s, b, p in scored), key=lambda item: (-item[0], item[1:])
    ):
        said = content[block].get(piece, 0.0)
        is_adjacent = _position(blocks, block, piece) == _DIRECTLY_BEFORE
        if block in placed or not _has_room(blocks[block], [blocks[at] for at in taken[piece]]):
            continue
        if score >= _ENOUGH and (is_adjacent or said >= 0.6 * best[block]):
            taken[piece].append(block)
            placed.add(block)
    return taken


def _is_in_order(blocks: Sequence[Block], pieces: Sequence[Piece]) -> bool:
    """True for a page where every piece has its own block directly before it."""
    return [block.before for block in blocks] == list(range(len(pieces)))


def _has_room(block: Block, others: Iterable[Block]) -> bool:
    """A piece has one title and one place, which may come from two blocks."""
    return not any((block.titles and other.titles) or (block.place and other.place) for other in others)


def _position(blocks: Sequence[Block], at: int, piece: int) -> float:
    """What the place of a block on the page says: the last block before a piece is its title by custom."""
    before = blocks[at].before
    is_last = at + 1 == len(blocks) or blocks[at + 1].before != before
    if piece == before and is_last:
        return _DIRECTLY_BEFORE
    is_first = at == 0 or blocks[at - 1].before != before
    return _DIRECTLY_AFTER if piece == before - 1 and is_first else 0.0


def _candidates(block: Block, scores: dict[int, float], count: int) -> dict[int, float]:
    """The pieces near the block that share words with it, and its neighbours."""
    near = {piece: score for piece, score in scores.items() if abs(piece - block.before) <= _NEAR}
    for piece in (block.before - 1, block.before):
        if 0 <= piece < count:
            near.setdefault(piece, 0.0)
    return near


def grams(text: str) -> set[str]:
    """The pairs and triples of characters in a text: words enough, without a dictionary."""
    text = "".join(char for char in text if char.isalnum())
    return {text[i : i + size] for size in (2, 3) for i in range(len(text) - size + 1)}


def _content_scores(blocks: Sequence[Block], pieces: Sequence[Piece]) -> list[dict[int, float]]:
    """For every block how much of what it says each piece says too, rare words counting more."""
    holders: dict[str, list[int]] = defaultdict(list)
    wanted = [
        grams("|".join(part.text for part in [*block.titles, *filter(None, [block.kicker])]))
        for block in blocks
    ]
    vocabulary = set().union(*wanted)
    texts = [piece.text for piece in pieces]
    for at, text in enumerate(texts):
        for gram in vocabulary & grams(text):
            holders[gram].append(at)
    return [_block_scores(block, words, holders, texts) for block, words in zip(blocks, wanted, strict=True)]


def _block_scores(
    block: Block, words: set[str], holders: dict[str, list[int]], texts: Sequence[str]
) -> dict[int, float]:
    scores: dict[int, float] = defaultdict(float)
    total = 0.0
    for gram in words:
        rarity = log((len(texts) + 1) / (len(holders.get(gram, ())) + 0.5))
        total += rarity if gram in holders else rarity / 2
        for piece in holders.get(gram, ()):
            scores[piece] += rarity
    scores = {piece: score / total for piece, score in scores.items()} if total else {}
    if block.place:
        for piece, text in enumerate(texts):
            scores[piece] = scores.get(piece, 0.0) + _place_score(block.place.text, text)
    return scores


def _place_score(place: str, text: str) -> float:
    """How surely a piece is about the place: papers name it in full in the first sentences."""
    if place in text[:300]:
        return 1.0
    return 0.6 if place in text else 0.0
