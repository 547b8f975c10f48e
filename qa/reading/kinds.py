"""A line or paragraph of a page to its kind: what a reader of papers sees at a glance."""

from __future__ import annotations

import re
from enum import Enum

from qa.reading.datelines import DATELINE
from qa.reading.names import byline_names, has_role, is_photo_credit
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
    r"|(?P<square>[■◆◼▇])"  # a column name, or a row of ornaments
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
_MAX_CAPTION = 120  # characters; a longer paragraph that begins like one is running text
# A line that begins with a Chinese character and holds none of these is neither signed, furniture nor a
# caption.
_HINT = re.compile("[者员生图说编辑校对美版式审统筹责年页篇返回享打印收藏闭号放缩默转接]")
# Page furniture: the people who made the page, the page's own number and date, the buttons of a web page.
_FURNITURE = re.compile(
    r"[（(【\[]?(?:本版|本期|值班|责任|执行|责|美术|图片|视觉)?(?:编辑|责编|美编|校对|版式|组版|排版|制图|审核|统筹|编审|终审|主编)\s*[:：/／].{0,40}"
    r"|第?\s*[A-Z]?\d{1,3}\s*版(?:[:：].{0,12})?|[A-Z]\d{1,2}"
    r"|\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*星期[一二三四五六日天].{0,20}"
    r"|(?:上一[篇版页]|下一[篇版页]|返回(?:首页|目录|顶部)|分享到.{0,20}|打印(?:本页)?|收藏|关闭|字号.{0,12}|【?(?:放大|缩小|默认)】?)"
    r"|\*?\d{4}[年/.-]\d{1,2}[月/.-]\d{1,2}日?\*?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?(?:\s*(?:来源|作者|编辑|浏览|阅读).{0,40})?"
    r"|[（(]?(?:来源|稿件来源|信息来源)\s*[:：].{0,30}"
    r"|[-—=*_~·•.■◆□○●★☆\s]{2,}|-{0,2}\s*\d{1,3}\s*-{0,2}"
    r"|(?:下转|上接|转|接)第?\s*[A-Z\d一二三四五六七八九十]{1,3}\s*版.{0,12}"
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
    if "\u4e00" <= line[0] <= "\u9fff" and not _HINT.search(line):
        return None
    if len(line) <= 60 and _FURNITURE.fullmatch(line):
        return Kind.NOISE
    match = _MARKED.match(line)
    mark = match.lastgroup if match else None
    if mark in ("signed", "bracket"):
        return _signed_kind(line)
    if mark in ("square", "dash") and (len(line) > _MAX_HEADING or is_ended(line) or line[-1] in _UNFINISHED):
        return None
    if mark == "caption" and len(line) > _MAX_CAPTION:
        return None
    return _KIND_OF_MARK[mark] if mark else None


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
