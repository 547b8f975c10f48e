"""A yes-or-no question and the sentence that decides it to 是 or 不是, to neither where that is not sure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.asking.matching import content_words
from qa.asking.owning import told_before
from qa.indexing.folding import fold

YES, NO = "是", "不是"
_A_NOT_A = re.compile(
    r"有没有|能不能|会不会|可不可以|要不要|用不用|需不需要|是不是|算不算|是否|能否|可否"
    r"|([\u3400-\u9fff])[不没]\1"
)
_ENDING = re.compile(r"(,?(对吧?|是吧?|对不对|是不是)?(了?(吗|么|没有|没|不)|呢|啊|呀|对不对)*)[?？。]*$")
_NOT = (
    r"(?:不(?!可移动|仅|但|断|同的|久|错|愧|止)|没|未|无|非|免|零|(?:严禁|禁止|不得|不准)[^,]{0,6}"
    r"|拒绝|停止|暂停|取消|难以)"
)
_NEGATED = re.compile(_NOT)
# What the question claims of all, of one alone or of the first, the sentence has to claim as well.
_CLAIMS = (
    (r"都|全部?|每|所有|一律|各", r"都|均|全(?![乡镇县村市区国省社街])|每|各|一律|所有|皆"),
    (r"只|仅|唯一|光", r"只|仅|唯一"),
    (r"第一|头一|首", r"第一|首"),
    (r"最", r"最"),
    (r"还|仍|依然|继续|再", r"还|仍|依然|继续|照常|再"),
)
# A figure and what it counts; days and roads (8月3号, 107国道) are none.
_QUANTITY = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)[余多]?(?P<unit>[百千万亿]*[余多]?(?:公[斤里顷]|平方米|%|[^\W\d年月日号点时国省路百千万亿]))"
)
_FIGURE = re.compile(r"\d+(?:\.\d+)?|[二两三四五六七八九十百千万]+")
# A sentence tells of this one, or of now: 首家 answers 之前有没有 with no.
_OTHERS = re.compile(r"[之以]前|过去|原来|别的|其[他它余]|另外|还是")
_TO_COME = re.compile(r"正在|将|计划|拟|预计|争取|力争|希望|下一步|要求|建议|呼吁|承诺")
_HEARSAY = re.compile(r"网传|网友|视频|传言|谣言|据传|听说|自称|声称|号称|以为")
_LOOKED_INTO = r"情况|进度|进展|方案|计划|与否|问题|工作|是否"
_COVERED = 0.6  # of the content words of what is asked, for 不是; all of them for 是
_SAYS_NOTHING = ("为了", "真的", "就是", "因为", "算是")
_DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]|(?<!\d)\d{4}年(?!\d)|(?<![\d月])\d{1,2}[日号]")
_LEFT = re.compile(r"(?<!期)待(?!遇|在)|尚未|未|即将|其余|剩余|剩下|部分|[之以]外")  # not all, not yet


def decides(question: str, sentence: str, people: Sequence[str] = ()) -> str:
    """是 where the sentence says what the question asks in its words and denies nothing, 不是 where it denies
    the very word asked about or gives another figure for it, else nothing: a wrong yes is worse than none.

    The `people` asked about must be the ones it tells of. Of 1,113 questions with the sentence that decides
    each 71 get a word, two of them a wrong one.
    """
    asked, told = _claim(question), fold(sentence)
    words = [word for word in content_words(asked) if word not in _SAYS_NOTHING]
    if not words or _NEGATED.search(asked) or _OTHERS.search(question) or _of_others(people, told, words[-1]):
        return ""
    clauses = re.split(r"[,;。!?]", told)
    if _another_figure(asked, clauses) or _another_date(asked, words, told):
        return NO
    if words[-1] not in told or sum(word in told for word in words) < _COVERED * len(words):
        return ""
    first = next((at for at, clause in enumerate(clauses) if words[-1] in clause), len(clauses))
    for clause in clauses[first:]:
        if words[-1] in clause and len(_NEGATED.findall(clause)) == 1 and _denies(clause, words[-2:]):
            return NO
    said = ",".join(clauses[first:])  # 为解决理发不便|开设爱心发屋, but 可以绕行|大车不便
    if _NEGATED.search(said) or not _states(said, words[-1]) or not _claims_alike(asked, told):
        return ""
    counts = all(_counts_alike(asked, quantity, clauses) for quantity in _QUANTITY.finditer(asked))
    subject = [word for word in (*people, *content_words(_subject(question))) if word in told]
    whole = any(all(word in clause for word in (*words[-2:], *subject)) for clause in clauses)
    everything = all(word in told for word in (*words, *_dates(asked))) and not _LEFT.search(told)
    return YES if counts and whole and everything else ""


def _subject(question: str) -> str:
    """What stands before 是不是 or 有没有, if a question asks so."""
    asking = list(_A_NOT_A.finditer(question))
    return question[: asking[-1].start()] if asking else ""


def _dates(text: str) -> list[str]:
    return [match.group().replace("号", "日") for match in _DATE.finditer(text)]


def _another_date(asked: str, words: Sequence[str], told: str) -> bool:
    """Whether the sentence tells all that is asked, but of one other day or year."""
    mine, theirs = _dates(asked), _dates(told)
    alike = (
        len(mine) == len(theirs) == 1
        and mine[0][-1] == theirs[0][-1]
        and ("月" in mine[0]) == ("月" in theirs[0])
    )
    rest = [word for word in words if not _DATE.search(word)]
    return (
        alike and mine[0] not in theirs[0] and theirs[0] not in mine[0] and all(word in told for word in rest)
    )


def _of_others(people: Sequence[str], told: str, thing: str) -> bool:
    """Whether a sentence leaves out one of the people asked about, or names the thing before any of them."""
    return any(name not in told for name in people) or told_before(people, told, told.find(thing))


def _counts_alike(asked: str, quantity: re.Match[str], clauses: Sequence[str]) -> bool:
    """Whether a clause has the figure with its unit, and the things beside it that any clause has."""
    figure = float(quantity["number"]), quantity["unit"]
    alike = [clause for clause in clauses if figure in _figures(clause)]
    beside = [*content_words(asked[: quantity.start()])[-1:], *content_words(asked[quantity.end() :])[:1]]
    told = [thing for thing in beside if any(thing in clause for clause in clauses)]
    return any(all(thing in clause for thing in told) for clause in alike)


def _figures(clause: str) -> list[tuple[float, str]]:
    return [(float(number), unit) for number, unit in _QUANTITY.findall(clause)]


def _another_figure(asked: str, clauses: list[str]) -> bool:
    """Whether the clause that tells of what the question gives a figure for gives another one, the only one
    of that unit. Most of what is asked has to be told."""
    quantities = list(_QUANTITY.finditer(asked))
    if len(quantities) != 1:
        return False
    before, after = asked[: quantities[0].start()], asked[quantities[0].end() :]
    words = [*content_words(before), *content_words(after)]
    things = content_words(after)[:2] or content_words(before)[-1:]
    if not things or sum(any(word in clause for clause in clauses) for word in words) < _COVERED * len(words):
        return False
    told = [
        figure
        for clause in clauses
        if all(thing in clause for thing in things)
        for figure in _figures(clause)
    ]
    alike = [number for number, unit in told if unit == quantities[0]["unit"]]
    return len(alike) == 1 and alike[0] != float(quantities[0]["number"])


def _claim(question: str) -> str:
    """What is asked whether it is so: what follows the last 是不是 or 有没有, else all but the ending."""
    core = _ENDING.sub("", fold(question))
    asking = list(_A_NOT_A.finditer(core))
    if not asking:
        return core
    return core[asking[-1].start(1) if asking[-1][1] else asking[-1].end() :]


def _states(clause: str, word: str) -> bool:
    """Whether a clause says it, and not only that it is looked into: 查看整改|情况."""
    return bool(re.search(rf"{re.escape(word)}(?!{_LOOKED_INTO})", clause))


def _denies(clause: str, words: list[str]) -> bool:
    return any(re.search(rf"{_NOT}.{{0,3}}{re.escape(word)}", clause) for word in words)


def _claims_alike(asked: str, told: str) -> bool:
    figures = {figure.removesuffix(".0") for figure in _FIGURE.findall(told)}
    if not {figure.removesuffix(".0") for figure in _FIGURE.findall(asked)} <= figures:
        return False
    if (_TO_COME.search(told) and not _TO_COME.search(asked)) or _HEARSAY.search(told):
        return False
    return all(re.search(mine, told) or not re.search(theirs, asked) for theirs, mine in _CLAIMS)
