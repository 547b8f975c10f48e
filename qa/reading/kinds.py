"""A line or paragraph of a page to its kind: what a reader of papers sees at a glance."""

from __future__ import annotations

import re
from enum import Enum

from qa.reading.datelines import DATELINE
from qa.reading.furniture import is_column_name, is_furniture
from qa.reading.names import END_MARK, byline_names, has_role, is_photo_credit
from qa.reading.places import is_place_line

CAPTION_MARK = "\ue000"  # a private character, put before the captions that a format marks as such


class Kind(Enum):
    """What a part of a page is."""

    BODY = "running text"
    HEADING = "title or sub-heading"
    KICKER = "second title after a dash"
    COLUMN = "name of a column"
    PLACE = "place"
    BYLINE = "who wrote it"
    CAPTION = "words under a picture"
    DEBRIS = "characters of an upright title"
    NOISE = "furniture of the page"


# A sentence ends with one of these, whatever closes after it.
_ENDS = "。！？!?….；;"
_CLOSERS = "”’」』\"'）)】》"
# Marks that a heading may hold inside but never ends with.
_UNFINISHED = "，、；：,;:"
_SPOKEN = re.compile("(?:问|答|记者|主持人|嘉宾|网友|读者)[:：]")  # the lines of an interview
_ASKED = re.compile("[？！?!][^”’」』]*[，,]")  # a question and then a sentence: the start of a report
_COMMA = re.compile("[，、；,;]")
_MAX_HEADING = 44  # a title of two full lines across a broadsheet column

# Lines that say what they are by how they begin.
_MARKED = re.compile(
    r"(?P<hash>#{1,6}(?=\s|[^\s#]))"  # Markdown
    rf"|(?P<ended>{END_MARK}(?=[^\s]{{4,32}}$))"
    r"|(?P<square>[■◆◼▇])"  # a column name, a title, or a row of ornaments
    r"|(?P<dash>[—–―─－-]{1,4}(?=[^\s—–―─－\-\d]))"  # a second title; not a number below zero
    r"|(?P<bracket>[（(【])"
    r"|(?P<caption>图[①-⑳\d一二三四五六]{1,2}[^\d]|(?:上|下|左|右|题|本)?图(?:为|[:：])|(?:图片说明|图说)[:：]|[↑↓←→▲▼△▽◀▶\ue000]\s*\S)"
    r"|(?P<signed>[□◎]|(?:\S{0,8}(?:记者|通讯员|评论员|实习生|作者)))"
)
_KIND_OF_MARK = {
    "hash": Kind.HEADING,
    "square": Kind.COLUMN,
    "dash": Kind.KICKER,
    "caption": Kind.CAPTION,
}
ORNAMENTS = "▲▼△▽◆●★☆◇※❖►▶"  # before short reports
TITLE_MARKS = "■◆◼▇●★☆◇※❖►□◎"  # before titles, and no part of them; ▶ and ▲ point at pictures
_BRIEF = re.compile(rf"[{ORNAMENTS}]\s*(?!图)")
_SIGNED_END = re.compile(r"[。！？”]\s*[（(](?P<names>[^（）()。！？]{2,30})[)）]$")
_CREDIT_BEHIND = re.compile(
    r"[。！]\s*[（(]?(?P<names>[^（）()。！？，]{2,20}?)\s*(?:/\s*)?(?:摄|摄影|供图)[）)]?$"
)
_MAX_CAPTION = 120  # characters; a longer paragraph that begins like one is running text
# A line that begins with a Chinese character and holds none of these is neither signed, furniture nor a
# caption.
_SHORT = 6  # characters; the name of a page has no more
_HINT = re.compile(
    "[者员生图说编辑校对美版式审统筹责年页篇返回享打印收藏闭号放缩默转接摄供布源置览邮微网线话证]"
)
_PAIRS = (
    ("“", "”"),
    ("‘", "’"),
    ("「", "」"),
    ("『", "』"),
    ("《", "》"),
    ("（", "）"),
    ("(", ")"),
    ("【", "】"),
)
_PAIRED = re.compile('["“”‘’「」『』《》（）()【】]')
_ANEW = re.compile("(?:下一步|接下来|近年来|[今去]年以来|据了解|据悉|与此同时|此外|截至目前)[，,]")
# How sentences begin and headings never do: a word that joins it to the one before, or a time, and then a
# comma.
_OPENER = re.compile(
    r"(?:下一步|接下来|截至|目前|如今|近年|[今去前]年|同时|与此同时|此外|另外|其中|对此|近日|日前|连日来|昨日|为此|据了解|据悉|随后"
    r"|(?:\d{4}年)?\d{1,2}月|\d{4}年)[^，,]{0,8}[，,]"
)


def marked_kind(line: str) -> Kind | None:
    """The kind of a line that shows it by its first characters; None for a line that must be read."""
    if "\u4e00" <= line[0] <= "\u9fff" and len(line) > _SHORT and not _HINT.search(line):
        return None
    if is_furniture(line):
        return Kind.NOISE
    if is_column_name(line):
        return Kind.COLUMN
    match = _MARKED.match(line)
    if match is None:
        return Kind.CAPTION if is_credited_caption(line) else None
    mark = match.lastgroup or ""
    if mark in ("ended", "signed", "bracket"):
        return _signed_kind(line[match.end() :] if mark == "ended" else line)
    return None if _is_text_all_the_same(mark, line) else _KIND_OF_MARK[mark]


def _is_text_all_the_same(mark: str, line: str) -> bool:
    """True for running text that happens to begin with the mark."""
    if mark == "caption":
        return len(line) > _MAX_CAPTION or is_brief(line)
    is_sentence = len(line) > _MAX_HEADING or is_ended(line) or line[-1] in _UNFINISHED
    return mark in ("square", "dash") and is_sentence


def is_brief(line: str) -> bool:
    """True for a short report: an ornament before it, as captions have it too, and a name behind it."""
    signed = _SIGNED_END.search(line) if _BRIEF.match(line) else None
    return bool(signed and byline_names(signed["names"]) and not is_photo_credit(signed["names"]))


def is_credited_caption(line: str) -> bool:
    """True for a sentence with the photographer behind it: 市民乘坐公交。张三 摄."""
    credit = _CREDIT_BEHIND.search(line) if len(line) <= _MAX_CAPTION else None
    return bool(credit and byline_names(credit["names"]))


def _signed_kind(line: str) -> Kind | None:
    """A byline, or the credit of a picture, or running text that happens to begin like one."""
    bracketed = line[0] in "（(【" and line[-1] in "）)】"
    if len(line) > 80 or not (bracketed or has_role(line) or line[0] in "□◎") or not byline_names(line):
        return None
    return Kind.CAPTION if is_photo_credit(line) else Kind.BYLINE


def short_kind(text: str) -> Kind:
    """The kind of a short unmarked paragraph, read as a whole."""
    if DATELINE.match(text):
        return Kind.BODY
    if is_place_line(text):
        return Kind.PLACE
    if len(text) <= 40 and not _COMMA.search(text) and byline_names(text):
        return Kind.BYLINE
    return Kind.HEADING if looks_like_heading(text) else Kind.BODY


def looks_like_heading(text: str) -> bool:
    """True for a short line without the marks of a sentence: a title or a sub-heading."""
    if not 2 <= len(text) <= _MAX_HEADING or "。" in text:
        return False
    if (
        text[-1] in _UNFINISHED
        or text[0] in "，。、；：！？,;:!?）)”】"
        or _OPENER.match(text)
        or not is_balanced(text)
    ):
        return False
    if _SPOKEN.match(text) or _ASKED.search(text):
        return False
    parts = _COMMA.split(text)
    balanced = len(parts) == 1 or (len(parts) == 2 and len(text) <= 30) or max(map(len, parts)) <= 7
    return balanced and not re.search(r"[。.…;；]\W*$", text)


def is_balanced(text: str) -> bool:
    """True when every quotation mark and bracket in the text has its partner: a cut line often has lost
    one."""
    marks = _PAIRED.findall(text)
    return not marks or (
        marks.count('"') % 2 == 0 and all(marks.count(left) == marks.count(right) for left, right in _PAIRS)
    )


def begins_anew(text: str) -> bool:
    """True for a paragraph that cannot go on with a broken sentence: the page lost that sentence's end."""
    return bool(_ANEW.match(text))


def is_ended(text: str) -> bool:
    """True when the text stops where a sentence stops."""
    last = text[-8:].rstrip(_CLOSERS)[-1:]
    return last != "" and last in _ENDS
