"""The reader's network: a question and a passage to span scores, evidence and whether it is answered."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from qa.asking.reader_features import PASSAGE
from qa.training.reader_layers import Alignment, Attention, Convolution, Shape, WordInput


class Encoder(nn.Module):
    """Question and passage to vectors that know of one another."""

    def __init__(self, shape: Shape, vectors: NDArray[np.float32] | None = None) -> None:
        super().__init__()
        self.input = WordInput(shape, vectors)
        self.align = Alignment(shape.dims)
        self.kinds, self.glance_layers = shape.layers, shape.glance_layers
        self.layers = nn.ModuleList(
            Convolution(shape.dims, int(kind[1:])) if kind[0] == "c" else Attention(shape.dims, shape.heads)
            for kind in shape.layers
        )
        self.norm = nn.LayerNorm(shape.dims)

    def begin(
        self, question_ids: Tensor, question_marks: Tensor, passage_ids: Tensor, passage_marks: Tensor
    ) -> tuple[Tensor, Tensor]:
        """(pairs, question words, dims) and (pairs, passage words, dims), where a glance is taken."""
        q, p = self.input(question_ids, question_marks), self.input(passage_ids, passage_marks)
        q_bias, p_bias = _bias(_filled(question_ids, q)), _bias(_filled(passage_ids, p))
        q, p = self.align(q, p, p_bias), self.align(p, q, q_bias)
        return self._through(slice(0, self.glance_layers), q, p, question_ids, passage_ids)

    def finish(
        self, q: Tensor, p: Tensor, question_ids: Tensor, passage_ids: Tensor
    ) -> tuple[Tensor, Tensor]:
        """The same after all layers."""
        q, p = self._through(slice(self.glance_layers, None), q, p, question_ids, passage_ids)
        return self.norm(q), self.norm(p)

    def forward(
        self, question_ids: Tensor, question_marks: Tensor, passage_ids: Tensor, passage_marks: Tensor
    ) -> tuple[Tensor, Tensor]:
        """(pairs, question words, dims) and (pairs, passage words, dims)"""
        begun = self.begin(question_ids, question_marks, passage_ids, passage_marks)
        return self.finish(*begun, question_ids, passage_ids)

    def _through(
        self, part: slice, q: Tensor, p: Tensor, question_ids: Tensor, passage_ids: Tensor
    ) -> tuple[Tensor, Tensor]:
        q_mask, p_mask = _filled(question_ids, q), _filled(passage_ids, p)
        q_bias, p_bias = _bias(q_mask), _bias(p_mask)
        for kind, layer in zip(self.kinds[part], self.layers[part], strict=True):
            if kind == "q":
                q, p = layer(q, q, q_bias), layer(p, q, q_bias)
            elif kind == "p":
                q, p = layer(q, p, p_bias), layer(p, p, p_bias)
            else:
                q, p = layer(q, q_mask), layer(p, p_mask)
        return q, p


def _filled(ids: Tensor, like: Tensor) -> Tensor:
    """(pairs, words, 1): 1 where a word stands, 0 where there is padding."""
    return (ids[..., :1] > 0).to(like.dtype)


def _bias(mask: Tensor) -> Tensor:
    """(pairs, 1, 1, words): very low where no word stands."""
    return ((1 - mask) * -1e4)[:, None, None, :, 0]


class Glance(nn.Module):
    """Half-read pairs to how likely each answers: the strongest of the passage beside the question's mean."""

    def __init__(self, dims: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(dims)
        self.look = nn.Linear(dims, 1)
        self.judge = nn.Sequential(nn.Linear(3 * dims, dims // 2), nn.ReLU(), nn.Linear(dims // 2, 1))

    def forward(self, q: Tensor, p: Tensor, question_ids: Tensor, passage_ids: Tensor) -> Tensor:
        """(pairs,) log-odds, comparable among the passages of a question."""
        q, p = self.norm(q), self.norm(p)
        look = self.look(p).float().masked_fill(passage_ids[..., :1] != PASSAGE, -1e4)
        judged: Tensor = self.judge(_summary(q, p, look, question_ids, passage_ids))
        return judged[:, 0].float()


def _summary(q: Tensor, p: Tensor, look: Tensor, question_ids: Tensor, passage_ids: Tensor) -> Tensor:
    """(pairs, 3 dims): the passage's words by how `look` (pairs, words, 1) scores them, the strongest of each
    dimension, and the mean of the question's words."""
    seen = (p * look.softmax(dim=1).to(p.dtype)).sum(dim=1)
    top = p.masked_fill(passage_ids[..., :1] != PASSAGE, -1e4).amax(dim=1).clamp(min=-20)
    filled = _filled(question_ids, q)
    asked = (q * filled).sum(dim=1) / filled.sum(dim=1).clamp(min=1)
    return torch.cat([seen, top, asked], dim=-1)


class ReaderNetwork(nn.Module):
    """The encoder and its heads."""

    def __init__(self, shape: Shape, vectors: NDArray[np.float32] | None = None) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape, vectors)
        self.points = nn.Linear(
            shape.dims, 3 + 2 * shape.span_dims
        )  # start, end, evidence; start and end keys
        self.answered = nn.Sequential(
            nn.Linear(3 * shape.dims, shape.dims), nn.ReLU(), nn.Linear(shape.dims, 1)
        )
        self.glance = Glance(shape.dims)

    def settled(self) -> ReaderNetwork:
        """The same network as it is kept, with one vector a word."""
        kept = deepcopy(self)
        kept.encoder.input.settle()
        kept.shape = replace(self.shape, tuned_words=0)
        return kept

    def fresh(self) -> ReaderNetwork:
        """A network that knows the same word vectors and nothing else."""
        other = ReaderNetwork(self.shape.of_today())
        for kept, mine in zip(other.buffers(), self.buffers(), strict=True):
            kept.copy_(mine)
        return other

    def forward(
        self, question_ids: Tensor, question_marks: Tensor, passage_ids: Tensor, passage_marks: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """What `finish` gives of each pair."""
        begun = self.encoder.begin(question_ids, question_marks, passage_ids, passage_marks)
        return self.finish(*begun, question_ids, passage_ids)

    def finish(
        self, q: Tensor, p: Tensor, question_ids: Tensor, passage_ids: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """For each half-read pair: `points` (passage words, 3) the scores of a start, an end and evidence,
        `starts_with` and `ends_with` (passage words, span_dims) whose product is added for a span,
        `answered` ().

        Words outside the passage proper get -1e4.
        """
        q, p = self.encoder.finish(q, p, question_ids, passage_ids)
        points, starts_with, ends_with = self.points(p).split(
            [3, self.shape.span_dims, self.shape.span_dims], dim=-1
        )
        inside = passage_ids[..., :1] == PASSAGE
        points = points.float().masked_fill(~inside, -1e4)
        answered = self.answered(_summary(q, p, points[..., :1], question_ids, passage_ids))
        return points, starts_with.float(), ends_with.float(), answered[:, 0].float()
