"""The sizes of the reader's network and the layers it is built of."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from qa.asking.reader_features import CLASSES, MATCHES, WORD_CHARS


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a network; the defaults read five 300-character passages within 15 ms on one core.

    While it learns, the `tuned_words` most frequent words have a vector of their own beside the fixed one; an
    exported network has none, as both are one there.
    """

    words: int
    chars: int
    word_dims: int = 128
    tuned_words: int = 20_000
    char_dims: int = 48
    class_dims: int = 16
    dims: int = 192
    heads: int = 6
    span_dims: int = 32
    # c1, c2, c4: a convolution over three words so far apart; q: attention to the question; p: to the passage
    layers: tuple[str, ...] = (
        "c1", "c2", "q", "c4", "c1", "p", "c2", "q", "c4", "c1", "p", "c2", "q", "c4", "c1",
    )  # fmt: skip
    glance_layers: int = 3  # of these, after which a glance tells which passages are worth the rest

    def of_today(self) -> Shape:
        """The same sizes with the layers and the learned words a network is trained with today."""
        today = Shape(self.words, self.chars)
        return replace(self, layers=today.layers, tuned_words=today.tuned_words)

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


def set_dropout(network: nn.Module, share: float) -> None:
    """How much the layers of a network drop while it learns."""
    for layer in network.modules():
        if isinstance(layer, Dropout):
            layer.share = share


class WordInput(nn.Module):
    """Word, characters, class and marks of each word to one vector."""

    def __init__(self, shape: Shape, vectors: NDArray[np.float32] | None) -> None:
        super().__init__()
        table = torch.zeros(shape.words, shape.word_dims, dtype=torch.int8)
        scales = torch.ones(shape.words, 1)
        if vectors is not None:
            whole = torch.from_numpy(vectors) * float(np.sqrt(shape.word_dims))
            table[-len(vectors) :], scales[-len(vectors) :] = _in_bytes(whole)
        self.table: Tensor
        self.scales: Tensor
        self.register_buffer("table", table)
        self.register_buffer("scales", scales)
        self.tuned = nn.Embedding(shape.tuned_words, shape.word_dims) if shape.tuned_words else None
        self.chars = nn.Embedding(shape.chars, shape.char_dims, padding_idx=0)
        self.classes = nn.Embedding(len(CLASSES), shape.class_dims)
        self.whose = nn.Embedding(4, shape.class_dims)
        if self.tuned:
            nn.init.normal_(self.tuned.weight, std=0.01)
        nn.init.normal_(self.chars.weight, std=0.3)
        width = shape.word_dims + WORD_CHARS * shape.char_dims + 2 * shape.class_dims + 1 + MATCHES
        self.project = nn.Linear(width, shape.dims)
        self.dropout = Dropout(0.15)

    def forward(self, ids: Tensor, marks: Tensor) -> Tensor:
        """(texts, words, dims)"""
        words = ids[..., 1]
        known = self.table[words].float() * self.scales[words]
        if self.tuned:
            known = known + self.tuned(self._tuned_row(words))
        chars = self.chars(ids[..., 3:]).flatten(-2)
        parts = [known, chars, self.classes(ids[..., 2]), self.whose(ids[..., 0])]
        x = self.dropout(torch.cat(parts, dim=-1))
        projected: Tensor = self.project(torch.cat([x, marks], dim=-1))
        return projected

    def settle(self) -> None:
        """What the words have learned becomes part of their fixed vectors, in bytes as these are."""
        if self.tuned:
            own = self.tuned.weight.detach()[self._tuned_row(torch.arange(len(self.table)))]
            self.table, self.scales = _in_bytes(self.table.float() * self.scales + own)
            self.tuned = None

    def _tuned_row(self, words: Tensor) -> Tensor:
        """Where what is learned of each word stands; the rare ones share the first row."""
        assert self.tuned  # noqa: S101  (tells the type checker)
        return words.masked_fill(words >= self.tuned.num_embeddings, 0)


def _in_bytes(vectors: Tensor) -> tuple[Tensor, Tensor]:
    """Vectors as bytes, and (vectors, 1) what a byte of each is worth."""
    scales = vectors.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
    return (vectors / scales).round().to(torch.int8), scales


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

    def be_silent(self) -> None:
        """Add nothing, until it has learned to."""
        dims = len(self.mix.bias) // 2
        nn.init.zeros_(self.mix.weight[:dims])
        nn.init.zeros_(self.mix.bias[:dims])


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

    def be_silent(self) -> None:
        """Add nothing, until it has learned to."""
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

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
