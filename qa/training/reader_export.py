"""A trained network to the folder the service reads: ONNX, words and calibration."""

from __future__ import annotations

import json
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from qa.asking.reader import GLANCE, NETWORK, SETTINGS, WORDS, Calibration
from qa.asking.reader_features import MATCHES, PASSAGE, QUESTION, WORD_CHARS, Vocabulary
from qa.training.reader_int8 import write_int8
from qa.training.reader_losses import EVIDENCE, all_scores
from qa.training.reader_network import ReaderNetwork

QUESTION_WORDS, PASSAGE_WORDS = 5, 9  # of the example the exporter follows; the file takes any number
AXES = {"question": {0: "pairs", 1: "question"}, "passage": {0: "pairs", 1: "passage"}, "pair": {0: "pairs"}}


class Part(nn.Module):
    """A part of the network, to be written to a file of its own."""

    def __init__(self, network: ReaderNetwork) -> None:
        super().__init__()
        self.network = network


class Glancing(Part):
    """The layers every pair goes through, and the glance at it."""

    def forward(
        self, question_ids: Tensor, question_marks: Tensor, passage_ids: Tensor, passage_marks: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Both sides of each pair half-read, and (pairs,) how likely it answers."""
        q, p = self.network.encoder.begin(question_ids, question_marks, passage_ids, passage_marks)
        return q, p, self.network.glance(q, p, question_ids, passage_ids)


class Finishing(Part):
    """The rest, as the service runs it: span scores in place of the parts they are made of."""

    def forward(
        self, q: Tensor, p: Tensor, question_ids: Tensor, passage_ids: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """(pairs, first word, last word), (pairs, words) and (pairs,), as `Said` describes them."""
        points, starts_with, ends_with, answered = self.network.finish(q, p, question_ids, passage_ids)
        return all_scores(points, starts_with, ends_with), points[..., EVIDENCE], answered


def write_onnx(network: ReaderNetwork, glance: Path, rest: Path) -> None:
    """The two parts of the network in full precision; they take any number of pairs and words."""
    ids = {
        "question_ids": torch.full((2, QUESTION_WORDS, 3 + WORD_CHARS), QUESTION),
        "passage_ids": torch.full((2, PASSAGE_WORDS, 3 + WORD_CHARS), PASSAGE),
    }
    marks = {
        "question_marks": torch.zeros(2, QUESTION_WORDS, 1 + MATCHES),
        "passage_marks": torch.zeros(2, PASSAGE_WORDS, 1 + MATCHES),
    }
    half_read = {
        "question_half_read": torch.zeros(2, QUESTION_WORDS, network.shape.dims),
        "passage_half_read": torch.zeros(2, PASSAGE_WORDS, network.shape.dims),
    }
    given = {
        name: (ids | marks)[name]
        for side in ("question", "passage")
        for name in (f"{side}_ids", f"{side}_marks")
    }
    _write(Glancing(network), glance, given, [*half_read, "pair_glanced"])
    _write(Finishing(network), rest, half_read | ids, ["passage_spans", "passage_evidence", "pair_answered"])


def _write(part: Part, path: Path, given: Mapping[str, Tensor], gives: Sequence[str]) -> None:
    axes = {name: dict(AXES[name.split("_")[0]]) for name in (*given, *gives)}
    if "passage_spans" in axes:
        axes["passage_spans"][2] = "passage"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter speaks of constants it could not fold
        torch.onnx.export(
            part.eval(), tuple(given.values()), str(path), dynamo=False, opset_version=17,
            input_names=list(given), output_names=list(gives), dynamic_axes=axes,
        )  # fmt: skip


def export_reader(
    network: ReaderNetwork, vocabulary: Vocabulary, calibration: Calibration, out: Path, int8: bool = True
) -> None:
    """Write the folder `Reader.load` reads."""
    network = network.settled()
    out.mkdir(parents=True, exist_ok=True)
    if int8:
        with tempfile.TemporaryDirectory() as folder:
            full = Path(folder) / GLANCE, Path(folder) / NETWORK
            write_onnx(network, *full)
            for path in full:
                write_int8(path, out / path.name)
    else:
        write_onnx(network, out / GLANCE, out / NETWORK)
    vocabulary.save(out / WORDS)
    settings = {
        "weights": list(calibration.weights),
        "bias": calibration.bias,
        "shape": network.shape.as_dict(),
    }
    (out / SETTINGS).write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
