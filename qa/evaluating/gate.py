"""Questions with known answers, asked of an engine, to a report that passes or fails against a baseline."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, quantiles
from typing import Protocol

from qa.asking.readings import Reads
from qa.errors import QuestionsError
from qa.evaluating.curve import Judged, Point, curve_of
from qa.evaluating.legs import LegFigures, measure_legs
from qa.evaluating.questions import Question, read_questions
from qa.evaluating.scoring import score
from qa.indexing.index import Index
from qa.replies import Reply

Table = Mapping[str, Mapping[str, float]]  # kind of question, figure, value

# "chars" tells and does not judge: a shorter answer is better only while the rest holds.
FIGURES = ("answered", "chars", "answer", "full", "cited", "cited_first", "short_f1", "title", "refused")
_JUDGED = tuple(figure for figure in FIGURES if figure not in ("chars", "answered"))
_ALL, _SILENT = "ANSWERABLE", "REFUSE"
_OFTEN = 10
_SLACK = 0.02  # another processor rounds otherwise, which may cost a question in a hundred


class Asked(Protocol):
    """What the gate asks: an engine, or anything that answers like one."""

    @property
    def index(self) -> Index:
        """What is searched."""

    @property
    def reader(self) -> Reads:
        """What reads the passages."""

    def ask(self, question: str, conversation: str | None = None) -> Reply:
        """The reply to a question, in its conversation."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A question that was not answered fully, or not refused when it should have been."""

    question: Question
    reply: Reply


@dataclass(frozen=True, slots=True)
class Fall:
    """A figure below its baseline."""

    kind: str
    figure: str
    value: float
    baseline: float


@dataclass(frozen=True, slots=True)
class GateReport:
    """What the gate found; it passes when no figure fell below the baseline."""

    table: Table
    counts: Mapping[str, int]
    misses: Sequence[Miss]
    curve: Sequence[Point]
    legs: Sequence[LegFigures]
    falls: Sequence[Fall]
    p50_ms: float
    p95_ms: float

    @property
    def passed(self) -> bool:
        """Whether every figure of the baseline is reached."""
        return not self.falls

    def as_baseline(self) -> dict[str, dict[str, float]]:
        """The figures as a baseline file holds them: of all questions, and of kinds asked often enough that
        one question does not sway them."""
        return {
            kind: {figure: round(row[figure], 4) for figure in _JUDGED if figure in row}
            for kind, row in self.table.items()
            if kind in (_ALL, _SILENT) or self.counts[kind] >= _OFTEN
        }


def run_gate(engine: Asked, questions_file: Path, baseline_file: Path | None = None) -> GateReport:
    """Ask all questions of a file, in the conversations it describes, and judge the figures."""
    questions = read_questions(questions_file)
    baseline = read_baseline(baseline_file) if baseline_file else {}
    asked = ask_all(engine, questions)
    rows: defaultdict[str, list[Mapping[str, float]]] = defaultdict(list)
    for question, reply in asked:
        figures = score(question, reply)
        for kind in (question.kind, _ALL if question.answers else _SILENT):
            rows[kind].append(figures)
    table = {kind: _means(figures) for kind, figures in rows.items()}
    times = sorted(reply.took_ms for _, reply in asked)
    return GateReport(
        table=table,
        counts={kind: len(figures) for kind, figures in rows.items()},
        misses=[Miss(q, r) for q, r in asked if score(q, r).get("full", score(q, r).get("refused")) != 1.0],
        curve=curve_of([_judged(question, reply) for question, reply in asked]),
        legs=measure_legs(engine.index, engine.reader, questions),
        falls=_falls(table, baseline),
        p50_ms=times[len(times) // 2] if times else 0.0,
        p95_ms=quantiles(times, n=20)[-1] if len(times) > 1 else sum(times),
    )


def ask_all(engine: Asked, questions: Sequence[Question]) -> list[tuple[Question, Reply]]:
    """Each question with its reply; a follow-up goes on in the conversation of the question it follows."""
    by_id = {question.id: question for question in questions}
    conversations: dict[str, str] = {}
    asked = []
    for question in questions:
        before = question.followup_to
        if before and before not in conversations:
            if before not in by_id:
                raise QuestionsError(f"Question {question.id} follows {before}, which is not in the file.")
            conversations[before] = engine.ask(by_id[before].text).conversation
        reply = engine.ask(question.text, conversations[before] if before else None)
        conversations[question.id] = reply.conversation
        asked.append((question, reply))
    return asked


def read_baseline(path: Path) -> Table:
    """The figures of a baseline file."""
    try:
        body: Table = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise QuestionsError(
            f"No baseline in {path} ({error}). Write one with: qa eval --write-baseline"
        ) from None
    return body


def _means(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {
        figure: fmean(values)
        for figure in FIGURES
        if (values := [row[figure] for row in rows if figure in row])
    }


def _falls(table: Table, baseline: Table) -> list[Fall]:
    """The figures that are missing or lower than their baseline, by more than rounding can do."""
    return [
        Fall(kind, figure, value, wanted)
        for kind, row in baseline.items()
        for figure, wanted in row.items()
        if (value := table.get(kind, {}).get(figure, 0.0)) < wanted - _SLACK
    ]


def _judged(question: Question, reply: Reply) -> Judged:
    figures = score(question, reply)
    return Judged(reply.answer.confidence, bool(question.answers), figures.get("full", 0.0) == 1.0)
