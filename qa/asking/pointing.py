"""A question with a word that points back (他, 它, 那里, 这个镇) to one that says what is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.asking.conversations import Resolved, Turn
from qa.asking.leaning import spoken_of
from qa.asking.topics import (
    answered_place,
    answered_thing,
    led,
    person_of,
    place_in,
    place_of,
    subject_of,
    topic_of,
)
from qa.indexing.index import Index

_FORMER_PERSON = re.compile(r"(前面|刚才|之前|上面)(说的|提到的)?(那个|那位)(人|同志|老乡|乡贤|干部)?")
_FORMER = re.compile(r"^(前面|刚才|之前|上面)(说的|提到的|那个)?")
_PEOPLE = re.compile(
    r"(?:多少|几)[名位个]?(?P<who>[\u3400-\u9fff]{1,8}[员人民者生师军兵众工家部])(?=[?？,，。]|$)"
)
THEY = re.compile(r"他们|她们|它们")
_PERSON = re.compile(r"(?<!其)[他她](?!们|人)|这个人|那个人|这位|此人")
_THING = re.compile(
    r"它(?!们)|这(个|家|所|条|项|支)?(?=[的是有在叫])|那(个|家|所|条|项|支)(?=[的是有在叫])|该(?!怎|如|不)"
)
_SOMEBODY = re.compile(r"[人者员们]$|孩子$|居民$|群众$|学生$|老师$")  # at the end of what is no place
_THERE = re.compile(r"(?:^[在去到])?(那里|那儿|这里|这儿|那边|这边|当地)")
_THIS_PLACE = re.compile(
    r"(这个?|该|那个?|本)(?P<kind>镇子?|乡|村[子里]?|社区|街道|县[里城]?|区|办|地方|园区|单位)"
)


def pointing(index: Index, asked: str, turns: Sequence[Turn]) -> Resolved | None:
    """他, 它, 那里, 这个镇: the word that points back, replaced by what it points to."""
    turns = spoken_of(index, turns)
    last = turns[-1]
    if _FORMER_PERSON.search(asked):
        first = next((turn for turn in turns if turn.articles), last)
        return Resolved(_with(_FORMER_PERSON, subject_of(first), asked), first.articles)
    if _FORMER.match(asked) and place_in(index, asked):
        return Resolved(_FORMER.sub("", asked))
    place, topic = place_of(index, last), topic_of(index, turns)
    there = answered_place(last) or (topic if not _SOMEBODY.search(topic) else "") or place or topic
    resolved = asked
    for words, meant in (
        (_THIS_PLACE, place),
        (THEY, _people_of(last) or topic or place),
        (_PERSON, person_of(index, turns) or topic or place),
        (_THERE, there),
        (_THING, answered_thing(last) or topic or place),
    ):
        if words.search(asked) and meant and not (words is _THERE and place_in(index, asked)):
            resolved = _with(words, meant, resolved, count=1)
    if resolved == asked:
        return None
    return Resolved(led(place, resolved), last.articles, within=not place_in(index, asked))


def _people_of(turn: Turn) -> str:
    """The people a question has counted: 多少名驻区党员."""
    counted = _PEOPLE.search(turn.resolved_question)
    return counted["who"] if counted else ""


def _with(words: re.Pattern[str], meant: str, asked: str, count: int = 0) -> str:
    """The question with what is meant in the words' place, as it stands: it may hold a backslash."""
    return words.sub(lambda _: meant, asked, count=count)
