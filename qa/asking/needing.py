"""What a question asks for to the signs of it without which no words answer: money in yuan, a year in 年."""

from __future__ import annotations

import re
from functools import lru_cache

from qa.asking.matching import content_words
from qa.asking.question_words import NEEDED, NEEDED_BESIDE, POSTS
from qa.indexing.folding import fold

_Table = tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
_NEEDED: _Table = tuple((re.compile(asked), re.compile(signs)) for asked, signs in NEEDED)
_NEEDED_BESIDE: _Table = tuple((re.compile(asked), re.compile(signs)) for asked, signs in NEEDED_BESIDE)
POST_ASKED = re.compile(rf"(?P<post>{'|'.join(POSTS)})(的?(名字|姓名|大名|全名))?(是|叫|姓)(谁|什么|啥|哪)")
_AMOUNT = r"[约近超]?\d[\d.,．]*[余多几]?[百千万亿]*[余多]?"
_QUANTITY = re.compile(rf"{_AMOUNT}[个平]?[^\W\d]")
_COUNTED = re.compile(
    r"(?:多少|几)(?P<unit>[个名支家处件项条座户场次位份台间所只头宗起套栋辆棵株]?+)(?P<thing>[\u3400-\u9fff]{2,8})[?？]?$"
)
_ENDS_IN_AMOUNT = re.compile(rf"{_AMOUNT}[^\W\d]$")  # 16个|村
_SHARED = r"[^,，;；。]{0,8}、\d"  # another quantity of the same verb
_NEAR = 12  # characters behind a quantity, in which what it counts stands
_DONE = re.compile(r"(?P<verb>[\u3400-\u9fff]{2})了?(?:多少|几)(?P<unit>公[里斤顷]|平方米|[^\W\d])")
_CLAUSE_SO_FAR = re.compile(r"[^,，;；。]*$")
_BARE = re.compile(r"[约近超]?[\d.,一二三四五六七八九十百千万亿两几]+[余多]?")


def lacks_what_is_needed(question: str, sentence: str) -> bool:
    """Whether the sentence holds no sign of what is asked for, nor the post whose holder is."""
    if any(not signs.search(sentence) for signs in (*_needed(question), *_needed(question, _NEEDED_BESIDE))):
        return True
    post = POST_ASKED.search(question)
    if not post:
        return False
    deputy = question[: post.start()].endswith("副")
    return not re.search(rf"{'副' if deputy else '(?<!副)'}(?:{POSTS[post['post']]})", sentence)


def is_of_another_kind(question: str, span: str) -> bool:
    """Whether the span is neither a bare number nor holds a sign of what is asked for."""
    return not _BARE.fullmatch(span) and any(not signs.search(span) for signs in _needed(question))


def the_one_of_its_kind(question: str, sentence: str) -> tuple[int, int] | None:
    """Where the one quantity of the kind asked for stands in a sentence; None where there are several."""
    needed = _needed(question)
    found = [
        match.span()
        for match in _QUANTITY.finditer(sentence)
        if needed and all(signs.search(fold(match.group())) for signs in needed)
    ]
    return found[0] if len(found) == 1 else None


def the_one_done(question: str, sentence: str) -> tuple[int, int] | None:
    """Where the quantity stands that follows the very verb asked about, in the unit asked for: 3处 of
    新建3处、修缮1处 for 新建了几处.

    None where none or several do, or the verb has several: 造成1人受伤、2人死亡. The same of one that stands
    right behind what is counted: 服务队34支.

    In sentences that answer a question it picks 738, of them 732 rightly.
    """
    return _behind_its_verb(question, sentence) or _beside_its_name(question, sentence)


def _behind_its_verb(question: str, sentence: str) -> tuple[int, int] | None:
    asked = _DONE.search(question)
    if not asked:
        return None
    told = rf"{re.escape(asked['verb'])}[了起成]?(?P<many>{_AMOUNT}{asked['unit']})(?!{_SHARED})"
    found = [match.span("many") for match in re.finditer(told, sentence)]
    if len(found) != 1:
        return None
    start, end = found[0]
    near = _CLAUSE_SO_FAR.findall(sentence[:start])[0] + sentence[end:][:_NEAR]
    things = content_words(question[asked.end() :])[:1]
    return found[0] if all(one in near or one not in sentence for one in things) else None


def _beside_its_name(question: str, sentence: str) -> tuple[int, int] | None:
    """Where the quantity stands right behind the very thing that is counted: 服务队34支 for 有几个服务队."""
    asked = _COUNTED.search(question)
    if not asked or sentence.count(asked["thing"]) != 1:
        return None
    told = re.compile(rf"{re.escape(asked['thing'])}(?P<many>{_AMOUNT}(?P<unit>[^\W\d月日年]))").search(
        sentence
    )
    if not told or _ENDS_IN_AMOUNT.search(sentence[: told.start()]):
        return None
    return told.span("many") if asked["unit"] in ("", "个", told["unit"]) else None


@lru_cache(128)
def _needed(question: str, table: _Table = _NEEDED) -> tuple[re.Pattern[str], ...]:
    return tuple(signs for asked, signs in table if asked.search(question))
