"""A page's text to its articles: whole, titled, placed and signed, each character with its place in the
page."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from qa.reading.captions import file_strewn
from qa.reading.cleaning import marked_ends, masked
from qa.reading.datelines import ANY_DATELINE
from qa.reading.facts import facts_of, place_in
from qa.reading.front_matter import without_front_matter
from qa.reading.kinds import Kind
from qa.reading.markup import plain_text
from qa.reading.matching import match_blocks
from qa.reading.names import tidy_byline
from qa.reading.parts import Part, parts_of
from qa.reading.pieces import Block, Paragraph, Piece, Sheet
from qa.reading.resuming import resume
from qa.reading.sheets import take_apart
from qa.reading.verse import with_verse
from qa.records import Article, SourceMap

_MARKDOWN_SUFFIXES = (".md", ".markdown")
_HTML_SUFFIXES = (".html", ".htm")
# A text that was cut before its first character: it begins with punctuation, or closes what it never opened.
_BEGINS_CUT = re.compile("[，。、；：！？]|[^“‘「『（《(]{0,30}[”’」』）》)]")


def read_text(text: str, source: str) -> list[Article]:
    """Every article of a page in printed order, then the titles whose articles the page does not hold.

    A source that ends in .html is read as HTML; its source maps point into the HTML itself.
    """
    if source.lower().endswith(_MARKDOWN_SUFFIXES):
        text = without_front_matter(text)
    if not source.lower().endswith(_HTML_SUFFIXES):
        return _read_plain(text, source)
    plain, offsets = plain_text(text)
    return [_relocated(article, offsets) for article in _read_plain(plain, source)]


def _relocated(article: Article, offsets: Sequence[int]) -> Article:
    """The article with its places in the text of the page given as places in the file."""

    def moved(span: tuple[int, int] | None) -> tuple[int, int] | None:
        return (offsets[span[0]], offsets[span[1] - 1] + 1) if span else None

    facts = article.facts
    return replace(
        article,
        source_map=SourceMap.of([offsets[at] for at in article.source_map]),
        facts=replace(
            facts,
            title_at=moved(facts.title_at),
            place_at=moved(facts.place_at),
            byline_at=moved(facts.byline_at),
        ),
    )


def _read_plain(text: str, source: str) -> list[Article]:
    page = masked(text)
    parts = with_verse(page, parts_of(page))
    if any(part.kind is Kind.BODY for part in parts):
        sheet = take_apart(page, parts, marked_ends(text))
        file_strewn(sheet)
    else:  # nothing but short lines, a poem or a list: keep them all
        lines = [Paragraph(part.text, part.spans) for part in parts]
        sheet = Sheet(page, [Piece(lines)] if lines else [])
    resume(sheet)
    announced, left = match_blocks(sheet.blocks, sheet.pieces)
    ids: Counter[str] = Counter()
    articles = [
        _article(source, piece, blocks, ids)
        for piece, blocks in zip(sheet.pieces, announced, strict=True)
        if piece.paragraphs
    ]
    return articles + _stubs(source, left, ids)


def _article(source: str, piece: Piece, blocks: Sequence[Block], ids: Counter[str]) -> Article:
    text, source_map = _joined(piece.paragraphs)
    titles = [part for block in blocks for part in block.titles] or [
        block.column for block in blocks if block.column
    ][:1]
    kicker = next((block.kicker for block in blocks if block.kicker), None)
    place = next((block.place for block in blocks if block.place), None)
    bylines = [part for block in blocks for part in block.bylines] + piece.bylines
    signed = [part.text for part in bylines] or _dateline_signature(text)
    title = " ".join(part.text for part in titles) or None
    place_text = (
        place.text if place else place_in([kicker.text if kicker else "", title or "", *signed, text[:300]])
    )
    facts = facts_of(place_text, signed, text)
    return Article(
        id=_new_id(source, title or text[:20], ids),
        source=source,
        title=title,
        kicker=kicker.text if kicker else None,
        place=place_text,
        byline=" ".join(tidy_byline(name) for name in dict.fromkeys(signed)) or None,
        text=text,
        captions=tuple(part.text for part in piece.captions),
        subheads=tuple(piece.subheads),
        source_map=source_map,
        warnings=tuple(_warnings(piece, title)),
        facts=replace(facts, title_at=_span(titles), place_at=_span([place]), byline_at=_span(bylines)),
    )


def _joined(paragraphs: Sequence[Paragraph]) -> tuple[str, SourceMap]:
    """The text of the paragraphs, one a line, and the page offset of every character."""
    spans = list(paragraphs[0].spans)
    for paragraph in paragraphs[1:]:
        begin = paragraph.spans[0][0]
        spans += [(begin, begin + 1), *paragraph.spans]  # a line end stands where the next paragraph begins
    return "\n".join(paragraph.text for paragraph in paragraphs), SourceMap.of_spans(spans)


def _dateline_signature(text: str) -> list[str]:
    """The names in 本报讯（记者 …）, for an article signed nowhere else."""
    match = ANY_DATELINE.match(text)
    found = (match["signed"] or match["alone"]) if match else None
    return [found] if found else []


def _span(parts: Sequence[Part | None]) -> tuple[int, int] | None:
    found = [part for part in parts if part]
    return (found[0].start, found[0].end) if found else None


def _warnings(piece: Piece, title: str | None) -> list[str]:
    warnings = list(piece.warnings)
    if title is None:
        warnings.append("the page prints no title for it")
    if piece.resumes:
        warnings.append(f"put together from {piece.resumes + 1} places of the page")
    if _BEGINS_CUT.match(piece.paragraphs[0].text):
        warnings.append("begins mid-sentence")
    if piece.is_open:
        warnings.append("ends mid-sentence")
    return warnings


def _stubs(source: str, blocks: Sequence[Block], ids: Counter[str]) -> list[Article]:
    """Titles without a body, each once however often the page repeats it."""
    found: dict[tuple[str, str | None], Block] = {}
    for block in blocks:
        if block.titles:
            title = " ".join(part.text for part in block.titles)
            found.setdefault((title, block.place.text if block.place else None), block)
    return [_stub(source, title, place, block, ids) for (title, place), block in found.items()]


def _stub(source: str, title: str, place: str | None, block: Block, ids: Counter[str]) -> Article:
    signed = [part.text for part in block.bylines]
    facts = facts_of(place, signed, "")
    return Article(
        id=_new_id(source, title, ids),
        source=source,
        title=title,
        kicker=block.kicker.text if block.kicker else None,
        place=place,
        byline=" ".join(tidy_byline(name) for name in signed) or None,
        text="",
        captions=(),
        subheads=(),
        source_map=(),
        warnings=("the page prints its title only",),
        facts=replace(
            facts, title_at=_span(block.titles), place_at=_span([block.place]), byline_at=_span(block.bylines)
        ),
    )


def _new_id(source: str, name: str, ids: Counter[str]) -> str:
    """A short name that stays the same while source and title do; a second one of the page gets '-2'."""
    digest = hashlib.sha256(f"{source}\0{name}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
    ids[digest] += 1
    return digest if ids[digest] == 1 else f"{digest}-{ids[digest]}"
