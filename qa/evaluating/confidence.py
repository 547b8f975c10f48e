"""Questions about articles the reader never saw to the weights of its confidence: `qa eval confidence`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt

from qa.asking.confidence import WEIGHTS, values_of
from qa.asking.finding import find
from qa.asking.query import understand
from qa.asking.reader_held_out import is_held_out
from qa.asking.readings import Reads
from qa.building import build_index, load_index
from qa.config import Settings
from qa.engine import load_reader
from qa.evaluating.readers import Row, read_rows
from qa.indexing.index import Index
from qa.training.own_questions import OWN, own_rows

Floats = npt.NDArray[np.float64]
_SET = "wenbao_news-train"
_TOLD_EVERY = 50  # questions
_RIDGE = 1e-3
_THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was found for one question: the signs of each reading, and which of them hold the answer."""

    signs: Floats  # (readings, signs)
    right: npt.NDArray[np.bool_]  # (readings,)
    answerable: bool


def fit_confidence(data: Path, settings: Settings) -> Iterator[str]:
    """The weights fitted on all questions, and what each threshold refuses where they were fitted on half."""
    rows = read_rows(data / "qa" / f"{_SET}.jsonl.xz")
    held_out = [row for row in rows if is_held_out(row["context"], _SET)]
    held_out += [row for row in own_rows(data) if is_held_out(row["context"], OWN)]
    with TemporaryDirectory() as folder:
        contexts = dict.fromkeys(row["context"] for row in (*rows, *held_out))
        index = _index_of(list(contexts), Path(folder), settings)
        reader = load_reader(settings.reader)
        asked: list[Asked] = []
        for row in held_out:
            asked.append(_ask(index, reader, row))
            if len(asked) % _TOLD_EVERY == 0:
                yield f"{len(asked)} questions asked"
    yield from render(asked)


def render(asked: Sequence[Asked]) -> Iterator[str]:
    """The fit and the trade-off, as lines."""
    bias, *weights = fit(asked)
    yield f"BIAS = {bias:.2f}"
    pairs = ", ".join(f'"{name}": {weight:.2f}' for name, weight in zip(WEIGHTS, weights, strict=True))
    yield f"WEIGHTS = {{{pairs}}}"
    halves = asked[::2], asked[1::2]
    doubts = [
        (one.answerable, confidence_of(one, fitted))
        for fitted, others in ((fit(halves[0]), halves[1]), (fit(halves[1]), halves[0]))
        for one in others
    ]
    yield "threshold  refused of the unanswerable  refused of the answerable"
    for threshold in _THRESHOLDS:
        refused = {
            kind: [sure < threshold for told, sure in doubts if told is kind] for kind in (False, True)
        }
        yield f"{threshold:9.2f}  {np.mean(refused[False]):27.3f}  {np.mean(refused[True]):25.3f}"


def fit(asked: Sequence[Asked]) -> Floats:
    """Bias and weights under which, of each question's readings and a silence beside them with odds of one,
    the right ones are likeliest; a little pull to zero on all but the bias.

    Readings compete as they do in service. Judged one by one, most of them are easy to tell from right ones,
    and the likeliest is right less often: .858 of the questions against .870, fitted on the other half.
    """
    from scipy.optimize import minimize  # noqa: PLC0415  (only needed here)

    signs = np.concatenate([one.signs for one in asked])
    scale = np.maximum(signs.std(axis=0), 1e-9)

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = 0.0, np.zeros_like(weights)
        for one in asked:
            rows = np.column_stack([np.ones(len(one.signs)), one.signs / scale])
            odds = np.concatenate([[0.0], rows @ weights])
            chances = np.exp(odds - odds.max())
            chances /= chances.sum()
            wanted = chances * np.concatenate([[not one.right.any()], one.right])
            total -= np.log(wanted.sum() + 1e-12)
            slope += rows.T @ (chances - wanted / max(wanted.sum(), 1e-12))[1:]
        pull = np.concatenate([[0.0], weights[1:]])
        return total / len(asked) + _RIDGE * pull @ pull, slope / len(asked) + 2 * _RIDGE * pull

    weights = minimize(loss, np.zeros(signs.shape[1] + 1), jac=True, method="L-BFGS-B").x
    return np.concatenate([weights[:1], weights[1:] / scale])


def confidence_of(one: Asked, weights: Floats) -> float:
    """The chance of the likeliest reading; 0 where there is none."""
    if not len(one.signs):
        return 0.0
    odds = weights[0] + one.signs @ weights[1:]
    return float(1.0 / (1.0 + np.exp(-odds.max())))


def _index_of(contexts: Sequence[str], folder: Path, settings: Settings) -> Index:
    """An index over the articles, each a page of its own."""
    pages = folder / "pages"
    pages.mkdir()
    for number, context in enumerate(contexts):
        (pages / f"{number:05}.txt").write_text(context, "utf-8")
    settings = replace(settings, seeds=pages, index=folder / "index", data=folder / "data")
    build_index(settings)
    return load_index(settings)


def _ask(index: Index, reader: Reads, row: Row) -> Asked:
    findings = find(index, reader, understand(index, row["question"]))
    findings = [one for one in findings if one.probability]  # the others are left out whatever their signs
    signs = np.array([values_of(one.signs) for one in findings], np.float64).reshape(-1, len(WEIGHTS))
    right = np.array([any(answer in one.said for answer in row["answers"]) for one in findings], np.bool_)
    return Asked(signs, right, bool(row["answers"]))
