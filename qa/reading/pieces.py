"""The parts of a page to pieces of running text, and the title blocks that stand between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from qa.reading.cleaning import Span, first_characters
from qa.reading.datelines import DATELINE
from qa.reading.kinds import Kind, is_ended
from qa.reading.names import byline_names, has_role
from qa.reading.places import places_in
from qa.reading.parts import Part

_SIGNED_END = re.compile(r"[（(](?P<names>[^（）()。！？]{2,60})[)）]$|[□◎](?P<bullet>[^。！？]{2,30})$")
_TITLE_KINDS = (Kind.HEADING, Kind.PLACE, Kind.KICKER, Kind.COLUMN)
_MAX_CAPTION = 36  # one short sentence; longer running text after a signature is an article of its own
_COMMA = re.compile("[，,；;]")
_LEAD = re.compile(r"(?:近日|日前|连日来|[今去]年|近年来|入[春夏秋冬]以来|\d{4}年|\d{1,2}月|为)")


@dataclass(slots=True)
class Paragraph:
    """A paragraph or sub-heading of an article. `joins` are the places where an unfinished sentence was continued."""

    text: str
    spans: list[Span]
    is_subhead: bool = False
    joins: list[tuple[int, int]] = field(default_factory=list)  # (characters, spans) before each join

    def sections(self) -> list[Paragraph]:
        """The paragraph as the page prints it, cut at its joins."""
        if not self.joins:
            return [self]
        bounds = [(0, 0), *self.joins, (len(self.text), len(self.spans))]
        return [
            Paragraph(self.text[left[0] : right[0]], self.spans[left[1] : right[1]], self.is_subhead)
            for left, right in zip(bounds, bounds[1:], strict=False)
        ]


@dataclass(slots=True)
class Block:
    """A title block: what a page prints to announce one article. `before` is the piece that follows it."""

    before: int
    titles: list[Part] = field(default_factory=list)
    kicker: Part | None = None
    place: Part | None = None
    bylines: list[Part] = field(default_factory=list)


@dataclass(slots=True)
class Piece:
    """A stretch of running text of one article, as far as the page prints it without a break."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    bylines: list[Part] = field(default_factory=list)
    captions: list[Part] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    is_signed: bool = False
    resumes: int = 0  # how many pieces printed elsewhere were added

    @property
    def text(self) -> str:
        """The running text, a paragraph a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def is_open(self) -> bool:
        """True when the text stops in the middle of a sentence."""
        return not is_ended(self.paragraphs[-1].text)

    @property
    def sections(self) -> list[Paragraph]:
        """The paragraphs as the page prints them, before sentences cut by a column break were joined."""
        return [section for paragraph in self.paragraphs for section in paragraph.sections()]

    def extend(self, sections: Sequence[Paragraph]) -> None:
        """Add sections, each joined to an unfinished paragraph before it."""
        for section in sections:
            last = self.paragraphs[-1] if self.paragraphs else None
            goes_on = last and not last.is_subhead and not section.is_subhead
            if last and goes_on and (not is_ended(last.text) or DATELINE.fullmatch(last.text)):
                last.joins.append((len(last.text), len(last.spans)))
                last.text += section.text
                last.spans = last.spans + section.spans
            else:
                self.paragraphs.append(section)


@dataclass(slots=True)
class Sheet:
    """A page taken apart: its pieces and its title blocks, each in printed order."""

    page: str
    pieces: list[Piece] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    loose_captions: list[Part] = field(default_factory=list)  # these two wait for the piece that follows
    loose_subheads: list[Part] = field(default_factory=list)
    top_level: int = 0  # of Markdown headings, where the page has several levels


def take_apart(page: str, parts: Sequence[Part]) -> Sheet:
    """Cut the parts into pieces, each begun by a title block, a dateline or the end of the piece before."""
    levels = {part.level for part in parts if part.level}
    sheet = Sheet(page, top_level=min(levels) if len(levels) > 1 else 0)
    at = 0
    while at < len(parts):
        run_end = at
        while run_end < len(parts) and parts[run_end].kind is not Kind.BODY:
            run_end += 1
        follower = parts[run_end] if run_end < len(parts) else None
        run = list(parts[at:run_end])
        if sheet.pieces and (broken := _broken_off(run, sheet.pieces[-1])):
            _file_subheads(sheet.pieces[-1], run[: broken - 1])
            _read_body(sheet, Part(Kind.BODY, run[broken - 1].text, run[broken - 1].spans), begins=False)
            run = run[broken:]
        if run and follower and _is_cut_line(sheet, run, follower):
            run_end -= 1
            run, follower = run[:-1], Part(Kind.BODY, run[-1].text, run[-1].spans)
        begins = _read_run(sheet, run, follower) if run else False
        if follower is not None:
            _read_body(sheet, follower, begins)
        at = run_end + 1
    return sheet


def _broken_off(run: list[Part], piece: Piece) -> int:
    """How many parts at the start of a run still belong to the piece, because the title block after them broke it off.

    The last of them is running text: a line with a comma, or an unbroken one that goes on with an open sentence.
    """
    if piece.is_signed:
        return 0
    for at, part in enumerate(run):
        if part.kind is not Kind.HEADING or part.level:
            return 0
        if re.search("[，,]", part.text) or (at == 0 and piece.is_open and not re.search(r"\s", part.text)):
            return at + 1 if any(later.kind is Kind.HEADING for later in run[at + 1 :]) else 0
    return 0


def _file_subheads(piece: Piece, parts: Sequence[Part]) -> None:
    """Add headings to the piece they stand in."""
    piece.paragraphs += [Paragraph(part.text, part.spans, is_subhead=True) for part in parts]


def _is_cut_line(sheet: Sheet, run: list[Part], follower: Part) -> bool:
    """True when the last line of a run looks like a heading but is a sentence cut short by a column break.

    Headings rarely hold a comma. One that does is running text where running text must follow: below a title,
    after a sentence that is still open, or where an article broken off earlier may go on.
    """
    last, piece = run[-1], sheet.pieces[-1] if sheet.pieces else None
    if last.kind is not Kind.HEADING or last.level or not re.search("[，、,：？]", last.text):
        return False
    if DATELINE.match(follower.text):
        return False
    below_title = any(part.kind is Kind.HEADING for part in run[:-1])
    waits = len(sheet.pieces) > 1 and sheet.pieces[-2].is_open and _COMMA.search(last.text)
    if waits and all(part.kind is Kind.BYLINE for part in run[:-1]):
        return True
    return below_title or (len(run) == 1 and piece is not None and not piece.is_signed and piece.is_open)


def _read_run(sheet: Sheet, run: list[Part], follower: Part | None) -> bool:
    """File the parts between two stretches of running text; True when the next stretch is a new article."""
    piece = sheet.pieces[-1] if sheet.pieces else None
    debris = "".join(part.text for part in run if part.kind is Kind.DEBRIS)
    if debris:
        run = _without_debris(run)
    if piece:
        run = _sign(sheet, run, follower)
        piece.warnings += [f"left out an upright title: {debris}"] * bool(debris)
    follows_end = piece is None or piece.is_signed  # then a byline announces an article like a title
    titles = [part for part in run if part.kind in _TITLE_KINDS or (part.kind is Kind.BYLINE and follows_end)]
    begins = bool(titles) and (piece is None or _is_boundary(sheet, run, titles, follower))
    if begins and piece and follower and _is_place_below(sheet, titles, follower):
        sheet.blocks.append(Block(len(sheet.pieces), place=titles[0]))
        return False
    if piece and not begins:
        _file_subheads(piece, [part for part in run if part.kind is not Kind.CAPTION])
    if begins:
        run = _without_sections(sheet, run)
        sheet.blocks.extend(_blocks_of(run, len(sheet.pieces)))
    _file_captions(sheet, run, piece, begins)
    return begins


def _without_sections(sheet: Sheet, run: list[Part]) -> list[Part]:
    """The run without the Markdown headings of sections below its title, which go to the piece that follows."""
    level = next((part.level for part in run if part.level), 0)
    sections = [part for part in run if level and part.level > level and part.kind is Kind.HEADING]
    sheet.loose_subheads = sections
    return [part for part in run if part not in sections]


def _without_debris(run: list[Part]) -> list[Part]:
    """The run without an upright title, and without a place that stands alone beside it: it belongs to that title."""
    has_title = any(part.kind is Kind.HEADING for part in run)
    return [
        part for part in run if part.kind is not Kind.DEBRIS and (has_title or part.kind is not Kind.PLACE)
    ]


def _sign(sheet: Sheet, run: list[Part], follower: Part | None) -> list[Part]:
    """Give the bylines that directly follow the last piece to it; returns the rest of the run."""
    piece, count = sheet.pieces[-1], 0
    while count < len(run) and run[count].kind is Kind.BYLINE:
        count += 1
    is_last = count == len(run)
    bare = count and not has_role(run[0].text) and run[0].text[0] not in "（(【□◎"
    waits = len(sheet.pieces) > 1 and sheet.pieces[-2].is_open  # the article above goes on after the name
    if bare and is_last and follower and not (waits or _opens_article(follower.text, piece.text)):
        names = [Part(Kind.HEADING, part.text, part.spans) for part in run[:count]]
        return names + run[count:]  # a lone name between two paragraphs signs nothing
    if count and not (piece.is_signed and is_last and follower):
        piece.bylines.extend(run[:count])
        piece.is_signed = True
        return run[count:]
    return run


def _is_boundary(sheet: Sheet, run: list[Part], titles: list[Part], follower: Part | None) -> bool:
    """True when the headings in the run announce an article, not a section of the one before."""
    piece, kinds = sheet.pieces[-1], {part.kind for part in titles}
    if piece.is_signed or (follower and DATELINE.match(follower.text)):
        return True
    if sheet.top_level and any(part.level == sheet.top_level for part in titles):
        return True
    if follower is None and len(sheet.pieces) > 1 and not piece.is_open:
        return True  # at the foot of a page of several articles: a title whose article is elsewhere
    if Kind.KICKER in kinds or Kind.COLUMN in kinds:
        return Kind.HEADING in kinds
    if Kind.PLACE in kinds and Kind.HEADING in kinds:
        return True
    after_title = run[run.index(titles[0]) :]
    if any(part.kind is Kind.BYLINE for part in after_title) and follower:
        return True
    return follower is not None and not piece.is_open and introduces_place(follower.text, piece.text)


def _is_place_below(sheet: Sheet, titles: list[Part], follower: Part) -> bool:
    """True for a place printed below a signed article, with the words under its pictures following."""
    is_place = [part.kind for part in titles] == [Kind.PLACE]
    return is_place and sheet.pieces[-1].is_signed and _is_caption(sheet, follower)


def _opens_article(text: str, before: str) -> bool:
    """True for a paragraph with a dateline, or one that names a place of which the text before said nothing."""
    return bool(DATELINE.match(text)) or _names_new_place(text[:80], before)


def introduces_place(text: str, before: str) -> bool:
    """True for a first sentence that says when, and names a place of which the text before said nothing."""
    return bool(_LEAD.search(text, 0, 80)) and _names_new_place(text[:80], before)


def _names_new_place(lead: str, before: str) -> bool:
    return any(match["place"] not in before and match["town"] not in before for match in places_in(lead)[:1])


def _blocks_of(run: list[Part], before: int) -> list[Block]:
    """The title blocks of a run. Papers print the place above every title of a page, or below every one."""
    titles = [part for part in run if part.kind in _TITLE_KINDS or part.kind is Kind.BYLINE]
    kinds = [part.kind for part in titles]
    place = kinds.index(Kind.PLACE) if Kind.PLACE in kinds else 0
    place_first = place == 0 or kinds[place - 1] is not Kind.HEADING
    blocks = [Block(before)]
    for part in titles:
        block = blocks[-1]
        done = block.kicker or block.bylines or (block.place and not place_first)
        if part.kind is Kind.HEADING:
            if block.titles and done:
                blocks.append(block := Block(before))
            block.titles.append(part)
        elif part.kind is Kind.PLACE:
            if block.place or (place_first and block.titles):
                blocks.append(block := Block(before))
            block.place = part
        elif part.kind is Kind.KICKER:
            block.kicker = block.kicker or part
        elif part.kind is Kind.BYLINE:
            block.bylines.append(part)
    return [block for block in blocks if block.titles or block.place or block.kicker or block.bylines]


def _file_captions(sheet: Sheet, run: list[Part], piece: Piece | None, begins: bool) -> None:
    """Captions go with the article before them, or the next one when a title stands between."""
    seen_title = False
    for part in run:
        seen_title = seen_title or part.kind in _TITLE_KINDS
        if part.kind is Kind.CAPTION:
            if piece is None or (begins and seen_title):
                sheet.loose_captions.append(part)
            else:
                _add_caption(piece, part)


def _add_caption(piece: Piece, part: Part) -> None:
    """Add a caption; one that is broken off takes its rest from the next unmarked one."""
    last = piece.captions[-1] if piece.captions else None
    if last and last.text.startswith("图") and not part.text.startswith("图") and not is_ended(last.text):
        piece.captions[-1] = Part(Kind.CAPTION, last.text + part.text, last.spans + part.spans)
    else:
        piece.captions.append(part)


def _read_body(sheet: Sheet, part: Part, begins: bool) -> None:
    """Add running text to the piece it continues, or begin a piece with it."""
    piece = sheet.pieces[-1] if sheet.pieces else None
    if piece and not begins and piece.is_signed and _is_caption(sheet, part):
        _add_caption(piece, part)
        return
    if piece is None or begins or piece.is_signed or (DATELINE.match(part.text) and piece.paragraphs):
        piece = Piece(captions=sheet.loose_captions)
        _file_subheads(piece, sheet.loose_subheads)
        sheet.loose_captions, sheet.loose_subheads = [], []
        sheet.pieces.append(piece)
    if not DATELINE.fullmatch(part.text):
        part = _sign_below(sheet.page, part, piece)
    if part.text:
        piece.extend([Paragraph(part.text, part.spans)])


def _is_caption(sheet: Sheet, part: Part) -> bool:
    """True for one short sentence under a signed article, unless it may go on with a broken one above that."""
    if len(part.text) > _MAX_CAPTION or part.text.count("。") > 1 or len(_COMMA.findall(part.text)) > 1:
        return False
    if not is_ended(part.text) and _COMMA.search(part.text):
        return False
    above = sheet.pieces[-2] if len(sheet.pieces) > 1 else None
    return not (above and above.is_open) and not DATELINE.match(part.text)


def _sign_below(page: str, part: Part, piece: Piece) -> Part:
    """Take the signature off the end of a paragraph, if there is one, and sign the piece with it."""
    found = _SIGNED_END.search(part.text, max(0, len(part.text) - 64))
    if not found:
        return part
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
