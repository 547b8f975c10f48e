"""A question about several places to each one's answer; a side the paper is silent on is named so."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from qa.asking.citing import Piece
from qa.asking.confidence import may_as_well_be
from qa.asking.describing import describing_sentence
from qa.asking.entries import Entry, answer_of
from qa.asking.finding import Finding
from qa.asking.naming import label_of
from qa.asking.query import Query
from qa.asking.sides import Side
from qa.asking.spans import quotation
from qa.indexing.folding import fold
from qa.indexing.passages import heading_of
from qa.replies import Answer

_SIDE_CHARS = 180
_COUNTED = re.compile(r"(?P<thing>[\u4e00-\u9fff]{2,4})有多少[?]?$")  # 无人机有多少
_QUOTED = re.compile(r'"([^"]+)"')
# Of the confidence asked of a single answer: that each side has something to tell the question says itself.
_ENOUGH = 0.6


def compare(
    sides: Sequence[Side],
    find: Callable[[Query], list[Finding]],
    refuse_below: float,
    byline: Callable[[Query], Piece | None] = lambda _: None,
) -> Answer | None:
    """The sides in the order asked, each with its citation; None when the paper is silent on all.

    Where the `byline` of an article answers for a side, that is told in place of what is found.
    """
    labels = "".join(side.label for side in sides)
    likely = [
        _likely(
            side,
            find(side.query),
            {name for name in side.query.quoted if name not in labels},
            _names(sides, side),
            _ENOUGH * refuse_below,
        )
        for side in sides
    ]
    told = [next(iter(findings), None) for findings in likely]
    likely = [
        findings if findings and _is_its(findings[0], at, sides, told) else []
        for at, findings in enumerate(likely)
    ]
    entries = [
        entry
        for side, findings in zip(sides, likely, strict=True)
        for entry in _entries(side, findings, byline(side.query))
    ]
    confidence = max((entry.piece.score for entry in entries if entry.piece), default=0.0)
    return answer_of("compare", entries, confidence) if confidence >= refuse_below else None


def _entries(side: Side, findings: Sequence[Finding], signed: Piece | None) -> list[Entry]:
    """What is shown of a side: what is told of it, and the next where that may as well be it."""
    if signed:
        return [Entry(signed.article.byline or side.label, signed)]
    if not findings:
        return [Entry(_printed(side.label), None)]
    shown = findings[:1] if side.described else [findings[0], *_also(findings)]
    return [Entry(_label(side, one), _piece(one)) for one in shown]


def _also(findings: Sequence[Finding]) -> list[Finding]:
    """The next finding in the article of the first, where that may as well be the one."""
    first = findings[0]
    return [
        one
        for one in findings[1:]
        if one.article.id == first.article.id and may_as_well_be(one.probability, first.probability)
    ][:1]


def _likely(
    side: Side, findings: Sequence[Finding], quoted: set[str], others: set[str], enough: float
) -> list[Finding]:
    """What may be told of a side, best first: what is likely enough, or names it where that is all that is
    asked, in a sentence that is not about another side alone; rather in one that prints what the question has
    in quotation marks, and in one that is about this side alone."""
    own = _name(side)
    likely = [
        finding
        for finding in findings
        if _prints(quoted, finding.article.text)
        and (finding.probability >= enough or (side.described and _thing(side) in fold(finding.said)))
        and (own in fold(finding.said) or not _prints_any(others, finding.said))
    ]
    counted = _COUNTED.search(side.query.text.replace(own, ""))
    told = sorted(
        likely,
        key=lambda finding: (
            not _prints(quoted, finding.said),
            _prints_any(others, finding.said),
            counted is not None and counted["thing"] not in fold(finding.said),
        ),
    )
    return [_described(side, told[0])] if told and side.described else told


def _is_its(finding: Finding, at: int, sides: Sequence[Side], told: Sequence[Finding | None]) -> bool:
    """Whether no other side has the same sentence told of it and shares more of its name with that."""
    place = finding.article.id, finding.sentence
    rivals = [n for n, one in enumerate(told) if one and n != at and (one.article.id, one.sentence) == place]
    said = fold(f"{heading_of(finding.article)}{finding.said}")
    ours = _shared(sides[at].label, said)
    return not any(_shared(sides[n].label, said) > ours for n in rivals)


def _shared(name: str, text: str) -> float:
    """The share of a name's pairs of characters that stand in a text."""
    pairs = [name[at : at + 2] for at in range(len(name) - 1)]
    return sum(pair in text for pair in pairs) / max(1, len(pairs))


def _name(side: Side) -> str:
    """What an article calls a side: its narrowest place, else the side as it was asked."""
    return side.query.places[-1].narrow if side.query.places else side.label


def _names(sides: Sequence[Side], side: Side) -> set[str]:
    """What the other sides are called."""
    return {_name(other) for other in sides} - {_name(side)}


def _prints_any(names: set[str], text: str) -> bool:
    folded = fold(text)
    return any(name in folded for name in names)


def _described(side: Side, finding: Finding) -> Finding:
    """The finding in the sentence that says what the side is, where the article has one."""
    sentence = describing_sentence(finding.article, _thing(side))
    return replace(finding, start=sentence[0], end=sentence[1], sentence=sentence) if sentence else finding


def _thing(side: Side) -> str:
    """What a side is to be told of: a name in quotation marks in it, else its place."""
    return next((name for name in side.query.quoted if name in side.query.text), side.query.places[0].narrow)


def _prints(quoted: set[str], text: str) -> bool:
    """Whether a text prints what the question has in quotation marks, as its article must to be meant."""
    folded = fold(text)
    return all(name in folded for name in quoted)


def _piece(finding: Finding) -> Piece:
    span = (finding.start, finding.end)
    start, end = quotation(finding.article.text, span, finding.sentence, _SIDE_CHARS)
    return Piece(finding.article, start, end, finding.probability, span)


def _label(side: Side, finding: Finding) -> str:
    """What to call a side: its place in full where the article is about it, with its village or community,
    else as it was asked."""
    article, asked = finding.article, side.query.places
    is_place = asked and asked[0].name == side.label and asked[0].narrow in (article.place or "")
    return label_of(article) if is_place else _printed(side.label)


def _printed(label: str) -> str:
    """A label of a folded question with quotation marks as a paper prints them."""
    return _QUOTED.sub(r"“\1”", label)
