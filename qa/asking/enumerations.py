"""An article's points, numbered (一是…二是…三是…) or counted by a term (三型), to one piece a point."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa.asking.citing import Piece
from qa.asking.finding import Finding
from qa.asking.kinds import Kind
from qa.asking.query import Query
from qa.asking.spans import Span, quotation, sentence_around
from qa.indexing.folding import fold
from qa.indexing.sentences import split_sentences
from qa.records import Article

_NUMERALS = "一二三四五六七八九十"
_ORDERS = (  # ways a newspaper numbers its points
    tuple(f"{n}是" for n in _NUMERALS),
    tuple(f"{n}要" for n in _NUMERALS),
    tuple(f"第{n}，" for n in _NUMERALS),
    tuple(f"第{n}," for n in _NUMERALS),
    tuple(f"({n})" for n in _NUMERALS),
    *(tuple(f"第{n}{what}" for n in _NUMERALS) for what in ("件", "步", "招")),
    ("首先", "其次", "再次", "最后"),
)
_FIRST, _SECOND = (re.compile(rf"(?:^|[。；;，,：:？?”\s]){n}([\u3400-\u9fff])") for n in _NUMERALS[:2])
_COUNTS = "两二3三4四5五6六7七8八9九"  # two written forms of each number from 2 to 9
_COUNTED = re.compile(rf"([{_COUNTS}])([\u3400-\u9fff])([\u3400-\u9fff]{{2,4}})?")
_ANNOUNCED = re.compile(rf"([{_COUNTS}])(?:个?方面|项|件|点|条|步|招|大|种|类|个)")
_WHICH = re.compile(rf"哪([{_COUNTS}])([\u3400-\u9fff])(?![\u3400-\u9fff]{{2}})")
_NO_WORDS = frozenset("十百千万亿是要")  # of its own: the rest of a number, and what the orders have
_MEASURES = frozenset("个位种项类大件点条步招名家处支座组次场期层级方样者")
_HEAD = 4  # characters of a point's beginning, its number among them
_POINT_CHARS = 70
_LEAST = 2
_SURE = 0.9  # the point after one that was asked for


def points_asked_for(query: Query, finding: Finding) -> list[Piece]:
    """The points a question asks for, of the list the finding tells of."""
    if query.kind not in (Kind.LIST, Kind.HOW, Kind.WHAT):
        return []
    return counted_points(finding, [*query.quoted, *counted_terms(query.text)]) or numbered_points(finding)


def numbered_points(finding: Finding) -> list[Piece]:
    """The points of the numbered list the finding begins, runs through or announces, in order; else none.

    Of 68 questions whose finding stood somewhere in such a list the finding answered 61, the points 27;
    where it stood inside a point, 40 and 16.
    """
    text = finding.article.text
    for order in _orders_of(text):
        points = _run_of(text, order, finding.sentence)
        if len(points) >= _LEAST and _tells_of(finding, points):
            return [_piece(finding, at, end) for at, end in _bounded(text, points)]
    return []


def _orders_of(text: str) -> Iterator[tuple[str, ...]]:
    """The ways a text may number its points: those of newspapers, and by a word of its own, 一查…, 二查…."""
    yield from _ORDERS
    for word in sorted(({*_FIRST.findall(text)} & {*_SECOND.findall(text)}) - _NO_WORDS):
        yield tuple(f"{n}{word}" for n in _NUMERALS)


def _tells_of(finding: Finding, points: Sequence[int]) -> bool:
    """Whether a finding is about the points as such, not about what stands inside one."""
    if any(at <= finding.start < at + _HEAD or finding.start <= at < finding.end for at in points):
        return True
    announced = _ANNOUNCED.search(finding.said) if finding.start < points[0] else None
    return announced is not None and _count(announced[1]) == len(points)


def _count(numeral: str) -> int:
    return 2 + _COUNTS.index(numeral) // 2


def counted_points(finding: Finding, terms: Sequence[str]) -> list[Piece]:
    """The points of a term that counts them, “三型管理” or “两项保障”: as many paragraphs after it as it says
    that begin each with another of what it counts (智囊型…, 特长型…; 落实政治保障…); else none."""
    text = finding.article.text
    for term in terms:
        counted, told = _COUNTED.match(term), fold(text).find(term)
        if not counted or told < 0:
            continue
        count = _count(counted[1])
        for word in filter(None, counted.groups()[1:]):
            points = _paragraphs_of(word, text, told)[:count]
            if len(points) == count:
                return [_piece(finding, start, end) for start, end in _bounded(text, points)]
    return []


def counted_terms(question: str) -> list[str]:
    """The term that a question asks to be taken apart: 三型 of 三型管理是哪三型."""
    asked = _WHICH.search(question)
    return [asked[1] + asked[2]] if asked and asked[2] not in _MEASURES else []


def named_members(question: str, finding: Finding) -> Finding:
    """The finding moved to the members a question asks for by what they end in, where its article names that
    many side by side: for 哪三味, 烟火味、人情味、文化味."""
    asked = _WHICH.search(question)
    if not asked or asked[2] in _MEASURES:
        return finding
    member = rf"[^、,，;；。：:“”\"]{{1,6}}{asked[2]}[”\"]?"
    run = re.search(rf"(?:{member}、){{{_count(asked[1]) - 1}}}{member}", finding.article.text)
    if not run or run.end() - run.start() > _POINT_CHARS:
        return finding
    sentence = sentence_around(finding.article.text, *run.span())
    return replace(finding, start=run.start(), end=run.end(), sentence=sentence)


def _paragraphs_of(word: str, text: str, told: int) -> list[int]:
    """Where the paragraphs after `told` begin that have the word in their opening, another before it each."""
    found: dict[str, int] = {}
    for begun in re.finditer(rf"^([\u3400-\u9fff]{{1,5}}?){re.escape(word)}", text, re.MULTILINE):
        if begun.start() > told:
            found.setdefault(begun[1], begun.start())
    return list(found.values())


def next_point(article: Article, told_until: int) -> Piece | None:
    """The numbered point that follows what was told; None where none follows."""
    following = next((span[0] for span in split_sentences(article.text) if span[0] >= told_until), None)
    if following is None:
        return None
    for order in _orders_of(article.text):
        for mark in order[1:]:
            if article.text.startswith(mark, following):
                start, end = _bounded(article.text, [following])[0]
                return Piece(
                    article, *quotation(article.text, (start, start + 4), (start, end), _POINT_CHARS), _SURE
                )
    return None


def _run_of(text: str, order: Sequence[str], sentence: Span) -> list[int]:
    """Where the points begin: the last 一是 before the end of the next sentence, and the others in turn."""
    following = [span for span in split_sentences(text) if span[0] >= sentence[1]]
    until = following[0][1] if following else sentence[1]
    begins = [m.start() for m in re.finditer(re.escape(order[0]), text[:until])]
    if not begins:
        return []
    points = [begins[-1]]
    for mark in order[1:]:
        at = text.find(mark, points[-1] + len(mark))
        if at < 0:
            break
        points.append(at)
    return points if points[-1] >= sentence[0] or begins[-1] >= sentence[0] else []


def _bounded(text: str, points: Sequence[int]) -> list[Span]:
    """Each point to the end of its first sentence, or to the next point if that comes first."""
    ends = [*points[1:], len(text)]
    spans = []
    for start, limit in zip(points, ends, strict=True):
        first = next((span for span in split_sentences(text[start:limit])), (0, limit - start))
        spans.append((start + first[0], start + first[1]))
    return spans


def _piece(finding: Finding, start: int, end: int) -> Piece:
    head = (start, min(start + 4, end))
    first, last = quotation(finding.article.text, head, (start, end), _POINT_CHARS)
    return Piece(finding.article, first, last, finding.probability)
