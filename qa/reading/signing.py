"""Signatures to the pieces they sign: names on lines of their own, and names at the end of a paragraph."""

from __future__ import annotations

import re
from itertools import takewhile

from qa.reading.cleaning import first_characters
from qa.reading.kinds import Kind
from qa.reading.names import END_MARK, byline_names, has_role
from qa.reading.openings import is_notice, opens_article
from qa.reading.parts import Part
from qa.reading.pieces import Piece, Sheet
from qa.reading.places import is_day_line, is_office_line

_SIGNED_END = re.compile(
    rf"(?:{END_MARK})?[（(](?P<names>[^（）()。！？]{{2,60}})[)）]$|[□◎](?P<bullet>[^。！？]{{2,30}})$"
)

_ENDED = re.compile(r"[。！？”][○●■◆◇▲△]$")


def sign_above(sheet: Sheet, run: list[Part], follower: Part | None) -> list[Part]:
    """Give the bylines that directly follow the last piece to it; returns the rest of the run."""
    piece, count = sheet.pieces[-1], 0
    while count < len(run) and run[count].kind is Kind.BYLINE:
        count += 1
    is_last = count == len(run)
    bare = count and not has_role(run[0].text) and run[0].text[0] not in "（(【□◎"
    waits = len(sheet.pieces) > 1 and sheet.pieces[-2].is_open  # the article above goes on after the name
    if bare and is_last and follower and not (waits or opens_article(follower.text, piece.text)):
        names = [Part(Kind.HEADING, part.text, part.spans) for part in run[:count]]
        return names + run[count:]  # a lone name between two paragraphs signs nothing
    if count and not (piece.is_signed and is_last and follower):
        piece.bylines.extend(run[:count])
        piece.is_signed = True
        return run[count:]
    return run


def office_below(sheet: Sheet, run: list[Part]) -> list[Part]:
    """The parts at the start of a run that end the notice above it: the office that gives it, and the day."""
    block = sheet.blocks[-1] if sheet.blocks else None
    if block is None or block.before != len(sheet.pieces) - 1 or not any(map(is_notice, block.titles)):
        return []
    return list(takewhile(lambda part: is_office_line(part.text) or is_day_line(part.text), run))


def _without_end_mark(part: Part) -> Part:
    """A paragraph without the mark that ends its article; the signature stands on a line of its own."""
    if not _ENDED.search(part.text):
        return part
    return Part(part.kind, part.text[:-1], first_characters(part.spans, len(part.text) - 1))


def sign_below(page: str, part: Part, piece: Piece) -> Part:
    """Take the signature off the end of a paragraph, if there is one, and sign the piece with it."""
    found = _SIGNED_END.search(part.text, max(0, len(part.text) - 64))
    if not found:
        return _without_end_mark(part)
    kept = first_characters(part.spans, found.start())
    begin = kept[-1][1] if kept else part.start
    while page[begin].isspace():
        begin += 1
    printed = page[begin : part.end]  # with the spaces between names, which running text has lost
    unwrapped = " ".join(re.sub(r"\s*\n\s*", "", printed).split())
    signature = unwrapped if byline_names(unwrapped) else " ".join(printed.split())
    if not byline_names(signature):
        return part
    piece.bylines.append(Part(Kind.BYLINE, signature, [(begin, part.end)]))
    piece.is_signed = True
    return Part(Kind.BODY, part.text[: found.start()], kept)
