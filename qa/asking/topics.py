"""What a turn was about, for the next to speak of: its place, the person or thing it named, its subject."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.asking.conversations import Turn
from qa.asking.kinds import Kind, kind_of
from qa.asking.people import people_in
from qa.asking.places import find_places
from qa.asking.question_words import POSTS
from qa.indexing.index import Index
from qa.indexing.words import dictionary_words

# Where a question stops naming its subject and begins to ask.
_ASKING = re.compile(
    r"(今年|目前|现在|一共|总共|每周|每天|去年|当时)?(都|还|又|共|主要|先后|累计)?(有|是|在|为|叫|建|开|办|用|靠|设|给|把|被|跟|让)?了?"
    r"(多少|多大|多高|几|什么|啥|哪|谁|怎么|如何|怎样|咋|为什么|为何|百分之几|吗)"
)
_TAIL = re.compile(
    r"([,，的了过着]|搞到?|做|干|罚|讲|是?从|一共|总共|弄|花|涨|去|来|送|捐|补|拉|发|设|拿|打|摆|划分|挣|赚|待|修|派|请|领|吃|新建|成立|开展|组织|解决|建立|清理|改造|建成|调解成|公布|举办|召开|接|养|装|收|占地|面积|卖|查摆出|抽调?|投资|花费|耗资|募集|招募|培训|惠及|覆盖|流转|安装|拆除|接待|修缮|组建?|化解|整改|吸纳|设立|创建|受理|发放|投入|完成|实现|主要|服务|那针对.*|累计)+$"
)

# Where a question has named its subject and begins to tell of it: 黄希松|最早, 助餐卡|一天能, 议事会|首场.
_TELLING = re.compile(
    r"(?<=...)(?:能|会|要|可以|打算|准备|已经|正在|曾|最早|最后|最近|后来|当初|当时|首次|首场|头一[回次]|现在|目前|如今"
    r"|[今去前]年|\d{4}年|[上下]半年|这[次回]|每[天周月年]|一天|一个?月).*$"
)
_WHEN_IT_WAS = re.compile(r"^(?:[今去前]年|\d{4}年)(?:\d{1,2}月|[上下]半年)?")
# What a subject may be left with at its end: …村|靠, …节是|第, …的人|被转移到.
_DONE_TO = re.compile(r"(?<=..)[被靠由][^的被靠由]{0,4}$")
_LOOSE = frozenset(
    "各靠第到在都破是新看拍降立读找给把被由从向跟和与对为让叫用要想会能就才也还又再已正将教打盖请"
)
_WHICH = re.compile(r"哪一?(个|家|座|所|条|支|款|处|位|村|镇|乡|社区|单位|公司|学校)|叫(什么|啥)")
_LONGEST_THING = 16
_HOLDER = re.compile(rf"的?(?:[^的]{{0,6}}(?:{'|'.join(POSTS)})|负责人|[领带]队)$")  # 闫屯村|的驻村第一书记
_EDGE = " ?？。.!！~"


def place_in(index: Index, text: str) -> str:
    """The narrow place a text names last, or nothing."""
    places = [place for place in find_places(index, text) if place.known]
    return places[-1].name if places else ""


def place_of(index: Index, turn: Turn) -> str:
    """The place a turn was about: asked about, or else the place of the article it was answered from."""
    return place_in(index, turn.resolved_question) or turn.place


def subject_of(turn: Turn) -> str:
    """The words before a turn's question begins to ask: 徐镇镇的返乡创业示范园; may be empty."""
    text = _WHEN_IT_WAS.sub("", turn.resolved_question.rstrip("?？。!！ "))
    match = _ASKING.search(text)
    subject = _TAIL.sub("", _TELLING.sub("", text[: match.start()] if match else ""))
    words = dictionary_words(_DONE_TO.sub("", subject))
    while len(words) > 1 and words[-1] in _LOOSE:
        words.pop()
    return subject[: len("".join(words))]


def answered_thing(turn: Turn) -> str:
    """The place or thing a turn's answer named, where the question asked which one or what it is called."""
    asked_for = kind_of(turn.resolved_question) in (Kind.PLACE, Kind.WHAT, Kind.LIST)
    named = asked_for and _WHICH.search(turn.question) and turn.short
    return turn.short if turn.short and named and len(turn.short) <= _LONGEST_THING else ""


def topic_of(index: Index, turns: Sequence[Turn]) -> str:
    """What a conversation is about: the subject of the last question that named one of its own; where that is
    no more than a place, the thing the last answer named."""
    base = next((turn for turn in reversed(turns) if _is_whole(index, turn)), turns[0])
    subject = subject_of(base)
    if kind_of(base.resolved_question) is Kind.PERSON:
        subject = _HOLDER.sub("", subject)
    bare = not subject or subject.strip("的") in place_of(index, base)
    return (answered_thing(turns[-1]) if bare else "") or subject


def _is_whole(index: Index, turn: Turn) -> bool:
    """Whether a question stood alone, or named a place of its own."""
    return turn.question.strip(_EDGE) == turn.resolved_question.strip(_EDGE) or bool(
        place_in(index, turn.question)
    )


def led(place: str, question: str) -> str:
    """The question with its place before it, unless it names it."""
    return question if not place or place in question or place[-3:] in question else f"{place}{question}"


def answered_place(turn: Turn) -> str:
    """The place a turn's answer named, where a place was asked for."""
    return turn.short if turn.short and kind_of(turn.resolved_question) is Kind.PLACE else ""


def person_of(index: Index, turns: Sequence[Turn]) -> str:
    """The person spoken of last: the answer to a question for a person, or one that a question names."""
    for turn in reversed(turns):
        if turn.short and kind_of(turn.resolved_question) is Kind.PERSON:
            return turn.short
        if named := next(people_in(index, turn.resolved_question), ""):
            return named
    return ""
