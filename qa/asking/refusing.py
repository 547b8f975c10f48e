"""What was looked for and not found to an honest refusal, with the nearest articles beside it."""

from __future__ import annotations

from collections.abc import Sequence

from qa.asking.finding import Finding
from qa.asking.query import Query
from qa.replies import Answer, Related

_NOT_FOUND = "报道中没有找到能回答这个问题的内容。"
_NEAREST = 3


def refuse(query: Query, findings: Sequence[Finding] = ()) -> Answer:
    """The honest "the articles do not say"; a place no article names is named."""
    nearest: dict[str, Finding] = {}
    for finding in findings:
        nearest.setdefault(finding.article.id, finding)
    related = tuple(Related(one.article, one.probability) for one in list(nearest.values())[:_NEAREST])
    unknown = query.unknown_places
    text = f"报道中没有提到“{unknown[0].narrow}”。" if unknown else _NOT_FOUND
    return Answer("none", text, related=related, confidence=findings[0].probability if findings else 0.0)
