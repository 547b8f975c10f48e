"""The reader's network: a question and a passage to span scores, evidence and whether it is answered."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from qa.asking.reader_features import CLASSES, MATCHES, PASSAGE, WORD_CHARS


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a network; the defaults read five 300-character passages within 15 ms on one core."""

    words: int
    chars: int
    word_dims: int = 128
    tuned_words: int = 4000  # the most frequent words also learn a vector of their own
    char_dims: int = 48
    class_dims: int = 16
    dims: int = 192
    heads: int = 6
    span_dims: int = 32
    # c1, c2, c4: a convolution over three words so far apart; q: attention to the question; p: to the passage
    layers: tuple[str, ...] = ("c1", "c2", "q", "c4", "c1", "p", "c2", "q", "c4", "c1")
    glance_layers: int = 3  # of these, after which a glance tells which passages are worth the rest

    def as_dict(self) -> dict[str, object]:
        """For the checkpoint and the model card."""
        return asdict(self)


class Dropout(nn.Module):
    """Drops whole dimensions of a text rather than single numbers: as useful, far fewer random draws."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """`x` (texts, words, dims), unchanged outside training."""
        if not self.training or not self.share:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2], dtype=x.dtype, device=x.device) >= self.share
        return x * (kept.to(x.dtype) / (1 - self.share))


class WordInput(nn.Module):
    """Word, characters, class and marks of each word to one vector."""

    def __init__(self, shape: Shape, vectors: NDArray[np.float32] | None) -> None:
        super().__init__()
        table = torch.zeros(shape.words, shape.word_dims, dtype=torch.int8)
        scales = torch.ones(shape.words, 1)
        if vectors is not None:
            top = np.abs(vectors).max(axis=1, keepdims=True) + 1e-8
            table[-len(vectors) :] = torch.from_numpy(np.round(vectors / top * 127).astype(np.int8))
            scales[-len(vectors) :] = torch.from_numpy(top / 127) * float(np.sqrt(shape.word_dims))
        self.table: Tensor
        self.scales: Tensor
        self.register_buffer("table", table)
        self.register_buffer("scales", scales)
        self.tuned = nn.Embedding(shape.tuned_words, shape.word_dims)
        self.chars = nn.Embedding(shape.chars, shape.char_dims, padding_idx=0)
        self.classes = nn.Embedding(len(CLASSES), shape.class_dims)
        self.whose = nn.Embedding(4, shape.class_dims)
        nn.init.normal_(self.tuned.weight, std=0.01)
        nn.init.normal_(self.chars.weight, std=0.3)
        width = shape.word_dims + WORD_CHARS * shape.char_dims + 2 * shape.class_dims + 1 + MATCHES
        self.project = nn.Linear(width, shape.dims)
        self.dropout = Dropout(0.15)

    def forward(self, ids: Tensor, marks: Tensor) -> Tensor:
        """(texts, words, dims)"""
        words = ids[..., 1]
        rare = words >= self.tuned.num_embeddings
        known = self.table[words].float() * self.scales[words]
        own = self.tuned(words.masked_fill(rare, 0))
        chars = self.chars(ids[..., 3:]).flatten(-2)
        parts = [known + own, chars, self.classes(ids[..., 2]), self.whose(ids[..., 0])]
        x = self.dropout(torch.cat(parts, dim=-1))
        projected: Tensor = self.project(torch.cat([x, marks], dim=-1))
        return projected


class Convolution(nn.Module):
    """A gated convolution over a word and its neighbours `step` words away; one matrix product."""

    def __init__(self, dims: int, step: int) -> None:
        super().__init__()
        self.step = step
        self.norm = nn.LayerNorm(dims)
        self.mix = nn.Linear(3 * dims, 2 * dims)
        self.dropout = Dropout(0.15)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`x` plus what its neighbourhood says; padding counts as zeros."""
        inner = self.norm(x) * mask
        padded = functional.pad(inner, (0, 0, self.step, self.step))
        width = x.shape[1]
        near = torch.cat([padded[:, :width], inner, padded[:, 2 * self.step : 2 * self.step + width]], dim=-1)
        value, gate = self.mix(near).chunk(2, dim=-1)
        added: Tensor = self.dropout(value * torch.sigmoid(gate))
        return x + added


class Attention(nn.Module):
    """Each word of `x` looks at the words of `other`."""

    def __init__(self, dims: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(dims)
        self.query = nn.Linear(dims, dims)
        self.both = nn.Linear(dims, 2 * dims)
        self.out = nn.Linear(dims, dims)
        self.dropout = Dropout(0.15)

    def forward(self, x: Tensor, other: Tensor, bias: Tensor) -> Tensor:
        """`x` plus what it found; `bias` (texts, 1, 1, words of other) is very low where nothing stands."""
        query = self._split(self.query(self.norm(x)))
        key, value = (self._split(half) for half in self.both(self.norm(other)).chunk(2, dim=-1))
        weights = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2) + bias.to(query.dtype)
        found = weights.softmax(dim=-1).to(value.dtype) @ value
        added: Tensor = self.dropout(self.out(found.transpose(1, 2).flatten(2)))
        return x + added

    def _split(self, x: Tensor) -> Tensor:
        return x.reshape(*x.shape[:2], self.heads, -1).transpose(1, 2)


class Alignment(nn.Module):
    """What of the other text each word resembles: attention over the plain word inputs, one head."""

    def __init__(self, dims: int) -> None:
        super().__init__()
        self.key = nn.Linear(dims, dims // 2)
        self.fuse = nn.Linear(3 * dims, dims)

    def forward(self, x: Tensor, other: Tensor, bias: Tensor) -> Tensor:
        """`x` with its likeness in `other` mixed in."""
        keys = functional.relu(self.key(x)), functional.relu(self.key(other))
        weights = (keys[0] * keys[0].shape[-1] ** -0.5) @ keys[1].transpose(-1, -2) + bias[:, 0].to(x.dtype)
        like = weights.softmax(dim=-1).to(x.dtype) @ other
        fused: Tensor = self.fuse(torch.cat([x, like, x * like], dim=-1))
        return x + fused


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
        inside = passage_ids[..., :1] == PASSAGE
        look = self.look(p).float().masked_fill(~inside, -1e4).softmax(dim=1).to(p.dtype)
        top = p.masked_fill(~inside, -1e4).amax(dim=1).clamp(min=-20)
        judged: Tensor = self.judge(torch.cat([(p * look).sum(dim=1), top, _asked(q, question_ids)], dim=-1))
        return judged[:, 0].float()


def _asked(q: Tensor, question_ids: Tensor) -> Tensor:
    """(pairs, dims): the mean of the question's words."""
    filled = _filled(question_ids, q)
    return (q * filled).sum(dim=1) / filled.sum(dim=1).clamp(min=1)


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

    def fresh(self) -> ReaderNetwork:
        """A network that knows the same word vectors and nothing else."""
        other = ReaderNetwork(self.shape)
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
        look = points[..., :1].softmax(dim=1).to(p.dtype)
        asked = _asked(q, question_ids)
        top = p.masked_fill(~inside, -1e4).amax(dim=1).clamp(min=-20)
        answered = self.answered(torch.cat([(p * look).sum(dim=1), top, asked], dim=-1))
        return points, starts_with.float(), ends_with.float(), answered[:, 0].float()
