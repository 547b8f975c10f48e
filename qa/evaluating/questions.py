"""Files of questions with known answers to records."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.errors import QuestionsError


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the strings an answer must hold (none: refusing is right), and where they stand."""

    id: str
    kind: str
    text: str
    answers: tuple[str, ...]
    needs_all: bool
    titles: tuple[str, ...]
    evidence: tuple[str, ...]
    followup_to: str | None


def read_questions(path: Path) -> list[Question]:
    """The questions of a file of JSON lines, in order."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise QuestionsError(f"No questions in {path}: {error.strerror}.") from None
    questions = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            questions.append(_question(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise QuestionsError(f"{path}, line {number} is no question: {error!r}.") from None
    return questions


def _question(values: dict[str, object]) -> Question:
    answers = _strings(values["answers"])
    return Question(
        id=str(values["id"]),
        kind=str(values["type"]),
        text=str(values["question"]),
        answers=answers,
        needs_all=values.get("match") == "all",
        titles=_strings(values.get("article")),
        evidence=_strings(values.get("evidence_min") or values.get("evidence")),
        followup_to=str(values["followup_to"]) if values.get("followup_to") else None,
    )


def _strings(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Sequence):
        return tuple(map(str, value))
    raise TypeError(value)
