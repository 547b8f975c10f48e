"""What a turn was about, for the next to speak of: its place, the person or thing it named, its subject."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.asking.conversations import Turn
from qa.asking.kinds import Kind, kind_of
from qa.asking.places import find_places
from qa.indexing.index import Index

# Where a question stops naming its subject and begins to ask.
_ASKING = re.compile(
    r"(今年|目前|现在|一共|总共|每周|每天|去年|当时)?(都|还|又|共|主要|先后|累计)?(有|是|在|为|叫|建|开|办|用|靠|设|给|把|被|跟|让)?了?"
    r"(多少|多大|多高|几|什么|啥|哪|谁|怎么|如何|怎样|咋|为什么|为何|百分之几|吗)"
)
_TAIL = re.compile(
    r"([,，的了过着]|新建|成立|开展|组织|解决|建立|清理|改造|建成|调解成|公布|举办|召开|接|养|装|收|占地|面积|卖|查摆出|抽调?|修缮|组建?|化解|整改|吸纳|设立|创建|受理|发放|投入|完成|实现|主要|服务|那针对.*|累计)+$"
)


def place_in(index: Index, text: str) -> str:
    """The narrow place a text names last, or nothing."""
    places = [place for place in find_places(index, text) if place.known]
    return places[-1].name if places else ""


def place_of(index: Index, turn: Turn) -> str:
    """The place a turn was about: asked about, or else the place of the article it was answered from."""
    return place_in(index, turn.resolved_question) or turn.place


def subject_of(turn: Turn) -> str:
    """The words before a turn's question begins to ask: 徐镇镇的返乡创业示范园; may be empty."""
    text = turn.resolved_question.rstrip("?？。!！ ")
    match = _ASKING.search(text)
    return _TAIL.sub("", text[: match.start()] if match else "")


def answered_thing(turn: Turn) -> str:
    """The place or thing a turn's answer named, where that is what was asked for."""
    asked_for = kind_of(turn.resolved_question) in (Kind.PLACE, Kind.WHAT)
    return turn.short if asked_for and turn.short else ""


def answered_place(turn: Turn) -> str:
    """The place a turn's answer named, where a place was asked for."""
    return turn.short if turn.short and kind_of(turn.resolved_question) is Kind.PLACE else ""


def person_of(turns: Sequence[Turn]) -> str:
    """The person spoken of last: one that was the answer to a question for a person."""
    for turn in reversed(turns):
        if turn.short and kind_of(turn.resolved_question) is Kind.PERSON:
            return turn.short
    return ""
