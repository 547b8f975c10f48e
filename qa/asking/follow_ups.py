"""A question and the turns before it to a question that stands alone; a new topic inherits nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from qa.asking.conversations import Resolved, Turn
from qa.asking.kinds import Kind, kind_of
from qa.asking.leaning import CONNECTIVE, leans, says_little, spoken_of
from qa.asking.people import people_in
from qa.asking.places import find_places
from qa.asking.pointing import THEY, pointing
from qa.asking.topics import answered_thing, led, place_in, place_of, subject_of, topic_of
from qa.indexing.index import Index
from qa.indexing.words import dictionary_words

_EDGE = " ?？。.!！~"
_SO = r"(?:那么?|那?|然后|还有|另外|再问一?下?|顺便问?一?下?|对了)?[,，]?"
_SO_THEN = re.compile(r"^那么?[,，]?(?![个位家些里儿边种所天年次时场])")
_INSTEAD = re.compile(
    r"^(?:(?:不对|不是|错了|说错了|问错了|搞错了|弄错了|我?说的不是|我问的不是)(?P<not>[^,，。]{0,12})"
    r"[,，。 ]*(?:我(?:要|想)?(?:问|说)的?是?|我(?:是|指)(?:问|说|的)?的?是?|应该是|是)?"
    r"|我(?:要|想)?(?:问|说|指)的是)(?P<but>.+)$"
)
_AND_WHAT_OF = re.compile(
    rf"^{_SO}(?P<what>[^,，?？]{{1,16}}?)(?:那边|那里|那儿|这边)?(?:呢|怎么样|如何|又如何|怎样)$"
)
_AND_OF = re.compile(rf"^{_SO}(?P<what>[^,，?？]{{1,12}}?)呢[,，](?P<rest>.+)$")
_PRONOUN = re.compile(r"^[他她它]们?$")
_MORE = re.compile(
    r"^(?:还有(?:呢|吗|谁|哪些|什么|啥|别的吗?|其他的?吗?)?|其他的?(?P<kind>.{0,6}?)呢?|别的呢?|另外(?:的|几个)?呢?|除此之外呢?)$"
)
_WHICH = re.compile(
    r"^(?:具体)?(?:都|分别|各)?(?:有|是)?(?:哪些|哪几[个件项条种]?|什么|啥|哪[两三四五六七八九十]+[个件项条种])$"
)
_ORDINAL = re.compile(
    r"第(?P<n>[一二三四五六七八九十\d]+)(?:个|家|项|条|种|件|点|位|处|名|类)(?P<place>地方|镇|村|社区|乡)?|(?P<former>前者)|(?P<latter>后者)"
)
_BARE = re.compile(r"^(?:呢|是什么|是啥|是哪个|是谁|叫什么|怎么说)?$")
_POST = re.compile(r"[长记任员人师]$")
_WHEN = r"哪一?[年月天]|几月几号|几[号点]|什么时候|啥时候?|何时"
_WHERE = r"在?(?:什么地方|啥地方|哪里|哪儿|哪)"
_ASKING_ALONE = re.compile(rf"^(?:那|又|都|是|到底|具体)*(?P<what>{_WHEN}|{_WHERE}|谁)(?:呢|的|啊|呀)*$")
_ASKING_WORDS = re.compile(
    rf"(?:{_WHEN}|{_WHERE}|谁|多少|几[个名位家户次场件项条处支]|怎么|为什么|为啥)(?![些个家座所条支位种款几一两三])"
)
_SAME_SORT = re.compile(r"^[^的]{2,6}(社区|小区|街道|[镇乡村县])$")
# 招募了多少|志愿者, of which another sort may be asked for
_OF_ALL_COUNTED = re.compile(r"(?:多少|几[个名位人家户次场件项条处支])(?P<noun>[^\W\d的]{2,8})[?？]?$")
_COUNTED = re.compile(r"(多少|几)(个|件|项|名|种|条|处|支|家|类|户|次|场)?")


# …社区常住人口是多少: what is counted next, 志愿者有多少, is another thing of the place
_ITS_AMOUNT = re.compile(r"(?:有|是|达到?|为)多少[?？]?$")
_OWN_AMOUNT = re.compile(r"[\u3400-\u9fff]{2,6}?(?:[一总]?共|现在|目前)?(?:有|是|达到?)多少")

Rule = Callable[[Index, str, Sequence[Turn]], Resolved | None]


def resolve(index: Index, question: str, turns: Sequence[Turn]) -> Resolved:
    """The question as asked, or completed from the turns before; the first rule that applies decides."""
    asked = question.strip(_EDGE)
    if turns and kind_of(asked) is not Kind.GREETING:
        for rule in _RULES:
            if resolved := rule(index, asked, turns):
                is_as_asked = resolved.question == asked
                return replace(resolved, question=question) if is_as_asked else resolved
    return Resolved(question)


def _instead(index: Index, asked: str, turns: Sequence[Turn]) -> Resolved | None:
    """不对，我要问的是徐镇镇: the last question with another place or thing in it."""
    match = _INSTEAD.match(asked)
    if not match:
        return None
    wrong, right = (match["not"] or "").strip("的 "), match["but"].strip("的 ")
    last = turns[-1]
    if place_in(index, right):
        return Resolved(_with_place(index, last, right))
    if wrong and wrong in last.resolved_question:
        named = next((word for word in dictionary_words(last.resolved_question) if wrong in word), wrong)
        return Resolved(last.resolved_question.replace(named, right), last.articles)  # 肉牛, where it says 牛
    if counterpart := _counterpart(last.resolved_question, right):
        return Resolved(last.resolved_question.replace(counterpart, right), last.articles)
    asking = re.search(r"什么时候|什么地方|为什么|(多少|几).?|谁|哪.|什么|怎么", last.resolved_question)
    return Resolved(f"{place_of(index, last)}{right}{asking.group() if asking else ''}？", last.articles)


def _counterpart(question: str, right: str) -> str:
    """The last two characters of a question that share one with the two that were meant: 闭村, for 开村."""
    if len(right) != 2:
        return ""
    pairs = (question[at : at + 2] for at in range(len(question) - 2, -1, -1))
    return next(
        (pair for pair in pairs if pair != right and (pair[0] == right[0] or pair[1] == right[1])), ""
    )


def _and_of(index: Index, asked: str, turns: Sequence[Turn]) -> Resolved | None:
    """履行率呢，是多少: what is asked of another thing of the place, or of somebody: 她呢，花了多少钱."""
    match = _AND_OF.match(asked)
    if not match:
        return None
    what = match["what"]
    if _PRONOUN.match(what):
        return pointing(index, f"{what}{match['rest']}", turns)
    named = bool(place_in(index, what))
    place = "" if named else place_of(index, turns[-1])
    return Resolved(f"{place}{what}{match['rest']}", () if named else turns[-1].articles)


def _and_what_of(index: Index, asked: str, turns: Sequence[Turn]) -> Resolved | None:
    """清河头乡呢: the last question asked of another place, person or thing."""
    last = turns[-1]
    match = _AND_WHAT_OF.match(asked)
    if (
        not match
        or _ORDINAL.search(asked)
        or _MORE.match(asked)
        or re.search(r"[多几谁哪]|什么|怎么", match["what"])
    ):
        return None
    named = THEY.sub("", match["what"])
    what = named.strip("的")
    if what in index.names.stems and place_in(index, last.resolved_question):
        what = index.names.stems[what]  # 清丰的呢
    if place_in(index, what) or (_SAME_SORT.search(what) and find_places(index, last.resolved_question)):
        return Resolved(_with_place(index, last, what))
    if any(people_in(index, what)) and (name := next(people_in(index, last.resolved_question), "")):
        return Resolved(last.resolved_question.replace(name, what))
    match = _OF_ALL_COUNTED.search(last.resolved_question)
    if match and not named.endswith("的"):
        counted = last.resolved_question[: match.start("noun")] + what
        return Resolved(f"{counted}？", last.articles, within=True)
    if kind_of(last.resolved_question) is Kind.PERSON and (named.endswith("的") or _POST.search(named)):
        return Resolved(led(place_of(index, last), f"{named}是谁？"), last.articles)
    subject = answered_thing(turns[-1]) or subject_of(last)
    asking = last.resolved_question.partition(subject)[2] if subject else last.resolved_question
    place = place_of(index, last)
    return Resolved(
        f"{place}{'的' if place else ''}{what}{asking or '，' + last.resolved_question}", last.articles
    )


def _with_place(index: Index, last: Turn, what: str) -> str:
    """The last question about another place; where it named none, the place is put before it, and another
    county before the town of that name it has as well."""
    text = last.resolved_question
    places = find_places(index, text)
    if not places:
        return f"{what}{text}"
    town, county = places[-1].narrow, index.names.stems.get(what, what)
    if town != county and county + town in index.names.places:
        what = county + town
    return f"{text[: places[0].start]}{what}{text[places[-1].end :]}"


def _more(index: Index, asked: str, turns: Sequence[Turn]) -> Resolved | None:
    """还有呢: the last question again, without what was told."""
    match = _MORE.match(asked)
    if not match:
        return None
    last = turns[-1]
    told = tuple(span for turn in turns for span in turn.spans if turn.articles == last.articles)
    kind = match["kind"]
    if kind:
        return Resolved(f"{place_of(index, last)}其他的{kind}还有哪些？", last.articles, told)
    return Resolved(last.resolved_question, last.articles, told)


def _which(index: Index, asked: str, turns: Sequence[Turn]) -> Resolved | None:
    """都有哪些: the last question, asked for what it counted."""
    if not _WHICH.match(asked):
        return None
    last = turns[-1]
    return Resolved(_COUNTED.sub("哪些", last.resolved_question, count=1), last.articles)


def _ordinal(index: Index, asked: str, turns: Sequence[Turn]) -> Resolved | None:
    """第二个呢: the second of what the last answer enumerated, or of the places asked about."""
    match = _ORDINAL.search(asked)
    if not match or match.start() > 2:
        return None
    number = _number(match)
    rest = asked[match.end() :].strip(_EDGE)
    if match["place"]:
        places = list(dict.fromkeys(filter(None, (place_of(index, turn) for turn in turns))))
        return Resolved(f"{places[number]}{rest}") if number < len(places) else None
    last = next((turn for turn in reversed(turns) if turn.items), turns[-1])
    if _BARE.match(rest):
        return Resolved(last.resolved_question, last.articles)
    if number >= len(last.items):
        return None
    return Resolved(f"{last.items[number]}{rest}？", last.articles)


def _number(match: re.Match[str]) -> int:
    if match["former"] or match["latter"]:
        return 0 if match["former"] else 1
    text = match["n"]
    return int(text) - 1 if text.isdigit() else max("一二三四五六七八九十".find(text), 0)


def _asked_alone(index: Index, asked: str, turns: Sequence[Turn]) -> Resolved | None:
    """在什么地方, 什么时候: the last question with this in its asking words' place."""
    last = turns[-1]
    match = _ASKING_ALONE.match(asked)
    words = _ASKING_WORDS.search(last.resolved_question)
    if not match or not words:
        return None
    text = last.resolved_question
    return Resolved(
        f"{text[: words.start()]}{match['what']}{text[words.end() :]}", last.articles, within=True
    )


def _elliptic(index: Index, asked: str, turns: Sequence[Turn]) -> Resolved | None:
    """一共分了几个组: a question without a subject, led by the last one's."""
    turns = spoken_of(index, turns)
    last = turns[-1]
    asked = _SO_THEN.sub("", asked)
    if not leans(index, asked, last):
        return None
    if not says_little(index, asked) and not CONNECTIVE.match(asked):
        return Resolved(asked, last.articles)
    place = place_of(index, last)
    other = place and _ITS_AMOUNT.search(last.resolved_question) and _OWN_AMOUNT.match(asked)
    return Resolved(
        led(place, f"{'' if other else topic_of(index, turns)}{asked}？"), last.articles, within=True
    )


_RULES: tuple[Rule, ...] = (
    _instead, _more, _which, _ordinal, _asked_alone, _and_of, _and_what_of, pointing, _elliptic,
)  # fmt: skip
