"""A question and the turns before it to a question that stands alone; a new topic inherits nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.asking.conversations import Turn
from qa.asking.kinds import Kind, kind_of
from qa.asking.leaning import CONNECTIVE, leans, says_little
from qa.asking.places import find_places
from qa.asking.topics import (
    answered_place,
    answered_thing,
    person_of,
    place_in,
    place_of,
    subject_of,
    topic_of,
)
from qa.indexing.index import Index

_EDGE = " ?？。.!！~"
_SO = r"(?:那么?|那?|然后|还有|另外|再问一?下?|顺便问?一?下?|对了)?[,，]?"
_INSTEAD = re.compile(
    r"^(?:不对|不是|错了|说错了|问错了|搞错了|弄错了|我?说的不是|我问的不是)(?P<not>[^,，。]{0,12})[,，。 ]*"
    r"(?:我(?:要|想)?(?:问|说)的?是?|我(?:是|指)(?:问|说|的)?的?是?|应该是|是)?(?P<but>.+)$"
)
_AND_WHAT_OF = re.compile(
    rf"^{_SO}(?P<what>[^,，?？]{{1,16}}?)(?:那边|那里|那儿|这边)?(?:呢|怎么样|如何|又如何|怎样)$"
)
_AND_OF = re.compile(rf"^{_SO}(?P<what>[^,，?？]{{1,12}}?)呢[,，](?P<rest>.+)$")
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
_FORMER_PERSON = re.compile(r"(前面|刚才|之前|上面)(说的|提到的)?(那个|那位)(人|同志|老乡|乡贤|干部)?")
_FORMER = re.compile(r"^(前面|刚才|之前|上面)(说的|提到的|那个)?")
_POST = re.compile(r"[长记任员人师]$")
_PEOPLE = re.compile(
    r"(?:多少|几)[名位个]?(?P<who>[\u3400-\u9fff]{1,8}[员人民者生师军兵众工家部])(?=[?？,，。]|$)"
)
_THEY = re.compile(r"他们|她们|它们")
_PERSON = re.compile(r"(?<!其)[他她](?!们|人)|这个人|那个人|这位|此人")
_THING = re.compile(
    r"它(?!们)|这(个|家|所|条|项|支)?(?=[的是有在叫])|那(个|家|所|条|项|支)(?=[的是有在叫])|该(?!怎|如|不)"
)
_THERE = re.compile(r"(在|去|到)?(那里|那儿|这里|这儿|那边|这边|当地)")
_THIS_PLACE = re.compile(
    r"(这个?|该|那个?|本)(?P<kind>镇子?|乡|村[子里]?|社区|街道|县[里城]?|区|办|地方|园区|单位)"
)
_WHEN = r"哪一?[年月天]|几月几号|几[号点]|什么时候|啥时候?|何时"
_WHERE = r"在?(?:什么地方|啥地方|哪里|哪儿|哪)"
_ASKING_ALONE = re.compile(rf"^(?:那|又|都|是|到底|具体)*(?P<what>{_WHEN}|{_WHERE}|谁)(?:呢|的|啊|呀)*$")
_ASKING_WORDS = re.compile(
    rf"(?:{_WHEN}|{_WHERE}|谁|多少|几[个名位家户次场件项条处支]|怎么|为什么|为啥)(?!些)"
)
_COUNTED = re.compile(r"(多少|几)(个|件|项|名|种|条|处|支|家|类|户|次|场)?")


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question that stands alone, the articles the conversation is about, and what it has told already."""

    question: str
    favoured: tuple[str, ...] = ()
    told: tuple[tuple[str, int, int], ...] = ()
    within: bool = False  # whether only those articles can be meant


Rule = Callable[[Index, str, Sequence[Turn]], Resolved | None]


def resolve(index: Index, question: str, turns: Sequence[Turn]) -> Resolved:
    """The question as asked, or completed from the turns before; the first rule that applies decides."""
    asked = question.strip(_EDGE)
    if turns and kind_of(asked) is not Kind.GREETING:
        for rule in _RULES:
            if resolved := rule(index, asked, turns):
                return resolved
    return Resolved(question)


def _instead(index: Index, asked: str, turns: Sequence[Turn]) -> Resolved | None:
    """不对，我要问的是徐镇镇: the last question with another place or thing in it."""
    match = _INSTEAD.match(asked)
    if not match:
        return None
    wrong, right = match["not"].strip("的 "), match["but"].strip("的 ")
    last = turns[-1]
    if place_in(index, right):
        return Resolved(_with_place(index, last, right))
    if wrong and wrong in last.resolved_question:
        return Resolved(last.resolved_question.replace(wrong, right), last.articles)
    asking = re.search(r"(多少|几).?|谁|哪.|什么|怎么|为什么", last.resolved_question)
    return Resolved(f"{place_of(index, last)}{right}{asking.group() if asking else ''}？", last.articles)


def _and_what_of(index: Index, asked: str, turns: Sequence[Turn]) -> Resolved | None:
    """清河头乡呢: the last question asked of another place, person or thing."""
    last = turns[-1]
    if match := _AND_OF.match(asked):
        what = match["what"]
        place = "" if place_in(index, what) else place_of(index, last)
        return Resolved(f"{place}{what}{match['rest']}", () if place_in(index, what) else last.articles)
    match = _AND_WHAT_OF.match(asked)
    if (
        not match
        or _ORDINAL.search(asked)
        or _MORE.match(asked)
        or re.search(r"[多几谁哪]|什么|怎么", match["what"])
    ):
        return None
    what = _THEY.sub("", match["what"]).strip("的")
    if place_in(index, what):
        return Resolved(_with_place(index, last, what))
    if kind_of(last.resolved_question) is Kind.PERSON and (
        match["what"].endswith("的") or _POST.search(what)
    ):
        return Resolved(_led(place_of(index, last), f"{what}的是谁？"), last.articles)
    subject = answered_thing(turns[-1]) or subject_of(last)
    asking = last.resolved_question[len(subject) :] if last.resolved_question.startswith(subject) else ""
    place = place_of(index, last)
    return Resolved(
        f"{place}{'的' if place else ''}{what}{asking or '，' + last.resolved_question}", last.articles
    )


def _with_place(index: Index, last: Turn, what: str) -> str:
    """The last question about another place; where it named none, the place is put before it."""
    text = last.resolved_question
    places = find_places(index, text)
    if not places:
        return f"{what}{text}"
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


def _pointing(index: Index, asked: str, turns: Sequence[Turn]) -> Resolved | None:
    """他, 它, 那里, 这个镇: the word that points back, replaced by what it points to."""
    last = turns[-1]
    if _FORMER_PERSON.search(asked):
        first = next((turn for turn in turns if turn.articles), last)
        return Resolved(_with(_FORMER_PERSON, subject_of(first), asked), first.articles)
    if _FORMER.match(asked) and place_in(index, asked):
        return Resolved(_FORMER.sub("", asked))
    place, topic = place_of(index, last), topic_of(index, turns)
    there = answered_place(last) or topic or place
    resolved = asked
    for words, meant in (
        (_THIS_PLACE, place),
        (_THEY, _people_of(last) or topic or place),
        (_PERSON, person_of(turns) or topic or place),
        (_THERE, there),
        (_THING, answered_thing(last) or topic or place),
    ):
        if words.search(asked) and meant and not (words is _THERE and place_in(index, asked)):
            resolved = _with(words, meant, resolved, count=1)
    if resolved == asked:
        return None
    return Resolved(_led(place, resolved), last.articles, within=not place_in(index, asked))


def _people_of(turn: Turn) -> str:
    """The people a question has counted: 多少名驻区党员."""
    counted = _PEOPLE.search(turn.resolved_question)
    return counted["who"] if counted else ""


def _with(words: re.Pattern[str], meant: str, asked: str, count: int = 0) -> str:
    """The question with what is meant in the words' place, as it stands: it may hold a backslash."""
    return words.sub(lambda _: meant, asked, count=count)


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
    last = turns[-1]
    if not leans(index, asked, last):
        return None
    if not says_little(index, asked) and not CONNECTIVE.match(asked):
        return Resolved(asked, last.articles)
    question = _led(place_of(index, last), f"{topic_of(index, turns)}{asked}？")
    return Resolved(question, last.articles, within=True)


def _led(place: str, question: str) -> str:
    """The question with its place before it, unless it names it."""
    return question if not place or place in question or place[-3:] in question else f"{place}{question}"


_RULES: tuple[Rule, ...] = (
    _instead, _more, _which, _ordinal, _asked_alone, _and_what_of, _pointing, _elliptic,
)  # fmt: skip
