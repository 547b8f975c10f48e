"""Lines that look like headings but are running text, cut short by a column break or a title block."""

from __future__ import annotations

import re

from qa.reading.datelines import DATELINE
from qa.reading.kinds import Kind
from qa.reading.parts import Part
from qa.reading.pieces import Piece, Sheet

_COMMA = re.compile("[，,；;]")
_GOES_ON = re.compile("[^，,。]{0,2}[，,、]")  # what begins so began on the line before


def broken_off(run: list[Part], piece: Piece) -> int:
    """How many parts at the start of a run still belong to the piece, because the title block after them
    broke it off.

    The last of them is running text: a line with a comma, or an unbroken one that goes on with an open
    sentence.
    """
    if piece.is_signed:
        return 0
    for at, part in enumerate(run):
        if part.kind is not Kind.HEADING or part.level:
            return 0
        if re.search("[，,]", part.text) or (at == 0 and piece.is_open and not re.search(r"\s", part.text)):
            return at + 1 if any(later.kind is Kind.HEADING for later in run[at + 1 :]) else 0
    return 0


def is_cut_line(sheet: Sheet, run: list[Part], follower: Part) -> bool:
    """True when the last line of a run looks like a heading but is a sentence cut short by a column break.

    Headings rarely hold a comma. One that does is running text where running text must follow: below a title,
    after a sentence that is still open, or where an article broken off earlier may go on.
    """
    last, piece = run[-1], sheet.pieces[-1] if sheet.pieces else None
    signed = all(part.kind is Kind.BYLINE for part in run[:-1])
    waiting = signed and len(sheet.pieces) > 1 and sheet.pieces[-2].is_open
    if last.kind is Kind.PLACE:  # 交给代办|员，签一张委托单
        return waiting and bool(_GOES_ON.match(follower.text))
    if last.kind is not Kind.HEADING or last.level or not re.search("[，、,：？]", last.text):
        return False
    if DATELINE.match(follower.text):
        return False
    below_title = any(part.kind is Kind.HEADING for part in run[:-1])
    if waiting and _COMMA.search(last.text):
        return True
    return below_title or (len(run) == 1 and piece is not None and not piece.is_signed and piece.is_open)
