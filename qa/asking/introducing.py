"""A question who somebody is, or what they did, to the sentences that first name them."""

from __future__ import annotations

import re

from qa.asking.authors import articles_by
from qa.asking.citing import Piece, check, cite_all, in_print, said
from qa.asking.query import Query
from qa.asking.shapes import is_name
from qa.asking.spans import quotation, sentence_around
from qa.indexing.folding import fold
from qa.indexing.index import Index
from qa.records import Article
from qa.replies import Answer

_IS_WHO = r"是(?:谁|哪位|何人|什么人|啥人|个?什么身份|干(?:什么|啥|嘛)的|做(?:什么|啥)的)"
_WHO = re.compile(
    r"^(?:介绍|说说|讲讲)?一?下?(?P<name>[\u3400-\u9fff·]{2,6}?)(?:同志)?"
    rf"(?:{_IS_WHO}|(?:是)?什么(?:身份|来头)"
    r"|都?(?:有|担任|身兼)过?(?:哪些|什么|哪?几[个种样项])(?:身份|头衔|职务|角色))[?？呀啊呢]*$"
)
_INTRODUCE = re.compile(
    r"^(?:介绍|说说|讲讲|聊聊)一?下?(?P<name>[\u3400-\u9fff·]{2,6}?)(?:同志|这个人|其人)?(?:的?(?:情况|事迹|故事))?[?？呀啊呢]*$"
)
_DID = re.compile(
    r"^(?P<name>[\u3400-\u9fff·]{2,6}?)(?:都|为.{1,6})?[做干办](?:过|了|过了)(?:些|点)?(?:什么|啥|哪些)(?:事情?|好事|贡献)?[?？呀啊呢]*$"
)
# The same asked loosely, as of many things that are nobody: 李爱民现在都在忙什么, 李爱民是谁,干过哪些事.
_DOES = re.compile(
    rf"^(?P<name>[\u3400-\u9fff·]{{2,6}}?)(?:{_IS_WHO}[,，])?"
    r"(?:现在|如今|目前|平时|后来)?都?在?[做干忙办][过了]?(?:些|点)?(?:什么|啥|哪些)(?:事情?|活儿?)?[?？呀啊呢]*$"
)
_ROLE = r"[长员者人师家手生民委兵工]|书记|主任|代表|经理|教授|老板"
# Of a post, or of people, it is asked who they are as well: the reader finds their names.
_NOBODY = re.compile(
    rf"^[他她它这那谁]|(?:{_ROLE}|[们户]|孩子|儿童|群众|嘉宾|对象|企业|公司|单位|部门|队伍?)$|的"
)
# What stands behind a family name alone: 王老师. 谢春生 and 李爱民 end like people and are names.
_ADDRESS = re.compile(
    r"(?:老师|[医先学考]生|女士|书记|主任|代表|经理|教授|老板|同志|师傅|[医律]师|大[爷妈娘叔哥姐伯]|阿姨|奶奶|爷爷|老汉"
    r"|[队班组校院所局站镇乡村县区市处科部厂社会团店行台馆园董家]长|[党社队学店职议委]员|[农市居村灾]民|工人|法官|[民交]警)$"
)
_PRINTED = 12  # passages at most: what more print is nobody's name
_IS = re.compile(rf"(?:{_ROLE}|支书|[授士匠])$")
_LIVED = re.compile(r"[,，](?:男|女|\d{4}年|现任|现年|今年|系|曾任)|(?:出生|是|——)")
_ARTICLES = 2  # that tell of the same person
_CHARS = 110
SURE = 0.9  # a name in print needs no reader


def who_is(index: Index, query: Query) -> Answer | None:
    """The sentences that first say what somebody is; else what they wrote, or where they are first named.

    None where the question asks no such thing or the name is not in print.
    """
    if match := _WHO.match(query.text):
        return _named(index, query, match["name"])
    match = _INTRODUCE.match(query.text)
    return _named(index, query, match["name"]) if match and is_name(match["name"]) else None


def what_they_did(index: Index, query: Query) -> Answer | None:
    """The same, where it is asked what somebody did and no reader finds it."""
    if match := _DID.match(query.text):
        return _named(index, query, match["name"])
    match = _DOES.match(query.text)
    return _named(index, query, match["name"]) if match and is_name(match["name"]) else None


def _named(index: Index, query: Query, name: str) -> Answer | None:
    writes = name in index.names.authors
    told = _namings(index, name)
    pieces = [piece for piece, says_what in told if says_what or not writes][:_ARTICLES]
    if not pieces:
        return articles_by(index, query) if writes else None
    citations = cite_all(pieces)
    check(citations)
    return Answer("passage", said(pieces), citations=citations, confidence=SURE)


def _namings(index: Index, name: str) -> list[tuple[Piece, bool]]:
    """Where each article first names somebody; nothing where it is hardly somebody's name."""
    return [one for article in articles_naming(index, name) if (one := _first_naming(article, name))]


def articles_naming(index: Index, name: str) -> list[Article]:
    """The articles that name somebody; none where it is hardly somebody's name."""
    passages = index.passages_with(name, _PRINTED + 1) if _may_be_somebody(index, name) else []
    if len(passages) > _PRINTED:
        return []
    return [index.articles[number] for number in dict.fromkeys(int(index.table[one, 0]) for one in passages)]


def _may_be_somebody(index: Index, name: str) -> bool:
    """Whether words may be somebody's name: no place or post, and two characters only with a family name."""
    if name in index.names.stems or name in index.names.places:
        return False
    if is_name(name) and len(name) > 2:
        return not _ADDRESS.search(name)
    return not _NOBODY.search(name) and (is_name(name) or len(name) > 2)


def _first_naming(article: Article, name: str) -> tuple[Piece, bool] | None:
    """The clauses around where an article first names somebody with what they are, else around the first
    time; and whether they say that."""
    text = fold(article.text)
    found = [match.span() for match in re.finditer(re.escape(name), text)]
    if not found:
        return None
    span = max(found, key=lambda one: (_introduced(text, one), -one[0]))
    quoted = quotation(article.text, span, sentence_around(article.text, *span), _CHARS)
    piece = in_print(Piece(article, *quoted, SURE))
    return (piece, _introduced(text, span)) if piece else None


def _introduced(text: str, name: tuple[int, int]) -> bool:
    """Whether a post or the like stands right before a name, or a life behind it: 村支书赵远山, …,男."""
    before, behind = text[max(0, name[0] - 8) : name[0]], text[name[1] : name[1] + 8]
    return bool(_IS.search(before) or _LIVED.match(behind))
