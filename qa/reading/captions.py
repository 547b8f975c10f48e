"""Captions to the pieces whose pictures they describe."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from qa.reading.datelines import DATELINE
from qa.reading.kinds import Kind, is_ended, marked_kind
from qa.reading.likeness import grams
from qa.reading.names import signs_pictures
from qa.reading.parts import Part
from qa.reading.pieces import Paragraph, Piece, Sheet

_MAX_CAPTION = 36  # one short sentence; longer running text after a signature is an article of its own
_MAX_APART = 60  # and among titles, where no article is so short
_PICTURES = 0.3  # what 文/图 in a signature says, as much as a third of the words of a caption
_ABOVE = 0.2  # what it says that the caption stands under the piece
_NEAR = 20  # pieces; a huge file is many pages in a row
_MOST = 1000  # captions that are compared with the pieces near by, 2 ms each; more stay where they stand
_READ = 3000  # characters of a piece
_COMMA = re.compile("[，,；;]")
_REPORTED = re.compile("据[^，,。]{2,12}(?:消息|报道|通报)[，,]")  # news, not the words under a picture


def is_caption(sheet: Sheet, part: Part) -> bool:
    """True for one short sentence under a signed article, unless it may go on with a broken one above
    that."""
    if len(part.text) > _MAX_CAPTION or part.text.count("。") > 1 or len(_COMMA.findall(part.text)) > 1:
        return False
    if _REPORTED.match(part.text):
        return False
    if not is_ended(part.text) and _COMMA.search(part.text):
        return False
    above = sheet.pieces[-2] if len(sheet.pieces) > 1 else None
    return not (above and above.is_open) and not DATELINE.match(part.text)


def add_caption(piece: Piece, part: Part) -> None:
    """Add a caption; one that is broken off takes its rest from the next unmarked one."""
    last = piece.captions[-1] if piece.captions else None
    if last and last.text.startswith("图") and not part.text.startswith("图") and not is_ended(last.text):
        piece.captions[-1] = Part(Kind.CAPTION, last.text + part.text, last.spans + part.spans)
    else:
        piece.captions.append(part)


def file_strewn(sheet: Sheet) -> None:
    """Give captions that stand apart from their articles, among titles or under an article that has no
    pictures, to the pieces they speak of."""
    if not any(piece.paragraphs for piece in sheet.pieces):
        return
    found, sheet.loose_captions = sheet.loose_captions, []
    for piece in _captions_alone(sheet):
        found += [Part(Kind.CAPTION, part.text, part.spans) for part in piece.paragraphs]
        found += piece.captions
        piece.paragraphs = []
    for piece in _without_pictures(sheet):
        found += (caption for caption in piece.captions if _stands_below(caption, piece))
        piece.captions = [caption for caption in piece.captions if not _stands_below(caption, piece)]
    if found:
        sheet.drop_empty()
        _file(sheet.pieces, sorted(found, key=lambda part: part.start))


def _file(pieces: Sequence[Piece], captions: Sequence[Part]) -> None:
    """Give every caption to the piece near by that says most of what it says; one signed for its pictures,
    and the one above the caption, need say less."""
    starts = [piece.paragraphs[0].spans[0][0] for piece in pieces]
    texts = [piece.text[:_READ] for piece in pieces]
    reach = _NEAR if len(captions) <= _MOST else 1
    for caption in captions:
        at, words = bisect_left(starts, caption.start), grams(caption.text)
        near = range(max(0, at - reach), min(len(pieces), at + reach))
        scores = {
            other: sum(word in texts[other] for word in words) / max(1, len(words))
            + _PICTURES * _has_pictures(pieces[other])
            + _ABOVE * (other == at - 1)
            for other in near
        }
        add_caption(pieces[max(near, key=scores.__getitem__)], caption)


def _captions_alone(sheet: Sheet) -> list[Piece]:
    """The pieces that are captions and nothing else: a sentence or two, unsigned and without a dateline,
    under titles of articles printed elsewhere on the page."""
    titled = {block.before for block in sheet.blocks}
    announced = {block.before for block in sheet.blocks if block.kicker or block.bylines}
    apart = next((at for at in range(len(sheet.pieces)) if at not in titled), len(sheet.pieces))
    return [
        piece
        for at, piece in enumerate(sheet.pieces)
        if at > apart
        and at in titled - announced
        and not piece.bylines
        and all(map(_may_be_caption, piece.paragraphs))
    ]


def _may_be_caption(paragraph: Paragraph) -> bool:
    """True for one sentence that could stand under a picture."""
    text = paragraph.text
    if paragraph.is_subhead or paragraph.is_bare or len(text) > _MAX_APART or "。" in text[:-1]:
        return False
    return not (DATELINE.match(text) or _REPORTED.match(text))


def _without_pictures(sheet: Sheet) -> list[Piece]:
    """The pieces signed for their text alone, on a page that has one signed for its pictures."""
    signed = [piece for piece in sheet.pieces if piece.paragraphs and piece.is_signed]
    bare = [piece for piece in signed if not _has_pictures(piece)]
    return bare if len(bare) < len(signed) else []


def _has_pictures(piece: Piece) -> bool:
    return any(signs_pictures(part.text) for part in piece.bylines)


def _stands_below(caption: Part, piece: Piece) -> bool:
    """True for a caption below the text of a piece that does not say by a mark of its own that it is one."""
    return caption.start > piece.paragraphs[-1].spans[0][0] and marked_kind(caption.text) is not Kind.CAPTION
