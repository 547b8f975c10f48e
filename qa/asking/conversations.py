"""A question and its answer to the turn that the next question of the conversation is understood from."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from qa.replies import Answer, Citation

_SIDE_BY_SIDE = re.compile(r"[^，,；;。：:“”\"()（）]+、[^，,；;。：:“”\"()（）]+")
_PLACE = re.compile(r"^[\u3400-\u9fff]{2,16}(?:[镇乡村县区市办]|街道|社区)$")
_NAME = re.compile(r"c_[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn leaves for the next: what was asked, and the articles and words it was answered from."""

    question: str
    resolved_question: str
    kind: str
    short: str | None
    articles: tuple[str, ...]  # ids, first cited first
    place: str = ""  # printed over the first article cited
    items: tuple[str, ...] = ()  # what the answer enumerated, in order
    spans: tuple[tuple[str, int, int], ...] = ()  # what it told: article, start, end


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question that stands alone, the articles the conversation is about, and what it has told already."""

    question: str
    favoured: tuple[str, ...] = ()
    told: tuple[tuple[str, int, int], ...] = ()
    within: bool = False  # whether only those articles can be meant


def conversation_name(given: str | None) -> str:
    """The name given, if it is one of ours; else a new one that cannot be guessed."""
    return given if given and _NAME.fullmatch(given) else f"c_{secrets.token_urlsafe(18)}"


def turn_of(question: str, resolved: str, answer: Answer) -> Turn:
    """What a turn leaves for the next."""
    cited = answer.citations
    return Turn(
        question=question,
        resolved_question=resolved,
        kind=answer.kind,
        short=answer.short or (answer.items[0].text if len(answer.items) == 1 else None),
        articles=tuple(dict.fromkeys(citation.article.id for citation in cited)),
        place=next((citation.article.place or "" for citation in cited), ""),
        items=_items(answer),
        spans=tuple(_told(citation) for citation in cited),
    )


def _items(answer: Answer) -> tuple[str, ...]:
    """The entries of a list, those of places by their names, or what the words that answer put side by side:
    水草缠身、深浅不明、突发抽筋."""
    if len(answer.items) > 1:
        places = dict.fromkeys(item.label for item in answer.items if _PLACE.search(item.label))
        return tuple(places) if len(places) > 1 else tuple(item.text for item in answer.items)
    if not answer.citations:
        return ()
    first = answer.citations[0]
    told = first.quote[slice(*first.highlights[0])] if first.highlights else first.quote
    run = max(_SIDE_BY_SIDE.findall(told), key=len, default="")
    return tuple(part for part in re.split("[、]|和|及", run) if part)


def _told(citation: Citation) -> tuple[str, int, int]:
    """The span that answered, or the whole quotation."""
    start, end = citation.highlights[0] if citation.highlights else (0, len(citation.quote))
    return citation.article.id, citation.start + start, citation.start + end
