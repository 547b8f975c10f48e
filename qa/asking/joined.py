"""A question that asks one thing of each of several to one question a side: 甲村和乙村的夜校，各有多少人."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, takewhile

from qa.asking.amounts import DIFFER, WHICH_IS_MORE, how_much, put_plainly
from qa.asking.question_words import BODIES, MANY
from qa.indexing.words import dictionary_words

# What is asked of each side follows one of these; 各地 and 各村 are no sides but all there are.
EACH = re.compile(rf"各自?(?!地|级|类|种|方|界|项|族|国|{MANY})|分别")
_FIRST_WHICH = re.compile(rf"[,?]{WHICH_IS_MORE.pattern}[,? ]*(?=各)")  # ,哪个多,各多少
_JOIN = re.compile(r"以及|还有|[和与跟同及]|、(?![^,都均]*(?:[和与跟同及]|还有))")
_ASKS = re.compile(r"多[少大高长远久宽深重]|几|什么|啥|哪|谁|怎|如何|吗|[?]")
_SHARED = re.compile(r"[,;]|(?<=..)[都均](?=.)")  # ends a side's own words: …社区都有, …村,
_EDGES = ",;都均 "
_WHEN = re.compile(r"(?<=..)(?:每?一?[天年月周]|[去今前]年|现在|目前|如今|一共|总共)$")
_TOGETHER = re.compile(r"这?[两二三四五][个场次处家所地]|[都均]$")  # the sides once more, all in one
_WIDE, _TOWN, _NARROW = r"[省市县区]", r"街道办事处|街道|[镇乡办]", r"社区|小区|村"
# A place at the beginning of what follows a join, from the county down.
_PLACE = re.compile(
    rf"(?:[^,的]{{1,6}}?(?:{_WIDE}))?(?:[^,的]{{1,6}}?(?:{_TOWN}))?(?:[^,的]{{1,6}}?(?:{_NARROW}))?(?<!^)"
)
_ENDS_A_PLACE = re.compile(rf"(?:{_WIDE}|{_TOWN}|{_NARROW})$")
_ENDS_A_BODY = re.compile(rf"(?:{BODIES})$")
_A_BODY = re.compile(
    rf"[^,的]{{0,12}}?(?:{BODIES})(?:[^,的向给把被对在从到]{{0,6}}?(?:{BODIES}))*"
)  # 甲大学|药学院|实践队
_NAMES_A_PLACE = re.compile(rf"^[^,的、]{{2,10}}?(?:县|{_TOWN}|{_NARROW}|{BODIES})(?!里|民|干)")
_THINGS = tuple("路桥馆园厅队店厂堂院车船班楼塔灶桌")  # that a short name ends in which is no place's
_SHORT = 4  # characters of a place without its kind: 重庆璧山
_SHORTEST = 2
_ALIKE = 4  # characters of the same ending that speak for a join: …社区和…社区, …的钱和…的钱


Split = tuple[str, str, str, str]  # what stands before both sides, the two, what is said of both


@dataclass(frozen=True, slots=True)
class Part:
    """One side as the question has it, and the question about it alone."""

    name: str
    question: str


def joined_parts(text: str, is_printed: Callable[[str], bool] = lambda _: False) -> list[Part]:
    """The sides of a folded question, in order; none where it asks nothing of each of several. A word that
    may join them rather does where it is no part of what `is_printed`: the first 和 of 说和室和茶桌 is."""
    asked = _FIRST_WHICH.sub(r",\g<thing>", text.rstrip("? "))
    which = WHICH_IS_MORE.search(asked) or DIFFER.search(asked)
    mark = EACH.search(asked) or which
    if not mark:
        return []
    splits = list(_splits(asked[: mark.start()]))
    best = _likeliest([split for split in splits if not is_printed(_seam(asked, split))] or splits)
    if best is None:
        return []
    before, left, right, shared = best
    tail = asked[mark.end() :] if mark is not which else how_much(asked[mark.start() :])
    right = _completed(right, left)
    names = [*_listed(left), right]
    owned = right.find("的")
    is_town_beside = _ENDS_A_PLACE.search(right[:owned]) and not _is_place(left)  # 说和室和枫垭镇的茶桌
    if owned > 0 and "的" not in left and not is_town_beside:  # 铁西区和枣阳市|的口袋公园
        names, shared = [*names[:-1], right[:owned]], f"{_TOGETHER.sub('', right[owned:])}{shared}"
    return [Part(name, put_plainly(f"{before}{name}{shared}{tail}?")) for name in names]


def perhaps_joined(text: str, is_named: Callable[[str], bool] = lambda _: False) -> list[Part]:
    """The same where nothing says that each of them is asked about: 甲村和乙镇的夜校，收了多少人. Before a
    comma the sides may be whatever `is_named` knows: 浪花食堂和潮味饭堂，多大岁数不要钱."""
    asked = text.rstrip("? ")
    asks = _ASKS.search(asked)
    if not asks or EACH.search(asked) or WHICH_IS_MORE.search(asked):
        return []
    best = _likeliest(
        split
        for split in _splits(asked[: asks.start()])
        if _both_are_places(*split[1:]) or (f"{split[2]}," in asked and all(map(is_named, split[1:3])))
    )
    if best is None:
        return []
    before, left, right, shared = best
    return [Part(name, f"{before}{name}{shared}{asked[asks.start() :]}?") for name in (left, right)]


def _completed(right: str, left: str) -> str:
    """The second side with what it leaves out of the first: 甲村那场义诊和乙镇那场."""
    right = re.sub(r"(?<=的)相比$|(?<![价占同环对相])比$", "", right)
    opening = re.search(r"(的|那[场个家次边])$", right)
    at = left.find(opening[1]) if opening else -1
    return right + left[at + len(opening[1]) :] if opening and at >= 0 else right


def _both_are_places(left: str, right: str, shared: str) -> bool:
    """Whether both sides name a place; the first may be a short name, where what is asked about is both'."""
    owned = shared.startswith("的") and len(left) <= _SHORT
    return bool(_NAMES_A_PLACE.search(right) and (owned or _NAMES_A_PLACE.search(left)))


def _likeliest(splits: Iterable[Split]) -> Split | None:
    """The split whose sides are most alike."""
    return max(splits, key=lambda split: _likeness(*split[1:3]), default=None)


def _splits(head: str) -> Iterator[Split]:
    """What stands before both sides, the two, and what is said of both, for each word that may join them."""
    borders = {0, *accumulate(map(len, dictionary_words(head)))}
    for join in _JOIN.finditer(head):
        if not {join.start(), join.end()} <= borders:
            continue
        start = max(head.rfind(mark, 0, join.start()) for mark in ",;") + 1
        left, right = head[start : join.start()], head[join.end() :]
        end = next((match.start() for match in _SHARED.finditer(right)), len(right))
        if "的" not in left and _is_place(left) and (place := _PLACE.match(right, 0, end)):
            end = place.end() or end  # 五星乡|升级党群服务中心
        elif _ENDS_A_BODY.search(left) and (body := _A_BODY.match(right, 0, end)):
            end = body.end()
        if when := _WHEN.search(right, 0, end):  # 一天|各有多少人吃
            end = when.start()
        shared = _TOGETHER.sub("", WHICH_IS_MORE.sub("", right[end:])).strip(_EDGES)
        joined = "," if right[end : end + 1] in _EDGES and shared else ""
        is_apart = not _ASKS.search(head[: join.start()] + right[:end]) and left[-1:] not in "都均"
        if min(len(left), end) >= _SHORTEST and is_apart:
            yield head[:start], left, right[:end], f"{joined}{shared}"


def _is_place(left: str) -> bool:
    """Whether the first side is a place, or so short that it may be one."""
    if _ENDS_A_PLACE.search(left) or len(left) == _SHORTEST:
        return True
    return len(left) <= _SHORT and not left.endswith(_THINGS)


def _seam(text: str, split: Split) -> str:
    """The characters around the word that joins the two sides."""
    before, left, right, _ = split
    at = len(before) + len(left)
    return text[at - 1 : text.index(right, at) + 1]


def _likeness(left: str, right: str) -> tuple[int, int]:
    """How much two sides end alike, then how near they come in length."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(left[::-1], right[::-1], strict=False))
    return min(_ALIKE, len(list(alike))), -abs(len(left) - len(right))


def _listed(left: str) -> list[str]:
    """The first side, or the several before the last, put side by side: 甲村、乙村."""
    names = left.split("、")
    return names if min(map(len, names)) >= _SHORTEST else [left]
