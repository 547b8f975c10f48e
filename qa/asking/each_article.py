"""A question about what each of several articles says to one item an article."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from qa.asking.citing import Piece
from qa.asking.entries import Entry, answer_of
from qa.asking.finding import Finding
from qa.asking.kinds import kind_of
from qa.asking.query import Query
from qa.asking.question_words import EACH_ARTICLE, TOLD_OF
from qa.asking.spans import quotation
from qa.replies import Answer

_EACH = re.compile(EACH_ARTICLE)
_TOLD = re.compile(TOLD_OF)
_ITEM_CHARS = 180
_ENOUGH = 0.5  # of the confidence asked of a single answer: that several articles are meant is known


def asks_of_each(query: Query) -> bool:
    """Whether a question asks what each of several articles says."""
    return bool(_EACH.search(query.text))


def in_each_article(
    query: Query, find: Callable[[Query], list[Finding]], refuse_below: float
) -> Answer | None:
    """What each article says, the likeliest first; None where the question asks about no such thing, or
    where fewer than two articles say anything."""
    if not asks_of_each(query):
        return None
    text = _TOLD.sub("", _EACH.sub("", query.text))
    found: dict[str, Finding] = {}
    for finding in find(replace(query, text=text, kind=kind_of(text))):
        if finding.probability >= _ENOUGH * refuse_below:
            found.setdefault(finding.article.id, finding)
    if len(found) < 2:
        return None
    entries = [Entry(f"《{one.article.name}》", _piece(one)) for one in found.values()]
    confidence = max(one.probability for one in found.values())
    return answer_of("list", entries, confidence, f"共 {len(entries)} 篇：")


def _piece(finding: Finding) -> Piece:
    span = (finding.start, finding.end)
    start, end = quotation(finding.article.text, span, finding.sentence, _ITEM_CHARS)
    return Piece(finding.article, start, end, finding.probability, span)
