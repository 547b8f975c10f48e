"""A question which of several has more, or how much they differ, to how much there is: 哪个桥长, 桥有多长."""

from __future__ import annotations

import re

from qa.asking.question_words import MANY

WHICH_IS_MORE = re.compile(
    rf"(哪一?[个边家座条处所支间台]|哪里|谁)(的|{MANY})?(?P<thing>(?:(?!多少)[^,?]){{0,8}}?)(?P<does>得)?(更|比较|最)?"
    r"(?P<more>[多少高低大小长短早晚快慢贵远近久重轻宽深]|费钱|花钱|省钱|便宜|划算|年轻)(一些|一点|些)?(?=[?,]|$)"
)
_SUMS = "产值|收入|金额|投资|造价|工资|租金|票价|成本|价格?|面积|人数|户数|长度|高度|年龄|比例|率"
DIFFER = re.compile(rf"(?P<thing>{_SUMS})(?:相差|差了?)(?:多少|几|多大)[^,?]{{0,3}}(?=[?]|$)")
_MEASURE = {
    **dict.fromkeys("多少", "有多少"), **dict.fromkeys("高低", "有多高"), **dict.fromkeys("大小", "有多大"),
    **dict.fromkeys("长短", "有多长"), **dict.fromkeys("早晚", "是什么时候"),
    **dict.fromkeys("快慢", "有多快"), **dict.fromkeys("远近", "有多远"), "久": "有多久",
    **dict.fromkeys(("重", "轻"), "有多重"), "宽": "有多宽", "深": "有多深", "年轻": "多少岁",
    **dict.fromkeys(("费钱", "花钱", "省钱"), "花了多少钱"),
    **dict.fromkeys(("贵", "便宜", "划算"), "多少钱"),
}  # fmt: skip
# Put as people ask it of one alone.
_PUT_PLAINLY = (
    (re.compile(r"([花挣赚卖])的?钱有多[少大]"), r"\1了多少钱"),
    (re.compile(r"(?<=[每月年天])([拿挣赚领])了多少(?=[?]|$)"), r"\1多少钱"),
    (re.compile(r"(?<!的)([来收招救捐])的([\u4e00-\u9fff]{1,3})有多少"), r"\1了多少\2"),
    (re.compile(r"([\u4e00-\u9fff][成好完])的有多少"), r"\1了多少"),
    (re.compile(rf"({_SUMS})有多[大高]"), r"\1是多少"),
)


def how_much(text: str) -> str:
    """The text that asks which has more, or how much they differ, asking how much there is instead:
    哪个村民宿更多, 民宿有多少."""
    text_of_one = DIFFER.sub(r"\g<thing>是多少", text)
    asked = WHICH_IS_MORE.sub(
        lambda match: match["thing"] + ("了多少" if match["does"] else _MEASURE[match["more"]]), text_of_one
    )
    return put_plainly(asked) if asked != text else text


def put_plainly(question: str) -> str:
    """A question about one alone as people put it."""
    for wording, plain in _PUT_PLAINLY:
        question = wording.sub(plain, question)
    return question
