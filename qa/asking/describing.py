"""An article and a name in it to the sentence that says what the name stands for."""

from __future__ import annotations

import re

from qa.asking.spans import Span
from qa.indexing.folding import fold
from qa.indexing.sentences import split_sentences
from qa.records import Article

# How a newspaper says what a thing is: X是…, X这一…, 以X作为…, 打造出X….
_AFTER = r"[\"']?(?:这[一个种]|是|作为|位于|地处|隶属|属于|下辖)"
_BEFORE = r"(?:打造|建成|建立|成立|创建|推出|名为|叫做?|开设|组建)[出了为]?[^,;]{0,4}[\"']?"
_ENDS = "。！？!?"


def describing_sentence(article: Article, name: str) -> Span | None:
    """The first sentence that says what a folded name stands for; None where none does."""
    telling = re.compile(f"{re.escape(name)}{_AFTER}|{_BEFORE}{re.escape(name)}")
    for start, end in split_sentences(article.text):
        said = article.text[start:end]
        if said[-1] in _ENDS and telling.search(fold(said)):  # a sub-heading says nothing
            return start, end
    return None
