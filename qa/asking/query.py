"""A question to a query: what is asked, of what kind, about which places, in the words of the corpus."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.asking.english import is_foreign, translate, translate_words
from qa.asking.kinds import Kind, asks, asks_across, asks_to_compare, gives_orders, kind_of
from qa.asking.misheard import correct_bodies, correct_place
from qa.asking.numerals import fold_numerals
from qa.asking.people import correct_people, people_in
from qa.asking.places import Place, find_places
from qa.asking.question_words import LEAD_INS
from qa.asking.spelling import (
    Correction,
    asking_word_meant,
    correct,
    spell_out,
)
from qa.indexing.folding import fold
from qa.indexing.index import Index

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?\n]*[”\"』」]*")
_CLAUSE = re.compile(r"[^，,；;。！？!?\n]+[，,；;。！？!?\n]*")
_LEAD_IN = re.compile(LEAD_INS)
_QUOTED = re.compile(r"[\"《']([^\"》']{2,20})[\"》']")
_TOWN, _VILLAGES = re.compile(r"(街道|[镇乡办])$"), re.compile(r"哪(些|几个).{0,2}(村|社区|小区)")
_WRITTEN = re.compile(r"[写采]了?(什么|啥|哪|几|多少|过|的)|稿|文章|报道|新闻")  # beside an author's name
_INTRODUCES = re.compile(r"(介绍|说说|讲讲|聊聊|了解)(一?下)?(的?(基本)?情况)?[?？]*")  # a place
_RAMBLING_CHARS = 70  # a question longer than this is read for the clauses that ask


@dataclass(frozen=True, slots=True)
class Query:
    """A question as the retriever and the reader read it. `text` is folded and corrected."""

    asked: str
    text: str
    kind: Kind
    places: tuple[Place, ...] = ()
    named: tuple[str, ...] = ()  # people whose names of three characters are in print
    quoted: tuple[str, ...] = ()  # names in quotation marks
    across: bool = False  # asks which of many
    compares: bool = False  # its wording asks about several sides
    corrections: tuple[Correction, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """The people asked about; of a side of a comparison, its own."""
        return tuple(name for name in self.named if name in self.text)

    @property
    def unknown_places(self) -> tuple[Place, ...]:
        """The places no article prints."""
        return tuple(place for place in self.places if not place.known)


def understand(index: Index, question: str, as_typed: bool = False) -> Query:
    """The query of a question that stands alone; asked `as_typed`, no slip of the pen is looked for."""
    core = essence(question)
    kind = kind_of(core) if core else Kind.NONSENSE
    if kind in (Kind.GREETING, Kind.NONSENSE):
        return Query(question, fold(core), kind)
    text = fold_numerals(core)
    text, corrections = (fold(text), ()) if as_typed else _corrected(index, text)
    if is_foreign(text):
        text = translate(index, text)
    kind = kind_of(text)
    places = find_places(index, text)
    if not as_typed:
        for place in places:
            typed = text[place.start : place.end] if place.without_ending(text) else place.narrow
            if (typed != place.narrow or not place.known) and (slip := correct_place(index, typed)):
                text = text.replace(slip.typed, slip.meant)
                corrections = (*corrections, slip)
        places = find_places(index, text)
    if kind is not Kind.AUTHOR and _asks_for_articles(index, text, places):
        kind = Kind.ARTICLES
    return Query(
        asked=question,
        text=text,
        kind=kind,
        places=places,
        named=tuple(people_in(index, text)),
        quoted=tuple(_QUOTED.findall(text)),
        across=asks_across(text) and not any(is_one(place, text) for place in places),
        compares=asks_to_compare(text),
        corrections=corrections,
    )


def _asks_for_articles(index: Index, text: str, places: Sequence[Place]) -> bool:
    """Whether a question asks what an author wrote, or for all there is about a place."""
    if _WRITTEN.search(text) and any(name in text for name in index.names.authors):
        return True
    return bool(places and _INTRODUCES.fullmatch(without_places(text, places[-1:]).strip()))


def without_places(text: str, places: Iterable[Place]) -> str:
    """A text with the names of places blanked out."""
    for place in places:
        text = text.replace(place.name, " ")
    return text


def is_one(place: Place, text: str) -> bool:
    """Whether a place is too narrow to have many in it of what is asked about: a town has villages."""
    town = _TOWN.search(place.narrow) and _VILLAGES.search(text)
    return len(place.narrow) > 2 and place.narrow[-1] not in "县市区" and not town


def _corrected(index: Index, text: str) -> tuple[str, tuple[Correction, ...]]:
    """The question with its slips of the pen put right, and those that are shown."""
    text = fold(text)
    if not asks(text):
        text = asking_word_meant(text)
    if not is_foreign(text):
        text = translate_words(text)
    text, spelt = spell_out(index, text)
    text, named = correct_people(index, text)
    text, bodies = correct_bodies(index, text)
    text, corrections = correct(index, text)
    return text, (*spelt, *named, *bodies, *corrections)


def essence(question: str) -> str:
    """The part of a question that asks: no orders to the service, no lead-in, no story around it.

    Empty where there is nothing but orders.
    """
    sentences = [match.group().strip() for match in _SENTENCE.finditer(question)]
    asking = [sentence for sentence in sentences if not gives_orders(sentence)]
    if len(asking) < len(sentences):
        asking = [sentence for sentence in asking if asks(sentence)]
    text = " ".join(asking)
    if len(text) > _RAMBLING_CHARS:
        text = _asking_clauses(text)
    return _without_lead_in(text)


def _asking_clauses(text: str) -> str:
    """From the clause before the first that asks to the last that asks: the story around is left out."""
    clauses = [match.group() for match in _CLAUSE.finditer(text)]
    at = [number for number, clause in enumerate(clauses) if asks(clause)]
    if not at:
        return text
    kept: list[str] = []
    for number in range(at[-1], -1, -1):
        if sum(map(len, kept)) + len(clauses[number]) > _RAMBLING_CHARS and kept:
            break
        kept.insert(0, clauses[number])
    return "".join(kept)


def _without_lead_in(text: str) -> str:
    while (match := _LEAD_IN.match(text)) and match.end() < len(text):
        text = text[match.end() :]
    return text.strip()
