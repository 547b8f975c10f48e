"""How a report opens: 本报讯, or an agency with place and day, and the names in brackets behind it."""

from __future__ import annotations

import re

from qa.reading.cleaning import Span, spans_of_text
from qa.reading.names import is_lone_name, splits_role, starts_with_role

# The paper's own wire word, or an agency, a place and a day before 电. Only at the start of a paragraph;
# after an agency a space, a bracket or a dash must follow, so that 本报电力专栏 and 新华社电台 open
# nothing.
_OWN = (
    r"本报讯|本刊讯|本台讯|本网讯"
    r"|(?:本报(?!记者)|本社|新华社|新华网|中新社|中新网|中国新闻网|人民网|央视网|央广网|据新华社|据中新社|综合消息)"
    r"[^。！？，、；\n（(]{0,24}?(?:电|讯|消息|报道)(?=[\s（(—\-:：】\]])"
)
# Any other paper's, where it ends in its kind and 讯 (大河网讯) or names who reports behind it.
_NAME = r"[^。！？，、；：\n（()）“”\"]"
_REPORTERS = r"\s*[（(][^（）()。]{0,60}(?:[记記]者(?![站注会团])|通[讯訊]员|实习生)"
_OTHERS = (
    rf"{_NAME}{{1,8}}(?:日报|晚报|时报|商报|晨报|早报|都市报|网|在线)讯(?![息号问飞])"
    rf"|{_NAME}{{2,24}}(?:[（(]{_NAME}{{2,12}}[)）]{_NAME}{{0,8}})?(?:电|讯|消息|报道)(?={_REPORTERS})"
)


def _dateline(papers: str) -> re.Pattern[str]:
    return re.compile(
        rf"[【\[（(]?(?:{papers})[】\]）)]?\s*(?P<signed>[（(][^（）()。，]{{2,80}}[)）])?[:：]?"
        r"|(?P<alone>[〔【（(](?:本[报報])?[记記]者[^〔〕【】（）()。，]{2,30}[〕】）)])"
    )


DATELINE = _dateline(_OWN)  # tells where an article begins, so it is of this paper alone
ANY_DATELINE = _dateline(f"{_OWN}|{_OTHERS}")
_WORD = re.compile(r"\S+")


def dateline_end(text: str) -> int:
    """Where a text goes on behind its dateline; 0 where it has none, or nothing behind it."""
    opening = ANY_DATELINE.match(text)
    behind = text[opening.end() :].lstrip(" ，,") if opening else ""
    return len(text) - len(behind) if behind else 0


def dateline_spans(page: str, start: int, end: int) -> list[Span]:
    """The spans of a dateline and its signature: the space behind it stays, and the spaces between names."""
    opening = DATELINE.match(page, start, end)
    if not opening:
        return []
    signed = max(opening.span("signed"), opening.span("alone"))
    if signed[0] < 0:
        return _with_space(page, spans_of_text(page, start, opening.end()), end)
    spans = spans_of_text(page, start, signed[0])
    words = [match.span() for match in _WORD.finditer(page, *signed)]
    for at, (word_start, word_end) in enumerate(words):
        spans.append((word_start, word_end))
        if at + 1 < len(words) and _divides(page, words[at], words[at + 1]):
            spans.append((word_end, word_end + 1))
    return _with_space(page, spans, end)


def _with_space(page: str, spans: list[Span], end: int) -> list[Span]:
    """Keep one space after the dateline when the page has one before the text."""
    last = spans[-1][1]
    return [*spans, (last, last + 1)] if last < end and page[last].isspace() else spans


def _divides(page: str, left: Span, right: Span) -> bool:
    """True for white space between two names or roles, False where a line break cut one of them."""
    before, after = page[slice(*left)].lstrip("（("), page[slice(*right)].rstrip("）)")
    if splits_role(before, after):
        return False
    if "\n" not in page[left[1] : right[0]] or starts_with_role(after):
        return True
    return is_lone_name(before) and is_lone_name(after)
