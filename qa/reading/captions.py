"""Captions to the pieces whose pictures they describe."""

from __future__ import annotations

import re

from qa.reading.datelines import DATELINE
from qa.reading.kinds import Kind, is_ended
from qa.reading.parts import Part
from qa.reading.pieces import Piece, Sheet

_MAX_CAPTION = 36  # one short sentence; longer running text after a signature is an article of its own
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
