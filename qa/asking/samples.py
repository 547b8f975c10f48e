"""The articles to a few questions they can answer, and a greeting to an introduction with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from qa.asking.question_words import THANKS
from qa.indexing.index import Index
from qa.indexing.sentences import split_sentences
from qa.records import Article
from qa.replies import Answer

_LOOKED_AT = 100  # articles
_SAMPLES = 3
# A clause that ends in one figure: 累计化解各类矛盾纠纷534件 -> 累计化解各类矛盾纠纷多少件？
_DONE = "化解|解决|组织|开展|举办|成立|组建|建立|清理|改造|招募|调解|收集|培训|发放|新建|完成|投入|实施|召开"
_FIGURE = re.compile(
    r"(?:^|[,，；;。])(?:[^,，；;。]{0,6}[,，])?"
    rf"(?P<what>(?:累计|成功|共|已|全年|全镇|全乡)*(?:{_DONE})[\u4e00-\u9fff“”\"]{{2,12}}?)"
    r"(?P<figure>\d[\d.]*余?)(?P<unit>[\u4e00-\u9fff]{1,2})(?=[,，；;。])"
)
_THANKS = re.compile(THANKS)
_WELCOME = "不客气。还想知道什么，接着问就好。"
_INTRODUCTION = "我是问报，只用报纸上的原文回答问题，每句话都注明出处；报道里没有的，我会直说没有。"


def sample_questions(index: Index, count: int) -> list[str]:
    """Questions the first articles answer, one an article; fewer where there are fewer."""
    found = (question for article in islice(index.articles, _LOOKED_AT) if (question := _question(article)))
    return list(islice(dict.fromkeys(found), count))


def greet(index: Index, greeting: str) -> Answer:
    """Who answers here, and what may be asked; to thanks, only that they were heard."""
    if _THANKS.search(greeting):
        return Answer("chat", _WELCOME, confidence=1.0)
    samples = sample_questions(index, _SAMPLES)
    offer = "可以这样问：" + "　".join(samples) if samples else ""
    return Answer("chat", _INTRODUCTION + offer, confidence=1.0)


def _question(article: Article) -> str | None:
    place = article.facts.town or article.place
    return (
        next((f"{place}{what}多少{unit}？" for what, unit in _figures(article.text)), None) if place else None
    )


def _figures(text: str) -> Iterator[tuple[str, str]]:
    for start, end in split_sentences(text):
        if match := _FIGURE.search(text[start:end]):
            yield match["what"], match["unit"]
