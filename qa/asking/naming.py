"""A slice of an article to the place it speaks of, and to a quotation that names that place."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import chain

from qa.asking.question_words import NOT_A_PLACE
from qa.asking.spans import Span, clauses, quotation, sentence_around
from qa.indexing.sentences import split_sentences
from qa.records import Article

QUOTE_CHARS = 240  # a quotation grows to this to name its place
_COMMUNITY = re.compile(r"(社区|村)")
_STEMS = (4, 3, 2)  # characters of a name before 社区 or 村
_OWN = 3  # times an article names the community it is about,
_TIMES = 2  # and so many times as often as any other
_WHOLE = 0.8  # of a name's uses the longer name stands in: 花园社区 is 都市花园社区
_NOT_A_PLACE = re.compile(NOT_A_PLACE)
_NAME = re.compile(r"[“\"「](?P<name>[^“”\"「」，。；]{3,12})[”\"」]")
_LONGEST = 6  # characters of the name of a thing
_BEFORE = 4  # characters before a name that bring it
# What no name of a thing has, but a question or a slogan: “四项工程”, “党建+网格”模式.
_SAYS = re.compile(r"[？！?!、+＋·]|^[一二三四五六七八九十两\d]+[项步大个条种级型化强联帮聚提基力]")
# What stands right before it: 办起“摇橹饭盒”. Of what belongs on 105 lists .758 is named wherever it stands,
# .750 behind these, .731 not behind 的, in 413, 394 and 387 characters.
_BRINGS = re.compile(
    r"(?:叫做?|名叫|取名|唤作|称为?|就?是|[办开]起?了?|设立?了?|成立了?|组建了?|(?<!创)[建盖修]起?成?了?|挂[出着上]?"
    r"|有一?[个间支座处条辆艘本]?|里|的)$"
)
_SLOGAN = re.compile(r"(?:治理|发展)?(?:模式|机制|体系|原则|理念|标准|要求|难题|问题|为|的)")
_ENDING = 2  # characters of a name it is called by for short: “转舵学堂”, then 学堂
_NAMING_CHARS = 45  # of the clauses that bring the name
_HAN = re.compile(r"[\u4e00-\u9fff]+")


def label_of(article: Article) -> str:
    """The place an article is about, with its county and its own village or community; where it has none, its
    name."""
    place, county = article.place or "", article.facts.county or ""
    if place and county not in place:
        place = county + place
    own = own_community(article)
    return (place if own in place else f"{place}{own}") or article.name


def names_of(article: Article) -> tuple[str, ...]:
    """The names a reader knows an article's place by, the narrowest first."""
    facts = article.facts
    own = own_community(article)
    return tuple(name for name in (own, facts.village, facts.town, article.place, facts.county) if name)


@lru_cache(maxsize=512)
def _community(text: str) -> str:
    counts: Counter[str] = Counter()
    for match in _COMMUNITY.finditer(text):
        for size in _STEMS:
            stem = text[max(0, match.start() - size) : match.start()]
            if len(stem) == size and _HAN.fullmatch(stem) and not _NOT_A_PLACE.search(stem):
                counts[stem + match.group()] += 1
    most = max(counts.values(), default=0)
    own = max((name for name, count in counts.items() if count >= _WHOLE * most), key=len, default="")
    others = (count for name, count in counts.items() if name not in own and own not in name)
    return own if most >= max(_OWN, _TIMES * max(others, default=0)) else ""


def own_community(article: Article) -> str:
    """The village or community an article names again and again; empty where it names none so."""
    return _community(article.text)


def names_place(article: Article, text: str) -> bool:
    """Whether a text names the place of its article as narrowly as the article is known by."""
    return any(name in text for name in names_of(article)[:1])


def name_within(article: Article, span: Span) -> Span | None:
    """The span grown, sentence by sentence back or a clause on, until it names the article's place.

    None where no such quotation is short enough.
    """
    start, end = span
    text = article.text
    if names_place(article, text[start:end]):
        return span
    for first in reversed([s for s, _ in _starts(text, start)]):
        if end - first > QUOTE_CHARS:
            break
        if names_place(article, text[first:start]):
            return first, end
    return None


def naming_clause(article: Article) -> Span | None:
    """The first clause of an article that names its place; None where its text never does."""
    text = article.text
    for name in names_of(article):
        at = text.find(name)
        if at < 0:
            continue
        for sentence in split_sentences(text):
            if sentence[0] <= at < sentence[1]:
                return next((c for c in clauses(text, sentence) if c[0] <= at < c[1]), sentence)
    return None


def naming_of_thing(text: str, said: str, before: int) -> Span | None:
    """Where a text has, before an offset, the name in quotation marks of what is `said` of it in short; where
    nothing said has such a name, the first the text has: what it is about is mostly called so."""
    names = [
        match
        for match in _NAME.finditer(text)
        if len(match["name"]) <= _LONGEST and match["name"] not in said and not _SAYS.search(match["name"])
    ]
    short = (match for match in names if match.end() <= before and match["name"][-_ENDING:] in said)
    first = (match for match in names if _may_name(text, match)) if not _NAME.search(said) else ()
    found = next(chain(short, first), None)
    if found is None:
        return None
    return quotation(text, found.span(), sentence_around(text, *found.span()), _NAMING_CHARS)


def _may_name(text: str, match: re.Match[str]) -> bool:
    """Whether words in quotation marks are brought as the name of a thing, and are no slogan."""
    is_brought = _BRINGS.search(text, max(0, match.start() - _BEFORE), match.start())
    return is_brought is not None and not _SLOGAN.match(text, match.end())


def _starts(text: str, before: int) -> list[Span]:
    """The clauses of a text that begin before an offset, in order."""
    return [
        clause
        for sentence in split_sentences(text)
        if sentence[0] < before
        for clause in clauses(text, sentence)
        if clause[0] < before
    ]
