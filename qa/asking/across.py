"""A question about many places to one item an article, each cited, and a count that is true."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from qa.asking.belonging import found_in_each
from qa.asking.citing import Piece
from qa.asking.concepts import Concept, concepts_of, covers
from qa.asking.entries import Entry, answer_of, counted
from qa.asking.finding import Finding
from qa.asking.kinds import Kind, kind_of
from qa.asking.naming import label_of, naming_of_thing
from qa.asking.query import Query, without_places
from qa.asking.question_words import ACROSS, SORTS
from qa.asking.readings import Reads
from qa.asking.retrieval import Found, retrieve
from qa.asking.spans import Span, behind_dateline, clauses, quotation
from qa.indexing.index import Index
from qa.indexing.passages import heading_of
from qa.indexing.sentences import split_sentences
from qa.records import Article
from qa.replies import Answer

# A sentence counts what it covers of the concepts asked for, and nearly as much how near it is as a whole; of
# both the most is 1. An article the reader is not sure of is listed from the setting on, or at this share of
# the best one's score. Of what belongs on 59 lists about the bundled pages and four made-up papers .749 is
# named with .45, .750 with .6, .745 with .7, and of the articles listed .57, .65, .70 have some of it.
_AS_A_WHOLE = 0.8
_NEARLY = 0.6
_LEAST_COVERED = 0.42  # by the best sentence; else the question is not one about many places
_LOOKED_AT = 60  # passages
_WEIGHED = 0.15  # covered by a sentence that is looked at as a whole
_READ = 10  # articles that may be read for whether they belong on the list: of 6, 8, 12 .733, .739, .753
# Of a confidence in what an article says: it is on the list whatever its words. With .2, .15, .1, .07 .712,
# .716, .749, .743 of what belongs on those lists is named, in 361, 373, 390, 415 characters (with .45 above).
_SURE = 0.1
_ALSO = 0.2  # of the confidence in what an article says first, for what else is shown of it
_SHORT = 30  # a sentence no longer only announces what the next one says
_MOST = 12  # places a person reads
# Sentences of one article, and characters shown of each: more where a few articles have all there is to list.
_FEW, _MANY = (4, 300), (2, 110)
_A_FEW = 3  # articles
_AS_GOOD = 0.8  # of the first one's score, for another sentence of its article
_FIGURE = re.compile(r"\d")
# When it is asked about, which articles of these days leave out.
_WHEN = re.compile(r"^\s*(?:今年|去年|今夏|最近|近期|近来|目前|现在|如今)(?:[春夏秋冬][天季])?(?:以来)?")
_WHICH = r"(?:哪些|哪几[家所个]|几[家所])[^,，]{0,3}?"
_SORTS = tuple((re.compile(_WHICH + f"(?:{asked})"), re.compile(sign)) for asked, sign in SORTS)
_NUMBERED = re.compile(r"([一二三四五六七八九十])([级维型化])")


@dataclass(frozen=True, slots=True)
class _Candidate:
    article: Article
    start: int
    end: int
    covers: float
    found: Found | None = None  # the passage, for what is chosen by its words
    score: float = 0.0
    says: Span | None = None  # the words that say it, where the reader knows


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
    told = found_in_each(index, reader, query, _worth_reading(index, hits, candidates))
    chosen = _chosen(candidates, told, list_above, least)
    if not chosen:
        return None
    sentences, chars = _MANY if len({one.article.id for one in chosen}) > _A_FEW else _FEW
    places = _by_label(query, _by_article(chosen, sentences))
    listed = list(places.items())[:_MOST]
    entries = [
        Entry(label, piece)
        for label, articles in listed
        for ones in articles
        for piece in _pieces(concepts, ones, chars)
    ]
    count = counted(len(places), "篇" if query.kind is Kind.ARTICLES else "处", len(listed))
    return answer_of("list", entries, chosen[0].score, f"{count}：")


def lists_one(answer: Answer) -> bool:
    """Whether a list over the articles has found one place, and says so."""
    return answer.text.startswith(ONE_PLACE)


ONE_PLACE = f"{counted(1, '处')}："  # how a list of one place begins


def _topic(query: Query) -> str:
    """What the places must have in common: the question without its 哪些乡镇 and the county they are in."""
    return without_places(_WHEN.sub("", re.sub(ACROSS, " ", query.text)), query.places)


def _label(query: Query, article: Article) -> str:
    return f"《{article.name}》" if query.kind is Kind.ARTICLES else label_of(article)


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
) -> list[_Candidate]:
    """The sentences of the passages, with what they cover, where that is worth a look."""
    found: dict[tuple[str, int], _Candidate] = {}
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
                found.setdefault((article.id, at), _Candidate(article, at, last, covered, hit))
    return list(found.values())


def _worth_reading(index: Index, hits: Sequence[Found], candidates: Sequence[_Candidate]) -> list[Found]:
    """A passage of each of the likeliest articles: by their best sentences, then as they were found."""
    likeliest: dict[str, Found] = {}
    for one in candidates:
        if one.found:
            likeliest.setdefault(one.article.id, one.found)
    for hit in hits:
        likeliest.setdefault(index.articles[index.passage(hit.passage).article].id, hit)
    return list(likeliest.values())[:_READ]


def _chosen(
    candidates: Sequence[_Candidate], told: Mapping[str, Sequence[Finding]], above: float, least: int
) -> list[_Candidate]:
    """The sentences of the articles that belong on the list, best first: of those the reader is sure of what
    it found there and, where `least` is one, of others those whose words come near what is asked for."""
    sure = {name: found for name, found in told.items() if found[0].probability >= _SURE}
    if least > 1 and len(sure) < least:
        return []
    enough = math.inf
    if least == 1 and any(one.covers >= _LEAST_COVERED for one in candidates):
        best = candidates[0].score
        enough = max(min(above, best), _NEARLY * best)
    by_words: dict[str, float] = {}  # each article's best
    for one in candidates:
        by_words.setdefault(one.article.id, one.score)
    kept = [one for one in candidates if one.score >= enough and one.article.id not in sure]
    for name, found in sure.items():
        words = by_words.get(name, 0.0)
        kept += [_said(one, words) for one in found if one.probability >= _ALSO * found[0].probability]
    chances = {name: found[0].probability for name, found in told.items()}
    scored = [replace(one, score=(one.score + chances.get(one.article.id, 0.0)) / 2) for one in kept]
    return sorted(scored, key=lambda one: -one.score)


def _said(finding: Finding, words: float) -> _Candidate:
    """What the reader found, with the score of its article's words."""
    span = finding.start, finding.end
    return _Candidate(finding.article, *finding.sentence, covers=0.0, score=words, says=span)


def _signs(question: str) -> list[re.Pattern[str]]:
    """What a sentence that belongs on the list has: a name of the sort asked for, and the numbers that are
    part of what is asked for, 四级网格."""
    sorts = [sign for asked, sign in _SORTS if asked.search(question)]
    numbers = [re.compile(f"{match[1]}{match[2]}") for match in _NUMBERED.finditer(question)]
    return [*sorts, *numbers]


def _weighed(index: Index, topic: str, candidates: Sequence[_Candidate]) -> list[_Candidate]:
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


def _by_article(candidates: Sequence[_Candidate], most: int) -> list[list[_Candidate]]:
    """The best sentence of each article, and as many more as are nearly as good, as they stand in it."""
    chosen: dict[str, list[_Candidate]] = {}
    for one in candidates:
        ours = chosen.setdefault(one.article.id, [])
        if not ours or (len(ours) < most and one.score >= _AS_GOOD * ours[0].score):
            ours.append(one)
    return [sorted(ours, key=lambda one: one.start) for ours in chosen.values()]


def _by_label(query: Query, articles: Iterable[list[_Candidate]]) -> dict[str, list[list[_Candidate]]]:
    """What the articles of each place say; where articles are asked for, of each article."""
    chosen: dict[str, list[list[_Candidate]]] = {}
    for ones in articles:
        chosen.setdefault(_label(query, ones[0].article), []).append(ones)
    return chosen


def _pieces(concepts: Sequence[Concept], ours: Sequence[_Candidate], chars: int) -> list[Piece]:
    """What is shown of an article's sentences, nothing twice, behind the words that name what they are
    about in short."""
    pieces: list[Piece] = []
    article = ours[0].article
    said = "".join(article.text[one.start : one.end] for one in ours)
    if naming := naming_of_thing(article.text, said, ours[0].start):
        pieces.append(Piece(article, *naming, ours[0].score))
    for one in ours:
        piece = _piece(concepts, one, chars)
        if not pieces or piece.start >= pieces[-1].end:
            pieces.append(piece)
    return pieces


def _piece(concepts: Sequence[Concept], one: _Candidate, chars: int) -> Piece:
    """The words that say it, else the clause that covers most, and as much around as an item may hold."""
    text = one.article.text
    sentence = _announced(text, (one.start, one.end))
    clause = one.says or max(clauses(text, sentence), key=lambda c: covers(concepts, text[c[0] : c[1]]))
    start, end = quotation(text, clause, sentence, chars)
    return Piece(one.article, start, end, one.score)


def _announced(text: str, sentence: tuple[int, int]) -> tuple[int, int]:
    """A short sentence together with the next in its paragraph: it only announces what that one says."""
    start, end = sentence
    if end - start > _SHORT:
        return sentence
    line_end = text.find("\n", end)
    rest = text[end : line_end if line_end >= 0 else len(text)]
    following = split_sentences(rest)
    return (start, end + following[0][1]) if following else sentence
