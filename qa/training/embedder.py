"""Public texts to the bundled embedder, a static sentence-transformers model: `qa train embedder`."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch

from qa.indexing.sentence_models import load_library
from qa.training.embedder_pairs import Triple, read_triples
from qa.training.embedder_tokens import choose_tokens, first_vectors, make_tokenizer
from qa.training.reader_words import prepare_words

if TYPE_CHECKING:
    from datasets import Dataset
    from tokenizers import Tokenizer


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the model is and how long it learns; the figures behind the values are in its card."""

    tokens: int = 32_000
    dims: int = 256
    rounds: int = 2  # times all triples are seen, in other slices each time
    batch: int = 2048  # triples a step: each text is told from 4,095 wrong ones
    rate: float = 0.02
    scale: float = 20.0  # what a cosine counts in the softmax
    save_steps: int = 25
    seed: int = 1


def train_embedder(data: Path, out: Path, work: Path, recipe: Recipe | None = None) -> None:
    """Train and write the embedder's folder `out`; an earlier run kept in `work` is gone on with."""
    recipe = recipe or Recipe()
    steps = work / "embedder-steps"
    steps.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.seed)
    tokenizer, vectors = _start(data, work, recipe)
    triples = read_triples(data, recipe.rounds, recipe.seed)
    model = load_library().SentenceTransformer(
        modules=[
            load_library().sentence_transformer.modules.StaticEmbedding(tokenizer, embedding_weights=vectors)
        ],
        device="cuda" if torch.cuda.is_available() else "cpu",
    )
    _learn(model, _dataset(triples), recipe, steps)
    save_embedder(model, out)
    shutil.rmtree(steps)


def save_embedder(model: torch.nn.Module, out: Path) -> None:
    """Write the model to `out` in half floats, its unknown token without a say."""
    weights = model[0].embedding.weight.data  # type: ignore[index]
    weights[0] = 0
    model.half().cpu()
    model.save(str(out), create_model_card=False)  # type: ignore[operator]
    (out / "model.safetensors").chmod(0o644)
    tokenizer = out / "tokenizer.json"  # written a line a token, twice the size
    kept = json.loads(tokenizer.read_text("utf-8"))
    tokenizer.write_text(json.dumps(kept, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _start(data: Path, work: Path, recipe: Recipe) -> tuple[Tokenizer, np.ndarray]:
    """The tokenizer and first vectors, from the words the reader's training counts and learns as well."""
    words, counts, known = prepare_words(data, work)
    tokens = choose_tokens(words, [int(count) for count in counts], recipe.tokens)
    tokenizer = make_tokenizer(tokens)
    vectors = dict(zip(words, known - known.mean(axis=0), strict=True))
    random = np.random.default_rng(recipe.seed)
    return tokenizer, first_vectors(tokenizer, tokens, vectors, recipe.dims, random)


def _dataset(triples: list[Triple]) -> Dataset:
    from datasets import Dataset  # noqa: PLC0415  (only needed for training)

    columns = zip(*triples, strict=True)
    return Dataset.from_dict(dict(zip(("anchor", "positive", "negative"), map(list, columns), strict=True)))


def _learn(model: torch.nn.Module, triples: Dataset, recipe: Recipe, steps: Path) -> None:
    """One pass over the triples: each text against all others of its batch, in all dimensions and in half."""
    losses = load_library().sentence_transformer.losses
    loss = losses.MatryoshkaLoss(
        model,
        losses.MultipleNegativesRankingLoss(model, scale=recipe.scale),
        [recipe.dims, recipe.dims // 2],
    )
    arguments = load_library().SentenceTransformerTrainingArguments(
        output_dir=str(steps),
        num_train_epochs=1,
        per_device_train_batch_size=recipe.batch,
        learning_rate=recipe.rate,
        adam_beta2=0.99,
        warmup_steps=0.1,
        max_grad_norm=0.0,
        batch_sampler="no_duplicates",
        save_steps=recipe.save_steps,
        save_total_limit=1,
        logging_strategy="no",
        report_to=[],
        seed=recipe.seed,
        use_cpu=not torch.cuda.is_available(),
    )
    trainer = load_library().SentenceTransformerTrainer(
        model=model, args=arguments, train_dataset=triples, loss=loss
    )
    done = any(steps.glob("checkpoint-*"))
    trainer.train(resume_from_checkpoint=done)
