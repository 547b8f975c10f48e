"""Printed characters told from what typesetting and conversion left between them.

A page is first masked: print marks become spaces, one for one, so that offsets stay those of the page. Text
is then
kept as spans, the stretches of the page that are text; everything between two spans was white space or a
mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

Span = tuple[int, int]

_FIGURE = "輥[\u8f00-\u8fff]訛"  # a circled figure of the Founder typesetting system, read as GBK: 輥輰訛

# Marks that are never part of what a newspaper says.
_MARKS = re.compile(
    "|".join(
        (
            _FIGURE,
            r"!\[[^\]\n]{0,200}\](?:\([^)\n]{0,500}\))?",  # a picture in Markdown
            r"<img\b[^>\n]{0,1000}>",  # a picture in HTML pasted into Markdown
            # where a picture was left out
            r"[\[【（(](?:图片|此处图片|配图|插图|image|IMAGE|图略)\d{0,3}[\]】）)]",
            r"\(cid:\d+\)",  # a glyph that a PDF names by number only
            # unseen or lost characters
            "[\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffc\ufffd\x00-\x08\x0e-\x1f]+",
            r"\*\*|__",  # Markdown emphasis
        )
    )
)

_QUOTED = re.compile(r"^[ \t]{0,3}>+[ \t]+", re.M)  # a Markdown quotation
_LINK = re.compile(r"\[(?P<words>[^\[\]\n]{1,200})\](?P<address>\([a-z]+://[^)\s]{0,500}\))")  # and a link

# The page number of a jump line, glued to the end of an article: a bare number after the full stop that
# ends a block. Not when the next block goes on counting (…。20 | 25年…), which is a number cut by a column
# break.
_GLUED_NUMBER = re.compile(
    r"(?P<stop>[。！？”」』\"）)])[ \t]*\d{1,3}(?=[ \t]*(?:\r?\n[ \t]*(?:\r?\n|$)|$))"
    r"(?!\s*[\d年月日时分个名家户万亿多余元%％])"
)
_END_FIGURE = re.compile(rf"(?P<stop>\S)\s*{_FIGURE}")

# White space is kept where it divides Latin words or figures, but a line break inside a figure cut it in two.
_KEPT = re.compile(
    r"(?:\S+|(?<=[A-Za-z0-9])(?!(?<=\d)[^\S\r\n]*[\r\n]+[ \t]*\d)\s(?=\s*[A-Za-z0-9])"
    r"|(?<=[A-Za-z][,.;:])\s(?=[A-Za-z]))+"
)

_LATIN_SPACE = re.compile(
    r"[A-Za-z0-9,.;:]\s+[A-Za-z0-9]"
)  # the only places where the pattern above keeps a space
_PRINTED = re.compile(r"\S+")

# In a heading, and between the names of a byline, a space is punctuation; only figures lose theirs.
_KEPT_IN_HEADING = re.compile(r"(?:\S+|(?<![\d\s])\s(?=\s*[^\d\s]))+")

# 工 作 动 态 and 公　　告: a heading set wide, not words
_SPACED_OUT = re.compile(r"\S(?:\s+\S){3,}$|[\u4e00-\u9fff]\s{1,8}[\u4e00-\u9fff]$")
_OTHER_SPACE = re.compile(r"[^\S ]")


def masked(page: str) -> str:
    """The page with its print marks blanked, character for character."""
    if _MARKS.search(page):
        page = _MARKS.sub(_blank, page)
    if ">" in page:
        page = _QUOTED.sub(_blank, page)
    if "](" in page:
        page = _LINK.sub(lambda link: f" {link['words']} {' ' * len(link['address'])}", page)
    return _GLUED_NUMBER.sub(_blank_number, page)


def marked_ends(page: str) -> frozenset[int]:
    """Where a page number or a circled figure stands behind an article: what follows is not of it."""
    found = (*_GLUED_NUMBER.finditer(page), *_END_FIGURE.finditer(page))
    return frozenset(match.end("stop") for match in found)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _blank_number(match: re.Match[str]) -> str:
    return match["stop"] + " " * (len(match.group()) - 1)


def spans_of_text(page: str, start: int, end: int) -> list[Span]:
    """The spans of running text: every printed character, and the few spaces that mean something."""
    if not _LATIN_SPACE.search(page, start, end):
        return [match.span() for match in _PRINTED.finditer(page, start, end)]
    return [match.span() for match in _KEPT.finditer(page, start, end)]


def spans_of_heading(page: str, start: int, end: int) -> list[Span]:
    """The spans of a heading, with one space where the page has any, unless it is set wide."""
    if _SPACED_OUT.match(page, start, end):
        return spans_of_text(page, start, end)
    return [match.span() for match in _KEPT_IN_HEADING.finditer(page, start, end)]


def first_characters(spans: Iterable[Span], count: int) -> list[Span]:
    """The spans of the first `count` characters."""
    kept = []
    for start, end in spans:
        if count <= 0:
            break
        kept.append((start, min(end, start + count)))
        count -= end - start
    return kept


def later_characters(spans: Iterable[Span], count: int) -> list[Span]:
    """The spans without their first `count` characters."""
    kept = []
    for start, end in spans:
        if count < end - start:
            kept.append((start + max(0, count), end))
        count -= end - start
    return kept


def text_of(page: str, spans: Iterable[Span]) -> str:
    """The characters of the spans; white space that is kept reads as a plain space."""
    return _OTHER_SPACE.sub(" ", "".join([page[start:end] for start, end in spans]))
