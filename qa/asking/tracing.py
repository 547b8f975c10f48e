"""How an answer came about, as plain values for a reply and as lines a person can read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qa.asking.finding import Finding
from qa.asking.query import Query
from qa.indexing.folding import fold
from qa.replies import Answer

_SHOWN = 5  # findings a trace tells of


def trace_of(
    query: Query, answer: Answer, findings: Sequence[Finding], refuse_below: float
) -> dict[str, object]:
    """What was folded, corrected and recognised, what each finding scored, and why it was refused."""
    return {
        "asked": query.asked,
        "folded": fold(query.asked),
        "read_as": query.text,
        "kind": query.kind.value,
        "across": query.across,
        "places": [
            {"name": place.name, "parts": list(place.parts), "known": place.known} for place in query.places
        ],
        "corrections": [{"typed": one.typed, "meant": one.meant} for one in query.corrections],
        "findings": [_finding(finding) for finding in findings[:_SHOWN]],
        "refuse_below": refuse_below,
        "confidence": round(answer.confidence, 4),
        "decision": _decision(query, answer, findings, refuse_below),
    }


def _finding(finding: Finding) -> dict[str, object]:
    signs = finding.signs
    return {
        "article": finding.article.name,
        "span": finding.text,
        "sentence": finding.article.text[finding.sentence[0] : finding.sentence[1]],
        "probability": round(finding.probability, 4),
        "reader": round(signs.reader, 3),
        "sentence_coverage": round(signs.sentence, 3),
        "evidence": round(signs.evidence, 3),
        "meaning": round(signs.meaning, 3),
        "place_agreement": signs.agrees,
        "fits_kind": signs.fits,
    }


def _decision(query: Query, answer: Answer, findings: Sequence[Finding], refuse_below: float) -> str:
    if answer.answered:
        return f"answered as {answer.kind}"
    if query.unknown_places:
        return f"refused: no article names {query.unknown_places[0].narrow}"
    if not findings:
        return "refused: nothing was found"
    return f"refused: the likeliest answer has {findings[0].probability:.2f}, less than {refuse_below:.2f}"


def render_trace(trace: Mapping[str, Any]) -> str:
    """A trace as lines for a terminal."""
    places = ", ".join(f"{p['name']}{'' if p['known'] else ' (in no article)'}" for p in trace["places"])
    lines = [
        f"asked        {trace['asked']}",
        f"read as      {trace['read_as']}",
        f"kind         {trace['kind']}{' across articles' if trace['across'] else ''}",
        f"places       {places or '-'}",
        "corrected    " + (", ".join(f"{c['typed']} -> {c['meant']}" for c in trace["corrections"]) or "-"),
    ]
    for n, one in enumerate(trace["findings"], 1):
        lines.append(
            f"{n}. {one['probability']:.2f}  {one['span']}  ({one['article']}; reader {one['reader']}, "
            f"evidence {one['evidence']}, sentence {one['sentence_coverage']}, "
            f"meaning {one['meaning']}, place {one['place_agreement']})"
        )
        lines.append(f"         {one['sentence']}")
    lines.append(f"decision     {trace['decision']}")
    return "\n".join(lines)
