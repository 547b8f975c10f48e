"""A gate's report to what a terminal shows."""

from __future__ import annotations

from collections.abc import Iterator

from qa.evaluating.gate import FIGURES, GateReport

_NAME = 14
_CUT = 60


def render(report: GateReport) -> str:
    """The table by kind, the retrieval figures, the trade-off, the misses, and what fell."""
    return "\n".join(
        [*_table(report), "", *_legs(report), "", *_curve(report), "", *_misses(report), *_verdict(report)]
    )


def _table(report: GateReport) -> Iterator[str]:
    yield f"{'kind':{_NAME}}{'n':>5}" + "".join(f"{figure:>12}" for figure in FIGURES)
    for kind in sorted(report.table, key=lambda kind: (kind.isupper(), kind)):
        row = report.table[kind]
        cells = (_cell(row.get(figure), figure) for figure in FIGURES)
        yield f"{kind:{_NAME}}{report.counts[kind]:5}" + "".join(cells)
    yield f"p50 {report.p50_ms:.1f} ms, p95 {report.p95_ms:.1f} ms"


def _cell(value: float | None, figure: str) -> str:
    return f"{'':>12}" if value is None else f"{value:>12.0f}" if figure == "chars" else f"{value:>12.3f}"


def _legs(report: GateReport) -> Iterator[str]:
    yield f"{'retrieval':{_NAME}}{'hit@1':>8}{'hit@5':>8}{'MRR':>8}"
    for leg in report.legs:
        yield f"{leg.leg:{_NAME}}{leg.hit_1:8.3f}{leg.hit_5:8.3f}{leg.mrr:8.3f}"


def _curve(report: GateReport) -> Iterator[str]:
    yield f"{'refuse_below':{_NAME}}{'false refusals':>16}{'refused':>10}{'wrong answers':>16}"
    for point in report.curve[::5]:
        yield (
            f"{point.refuse_below:<{_NAME}.2f}{point.false_refusals:16.3f}{point.refused:10.3f}{point.risk:16.3f}"
        )


def _misses(report: GateReport) -> Iterator[str]:
    yield f"{len(report.misses)} missed"
    for miss in report.misses:
        wanted = " / ".join(miss.question.answers) or "(refuse)"
        got = miss.reply.answer.text.replace("\n", " ")[:_CUT]
        yield f"  {miss.question.id} {miss.question.kind}: {miss.question.text[:_CUT]} | {wanted} | {got}"


def _verdict(report: GateReport) -> Iterator[str]:
    for fall in report.falls:
        yield f"FELL {fall.kind} {fall.figure}: {fall.value:.4f}, baseline {fall.baseline:.4f}"
    yield "gate passed" if report.passed else f"gate failed: {len(report.falls)} figures below the baseline"
