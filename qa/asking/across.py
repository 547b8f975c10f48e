"""A question about many places to one item an article, each cited, and a count that is true."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from qa.asking.belonging import UNREAD, belongs, found_in_each, nearness
from qa.asking.concepts import Concept, concepts_of, covers
from qa.asking.entries import answer_of, counted
from qa.asking.finding import Finding
from qa.asking.kinds import Kind, kind_of
from qa.asking.listing import Candidate, entries_by_label
from qa.asking.query import Query, without_places
from qa.asking.question_words import ACROSS, SORTS
from qa.asking.readings import Reads
from qa.asking.retrieval import Found, retrieve
from qa.asking.spans import behind_dateline
from qa.indexing.index import Index
from qa.indexing.passages import heading_of
from qa.indexing.sentences import split_sentences
from qa.replies import Answer

# A sentence counts what it covers of the concepts asked for, and nearly as much how near it is as a whole; of
# both the most is 1.
_AS_A_WHOLE = 0.8
_LEAST_COVERED = 0.42  # by the best sentence, or
_SURE = 0.05  # of the confidence in what some article says; else the question is not one about many places
_LOOKED_AT = 60  # passages
_WEIGHED = 0.15  # covered by a sentence that is looked at as a whole
_READ = 8  # articles that may be read for whether they belong on the list
_TOLD = 0.05  # of that confidence: what the reader found is shown, else what shares most words
_ALSO = 0.2  # of the confidence in what an article says first, for what else is shown of it
_MOST = 12  # places a person reads
_FIGURE = re.compile(r"\d")
# When it is asked about, which articles of these days leave out.
_WHEN = re.compile(r"^\s*(?:今年|去年|今夏|最近|近期|近来|目前|现在|如今)(?:[春夏秋冬][天季])?(?:以来)?")
_WHICH = r"(?:哪些|哪几[家所个]|几[家所])[^,，]{0,3}?"
_SORTS = tuple((re.compile(_WHICH + f"(?:{asked})"), re.compile(sign)) for asked, sign in SORTS)
_NUMBERED = re.compile(r"([一二三四五六七八九十])([级维型化])")


def list_across(
    index: Index, query: Query, list_above: float, reader: Reads, least: int = 1
) -> Answer | None:
    """One item for each article that says it, the likeliest first; None when none does, or where `least` is
    more than one and the reader is not sure of so many."""
    topic = _topic(query)
    concepts = concepts_of(index, topic, query.quoted)
    meant = replace(query, text=topic, kind=query.kind if query.kind is Kind.ARTICLES else kind_of(topic))
    hits = _of_the_sort(index, meant, retrieve(index, meant, _LOOKED_AT))
    candidates = _weighed(index, topic, _candidates(index, meant, hits, concepts))
    near = nearness(index, hits)
    told = found_in_each(index, reader, query, _worth_reading(index, hits, candidates, near))
    chosen = _chosen(candidates, told, near, list_above, least)
    if not chosen:
        return None
    places = entries_by_label(query, concepts, chosen)
    listed = list(places.values())[:_MOST]
    entries = [entry for ones in listed for entry in ones]
    count = counted(len(places), "篇" if query.kind is Kind.ARTICLES else "处", len(listed))
    return answer_of("list", entries, chosen[0].score, f"{count}：")


def lists_one(answer: Answer) -> bool:
    """Whether a list over the articles has found one place, and says so."""
    return answer.text.startswith(ONE_PLACE)


ONE_PLACE = f"{counted(1, '处')}："  # how a list of one place begins


def _topic(query: Query) -> str:
    """What the places must have in common: the question without its 哪些乡镇 and the county they are in."""
    return without_places(_WHEN.sub("", re.sub(ACROSS, " ", query.text)), query.places)


def _of_the_sort(index: Index, query: Query, hits: Iterable[Found]) -> list[Found]:
    """The passages that have, themselves or over them, the signs of what is asked for."""
    signs = _signs(query.asked)

    def has_them(hit: Found) -> bool:
        passage = index.passage(hit.passage)
        heading = heading_of(index.articles[passage.article])
        return all(sign.search(passage.text) or sign.search(heading) for sign in signs)

    return [hit for hit in hits if has_them(hit)]


def _candidates(
    index: Index, query: Query, hits: Iterable[Found], concepts: Sequence[Concept]
) -> list[Candidate]:
    """The sentences of the passages, with what they cover, where that is worth a look."""
    found: dict[tuple[str, int], Candidate] = {}
    for hit in hits:
        passage = index.passage(hit.passage)
        article = index.articles[passage.article]
        for start, end in split_sentences(passage.text):
            said = passage.text[start:end]
            if query.kind is Kind.NUMBER and not _FIGURE.search(said):
                continue
            covered = covers(concepts, said)
            if covered >= _WEIGHED:
                last = passage.start + end
                at, last = behind_dateline(article, (passage.start + start, last), last)
                found.setdefault((article.id, at), Candidate(article, at, last, covered, hit))
    return list(found.values())


def _worth_reading(
    index: Index, hits: Sequence[Found], candidates: Sequence[Candidate], near: Mapping[str, float]
) -> list[Found]:
    """A passage of each of the likeliest articles: that of its best sentence, else the first found."""
    passages: dict[str, Found] = {}
    for one in candidates:
        if one.found:
            passages.setdefault(one.article.id, one.found)
    for hit in hits:
        passages.setdefault(index.articles[index.passage(hit.passage).article].id, hit)
    words = _by_words(candidates)
    likeliest = sorted(passages, key=lambda name: -belongs(UNREAD, words.get(name, 0.0), near[name]))
    return [passages[name] for name in likeliest[:_READ]]


def _by_words(candidates: Iterable[Candidate]) -> dict[str, float]:
    """The score of each article's best sentence."""
    best: dict[str, float] = {}
    for one in candidates:  # best first
        best.setdefault(one.article.id, one.score)
    return best


def _chosen(
    candidates: Sequence[Candidate],
    told: Mapping[str, Sequence[Finding]],
    near: Mapping[str, float],
    above: float,
    least: int,
) -> list[Candidate]:
    """The sentences of the articles that belong on the list, best first: what the reader found there, or
    those that share most words with what is asked for."""
    words = _by_words(candidates)
    chances = {name: found[0].probability for name, found in told.items()}
    scores = {
        name: belongs(chances.get(name, UNREAD), words.get(name, 0.0), found) for name, found in near.items()
    }
    listed = {name for name, score in scores.items() if score >= above}
    is_told = any(chance >= _SURE for chance in chances.values())
    if len(listed) < least or not (is_told or any(one.covers >= _LEAST_COVERED for one in candidates)):
        return []
    by_reader = {name for name in listed if chances.get(name, 0.0) >= _TOLD or name not in words}
    kept = [one for one in candidates if one.article.id in listed - by_reader]
    for name in sorted(by_reader):
        found = told.get(name, ())
        kept += [_said(one) for one in found if one.probability >= _ALSO * found[0].probability]
    return sorted((replace(one, score=scores[one.article.id]) for one in kept), key=lambda one: -one.score)


def _said(finding: Finding) -> Candidate:
    """What the reader found."""
    return Candidate(finding.article, *finding.sentence, covers=0.0, says=(finding.start, finding.end))


def _signs(question: str) -> list[re.Pattern[str]]:
    """What a sentence that belongs on the list has: a name of the sort asked for, and the numbers that are
    part of what is asked for, 四级网格."""
    sorts = [sign for asked, sign in _SORTS if asked.search(question)]
    numbers = [re.compile(f"{match[1]}{match[2]}") for match in _NUMBERED.finditer(question)]
    return [*sorts, *numbers]


def _weighed(index: Index, topic: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with their scores, best first."""
    if not candidates:
        return []
    asked = index.embedder.embed_questions([topic])[0]
    rows = index.embedder.embed([one.article.text[one.start : one.end] for one in candidates])
    near = np.maximum(rows @ asked, 0.0)
    scored = [
        replace(one, score=(one.covers + _AS_A_WHOLE * float(whole)) / (1 + _AS_A_WHOLE))
        for one, whole in zip(candidates, near, strict=True)
    ]
    return sorted(scored, key=lambda one: -one.score)
