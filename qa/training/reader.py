"""Public questions and raw news to the bundled reader, from nothing: `qa train reader`."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from qa.asking.reader import Calibration, Reader
from qa.asking.reader_features import FIRST_WORD, PASSAGE, Batch, Vocabulary
from qa.training.reader_calibration import calibrate
from qa.training.reader_export import export_reader
from qa.training.reader_loop import Plan, Training
from qa.training.reader_losses import reader_loss
from qa.training.reader_network import ReaderNetwork, Shape
from qa.training.reader_pretraining import Cloze, ClozeNetwork, make_cloze
from qa.training.reader_questions import (
    SEEN,
    Question,
    QuestionSet,
    one_round,
    read_questions,
    read_vocabulary,
    split_held_out,
)  # fmt: skip
from qa.training.reader_windows import Group, Windows, find_nearest
from qa.training.reader_words import read_lines

log = logging.getLogger(__name__)
BATCH_WINDOWS = 32
MIN_RAW_CHARS = 250
UNCALIBRATED = Calibration((0.0, 1.0, 0.0), 0.0)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How long each stage lasts, in steps of about `BATCH_WINDOWS` windows."""

    hidden_words: int = 1300
    single_windows: int = 4800
    groups: int = 4200
    group_windows: int = 2
    group_unanswerable: float = 2.0  # how much oftener unanswerable questions come in the groups
    seed: int = 1


def use_device() -> torch.device:
    """A GPU when torch sees one, else the processor."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def tensors(batch: Batch, device: torch.device) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The four inputs of the network."""
    arrays = batch.question_ids, batch.question_marks, batch.passage_ids, batch.passage_marks
    a, b, c, d = (torch.from_numpy(array).to(device) for array in arrays)
    return a, b, c, d


def group_of_loss(network: nn.Module, group: Group) -> Tensor:
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


def learn_language(
    network: ReaderNetwork, vocabulary: Vocabulary, texts: Sequence[str], recipe: Recipe, work: Path
) -> None:
    """Stage one: the encoder guesses hidden words of raw news."""

    def make(step: int) -> Cloze:
        random = np.random.default_rng([recipe.seed, 1, step])
        return make_cloze(
            [texts[int(at)] for at in random.integers(0, len(texts), BATCH_WINDOWS)], vocabulary, random
        )

    plan = Plan("hidden words", recipe.hidden_words, 1.5e-3, 3e-4, recipe.seed)
    cloze = ClozeNetwork(network.encoder, network.shape.dims, network.shape.word_dims)
    cloze.to(use_device())
    averaged = Training(cloze, plan, make, cloze_loss, work / "hidden-words.pt").run()
    assert isinstance(averaged, ClozeNetwork)  # noqa: S101  (tells the type checker)
    network.encoder.load_state_dict(averaged.encoder.state_dict())


def learn_questions(
    network: ReaderNetwork, windows: Windows, questions: Sequence[Question], plan: Plan,
    count: int, unanswerable: float, work: Path,
) -> ReaderNetwork:  # fmt: skip
    """Stages two and three: questions with `count` windows each, in one softmax."""
    per_step = max(1, BATCH_WINDOWS // count)
    rounds: dict[int, list[Question]] = {}

    def round_of(number: int) -> list[Question]:
        if number not in rounds:
            rounds.clear()
            rng = np.random.default_rng([plan.seed, count, number])
            rounds[number] = one_round(questions, rng, unanswerable)
        return rounds[number]

    length = len(round_of(0)) - len(round_of(0)) % per_step - 2 * per_step

    def make(step: int) -> Group:
        windows.random = np.random.default_rng([plan.seed, 2, count, step])
        number, at = divmod(step * per_step, length)
        return windows.group(round_of(number)[at : at + per_step], count)

    averaged = Training(network, plan, make, group_of_loss, work / f"{plan.name.replace(' ', '-')}.pt").run()
    assert isinstance(averaged, ReaderNetwork)  # noqa: S101  (tells the type checker)
    return averaged


def read_training_questions(data: Path, vocabulary: Vocabulary) -> QuestionSet:
    """Every question set there is to train on."""
    return read_questions([data / "qa" / f"{name}.jsonl.xz" for name in SEEN], vocabulary)


def train_reader(data: Path, out: Path, work: Path, recipe: Recipe | None = None) -> None:
    """Train, calibrate and write the reader's folder `out`; an earlier run kept in `work` is gone on with."""
    recipe = recipe or Recipe()
    work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.seed)
    vocabulary, vectors = read_vocabulary(data, work)
    shape = Shape(FIRST_WORD + len(vocabulary.words), FIRST_WORD + len(vocabulary.chars))
    network = ReaderNetwork(shape, vectors).to(use_device())
    if recipe.hidden_words:
        raw = [line for line in read_lines(data / "raw" / "crud_news.txt.xz") if len(line) >= MIN_RAW_CHARS]
        learn_language(network, vocabulary, raw, recipe, work)
    found = read_training_questions(data, vocabulary)
    questions, held_out = split_held_out(found)
    windows = Windows(found, vocabulary, recipe.seed)
    find_nearest(windows, [*questions, *held_out])
    single = Plan("single windows", recipe.single_windows, 1e-3, 4e-4, recipe.seed)
    network = learn_questions(network, windows, questions, single, 1, 1.0, work)
    groups = Plan("groups", recipe.groups, 4e-4, 1e-5, recipe.seed)
    count, unanswerable = recipe.group_windows, recipe.group_unanswerable
    network = learn_questions(network, windows, questions, groups, count, unanswerable, work)
    export_reader(network.cpu(), vocabulary, UNCALIBRATED, out)
    export_reader(network, vocabulary, calibrate(Reader.load(out), windows, held_out), out)
