"""The headings between two stretches of text: do they announce a new article, and which title blocks are
they?"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from qa.reading.captions import is_caption
from qa.reading.datelines import DATELINE
from qa.reading.kinds import Kind
from qa.reading.likeness import resemblance
from qa.reading.parts import Part, without_mark
from qa.reading.pieces import Block, Sheet
from qa.reading.places import places_in

# How little the text under a bare heading must resemble the text above it to be another article. Sections
# of one article share 0.06 and more of their character pairs, neighbouring articles on different matters
# 0.00 to 0.05. A Markdown heading of the first level is a title by custom, so there less is asked for.
_STRANGE = 0.035
_STRANGE_UNDER_TOP_HEADING = 0.1
_WAITING = 12  # pieces
_SHORTEST_TITLE = 6  # characters
_LONG = 120  # characters; shorter texts share nothing by chance
_COMMA = re.compile("[，,]")
TITLE_KINDS = (Kind.HEADING, Kind.PLACE, Kind.KICKER, Kind.COLUMN)
# What papers call a notice. It is the title of one wherever it stands alone.
_NOTICE = re.compile("[^，。：；、]{0,24}(?:公告|通告|公示|启事|声明|讣告|更正)")
# How a first sentence says when, or why.
_LEAD = re.compile(r"(?:近日|日前|连日来|[今去]年|近年来|入[春夏秋冬]以来|\d{4}年|\d{1,2}月|为)")


def is_boundary(sheet: Sheet, run: list[Part], titles: list[Part], section: list[Part]) -> bool:
    """True when the headings in the run announce an article, not a section of the one before.

    `section` is the running text from the run to the next heading of another pattern.
    """
    follower = section[0] if section else None
    piece, kinds = sheet.pieces[-1], {part.kind for part in titles}
    if piece.is_signed or any(map(is_notice, titles)) or (follower and DATELINE.match(follower.text)):
        return True
    is_marked = sheet.title_mark and any(part.mark == sheet.title_mark for part in titles)
    is_top = sheet.top_level and any(part.level == sheet.top_level for part in titles)
    is_foot = follower is None and len(sheet.pieces) > 1 and not piece.is_open  # its article is elsewhere
    if is_marked or is_top or is_foot:
        return True
    if Kind.KICKER in kinds:
        return Kind.HEADING in kinds
    is_signed = follower and any(part.kind is Kind.BYLINE for part in run[run.index(titles[0]) :])
    if is_signed or (Kind.HEADING in kinds and kinds & {Kind.PLACE, Kind.COLUMN}):
        return True
    if follower is None or piece.is_open:
        return False
    return introduces_place(follower.text, piece.text) or _is_stranger(sheet, titles, section)


def with_marked_titles(sheet: Sheet, run: list[Part]) -> list[Part]:
    """The run with every line behind a square that is a title made a heading: papers print squares before
    the names of columns too, but those have the title below them."""
    found: list[Part] = []
    has_title_below = False
    for part in reversed(run):
        is_title = part.mark == sheet.title_mark or not has_title_below
        if part.kind is Kind.COLUMN and part.mark and len(part.text) >= _SHORTEST_TITLE and is_title:
            found.append(replace(part, kind=Kind.HEADING))
        else:
            found.append(part)
            has_title_below = has_title_below or part.kind is Kind.HEADING
    if not sheet.pieces:
        sheet.title_mark = next((part.mark for part in found if part.kind is Kind.HEADING), "")
    return found[::-1]


def is_notice(part: Part) -> bool:
    """True for the name of a notice, which is its title."""
    return part.kind is Kind.HEADING and bool(_NOTICE.fullmatch(part.text))


def _is_stranger(sheet: Sheet, titles: list[Part], section: list[Part]) -> bool:
    """True when the text under a heading has hardly a word in common with the text above it."""
    if any(piece.is_open for piece in sheet.pieces[-_WAITING:-1]):
        return False  # it may be the rest of an article broken off above
    if min(part.level for part in titles) == 0 and _is_long_report(sheet):
        return False
    above = sheet.pieces[-1].text
    below = "".join(part.text for part in takewhile(lambda part: part.kind is Kind.BODY, section))
    if min(len(above), len(below)) < _LONG or len({part.kind for part in titles}) > 1:
        return False
    level = min(part.level for part in titles)
    if level == 0 and (_COMMA.search(titles[-1].text) or len(titles[-1].text) < _SHORTEST_TITLE):
        return False  # more likely a sentence cut by a column break
    if resemblance(above, below) >= (_STRANGE_UNDER_TOP_HEADING if level == 1 else _STRANGE):
        return False
    # The sections of an article often have headings of one pattern: 办好一个公司, 建强一支队伍.
    later = (part.text for part in section if part.kind is Kind.HEADING)
    return pattern(titles[-1].text) not in map(pattern, [*sheet.pieces[-1].subheads, *later])


def _is_long_report(sheet: Sheet) -> bool:
    """True when the last piece is one of those that papers divide by headings and sign at the end: announced
    by a second title, or the one without a dateline on a page that puts one before its reports."""
    last = len(sheet.pieces) - 1
    own = takewhile(lambda block: block.before == last, reversed(sheet.blocks))
    return any(block.kicker for block in own) or (
        sheet.is_dated and not DATELINE.match(sheet.pieces[last].text)
    )


def pattern(heading: str) -> str:
    """The heading with one sign for all characters but punctuation and spaces."""
    return re.sub(r"\w", "字", heading)


def is_place_below(sheet: Sheet, titles: list[Part], follower: Part) -> bool:
    """True for a place printed below a signed article, with the words under its pictures following."""
    is_place = [part.kind for part in titles] == [Kind.PLACE]
    return is_place and sheet.pieces[-1].is_signed and is_caption(sheet, follower)


def opens_article(text: str, before: str) -> bool:
    """True for a paragraph with a dateline, or one that names a place new to the text before."""
    return bool(DATELINE.match(text)) or _names_new_place(text[:80], before)


def introduces_place(text: str, before: str) -> bool:
    """True for a first sentence that says when, and names a place of which the text before said nothing."""
    return bool(_LEAD.search(text, 0, 80)) and _names_new_place(text[:80], before)


def _names_new_place(lead: str, before: str) -> bool:
    return any(match["place"] not in before and match["town"] not in before for match in places_in(lead)[:1])


def blocks_of(run: list[Part], before: int) -> list[Block]:
    """The title blocks of a run. Papers print the place above every title of a page, or below every one."""
    titles = [part for part in run if part.kind in TITLE_KINDS or part.kind is Kind.BYLINE]
    kinds = [part.kind for part in titles]
    place = kinds.index(Kind.PLACE) if Kind.PLACE in kinds else 0
    place_first = place == 0 or kinds[place - 1] is not Kind.HEADING
    blocks = [Block(before)]
    for part in titles:
        block = blocks[-1]
        done = block.kicker or block.bylines or (block.place and not place_first)
        if part.kind is Kind.HEADING:
            if block.titles and (done or part.mark):
                blocks.append(block := Block(before))
            block.titles.append(without_mark(part))
        elif part.kind is Kind.PLACE:
            if block.place or (place_first and block.titles):
                blocks.append(block := Block(before))
            block.place = part
        elif part.kind is Kind.KICKER:
            block.kicker = block.kicker or part
        elif part.kind is Kind.BYLINE:
            block.bylines.append(part)
        elif part.kind is Kind.COLUMN:
            if block != Block(before):
                blocks.append(block := Block(before))
            block.column = part
    return [block for block in blocks if block != Block(before)]
