"""Public questions and raw news to the bundled reader, from nothing or from one: `qa train reader`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from qa.asking.reader import WORDS, Calibration, Reader
from qa.asking.reader_features import FIRST_WORD, Vocabulary
from qa.training.own_questions import OWN, own_rows
from qa.training.reader_calibration import calibrate
from qa.training.reader_export import export_reader
from qa.training.reader_layers import Shape, set_dropout
from qa.training.reader_loop import Plan
from qa.training.reader_nearest import find_nearest
from qa.training.reader_network import ReaderNetwork
from qa.training.reader_questions import (
    PUBLIC,
    SEEN_AGAIN,
    SEEN_GROWN,
    SEEN_LAST,
    Question,
    read_article,
    read_questions,
    read_vocabulary,
    split_held_out,
)
from qa.training.reader_recipe import AGAIN_RECIPE, BESIDE_RECIPE, TAUGHT_RECIPE, Recipe
from qa.training.reader_stages import (
    HiddenWords,
    Rounds,
    learn_again,
    learn_from,
    learn_further,
    learn_glance,
    learn_language,
    learn_questions,
    mean_of,
)
from qa.training.reader_start import grown, read_network
from qa.training.reader_windows import Windows
from qa.training.reader_words import read_raw

MIN_RAW_CHARS, MAX_RAW_CHARS = 250, 1200
UNCALIBRATED = Calibration((0.0, 1.0, 0.0), 0.0)


@dataclass(frozen=True, slots=True)
class Material:
    """What every stage reads."""

    vocabulary: Vocabulary
    windows: Windows
    questions: list[Question]  # to learn from
    held_out: list[Question]  # to calibrate with
    raw: list[str]


def train_reader(
    data: Path,
    out: Path,
    work: Path,
    recipe: Recipe | None = None,
    start: Path | None = None,
    beside: Path | None = None,
    taught_by: Sequence[Path] = (),
) -> None:
    """Train, calibrate and write the reader's folder `out`; an earlier run kept in `work` is gone on with.

    From nothing, or from the reader in the folder `start`, grown to today's size; from nothing with the words
    and word vectors of the one in `beside`; or from the first of `taught_by`, learning what these say
    together, which must have the same words.
    """
    known = start or beside or next(iter(taught_by), None)
    if recipe is None:
        known_as = (start, AGAIN_RECIPE), (beside, BESIDE_RECIPE), (taught_by, TAUGHT_RECIPE)
        recipe = next((recipe for given, recipe in known_as if given), Recipe())
    work = work / "beside" if beside else work
    work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    vocabulary, network = _to_begin_with(data, work, known)
    others, cut_share = (recipe.others, recipe.cut_share) if taught_by or start else (0, 0.0)
    material = read_material(data, vocabulary, recipe.seed, others, cut_share)
    if taught_by:
        teachers = [read_network(folder).to(device) for folder in taught_by]
        network = _taught(network.to(device), teachers, material, recipe, work)
    elif beside:
        network = _from_nothing(network.fresh().to(device), material, recipe, work)
        network = _go_on(network, material, recipe, work)
    elif start:
        network = _again(network.to(device), material, recipe, work)
    else:
        network = _from_nothing(network.to(device), material, recipe, work)
    origin = "taught" if taught_by else "again" if start else "new"
    network = _with_glance(network, material, recipe, work / f"glance-{origin}.pt").cpu()
    _write_calibrated(network, material, out)


def _to_begin_with(data: Path, work: Path, known: Path | None) -> tuple[Vocabulary, ReaderNetwork]:
    """The words and the network of the reader in `known`, grown; without one those of word vectors learned
    from the raw texts."""
    if known:
        return Vocabulary.load(known / WORDS), grown(read_network(known))
    vocabulary, vectors = read_vocabulary(data, work)
    shape = Shape(FIRST_WORD + len(vocabulary.words), FIRST_WORD + len(vocabulary.chars))
    return vocabulary, ReaderNetwork(shape, vectors)


def _write_calibrated(network: ReaderNetwork, material: Material, out: Path) -> None:
    """The network's folder, its scores turned into chances as the exported network gives them."""
    export_reader(network, material.vocabulary, UNCALIBRATED, out)
    calibration = calibrate(Reader.load(out), material.windows, material.held_out)
    export_reader(network, material.vocabulary, calibration, out)


def read_material(
    data: Path, vocabulary: Vocabulary, seed: int, others: int = 0, cut_share: float = 0.0
) -> Material:
    """All questions there are to train on, with their windows, and the raw news.

    The wrong windows to learn from come from `others` raw articles, too, those to calibrate with do not;
    `cut_share` is as in `Windows`.
    """
    found = read_questions([data / "qa" / f"{name}.jsonl.xz" for name in PUBLIC], vocabulary)
    raw = [text for text in read_raw(data, "crud_news") if len(text) >= MIN_RAW_CHARS]
    for row in own_rows(data):
        found.add(OWN, row, vocabulary)
    questions, held_out = split_held_out(found)
    windows = Windows(found, vocabulary, seed, cut_share)
    find_nearest(windows, held_out)
    drawn = np.random.default_rng(seed).permutation(len(raw))[:others]
    windows.articles.extend(read_article(raw[int(at)][:MAX_RAW_CHARS], "", vocabulary) for at in drawn)
    find_nearest(windows, questions)
    return Material(vocabulary, windows, questions, held_out, raw)


def _from_nothing(network: ReaderNetwork, material: Material, recipe: Recipe, work: Path) -> ReaderNetwork:
    seed, windows, questions = recipe.seed, material.windows, material.questions
    words = HiddenWords(material.raw, material.vocabulary, seed)
    if recipe.hidden_words:
        plan = Plan("hidden words", recipe.hidden_words, 1.5e-3, 3e-4, seed)
        learn_language(network, words, plan, work)
    single = Plan("single windows", recipe.single_windows, 1e-3, 4e-4, seed)
    network = learn_questions(network, Rounds(windows, questions, seed, 1), single, work)
    groups = Plan("groups", recipe.groups, 4e-4, 1e-5, seed)
    rounds = Rounds(windows, questions, seed, recipe.group_windows, recipe.group_unanswerable)
    return learn_questions(network, rounds, groups, work)


def _go_on(network: ReaderNetwork, material: Material, recipe: Recipe, work: Path) -> ReaderNetwork:
    seed = recipe.seed + 1  # other windows and another order than the stages before
    few, many = _few_and_many(material, recipe, seed, SEEN_AGAIN)
    words = HiddenWords(material.raw, material.vocabulary, seed)
    plan = Plan("further", recipe.further, 5e-4, 1e-5, seed)
    former = deepcopy(network)
    return mean_of(former, learn_further(network, few, many, words, plan, work))


def _again(network: ReaderNetwork, material: Material, recipe: Recipe, work: Path) -> ReaderNetwork:
    set_dropout(network, recipe.again_dropout)
    short = material.windows.of(recipe.again_words, recipe.again_cut_share)
    singles, steps = recipe.again_singles, recipe.again_singles + recipe.again_groups
    learned = []
    for seed in range(recipe.seed, recipe.seed + recipe.again_runs):
        single = Rounds(short, material.questions, seed, 1, 1.0, SEEN_GROWN)
        longer = material.windows.of(recipe.again_many_words, recipe.cut_share)
        few, many = _few_and_many(material, recipe, seed, SEEN_GROWN, longer)
        plan = Plan(f"again {seed}", steps, recipe.again_rate, 1e-5, seed)
        learned.append(learn_again(deepcopy(network), single, few, many, singles, plan, work))
    return mean_of(network, *learned, share=recipe.again_former_share)


def _taught(
    network: ReaderNetwork, teachers: list[ReaderNetwork], material: Material, recipe: Recipe, work: Path
) -> ReaderNetwork:
    learned = []
    for seed in range(recipe.seed, recipe.seed + recipe.taught_runs):
        few, many = _few_and_many(material, recipe, seed, SEEN_LAST)
        plan = Plan(f"taught {seed}", recipe.taught, 6e-4, 1e-5, seed)
        learned.append(learn_from(deepcopy(network), teachers, few, many, plan, work))
    return mean_of(network, *learned, share=recipe.former_share)


def _with_glance(
    network: ReaderNetwork, material: Material, recipe: Recipe, checkpoint: Path
) -> ReaderNetwork:
    seed = recipe.seed + 1
    rounds = Rounds(
        material.windows, material.questions, seed, recipe.glance_windows, recipe.group_unanswerable
    )
    learn_glance(network, rounds, Plan("glance", recipe.glance, 2e-3, 1e-5, seed), checkpoint)
    return network


def _few_and_many(
    material: Material,
    recipe: Recipe,
    seed: int,
    seen: Mapping[str, float],
    of_few: Windows | None = None,
) -> tuple[Rounds, Rounds]:
    """Groups of windows, drawn from `of_few` if given, and groups of twice as many."""
    few, many = (
        Rounds(windows, material.questions, seed, count, recipe.group_unanswerable, seen)
        for windows, count in (
            (of_few or material.windows, recipe.group_windows),
            (material.windows, 2 * recipe.group_windows),
        )
    )
    return few, many
