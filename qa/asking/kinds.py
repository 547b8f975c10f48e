"""A question to its kind: what sort of answer it asks for, and whether of one article or of many."""

from __future__ import annotations

import re
from enum import StrEnum

from qa.asking.question_words import ACROSS, COMPARE, GREETING, KIND_WORDS, ORDERS, UNTOLD
from qa.indexing.folding import fold


class Kind(StrEnum):
    """What a question asks for."""

    NUMBER = "number"
    PERSON = "person"
    PLACE = "place"
    TIME = "time"
    LIST = "list"
    HOW = "how"
    WHY = "why"
    WHAT = "what"
    YESNO = "yesno"
    AUTHOR = "author"
    ARTICLES = "articles"
    GREETING = "greeting"
    NONSENSE = "nonsense"


FACTS = frozenset({Kind.NUMBER, Kind.PERSON, Kind.PLACE, Kind.TIME, Kind.WHAT})  # a short span answers
TELLING = frozenset({Kind.HOW, Kind.WHY})  # sentences answer

_KINDS = tuple((Kind(kind), re.compile(words)) for kind, words in KIND_WORDS)
_ACROSS = re.compile(ACROSS)
_COMPARE = re.compile(COMPARE)
_GREETING = re.compile(GREETING, re.IGNORECASE)
_UNTOLD = re.compile(UNTOLD)
_ORDERS = re.compile(ORDERS, re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTERS = re.compile(r"[a-z]{2,}")
_EDGE_MARKS = " ,.!?。！？~～"


def kind_of(question: str) -> Kind:
    """The kind of a question; NONSENSE where there are no words in it or no newspaper could
    tell, WHAT where nothing shows what is asked."""
    text = fold(question).strip(_EDGE_MARKS)
    if not _has_words(text):
        return Kind.NONSENSE
    if _UNTOLD.search(text):
        return Kind.NONSENSE
    if _GREETING.search(text):
        return Kind.GREETING
    return next((kind for kind, words in _KINDS if words.search(text)), Kind.WHAT)


def asks_across(question: str) -> bool:
    """Whether the question asks which of many places or articles."""
    return bool(_ACROSS.search(fold(question)))


def asks_to_compare(question: str) -> bool:
    """Whether the wording asks about several sides at once, whatever they are."""
    return bool(_COMPARE.search(fold(question)))


def gives_orders(sentence: str) -> bool:
    """Whether a sentence tries to instruct the service instead of asking about the articles."""
    return bool(_ORDERS.search(fold(sentence)))


def asks(sentence: str) -> bool:
    """Whether a sentence asks for anything."""
    text = fold(sentence).strip(_EDGE_MARKS)
    return any(words.search(text) for _, words in _KINDS)


def _has_words(text: str) -> bool:
    han = _HAN.findall(text)
    if han:
        return len(set(han)) > 1 or len(han) <= 2
    letters = _LETTERS.findall(text)
    return bool(letters) and len(set("".join(letters))) > 2
