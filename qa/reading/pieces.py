"""What a page is made of: paragraphs, pieces of running text, and the title blocks that announce them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from qa.reading.cleaning import Span
from qa.reading.datelines import DATELINE
from qa.reading.kinds import begins_anew, is_ended
from qa.reading.parts import Part


@dataclass(slots=True)
class Paragraph:
    """A paragraph or sub-heading of an article. `joins` are the places where an unfinished sentence was
    continued."""

    text: str
    spans: list[Span]
    is_subhead: bool = False
    is_bare: bool = False  # verse, or who gives a notice: its lines end without a full stop
    joins: list[tuple[int, int]] = field(default_factory=list)  # (characters, spans) before each join

    def sections(self) -> list[Paragraph]:
        """The paragraph as the page prints it, cut at its joins."""
        if not self.joins:
            return [self]
        bounds = [(0, 0), *self.joins, (len(self.text), len(self.spans))]
        return [
            Paragraph(self.text[left[0] : right[0]], self.spans[left[1] : right[1]], self.is_subhead)
            for left, right in pairwise(bounds)
        ]


@dataclass(slots=True)
class Block:
    """A title block: what a page prints to announce one article. `before` is the piece that follows it;
    `column` the name of the column it stands in, which is its title where the page prints no other."""

    before: int
    titles: list[Part] = field(default_factory=list)
    kicker: Part | None = None
    column: Part | None = None
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
    def subheads(self) -> list[str]:
        """The headings of its sections."""
        return [paragraph.text for paragraph in self.paragraphs if paragraph.is_subhead]

    @property
    def is_open(self) -> bool:
        """True when the text stops in the middle of a sentence."""
        last = self.paragraphs[-1] if self.paragraphs else None
        return last is not None and not last.is_bare and not is_ended(last.text)

    @property
    def sections(self) -> list[Paragraph]:
        """The paragraphs as the page prints them, before sentences cut by a column break were joined."""
        return [section for paragraph in self.paragraphs for section in paragraph.sections()]

    def extend(self, sections: Sequence[Paragraph]) -> None:
        """Add sections, each joined to an unfinished paragraph before it."""
        for section in sections:
            last = self.paragraphs[-1] if self.paragraphs else None
            goes_on = (
                last and not last.is_subhead and not section.is_subhead and not begins_anew(section.text)
            )
            is_cut = last and not last.is_bare and not is_ended(last.text)
            if last and goes_on and (is_cut or DATELINE.fullmatch(last.text)):
                last.joins.append((len(last.text), len(last.spans)))
                last.text += section.text
                last.spans += section.spans
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
    ends: frozenset[int] = frozenset()  # places where a mark of the page ends an article
    is_dated: bool = False  # several of its reports open with a dateline
    title_mark: str = ""  # the ornament before the first title of the page, which stands before them all

    def is_over(self, piece: Piece) -> bool:
        """True for a piece that is signed, or has the mark behind it that ends an article."""
        return piece.is_signed or bool(piece.paragraphs and piece.paragraphs[-1].spans[-1][1] in self.ends)

    def drop_empty(self) -> None:
        """Forget the pieces whose text went elsewhere, and count the rest anew."""
        left = [at for at, piece in enumerate(self.pieces) if piece.paragraphs]
        for block in self.blocks:
            block.before = bisect_left(left, block.before)
        self.pieces = [self.pieces[at] for at in left]
