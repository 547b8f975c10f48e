"""A list over the articles to whether one article or place has all of it, and what is told then."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.asking.across import ONE_PLACE, lists_one
from qa.asking.citing import Piece
from qa.asking.confidence import odds_of
from qa.asking.entries import Entry, answer_of
from qa.asking.finding import Finding
from qa.asking.joined import EACH
from qa.asking.kinds import Kind
from qa.asking.naming import label_of
from qa.asking.query import Query, is_one
from qa.asking.question_words import SEVERAL
from qa.records import Article
from qa.replies import Answer

# Where one article alone tells which places or parties, its finding is as likely as this, and so many times
# as likely as any other article's (66 to 1,200,000 times, on unseen questions); where many tell, .99 at most
# and 1 to 35 times, but for one question (.97 and 230).
_SURE, _ALONE = 0.98, 200
_SEVERAL = re.compile(SEVERAL)


def at_its_place(article: Article, piece: Piece, confidence: float) -> Answer:
    """A list of one entry, the place over the article."""
    answer = answer_of("list", [Entry(label_of(article), piece)], confidence, ONE_PLACE)
    short = article.text[slice(*piece.short)] if piece.short else None
    return replace(answer, short=short if short and short in answer.citations[0].quote else None)


def may_be_of_one(query: Query, listed: Answer) -> bool:
    """Whether one article may have all that a list over the articles is asked for: 青岛有几个镇街…; where a
    question names no place and counts none, every place belongs on the list."""
    if not query.across or query.kind in (Kind.ARTICLES, Kind.AUTHOR):
        return False
    counts = query.kind is Kind.NUMBER or bool(query.places)
    return lists_one(listed) or (counts and not EACH.search(query.text))


def may_be_of_all(query: Query, findings: Sequence[Finding]) -> bool:
    """Whether a question asks for several of a sort, 哪些闲着的老房子…, of no place or of a whole county, and
    no article alone answers it."""
    is_narrow = any(is_one(place, query.text) for place in query.places)
    if query.across or is_narrow or query.people or query.quoted:
        return False
    return bool(_SEVERAL.search(query.text)) and not one_answers(findings)


def one_answers(findings: Sequence[Finding]) -> bool:
    """Whether one article answers for sure, and no other comes near it."""
    if not findings or findings[0].probability < _SURE:
        return False
    first, best = findings[0].article.id, odds_of(findings[0].probability)
    return all(
        _ALONE * odds_of(finding.probability) <= best for finding in findings if finding.article.id != first
    )
