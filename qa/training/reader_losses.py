"""What the network said and what it should have said to one number to lower."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

START, END, EVIDENCE = 0, 1, 2
# The span is what people see; the other losses keep its parts honest where the answer is long or missing.
ENDS_WEIGHT, ANSWERED_WEIGHT, EVIDENCE_WEIGHT = 0.2, 0.5, 1.0


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
