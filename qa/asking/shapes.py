"""A question and a span to how well the span's unit or name fits what is asked for."""

from __future__ import annotations

import re

from qa.asking.contradicting import is_another_figure, speaks_of_another, speaks_of_another_month
from qa.asking.kinds import FACTS, Kind
from qa.asking.matching import content_of
from qa.asking.needing import POST_ASKED, is_of_another_kind, lacks_what_is_needed
from qa.asking.question_words import MEASURES, SURNAMES, UNITS
from qa.indexing.folding import fold
from qa.indexing.words import split_bigrams

_COUNTED = re.compile(r"(?:多少|几)(?P<unit>平方米|平米|公里|小时|分钟|[\u4e00-\u9fff])")
_NAME_ASKED = re.compile(
    r"叫(什么|啥)|姓(什么|啥|甚)|名字|(书记|主任|长|记者|员|人|师|板|士)(是|叫)(谁|哪位)|是谁|^谁|哪位"
)
_HAN_NAME = re.compile(r"[\u4e00-\u9fff·某]{2,4}")
# Of 10,890 questions for a name none is answered so.
_QUANTITY = re.compile(r"[\d.]+[余多]?[百千万亿]*[余多]?[^\W\d名位个人户家代后]{1,2}")
_DOUBLE_SURNAMES = frozenset({"欧阳", "上官", "司徒", "诸葛", "慕容"})
_PLACE_ENDS = frozenset("镇乡县村市区")  # 韩张镇 begins with a family name, too
_POST_BEFORE = re.compile(r"(?:[长员者人师家手工匠士]|书记|主任|教授|经理|代表|支书|主播)$")
_ACTS_AS = re.compile(r"任.{0,2}(?:[长委员]|书记|主任|主席)")  # 由镇党委书记|任政委: nobody's name
_TELLING = (Kind.HOW, Kind.WHY)
_REPEATED = 0.5  # of a sentence
_QUOTES = "\"'《》"
_ASKS = re.compile(r"[?？][”\"』」]?$")
_TO_DIAL = "(?<![个次通条部])(电话|手机|热线|传真|邮编|联系方式)(号码|号)?"
_NUMBER_TO_DIAL = re.compile(
    rf"{_TO_DIAL}(是|为)?(多少|几|什么|啥|哪个)[?？]?$|^(?!.*(?:多少|几|谁|哪|怎|什么|啥|咋)).*{_TO_DIAL}[?？]?$"
)
_DIALLED = re.compile(r"\d{5}|1[12]\d$")  # 12345; 110, 120
FITS, UNKNOWN, CLASHES, HARDLY, NEVER = 1.0, 0.0, -1.0, -5.0, -10.0


def shape(kind: Kind, question: str, span: str, sentence: str) -> float:
    """1 where the span is counted in the unit asked for or is a person's name where one is asked for,
    -1 where it is not or the sentence only asks, 0 where the question does not tell, -5 for words of another
    kind than is asked for or of another month, -10 for a number to dial that is none, for another year than
    the one asked about and where the sentence holds no sign of what is asked for."""
    told = fold(sentence)
    if _cannot_answer(kind, question, span, told):
        return NEVER
    if _hardly_answers(kind, question, span, told):
        return HARDLY
    if kind is Kind.NUMBER:
        return _unit(question, span, sentence)
    if kind is Kind.PERSON and _NAME_ASKED.search(question):
        return _name(question, span)
    return CLASHES if kind not in FACTS and only_asks(sentence) else UNKNOWN


def _cannot_answer(kind: Kind, question: str, span: str, told: str) -> bool:
    is_anothers = kind is not Kind.YESNO and speaks_of_another(question, told)  # 2020 decides 是不是2021年
    is_no_number = bool(_NUMBER_TO_DIAL.search(question)) and not _DIALLED.search(span)
    is_other = is_another_figure(question, fold(span), told)
    return is_anothers or is_no_number or is_other or lacks_what_is_needed(question, told)


def _hardly_answers(kind: Kind, question: str, span: str, told: str) -> bool:
    return (
        is_of_another_kind(question, fold(span))
        or _says_nothing_new(kind, question, span, told)
        or (kind is not Kind.YESNO and speaks_of_another_month(question, told))
    )


def only_asks(sentence: str) -> bool:
    """Whether a sentence of an article asks something itself."""
    return bool(_ASKS.search(sentence))


def _repeats(question: str, sentence: str) -> bool:
    """Whether a sentence says hardly more than the question does, so that it tells neither how nor why.

    Of 119 wrong sentences found for such questions four do, of 286 right ones none.
    """
    told = split_bigrams(content_of(sentence))
    return sum(gram in question for gram in told) > _REPEATED * len(told)


def _says_nothing_new(kind: Kind, question: str, span: str, sentence: str) -> bool:
    """Whether the words are the question's own, or for how and why the whole sentence is.

    Of 48,600 questions with an answer five have it in themselves, one of these offering a choice.
    """
    if kind in _TELLING:
        return _repeats(question, sentence)
    return kind is not Kind.YESNO and fold(span).strip(_QUOTES) in question


def _name(question: str, span: str) -> float:
    if _QUANTITY.fullmatch(fold(span)):
        return NEVER
    if any(map(is_name, re.findall(r"[\u4e00-\u9fff·]+", span))):
        return FITS
    if not POST_ASKED.search(question):
        return CLASHES
    return NEVER if _ACTS_AS.search(span) else HARDLY


def _unit(question: str, span: str, sentence: str) -> float:
    for wording, units in MEASURES.items():
        if wording in question:
            return FITS if any(unit in span for unit in units) else CLASHES
    match = _COUNTED.search(question)
    units = UNITS.get(match["unit"], "") if match else ""
    if not units:
        return UNKNOWN
    if any(unit in span for unit in units):
        return FITS
    return UNKNOWN if not re.search(r"\d[余多]?[万亿]?[\u4e00-\u9fff]", span) else CLASHES


def name_alone(span: str) -> int:
    """Where the name begins in a span that has a post before it, 0 elsewhere: 老窑工|祝三泰."""
    begins = (len(span) - size for size in (3, 2) if len(span) > size + 1)
    return next((at for at in begins if _POST_BEFORE.search(span[:at]) and is_name(span[at:])), 0)


def is_name(word: str) -> bool:
    """Whether a word is built like a Chinese person's name: a family name and one or two characters more, the
    last of which ends no place."""
    if not _HAN_NAME.fullmatch(word) or word[-1] in _PLACE_ENDS or _ACTS_AS.fullmatch(word):
        return False
    return (word[0] in SURNAMES and len(word) <= 3) or word[:2] in _DOUBLE_SURNAMES
