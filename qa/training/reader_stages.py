"""The stages of training: raw texts and questions to a network that has learned them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from qa.asking.reader_features import PASSAGE, Batch, Vocabulary
from qa.training.reader_loop import Plan, Training
from qa.training.reader_losses import (
    TRUTH_WEIGHT,
    filled,
    glance_loss,
    mean_said,
    odds_of_answer,
    reader_loss,
    taught_loss,
    truth_of,
)
from qa.training.reader_network import ReaderNetwork
from qa.training.reader_pretraining import Cloze, ClozeNetwork, make_cloze
from qa.training.reader_questions import SEEN, Question, one_round
from qa.training.reader_windows import Group, Windows

BATCH_WINDOWS = 32


class HiddenWords:
    """Raw texts with hidden words, a batch for every step."""

    def __init__(self, texts: Sequence[str], vocabulary: Vocabulary, seed: int) -> None:
        self.texts, self.vocabulary, self.seed = texts, vocabulary, seed

    def batch(self, step: int) -> Cloze:
        """The batch of a step, the same whenever it is asked for."""
        random = np.random.default_rng([self.seed, 1, step])
        texts = [self.texts[int(at)] for at in random.integers(0, len(self.texts), BATCH_WINDOWS)]
        return make_cloze(texts, self.vocabulary, random)


class Rounds:
    """Questions with `count` windows each, a batch for every step; a round is all of them in a new order.

    `unanswerable` is how much oftener those without an answer come, `seen` how often each set does.
    """

    def __init__(
        self, windows: Windows, questions: Sequence[Question], seed: int, count: int,
        unanswerable: float = 1.0, seen: Mapping[str, float] = SEEN,
    ) -> None:  # fmt: skip
        self.windows, self.questions, self.seed, self.count = windows, questions, seed, count
        self.unanswerable, self.seen = unanswerable, seen
        self.per_step = max(1, BATCH_WINDOWS // count)
        self._number, self._round = 0, self._draw(0)
        # Rounds differ by a question or two in length; a step never falls off the end of one.
        self.length = len(self._round) - len(self._round) % self.per_step - 2 * self.per_step

    def batch(self, step: int) -> Group:
        """The batch of a step, the same whenever it is asked for."""
        number, at = divmod(step * self.per_step, self.length)
        if number != self._number:
            self._number, self._round = number, self._draw(number)
        self.windows.random = np.random.default_rng([self.seed, 2, self.count, step])
        return self.windows.group(self._round[at : at + self.per_step], self.count)

    def _draw(self, number: int) -> list[Question]:
        random = np.random.default_rng([self.seed, self.count, number])
        return one_round(self.questions, random, self.unanswerable, self.seen)


class Both(nn.Module):
    """A reader and the guesser of hidden words around one encoder, to learn from both at once."""

    def __init__(self, reader: ReaderNetwork) -> None:
        super().__init__()
        self.reader = reader
        self.cloze = ClozeNetwork(reader.encoder, reader.shape.dims, reader.shape.word_dims)


def learn_language(network: ReaderNetwork, words: HiddenWords, plan: Plan, work: Path) -> None:
    """The encoder guesses hidden words of raw news."""
    cloze = ClozeNetwork(network.encoder, network.shape.dims, network.shape.word_dims)
    cloze.to(next(network.parameters()).device)
    averaged = Training(cloze, plan, words.batch, cloze_loss, work / "hidden-words.pt").run()
    assert isinstance(averaged, ClozeNetwork)  # noqa: S101  (tells the type checker)
    network.encoder.load_state_dict(averaged.encoder.state_dict())


def learn_questions(network: ReaderNetwork, rounds: Rounds, plan: Plan, work: Path) -> ReaderNetwork:
    """The whole network answers questions with several windows each, in one softmax."""
    averaged = Training(network, plan, rounds.batch, group_loss_of, _checkpoint(work, plan)).run()
    assert isinstance(averaged, ReaderNetwork)  # noqa: S101  (tells the type checker)
    return averaged


def learn_further(
    network: ReaderNetwork, few: Rounds, many: Rounds, words: HiddenWords, plan: Plan, work: Path
) -> ReaderNetwork:
    """A trained network goes on: groups of few and of many windows by turns, a quarter of the steps hidden
    words until two thirds are done, so that it meets text it has not seen a question about."""

    def make(step: int) -> Group | Cloze:
        if step % 4 == 3 and 3 * step < 2 * plan.steps:
            return words.batch(step)
        return few.batch(step) if step % 2 else many.batch(step)

    both = Both(network).to(next(network.parameters()).device)
    averaged = Training(both, plan, make, _loss_of, work / "further.pt").run()
    assert isinstance(averaged, Both)  # noqa: S101  (tells the type checker)
    return averaged.reader


def learn_again(
    network: ReaderNetwork, single: Rounds, few: Rounds, many: Rounds, singles: int, plan: Plan, work: Path
) -> ReaderNetwork:
    """A trained network, grown or not, learns from people's answers alone: `singles` steps of single windows,
    as many questions as fit in the time, then groups of few and of many by turns."""

    def make(step: int) -> Group:
        rounds = single if step < singles else few if step % 2 else many
        return rounds.batch(step)

    averaged = Training(network, plan, make, group_loss_of, _checkpoint(work, plan)).run()
    assert isinstance(averaged, ReaderNetwork)  # noqa: S101  (tells the type checker)
    return averaged


def learn_from(
    network: ReaderNetwork,
    teachers: Sequence[ReaderNetwork],
    few: Rounds,
    many: Rounds,
    plan: Plan,
    work: Path,
) -> ReaderNetwork:
    """One network learns what several say on average, and a little of what people answered; of the questions
    none of them has learned, only that."""
    for teacher in teachers:
        teacher.eval().requires_grad_(requires_grad=False)

    def make(step: int) -> Group:
        return few.batch(step) if step % 2 else many.batch(step)

    def loss(learner: nn.Module, group: Group) -> Tensor:
        device = next(learner.parameters()).device
        inputs = tensors(group.batch, device)
        inside = inputs[2][..., 0] == PASSAGE
        spans, evidence, cut, own = (
            torch.from_numpy(array).to(device)
            for array in (group.spans, group.evidence, group.cut, group.own)
        )
        taught = truth_of(spans, evidence)
        if (known := ~own).any():
            asked = [array[known] for array in inputs]
            with torch.no_grad():
                said_by = [teacher(*asked) for teacher in teachers]
            taught = filled(mean_said(said_by, cut[known]), taught, known)
        said = learner(*inputs)
        truth = reader_loss(said, spans, evidence, inside, group.windows)
        return taught_loss(said, taught, inside, group.windows) + TRUTH_WEIGHT * truth

    averaged = Training(network, plan, make, loss, _checkpoint(work, plan)).run()
    assert isinstance(averaged, ReaderNetwork)  # noqa: S101  (tells the type checker)
    return averaged


def learn_glance(network: ReaderNetwork, rounds: Rounds, plan: Plan, checkpoint: Path) -> None:
    """The network's glance at a passage foretells what its full reading says; all else stays as it is."""
    network.eval().requires_grad_(requires_grad=False)
    glance = network.glance.requires_grad_(requires_grad=True)

    def loss(learner: nn.Module, group: Group) -> Tensor:
        question_ids, _, passage_ids, _ = inputs = tensors(group.batch, next(learner.parameters()).device)
        with torch.no_grad():
            begun = network.encoder.begin(*inputs)
            read = odds_of_answer(network.finish(*begun, question_ids, passage_ids))
        return glance_loss(learner(*begun, question_ids, passage_ids), read, group.windows)

    averaged = Training(glance, plan, rounds.batch, loss, checkpoint).run()
    network.glance.load_state_dict(averaged.state_dict())
    network.requires_grad_(requires_grad=True)


def mean_of(former: ReaderNetwork, *learned: ReaderNetwork, share: float = 0.5) -> ReaderNetwork:
    """The network between one, which has a `share` in it, and what it became in one or several runs: it reads
    better than each.

    On 514 held-out news questions whose passage must be found, F1 is .756 before, .765 after, .770 half-way
    (.763 and .767 at .3 and .7 of the way).
    """
    with torch.no_grad():
        for weights, *others in zip(*(one.parameters() for one in (former, *learned)), strict=True):
            weights.copy_(share * weights + (1 - share) * torch.stack(others).mean(dim=0))
    return former


def _checkpoint(work: Path, plan: Plan) -> Path:
    return work / f"{plan.name.replace(' ', '-')}.pt"


def tensors(batch: Batch, device: torch.device) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The four inputs of the network."""
    arrays = batch.question_ids, batch.question_marks, batch.passage_ids, batch.passage_marks
    a, b, c, d = (torch.from_numpy(array).to(device) for array in arrays)
    return a, b, c, d


def group_loss_of(network: nn.Module, group: Group) -> Tensor:
    """The loss of one batch of groups."""
    device = next(network.parameters()).device
    inputs = tensors(group.batch, device)
    spans, evidence = torch.from_numpy(group.spans).to(device), torch.from_numpy(group.evidence).to(device)
    return reader_loss(network(*inputs), spans, evidence, inputs[2][..., 0] == PASSAGE, group.windows)


def cloze_loss(network: nn.Module, cloze: Cloze) -> Tensor:
    """The loss of one batch of hidden words."""
    device = next(network.parameters()).device
    hidden, words = torch.from_numpy(cloze.hidden).to(device), torch.from_numpy(cloze.words).to(device)
    loss: Tensor = network(tensors(cloze.batch, device), hidden, words)
    return loss


def _loss_of(both: nn.Module, item: Group | Cloze) -> Tensor:
    assert isinstance(both, Both)  # noqa: S101  (tells the type checker)
    if isinstance(item, Cloze):
        return cloze_loss(both.cloze, item)
    return group_loss_of(both.reader, item)
