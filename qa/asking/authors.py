"""Questions about who wrote what, and what is in print, to answers from what stands over the articles."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count, islice

from qa.asking.agreement import ABOUT, agreement
from qa.asking.citing import Piece, check, cite_all, in_print
from qa.asking.entries import counted
from qa.asking.kinds import Kind
from qa.asking.matching import Weights, coverage, term_weights
from qa.asking.query import Query, without_places
from qa.asking.question_words import PLACES_IN_PRINT
from qa.asking.retrieval import retrieve
from qa.asking.spans import is_whole, quotation, sentence_around
from qa.indexing.folding import fold
from qa.indexing.index import Index
from qa.indexing.passages import heading_of
from qa.indexing.sentences import split_sentences
from qa.records import Article
from qa.replies import Answer, Item

_PLACES_IN_PRINT = re.compile(PLACES_IN_PRINT)
_MOST = 12
_SURE = 0.9  # what a byline says needs no reader
_LOOKED_AT = 60  # passages
_NEAR = 6  # passages whose articles may be the one meant
_OPENING_CHARS = 80
_SENTENCE_CHARS = 15  # and more: no heading
_OF_PRINT = re.compile(r"作者|记者|通讯员|撰稿人?|采写|撰写|报道|文章|稿子?|新闻|那?[篇写]|叫|名字|署名|哪位")
_WORK = re.compile(r"《(?P<name>[^》]{2,40})》")
_APPEARS = re.compile(
    r"^(?P<name>[\u3400-\u9fff·]{2,4}?)都?(?:出现在|在|上过?|登上?过?|被)?了?(?:哪些|哪几|几|多少)篇?"
    r"(?:报道|文章|稿子|新闻)(?:里|中|上)?(?:都?出现过?|都?有|提到|写到|报道)?[了过]?[?？]*$"
)
_POST = re.compile(
    r"(?<!副)(党工委书记|党委书记|党支部书记|书记|镇长|乡长|县长|区长|主任|校长|院长|所长|局长|站长|会长)"
)


def who_wrote(index: Index, query: Query) -> Answer | None:
    """The byline of the article the question means; None where it has none or no article is meant: a song has
    an author, too."""
    if (work := _WORK.search(query.text)) and not any(
        work["name"] in fold(one.name) for one in index.articles
    ):
        return None
    weights = term_weights(index, query.text)
    near = retrieve(index, query, _NEAR)
    candidates = [index.articles[int(index.table[one.passage, 0])] for one in near]
    agreeing = [article for article in candidates if _agrees(article, query) and article.byline]
    if not agreeing:
        return None
    best = max(agreeing, key=lambda article: coverage(weights, heading_of(article), article.text[:300]))
    if (topic := _topic(index, query)) and not coverage(topic, heading_of(best), best.text):
        return None
    authors = "、".join(best.facts.authors) or best.byline or ""
    piece = _opening(best)
    if piece is None:
        return None
    is_signed = bool(authors) and authors in piece.text  # 本报讯(通讯员 周小川): some are in the text
    if is_signed:
        at = piece.start + piece.text.index(authors)
        piece = replace(piece, short=(at, at + len(authors)))
    citations = cite_all([piece])
    check(citations)
    return Answer(
        "fact",
        f"《{best.name}》作者：{authors}。{piece.text}[1]",
        short=authors if is_signed else None,
        citations=citations,
        confidence=_SURE,
    )


def _topic(index: Index, query: Query) -> Weights:
    """What an article is asked for by beside its place: 孟轲乡|防溺水|那篇是谁写的."""
    return term_weights(index, _OF_PRINT.sub(" ", without_places(query.text, query.places)))


def articles_by(index: Index, query: Query) -> Answer | None:
    """The articles of the author a question names, those about its places where it names any, those that name
    who is asked about; all of them where it asks for no more than articles."""
    author = next((name for name in index.names.authors if name in query.text), "")
    asked = _APPEARS.match(query.text)
    named = asked["name"] if asked and not author else ""
    numbers = index.names.authors[author] if author else _about(index, query) or _printing(index, named)
    articles = [
        article for n in numbers if _agrees(article := index.articles[n], query) and not article.is_stub
    ]
    count = counted(len(articles), "篇", min(_MOST, len(articles)))
    pieces = [piece for one in articles[:_MOST] if (piece := _naming(one, named) or _opening(one))]
    if not pieces:
        return None
    citations = cite_all(pieces)
    check(citations)
    lines = [
        f"《{piece.article.name}》（{piece.article.place or ''}）：{piece.text}[{n}]"
        for n, piece in enumerate(pieces, 1)
    ]
    items = tuple(Item(piece.article.name, piece.text, n) for n, piece in enumerate(pieces, 1))
    return Answer(
        "list",
        "\n".join([f"{count}：", *lines]),
        items=items,
        citations=citations,
        confidence=_SURE,
    )


def places_in_print(index: Index, query: Query) -> Answer | None:
    """The places the articles are about, those in the county a question names; None where it asks no such
    thing."""
    if not _PLACES_IN_PRINT.search(query.text):
        return None
    told: dict[str, list[Piece]] = {}
    for article in index.articles:
        about = all(agreement(article, place) == ABOUT for place in query.places)
        if article.place and about and not article.is_stub and (piece := _opening(article)):
            told.setdefault(article.place, []).append(piece)
    listed = dict(islice(told.items(), _MOST))
    pieces = [piece for ones in listed.values() for piece in ones]
    if not pieces:
        return None
    citations = cite_all(pieces)
    check(citations)
    head, number = counted(len(told), "处", len(listed)), count(1)
    lines = [
        f"{place}：" + "".join(f"《{one.article.name}》{one.text}[{next(number)}]" for one in ones)
        for place, ones in listed.items()
    ]
    items = tuple(Item(piece.article.place or "", piece.text, n) for n, piece in enumerate(pieces, 1))
    return Answer(
        "list", "\n".join([f"{head}：", *lines]), items=items, citations=citations, confidence=_SURE
    )


def holder_of_post(index: Index, query: Query) -> Answer | None:
    """Who holds a post that stands in a byline (孟轲乡党委书记 李扬); None where no byline names it."""
    piece = holder_in_byline(index, query)
    if piece is None:
        return None
    citations = cite_all([piece])
    check(citations)
    items = (Item(_post_asked(query), "、".join(piece.article.facts.authors), 1),)
    text = f"{piece.article.byline}：{piece.text}[1]"
    return Answer("fact", text, items=items, citations=citations, confidence=_SURE)


def holder_in_byline(index: Index, query: Query) -> Piece | None:
    """The beginning of the article whose byline names the holder of the post asked about."""
    post = _post_asked(query)
    if not post or not query.places:
        return None
    narrow = query.places[-1].narrow
    for number in {int(index.table[p, 0]) for p in index.passages_with(narrow, _LOOKED_AT)}:
        article = index.articles[number]
        byline = fold(article.byline or "")
        is_its = narrow in byline and post in byline and _agrees(article, query)
        if is_its and article.facts.authors and (piece := _opening(article)):
            return piece
    return None


def _post_asked(query: Query) -> str:
    """The post whose holder is asked for; empty where something else is, as what the holder said."""
    post = _POST.search(query.text) if query.kind is Kind.PERSON else None
    return post.group() if post else ""


def _about(index: Index, query: Query) -> tuple[int, ...]:
    for place in query.places:
        if place.narrow in index.names.places:
            return index.names.places[place.narrow]
    return () if query.places or _topic(index, query) else tuple(range(len(index.articles)))


def _printing(index: Index, name: str) -> tuple[int, ...]:
    """The articles that print a name of which it is asked where it appears: 訾守田出现在哪几篇报道里."""
    passages = index.passages_with(name, _LOOKED_AT) if name else []
    return tuple(dict.fromkeys(int(index.table[passage, 0]) for passage in passages))


def _naming(article: Article, name: str) -> Piece | None:
    """The words around where an article first names somebody; None where it does not."""
    at = fold(article.text).find(name) if name else -1
    if at < 0:
        return None
    span = (at, at + len(name))
    quoted = quotation(article.text, span, sentence_around(article.text, *span), _OPENING_CHARS)
    return in_print(Piece(article, *quoted, _SURE))


def _agrees(article: Article, query: Query) -> bool:
    return all(agreement(article, place) > 0 for place in query.places)


def _opening(article: Article) -> Piece | None:
    """The first words of an article, where its reader finds it again; the next ones where the first are the
    end of a sentence that stands on another page."""
    spans = split_sentences(article.text)
    if not spans:
        return None
    whole = (span for span in spans if span[1] - span[0] >= _SENTENCE_CHARS and is_whole(article.text, span))
    opening = spans[0] if is_whole(article.text, spans[0]) else next(whole, spans[0])
    start = opening[0]
    return in_print(
        Piece(article, *quotation(article.text, (start, start + 1), opening, _OPENING_CHARS), _SURE)
    )
