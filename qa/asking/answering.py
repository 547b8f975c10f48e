"""A question that stands alone to the answer the articles give, or to an honest refusal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from qa.asking.across import list_across, lists_one
from qa.asking.authors import articles_by, holder_in_byline, holder_of_post, places_in_print, who_wrote
from qa.asking.citing import check, cite_all, items_of, said
from qa.asking.comparing import compare
from qa.asking.confidence import odds_of
from qa.asking.conversations import Resolved
from qa.asking.doing import all_they_did
from qa.asking.each_article import asks_of_each, in_each_article
from qa.asking.entries import silent_on, tells_of_two
from qa.asking.enumerations import named_members, points_asked_for
from qa.asking.excepting import names_no_more, sets_aside
from qa.asking.finding import READ, READ_A_SIDE, Finding, find
from qa.asking.introducing import what_they_did, who_is
from qa.asking.kinds import Kind
from qa.asking.namesakes import asks_which, namesakes
from qa.asking.one_place import at_its_place, may_be_of_all, may_be_of_one, one_answers
from qa.asking.pace import Pace
from qa.asking.query import Query, understand
from qa.asking.readings import Reads
from qa.asking.refusing import refuse
from qa.asking.remaining import Told, left_to_tell, point_after
from qa.asking.reranker import Reranker
from qa.asking.samples import greet
from qa.asking.sides import Side, joined_sides, perhaps_sides, sides_of
from qa.asking.telling import piece_of, tell
from qa.asking.topics import place_in
from qa.asking.tracing import trace_of
from qa.indexing.index import Index
from qa.replies import Answer

_THIS = re.compile(r"(该|本|这个?|全)[镇乡村县区市办]|该?(社区|街道)$|当地")  # the place over the article
# Of the confidence asked of an answer, where the conversation tells the article: of 69 follow-ups .90 are
# answered so, .88 with .8 of it, and as many unanswerable ones refused.
_WITHIN = 0.7
_SURE_WITHIN, _FAR_SURER = 0.9, 20


@dataclass(frozen=True, slots=True)
class Asker:
    """Answers from one index with one reader; `refuse_below` is the confidence under which it refuses.

    One that takes questions `as_typed` corrects nothing in them.
    """

    index: Index
    reader: Reads
    refuse_below: float
    list_above: float
    as_typed: bool = False
    reranker: Reranker | None = None
    pace: Pace = field(default_factory=Pace)
    within: frozenset[str] = frozenset()  # the articles it searches; none: all
    passages: int = READ  # that it reads for one answer

    def answer(self, resolved: Resolved) -> Answer:
        """The answer to a question as its conversation understands it: where that can only be about some
        articles, from these; where they do not tell, from others about the place it names; where they hardly
        do, from another that is far surer."""
        given = resolved.question, resolved.favoured, resolved.told
        if not (resolved.within and resolved.favoured):
            return self.ask(*given)
        within = frozenset(resolved.favoured)
        answer = replace(self, within=within, refuse_below=_WITHIN * self.refuse_below).ask(*given)
        if answer.confidence >= _SURE_WITHIN or not (
            answer.answered or place_in(self.index, resolved.question)
        ):
            return answer
        other = self.ask(*given)
        is_surer = odds_of(other.confidence) > _FAR_SURER * odds_of(answer.confidence)
        return other if not answer.answered or (other.answered and is_surer) else answer

    def ask(self, question: str, favoured: Sequence[str] = (), told: Sequence[Told] = ()) -> Answer:
        """The answer to a question that stands alone; `favoured` are the articles the conversation is about,
        `told` what it has told already and need not tell again."""
        self.pace.begin("understand")
        query = understand(self.index, question, self.as_typed)
        if query.kind is Kind.GREETING:
            return greet(self.index, query.text)
        if query.kind is Kind.NONSENSE or (query.unknown_places and not self._may_ignore(query)):
            return self._with_trace(query, refuse(query), ())
        if not told and (answer := self._unread(query)):
            findings = self._find(query, favoured) if may_be_of_one(query, answer) else ()
            return self._with_trace(query, self._of_one(query, findings, answer), findings)
        is_one = bool(told) or sets_aside(query.text)
        if not is_one and (answer := self._of_several(query, favoured)):
            return self._with_trace(query, answer, ())
        findings = self._find(query, favoured)
        if told:
            return self._with_trace(query, self._more(query, findings, told), findings)
        apart = None if is_one else self._apart(query, favoured, findings) or self._over_all(query, findings)
        answer = apart or self._plain(query, findings)
        if not answer.answered:
            answer = what_they_did(self.index, query) or answer
        return self._with_trace(query, answer, findings)

    def _find(self, query: Query, favoured: Sequence[str] = (), most: int = READ) -> list[Finding]:
        count = min(most, self.passages)
        return find(self.index, self.reader, query, favoured, count, self.reranker, self.pace, self.within)

    def _more(self, query: Query, findings: Sequence[Finding], told: Sequence[Told]) -> Answer:
        """What comes after what was told: the next numbered point, else the likeliest that was not told."""
        if point := point_after(self.index, told):
            citations = cite_all([point])
            check(citations)
            return Answer("passage", said([point]), citations=citations, confidence=point.score)
        return self._plain(*left_to_tell(query, findings, told, self.refuse_below))

    def _may_ignore(self, query: Query) -> bool:
        """Whether a place nobody prints stands beside one that is in print."""
        return any(place.known for place in query.places)

    def _unread(self, query: Query) -> Answer | None:
        """The answer of the kinds that bylines and words alone tell; None where none of them fits."""
        self.pace.begin("retrieve")
        index = self.index
        if told := places_in_print(index, query) or who_is(index, query) or all_they_did(index, query):
            return told
        if query.kind is Kind.AUTHOR:
            return who_wrote(self.index, query)
        if query.kind is Kind.ARTICLES and not asks_of_each(query):
            return articles_by(self.index, query) or self._listed(query)
        if query.across or asks_which(self.index, query):
            return self._listed(query)
        return None if namesakes(self.index, query) else holder_of_post(self.index, query)

    def _listed(self, query: Query, least: int = 1) -> Answer | None:
        return list_across(self.index, query, self.list_above, self.reader, least)

    def _of_one(self, query: Query, findings: Sequence[Finding], listed: Answer) -> Answer:
        """What the reader finds, where the list has one entry or one article alone answers; else the list.

        The one entry keeps its place, if its article has one.
        """
        if not findings or not (lists_one(listed) or one_answers(findings)):
            return listed
        answer = self._plain(query, findings)
        if not answer.answered:
            return listed
        if not lists_one(listed) or not findings[0].article.place:
            return answer
        return at_its_place(findings[0].article, piece_of(query.kind, findings[0]), answer.confidence)

    def _of_several(self, query: Query, favoured: Sequence[str]) -> Answer | None:
        """What several articles or places are each asked for; None where the question is about one."""
        if each := in_each_article(query, lambda one: self._find(one, favoured), self.refuse_below):
            return each
        sides = sides_of(self.index, query)
        if not sides and (alike := namesakes(self.index, query)) and not joined_sides(self.index, query):
            sides = alike
        return self._compared(sides, favoured)

    def _apart(self, query: Query, favoured: Sequence[str], findings: Sequence[Finding]) -> Answer | None:
        """What is asked of each of several, where no one sentence tells of all. A side the paper is silent on
        is named so where nothing else is found for them together."""
        sides = joined_sides(self.index, query)
        perhaps = [] if sides else perhaps_sides(self.index, query)
        if findings and all(side.label in findings[0].said for side in sides or perhaps):
            return None
        answer = self._compared(sides or perhaps, favoured)
        if perhaps and answer and not tells_of_two(answer):
            return None
        is_found = bool(findings) and findings[0].probability >= self.refuse_below
        if answer and is_found and silent_on(answer) and not _cites(answer, findings[0]):
            return None
        return answer

    def _over_all(self, query: Query, findings: Sequence[Finding]) -> Answer | None:
        """What several articles each have of a sort asked for by no place or name; None where one alone has
        it, fewer than two have it for sure, or the conversation is about some articles."""
        if self.within or not may_be_of_all(query, findings):
            return None
        return self._listed(query, least=2)

    def _compared(self, sides: Sequence[Side], favoured: Sequence[str]) -> Answer | None:
        if not sides:
            return None
        return compare(
            sides,
            lambda side: self._find(side, favoured, READ_A_SIDE),
            self.refuse_below,
            lambda side: holder_in_byline(self.index, side),
        )

    def _plain(self, query: Query, findings: Sequence[Finding]) -> Answer:
        if not findings or findings[0].probability < self.refuse_below:
            return refuse(query, findings)
        if any(names_no_more(query.text, finding.said) for finding in findings):
            return refuse(query, findings)
        if (named := named_members(query.text, findings[0])) is not findings[0]:
            return tell(query, [named, *findings[1:]])
        if query.kind is Kind.PLACE and findings[0].article.place and _THIS.match(findings[0].text):
            piece = replace(piece_of(query.kind, findings[0]), short=None)
            return at_its_place(findings[0].article, piece, findings[0].probability)
        if points := points_asked_for(query, findings[0]):
            citations = cite_all(points)
            check(citations)
            return Answer(
                "list", said(points), items=items_of(points), citations=citations,
                confidence=findings[0].probability,
            )  # fmt: skip
        return tell(query, findings)

    def _with_trace(self, query: Query, answer: Answer, findings: Sequence[Finding]) -> Answer:
        notices = tuple(f"已按“{correction.meant}”查找" for correction in query.corrections)
        return replace(answer, notices=notices, trace=trace_of(query, answer, findings, self.refuse_below))


def _cites(answer: Answer, finding: Finding) -> bool:
    """Whether an answer quotes words of a finding's sentence."""
    start, end = finding.sentence
    return any(
        one.article.id == finding.article.id and one.start < end and start < one.end
        for one in answer.citations
    )
