"""The parts of a page to pieces of running text, and the title blocks that stand between them."""

from __future__ import annotations

from collections.abc import Sequence

from qa.reading.breaks import broken_off, is_cut_line
from qa.reading.captions import add_caption, is_caption
from qa.reading.datelines import DATELINE
from qa.reading.kinds import Kind, is_brief
from qa.reading.openings import (
    TITLE_KINDS,
    blocks_of,
    is_boundary,
    is_notice,
    is_place_below,
    pattern,
    with_marked_titles,
)
from qa.reading.parts import Part
from qa.reading.pieces import Block, Paragraph, Piece, Sheet
from qa.reading.signing import office_below, sign_above, sign_below

_SECTION = 20  # paragraphs, enough to compare one article with another


def take_apart(page: str, parts: Sequence[Part], ends: frozenset[int] = frozenset()) -> Sheet:
    """Cut the parts into pieces, each begun by a title block, a dateline or the end of the piece before.

    `ends` are the places where the page marks the end of an article.
    """
    levels = {part.level for part in parts if part.level}
    dated = sum(part.kind is Kind.BODY and bool(DATELINE.match(part.text)) for part in parts)
    sheet = Sheet(page, top_level=min(levels) if len(levels) > 1 else 0, ends=ends, is_dated=dated > 1)
    at = 0
    while at < len(parts):
        run_end = at
        while run_end < len(parts) and parts[run_end].kind is not Kind.BODY:
            run_end += 1
        follower = parts[run_end] if run_end < len(parts) else None
        run = list(parts[at:run_end])
        if sheet.pieces and (broken := broken_off(run, sheet.pieces[-1])):
            _file_subheads(sheet.pieces[-1], run[: broken - 1])
            _read_body(sheet, Part(Kind.BODY, run[broken - 1].text, run[broken - 1].spans), begins=False)
            run = run[broken:]
        if run and follower and is_cut_line(sheet, run, follower):
            run_end -= 1
            run, follower = run[:-1], Part(Kind.BODY, run[-1].text, run[-1].spans)
        begins = False
        if run:
            section = [follower, *_running(parts, run_end + 1, run[-1])] if follower else []
            begins = _read_run(sheet, run, section)
        if follower is not None:
            _read_body(sheet, follower, begins)
        at = run_end + 1
    if sheet.loose_subheads:  # short lines below the last title of the page are all that it announces
        lines = [Paragraph(part.text, part.spans, is_bare=True) for part in sheet.loose_subheads]
        sheet.pieces.append(Piece(lines))
    return sheet


def _running(parts: Sequence[Part], at: int, heading: Part) -> list[Part]:
    """The running text from a part on, up to the next heading that is built otherwise than the one above
    it."""
    like = pattern(heading.text)
    end = at
    while end < min(len(parts), at + _SECTION) and (
        parts[end].kind is Kind.BODY or (parts[end].kind is Kind.HEADING and pattern(parts[end].text) == like)
    ):
        end += 1
    return list(parts[at:end])


def _read_run(sheet: Sheet, run: list[Part], section: list[Part]) -> bool:
    """File the parts between two stretches of running text; True when the section that follows is a new
    article."""
    follower = section[0] if section else None
    piece = sheet.pieces[-1] if sheet.pieces else None
    debris = "".join(part.text for part in run if part.kind is Kind.DEBRIS)
    if debris:
        run = _without_debris(run)
    if piece:
        run = sign_above(sheet, run, follower)
        below = office_below(sheet, run)
        piece.paragraphs += [Paragraph(part.text, part.spans, is_bare=True) for part in below]
        piece.is_signed = piece.is_signed or bool(below)
        run = run[len(below) :]
        piece.warnings += [f"left out an upright title: {debris}"] * bool(debris)
    run = _after_notice_heading(sheet, with_marked_titles(sheet, run))
    follows_end = piece is None or piece.is_signed  # then a byline announces an article like a title
    titles = [part for part in run if part.kind in TITLE_KINDS or (part.kind is Kind.BYLINE and follows_end)]
    begins = bool(titles) and (piece is None or is_boundary(sheet, run, titles, section))
    if begins and piece and follower and is_place_below(sheet, titles, follower):
        sheet.blocks.append(Block(len(sheet.pieces), place=titles[0]))
        return False
    if piece and not begins:
        _file_subheads(piece, [part for part in run if part.kind is not Kind.CAPTION])
    if begins:
        run = _without_sections(sheet, run)
        sheet.blocks.extend(blocks_of(run, len(sheet.pieces)))
    _file_captions(sheet, run, piece, begins)
    return begins


def _after_notice_heading(sheet: Sheet, run: list[Part]) -> list[Part]:
    """The run up to the name of a notice (招标公告), when it holds one: what is printed above that ends the
    piece before, and the short lines below it are the notice itself."""
    at = next((at for at, part in enumerate(run) if is_notice(part)), None)
    if at is None:
        return run
    above = run[:at]
    if sheet.pieces and not sheet.pieces[-1].is_signed and all(part.kind is Kind.HEADING for part in above):
        _file_subheads(sheet.pieces[-1], above)
        above = []
    sheet.loose_subheads = [part for part in run[at + 1 :] if part.kind is Kind.HEADING]
    return [*above, run[at], *(part for part in run[at + 1 :] if part.kind is not Kind.HEADING)]


def _file_subheads(piece: Piece, parts: Sequence[Part]) -> None:
    """Add headings to the piece they stand in."""
    piece.paragraphs += [Paragraph(part.text, part.spans, is_subhead=True) for part in parts]


def _without_sections(sheet: Sheet, run: list[Part]) -> list[Part]:
    """The run without the Markdown headings of sections below its title, which go to the piece that
    follows."""
    level = next((part.level for part in run if part.level), 0)
    sections = [part for part in run if level and part.level > level and part.kind is Kind.HEADING]
    sheet.loose_subheads += sections
    return [part for part in run if part not in sections]


def _without_debris(run: list[Part]) -> list[Part]:
    """The run without an upright title, and without a place that stands alone beside it: it belongs to
    that title."""
    has_title = any(part.kind is Kind.HEADING for part in run)
    return [
        part for part in run if part.kind is not Kind.DEBRIS and (has_title or part.kind is not Kind.PLACE)
    ]


def _file_captions(sheet: Sheet, run: list[Part], piece: Piece | None, begins: bool) -> None:
    """Captions go with the article before them, or the next one when a title stands between."""
    seen_title = False
    for part in run:
        seen_title = seen_title or part.kind in TITLE_KINDS
        if part.kind is Kind.CAPTION:
            if piece is None or (begins and seen_title):
                sheet.loose_captions.append(part)
            else:
                add_caption(piece, part)


def _read_body(sheet: Sheet, part: Part, begins: bool) -> None:
    """Add running text to the piece it continues, or begin a piece with it."""
    piece = sheet.pieces[-1] if sheet.pieces else None
    if piece and not begins and sheet.is_over(piece) and is_caption(sheet, part):
        add_caption(piece, part)
        return
    is_first = piece is None or begins or piece.is_signed or is_brief(part.text)
    if piece is None or is_first or (DATELINE.match(part.text) and piece.paragraphs):
        piece = Piece(captions=sheet.loose_captions)
        _file_subheads(piece, sheet.loose_subheads)
        sheet.loose_captions, sheet.loose_subheads = [], []
        sheet.pieces.append(piece)
    if not DATELINE.fullmatch(part.text):
        part = sign_below(sheet.page, part, piece)
    if part.text:
        piece.extend([Paragraph(part.text, list(part.spans), is_bare="\n" in part.text)])
