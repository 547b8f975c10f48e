"""A question what all somebody does to what each of several articles tells of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from qa.asking.citing import Piece
from qa.asking.entries import Entry, answer_of
from qa.asking.introducing import SURE, articles_naming
from qa.asking.query import Query
from qa.asking.shapes import is_name
from qa.asking.spans import quotation
from qa.indexing.folding import fold
from qa.indexing.index import Index
from qa.indexing.sentences import split_sentences
from qa.records import Article
from qa.replies import Answer

# What is asked of somebody after their name: 退休以后都忙些什么, 身上兼着哪些活儿.
_ALL_THEY_DO = re.compile(
    r"[^,?]{0,10}?(?:[做干忙管办]|参加|参与|兼|露面|出现|出过?|当过?)[了过着]?[^,?]{0,4}?(?:什么|啥|哪些)"
    r"(?:事情?|活儿?|力|场合|好事|名堂|身份|角色|差事)?[?]?$"
)
_SEVERAL = re.compile(r"都|些|兼|这[些几两]年|现在|如今|平时|[以之]后")
_TELLS = 3  # characters more than the name, of a sentence that tells something: not 赵远山说。
_SENTENCES = 2  # told of each article
_CHARS = 110


def all_they_did(index: Index, query: Query) -> Answer | None:
    """What each article says of somebody; None where the question asks no such thing, or one article alone
    tells of them."""
    for name, rest in _names_in(query.text):
        if not (_ALL_THEY_DO.match(rest) and _SEVERAL.search(rest)):
            continue
        told = {article.id: _entries(article, name) for article in articles_naming(index, name)}
        told = {article: entries for article, entries in told.items() if entries}
        if len(told) > 1:
            return answer_of("list", [*chain(*told.values())], SURE, f"共 {len(told)} 篇：")
    return None


def _names_in(text: str) -> Iterator[tuple[str, str]]:
    """What may be somebody's name in a question, the longer first, and what stands behind it."""
    for start in range(len(text)):
        for size in (3, 2):
            name = text[start : start + size]
            if len(name) == size and is_name(name):
                yield name, text[start + size :]


def _entries(article: Article, name: str) -> list[Entry]:
    """The first sentences of an article that name somebody, as much of them as an entry holds."""
    text = article.text
    entries = []
    for sentence in split_sentences(text):
        at = fold(text[slice(*sentence)]).find(name)
        if at >= 0 and sentence[1] - sentence[0] > len(name) + _TELLS:
            start = sentence[0] + at
            span = quotation(text, (start, start + len(name)), sentence, _CHARS)
            entries.append(Entry(f"《{article.name}》", Piece(article, *span, SURE)))
    return entries[:_SENTENCES]
