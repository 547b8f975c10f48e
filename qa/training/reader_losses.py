"""What the network said and what it should have said to one number to lower."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

START, END, EVIDENCE = 0, 1, 2
# The span is what people see; the other losses keep its parts honest where the answer is long or missing.
ENDS_WEIGHT, ANSWERED_WEIGHT, EVIDENCE_WEIGHT = 0.2, 0.5, 1.0
TRUTH_WEIGHT = 0.3  # of what people answered, beside what the teachers say
SURE = 6.0  # log-odds of .9975


def all_scores(points: Tensor, starts_with: Tensor, ends_with: Tensor) -> Tensor:
    """(pairs, first word, last word), spans that end before they start among them."""
    product = starts_with @ ends_with.transpose(1, 2) * starts_with.shape[-1] ** -0.5
    scores: Tensor = points[..., START].unsqueeze(2) + points[..., END].unsqueeze(1) + product
    return scores


def span_scores(points: Tensor, starts_with: Tensor, ends_with: Tensor) -> Tensor:
    """(pairs, first word, last word); very low where the last comes before the first."""
    scores = all_scores(points, starts_with, ends_with)
    width = scores.shape[1]
    backwards = torch.ones(width, width, dtype=torch.bool, device=scores.device).tril(-1)
    masked: Tensor = scores.masked_fill(backwards, -1e4)
    return masked


def group_loss(scores: Tensor, places: Tensor, windows: int) -> Tensor:
    """Cross-entropy of one softmax over all `scores` (pairs, places) of a group and 0, "no answer here".

    `places` (pairs,) holds the right one in each window, -1 where there is none.
    """
    grouped = scores.reshape(-1, windows * scores.shape[1])
    total = torch.cat([torch.zeros_like(grouped[:, :1]), grouped], dim=1).logsumexp(dim=1)
    right = scores.gather(1, places.clamp(min=0)[:, None])[:, 0] * (places >= 0)
    return (total - right.reshape(-1, windows).sum(dim=1)).mean()


def reader_loss(
    said: tuple[Tensor, Tensor, Tensor, Tensor], spans: Tensor, evidence: Tensor, inside: Tensor, windows: int
) -> Tensor:
    """Span, its two ends, whether each window answers, and the sentences that do."""
    points, starts_with, ends_with, answered = said
    scores = span_scores(points, starts_with, ends_with)
    width = points.shape[1]
    place = torch.where(spans[:, 0] >= 0, spans[:, 0] * width + spans[:, 1], -1)
    loss = group_loss(scores.flatten(1), place, windows)
    ends = group_loss(points[..., START], spans[:, 0], windows) + group_loss(
        points[..., END], spans[:, 1], windows
    )
    holds = functional.binary_cross_entropy_with_logits(answered, (spans[:, 0] >= 0).float())
    marks = functional.binary_cross_entropy_with_logits(points[..., EVIDENCE][inside], evidence[inside])
    return loss + ENDS_WEIGHT * ends + ANSWERED_WEIGHT * holds + EVIDENCE_WEIGHT * marks


@dataclass(frozen=True, slots=True)
class Taught:
    """What several networks say of a batch, on average; `scores` as `span_scores` gives them."""

    scores: Tensor  # (pairs, first word, last word)
    evidence: Tensor  # (pairs, words) log-odds
    answered: Tensor  # (pairs,) log-odds


def mean_said(said: Sequence[tuple[Tensor, Tensor, Tensor, Tensor]], silent: Tensor) -> Taught:
    """The outputs of several networks for the same batch, each counting alike.

    Of the pairs that are `silent` they would say that nothing there answers.
    """
    scores = torch.stack([span_scores(points, starts, ends) for points, starts, ends, _ in said]).mean(dim=0)
    evidence = torch.stack([points[..., EVIDENCE] for points, _, _, _ in said]).mean(dim=0)
    answered = torch.stack([answered for _, _, _, answered in said]).mean(dim=0)
    return Taught(
        scores.masked_fill(silent[:, None, None], -1e4),
        evidence.masked_fill(silent[:, None], -1e4),
        answered.masked_fill(silent, -1e4),
    )


def truth_of(spans: Tensor, evidence: Tensor) -> Taught:
    """What people answered, taught as nearly sure."""
    answers = spans[:, 0] >= 0
    scores = evidence.new_full((*evidence.shape, evidence.shape[1]), -1e4)
    rows = answers.nonzero()[:, 0]
    scores[rows, spans[rows, 0], spans[rows, 1]] = SURE
    return Taught(scores, (2 * evidence - 1) * SURE, (2 * answers.to(evidence.dtype) - 1) * SURE)


def filled(taught: Taught, gaps: Taught, known: Tensor) -> Taught:
    """`gaps` with what is taught of the pairs that are `known`, a row each, put in."""
    for whole, part in (
        (gaps.scores, taught.scores),
        (gaps.evidence, taught.evidence),
        (gaps.answered, taught.answered),
    ):
        whole[known] = part.to(whole.dtype)
    return gaps


def taught_loss(
    said: tuple[Tensor, Tensor, Tensor, Tensor], taught: Taught, inside: Tensor, windows: int
) -> Tensor:
    """How far a network is from its teachers: over all spans of a group and silence, sentences, answered."""
    points, starts_with, ends_with, answered = said
    mine, theirs = (
        _with_silence(scores, windows)
        for scores in (span_scores(points, starts_with, ends_with), taught.scores)
    )
    spans = _cross_entropy(theirs, mine)
    holds = functional.binary_cross_entropy_with_logits(answered, taught.answered.sigmoid())
    marks = functional.binary_cross_entropy_with_logits(
        points[..., EVIDENCE][inside], taught.evidence[inside].sigmoid()
    )
    return spans + ANSWERED_WEIGHT * holds + EVIDENCE_WEIGHT * marks


def odds_of_answer(said: tuple[Tensor, Tensor, Tensor, Tensor]) -> Tensor:
    """(pairs,) by what a full reading says: its spans and its judgement, as the calibration mixes them."""
    points, starts_with, ends_with, answered = said
    return (span_scores(points, starts_with, ends_with).flatten(1).logsumexp(dim=1) + 2 * answered) / 3


def glance_loss(glanced: Tensor, read: Tensor, windows: int) -> Tensor:
    """How far a glance is from the full reading: which windows of a group answer, or none."""
    theirs, mine = (_with_silence(odds[:, None], windows) for odds in (read, glanced))
    return _cross_entropy(theirs, mine)


def _cross_entropy(theirs: Tensor, mine: Tensor) -> Tensor:
    """The cross-entropy of two distributions given as scores, a row each."""
    return -(theirs.softmax(dim=1) * mine.log_softmax(dim=1)).sum(dim=1).mean()


def _with_silence(scores: Tensor, windows: int) -> Tensor:
    """(groups, 1 + places): the scores of all spans of a group after the 0 of "no answer here"."""
    grouped = scores.flatten(1).reshape(-1, windows * scores[0].numel())
    return torch.cat([torch.zeros_like(grouped[:, :1]), grouped], dim=1)
