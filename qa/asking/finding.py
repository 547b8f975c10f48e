"""Retrieved passages, read for the question, to the places in articles that may answer it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from qa.asking.agreement import leading_names, prints_any
from qa.asking.confidence import Signs, probability
from qa.asking.kinds import Kind
from qa.asking.matching import Weights, coverage, term_weights
from qa.asking.needing import is_of_another_kind, the_one_done, the_one_of_its_kind
from qa.asking.owning import is_anothers, tells_of_somebody_else
from qa.asking.pace import Pace
from qa.asking.query import Query
from qa.asking.readings import Reading, Reads, evidence_of, held_for, in_one_sentence, spans_of
from qa.asking.reranker import Reranker
from qa.asking.retrieval import Found, retrieve
from qa.asking.shapes import HARDLY, name_alone, shape
from qa.asking.spans import Span, behind_dateline, sentence_around, with_whole_words
from qa.indexing.folding import fold
from qa.indexing.index import Index
from qa.indexing.passages import heading_of
from qa.records import Article, Passage

# Passages the reader reads for one answer. Of 4, 5, 6 and 8 it answers .821, .825, .831 and .831 of unseen
# questions from the right sentence; each costs a tenth of the time a question takes.
READ = 6
# Of a comparison and of a message of several questions, each read by itself: 4 and 6 answer no more.
READ_A_SIDE = 3
_RERANKED = 4  # times as many passages go through a reranker as are read


@dataclass(frozen=True, slots=True)
class Finding:
    """A span of an article that may answer, the sentence it stands in, and how likely it answers."""

    article: Article
    start: int
    end: int
    sentence: tuple[int, int]
    probability: float
    signs: Signs
    evidence: tuple[tuple[int, int, float], ...]  # sentences of the passage, and how far each belongs to it

    @property
    def text(self) -> str:
        """The words of the span."""
        return self.article.text[self.start : self.end]

    @property
    def said(self) -> str:
        """The words of the sentence."""
        return self.article.text[self.sentence[0] : self.sentence[1]]


def find(
    index: Index,
    reader: Reads,
    query: Query,
    favoured: Iterable[str] = (),
    count: int = READ,
    reranker: Reranker | None = None,
    pace: Pace | None = None,
    within: Collection[str] = (),
) -> list[Finding]:
    """What the passages that answer best say, likeliest first, ties to the better passage; those of the
    articles `within` alone, if any are named.

    A `reranker` chooses the passages to read among several times as many.
    """
    pace = pace or Pace()
    pace.begin("retrieve")
    if reranker is None:
        found = retrieve(index, query, count, favoured, within)
    else:
        many = retrieve(index, query, _RERANKED * count, favoured, within)
        found = rerank(index, query, many, reranker)[:count]
    pace.begin("read")
    readings = _read(index, reader, query, found)
    pace.begin("answer")
    return judge(index, query, found, readings, () if within else leading_names(index, query.text))


def rerank(index: Index, query: Query, found: Sequence[Found], reranker: Reranker) -> list[Found]:
    """The same passages by the reranker's scores, best first, ties in the order given."""
    scores = reranker.rerank(query.text, [index.passage(one.passage).text for one in found])
    order = sorted(range(len(found)), key=lambda at: -scores[at])
    return [found[at] for at in order]


def _read(index: Index, reader: Reads, query: Query, found: Sequence[Found]) -> Sequence[Reading]:
    passages = [index.passage(one.passage) for one in found]
    return reader.read(query.text, [(heading_of(index.articles[p.article]), p.text) for p in passages])


def judge(
    index: Index, query: Query, found: Sequence[Found], readings: Sequence[Reading], names: Sequence[str] = ()
) -> list[Finding]:
    """The findings of all readings, likeliest first, each sentence once; where `names` are asked about, an
    article that prints none of them hardly answers."""
    weights = term_weights(index, query.text)
    findings: dict[tuple[str, tuple[int, int]], Finding] = {}
    for one, reading in zip(found, readings, strict=True):
        for finding in _findings(index, query, weights, names, one, reading):
            place = finding.article.id, finding.sentence
            if place not in findings or finding.probability > findings[place].probability:
                findings[place] = finding
    return sorted(findings.values(), key=lambda finding: -finding.probability)


def _findings(
    index: Index, query: Query, weights: Weights, names: Sequence[str], found: Found, reading: Reading
) -> Iterator[Finding]:
    """What a passage says in the sentence of its best span, and in those of the next best ones; nothing
    where it was not read to its end."""
    if not reading.spans:
        return
    passage = index.passage(found.passage)
    article = index.articles[passage.article]
    heading = heading_of(article)
    evidence = evidence_of(passage.start, passage.text, reading)
    is_strange = bool(names) and not prints_any(article, names)
    seen: set[Span] = set()
    for start, end, score in spans_of(query.kind, passage.text, reading):
        span, sentence = _in_article(article, passage, (start, end), reading)
        if sentence in seen or _is_anothers(index, query, article, span, sentence):
            continue
        seen.add(sentence)
        said = article.text[slice(*sentence)]
        span = _asked_for(query, article, span, sentence)
        hardly = is_strange or tells_of_somebody_else(index, query.text, query.people, said)
        fits = _fits(query, heading, article.text[slice(*span)], said)
        signs = Signs(
            reader=score,
            evidence=held_for(evidence, span[0]),
            sentence=coverage(weights, said, heading),
            meaning=found.legs["vectors"],
            favoured=found.favoured,
            agrees=found.agrees if query.places else None,
            fits=min(fits, HARDLY) if hardly else fits,
        )
        yield Finding(article, *span, sentence, probability(signs), signs, evidence)


def _in_article(article: Article, passage: Passage, span: Span, reading: Reading) -> tuple[Span, Span]:
    """A span of a passage, in whole words, and its sentence without the dateline, both in the article."""
    start, end = with_whole_words(passage.text, in_one_sentence(passage.text, span, reading))
    start, end = passage.start + start, passage.start + end
    return (start, end), behind_dateline(article, sentence_around(article.text, start, end), start)


def _is_anothers(index: Index, query: Query, article: Article, span: Span, sentence: Span) -> bool:
    """Whether a span names who reports, which is asked for otherwise, or tells of another than is asked
    about."""
    if query.kind is Kind.PERSON and span[1] <= article.facts.opens:
        return True
    return is_anothers(index, query, article.text[slice(*sentence)], span[0] - sentence[0])


def _asked_for(query: Query, article: Article, span: Span, sentence: Span) -> Span:
    """The span, or the one quantity in its sentence that is what is asked for where the span is not."""
    said = article.text[slice(*sentence)]
    other = None
    if is_of_another_kind(query.text, fold(article.text[slice(*span)])):
        other = the_one_of_its_kind(query.text, said)
    if other is None and query.kind is Kind.NUMBER:
        other = the_one_done(query.text, said)
    if other is None and query.kind is Kind.PERSON:
        return span[0] + name_alone(article.text[slice(*span)]), span[1]
    return (sentence[0] + other[0], sentence[0] + other[1]) if other else span


def _fits(query: Query, heading: str, span: str, said: str) -> float:
    """How well a span has the shape asked for; of a place the heading tells as well: 该镇 is its town."""
    told = f"{heading}{said}" if query.kind is Kind.PLACE else said
    return shape(query.kind, query.text, span, told)
