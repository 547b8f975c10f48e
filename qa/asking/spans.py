"""A span in an article to the sentence that holds it, and to a short quotation that says it whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.asking.kinds import Kind
from qa.indexing.sentences import split_sentences
from qa.records import Article

Span = tuple[int, int]

_NUMBER = re.compile(r"[0-9０-９一二三四五六七八九十百千万亿两半几]|近?成|倍|免费|首")
_TIME = re.compile(
    r"[0-9０-９一二三四五六七八九十两]+[年月日号天时点周季]|[年月日时初末底春夏秋冬]|期间|以来|近日|日前|暑|寒假|昨|今|明|节|假|每|早|晚|午|周"
)
_NUMERAL = re.compile(r"\d+(?:[.,．，]\d+)*")
_ENDS_IN_FIGURE = re.compile(r"\d[余多]?[百千万亿]*[余多]?\Z")
_MEASURE = re.compile(
    r"[余多]?[百千万亿]*[余多]?(?:平方(?:米|公里)|平米|公[里斤顷]|千米|小时|分钟|个月|[万亿]?元"
    r"|[个名位人家户次场件项条处支只头对亩岁年月日天米吨斤辆台套棵株张份本册座栋间层批种期所部起尾盏箱]|%)"
)
_CUT_MEASURE = re.compile(
    r"\d(毫米|厘米|千米|公里|公斤|公顷|千克|毫升|立方米|平方米|小时|分钟|个月|人次|摄氏度)"
)
_NOT, _BEYOND = ("不", "未"), ("超过", "超", "低于", "少于", "高于", "足", "到", "满", "得")  # 不|超过300元
_REST_OF_MEASURE = re.compile(r"(?<=[\d余多万亿])[人场户台车班]次|(?<=\d)[^\W\d]多(?=[,，、。;；)）”]|$)")
_HAN = re.compile(r"[\u3400-\u9fffA-Za-z]")
_NO_BEGINNING, _NO_END = "、，,；;：:。 ", "、，,；;：: "
_LONGEST_NUMERAL = 12  # characters: 239.8581, 1,234,567
_OF_WHICH = 40  # characters more for the parts of a sum
_CLAUSE = re.compile(r"[^，,；;、：:]*[，,；;：:]?|、")
_OPENERS, _CLOSERS = "“‘「『（(《【", "”’」』）)》】"


def fits_kind(kind: Kind, span: str) -> bool:
    """Whether a span has the shape of what is asked: a numeral for a number, a word of time for a time."""
    if kind is Kind.NUMBER:
        return bool(_NUMBER.search(span))
    if kind is Kind.TIME:
        return bool(_TIME.search(span))
    return bool(_HAN.search(span))


def with_whole_words(text: str, span: Span) -> Span:
    """The span, grown to the numerals that it cuts, to the measure word a figure is left without, and to the
    other half of quotes and brackets that stands right beside it."""
    start, end = with_whole_numerals(text, *span)
    while end - start > 1 and text[start] in _NO_BEGINNING:
        start += 1
    while end - start > 1 and text[end - 1] in _NO_END:
        end -= 1
    start -= text[start - 1 : start] in _NOT and text.startswith(_BEYOND, start)
    if _ENDS_IN_FIGURE.search(text[start:end]) and (measure := _MEASURE.match(text, end)):
        end = measure.end()
    elif cut := next(
        (one for one in _CUT_MEASURE.finditer(text, start, end + 2) if one.start(1) < end < one.end(1)), None
    ):
        end = cut.end(1)  # 122.7毫|米
    for opener, closer in zip(_OPENERS, _CLOSERS, strict=True):
        inside = text[start:end]
        if inside.count(opener) > inside.count(closer):
            if text[end : end + 1] == closer:
                end += 1
            elif text[start] == opener and end > start + 1:
                start += 1
        elif inside.count(closer) > inside.count(opener):
            if start and text[start - 1] == opener:
                start -= 1
            elif text[end - 1] == closer and end > start + 1:
                end -= 1
    if left_over := _REST_OF_MEASURE.match(text, end - 1):
        end = left_over.end()
    return start, end


def with_whole_numerals(text: str, start: int, end: int) -> Span:
    """The span, grown to the numerals that it cuts: 239.85亿元 where it begins at 85亿元."""
    for match in _NUMERAL.finditer(text, max(0, start - _LONGEST_NUMERAL), end + _LONGEST_NUMERAL):
        if match.start() < start < match.end():
            start = match.start()
        if match.start() < end < match.end():
            end = match.end()
    return start, end


def sentence_around(text: str, start: int, end: int) -> Span:
    """From the beginning of the sentence that holds `start` to the end of the one that holds `end`."""
    touched = [span for span in split_sentences(text) if span[0] < max(end, start + 1) and span[1] > start]
    return (touched[0][0], touched[-1][1]) if touched else (start, end)


def behind_dateline(article: Article, span: Span, said: int) -> Span:
    """The span without the dateline it begins with, 本报讯, unless what is `said` stands in that."""
    opens = article.facts.opens
    return (opens, span[1]) if span[0] < opens <= said and opens < span[1] else span


def quotation(text: str, span: Span, sentence: Span, max_chars: int) -> Span:
    """The clauses around a span, as many of its sentence as fit, those before first: they name the subject.

    A clause is never cut; quotes and brackets that the cut would leave open draw in their other half, and a
    sum its parts: 共132名，其中….
    """
    parts = list(clauses(text, sentence))
    first = next((n for n, clause in enumerate(parts) if clause[1] > span[0]), 0)
    last = next((n for n in range(len(parts) - 1, -1, -1) if parts[n][0] < span[1]), len(parts) - 1)
    last = max(first, last)
    grown = True
    while grown:
        grown = False
        if first and parts[last][1] - parts[first - 1][0] <= max_chars:
            first, grown = first - 1, True
        elif last + 1 < len(parts) and parts[last + 1][1] - parts[first][0] <= max_chars:
            last, grown = last + 1, True
    if last + 1 < len(parts) and text.startswith("其中", parts[last + 1][0]):
        last += parts[last + 1][1] - parts[first][0] <= max_chars + _OF_WHICH
    return _balanced(text, (parts[first][0], parts[last][1]), sentence)


def clauses(text: str, sentence: Span) -> Iterator[Span]:
    """The clauses of a sentence, each with the comma it ends in."""
    start = sentence[0]
    for match in re.finditer(r"[，,；;]", text[sentence[0] : sentence[1]]):
        end = sentence[0] + match.end()
        if end < sentence[1]:
            yield start, end
            start = end
    yield start, sentence[1]


def is_whole(text: str, span: Span) -> bool:
    """Whether a span closes no quotes or brackets that it does not open."""
    inside = text[slice(*span)]
    return all(
        inside.count(closer) <= inside.count(opener)
        for opener, closer in zip(_OPENERS, _CLOSERS, strict=True)
    )


def _balanced(text: str, span: Span, sentence: Span) -> Span:
    """The span without the comma it ends in, grown to close what it opens."""
    start, end = span
    while end > start + 1 and text[end - 1] in "，,；;、：: " and end < sentence[1]:
        end -= 1
    for opener, closer in zip(_OPENERS, _CLOSERS, strict=True):
        inside = text[start:end]
        if inside.count(opener) > inside.count(closer):
            at = text.find(closer, end, sentence[1])
            end = at + 1 if at >= 0 else end
        elif inside.count(closer) > inside.count(opener):
            at = text.rfind(opener, sentence[0], start)
            start = at if at >= 0 else start
    return start, end
