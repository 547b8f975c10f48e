"""A trained network to the folder the service reads: ONNX, words and calibration."""

from __future__ import annotations

import json
import tempfile
import warnings
from pathlib import Path

import torch
from torch import Tensor, nn

from qa.asking.reader import NETWORK, SECOND, SETTINGS, WORDS, Calibration
from qa.asking.reader_features import MATCHES, PASSAGE, QUESTION, WORD_CHARS, Vocabulary
from qa.training.reader_int8 import write_int8
from qa.training.reader_losses import EVIDENCE, all_scores
from qa.training.reader_network import ReaderNetwork

INPUTS = ("question_ids", "question_marks", "passage_ids", "passage_marks")
OUTPUTS = ("spans", "evidence", "answered")


class Exported(nn.Module):
    """The network as the service runs it: span scores in place of the parts they are made of."""

    def __init__(self, network: ReaderNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, question_ids: Tensor, question_marks: Tensor, passage_ids: Tensor, passage_marks: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """(pairs, first word, last word), (pairs, words) and (pairs,), as `Said` describes them."""
        points, starts_with, ends_with, answered = self.network(
            question_ids, question_marks, passage_ids, passage_marks
        )
        return all_scores(points, starts_with, ends_with), points[..., EVIDENCE], answered


def write_onnx(network: ReaderNetwork, path: Path) -> None:
    """The network in full precision; it takes any number of pairs and words."""
    question = torch.full((2, 5, 3 + WORD_CHARS), QUESTION), torch.zeros(2, 5, 1 + MATCHES)
    passage = torch.full((2, 9, 3 + WORD_CHARS), PASSAGE), torch.zeros(2, 9, 1 + MATCHES)
    axes = {
        **{name: {0: "pairs", 1: name.split("_")[0]} for name in INPUTS},
        "spans": {0: "pairs", 1: "passage", 2: "passage"},
        "evidence": {0: "pairs", 1: "passage"},
        "answered": {0: "pairs"},
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter speaks of constants it could not fold
        torch.onnx.export(
            Exported(network).eval(), (*question, *passage), str(path), dynamo=False, opset_version=17,
            input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=axes,
        )  # fmt: skip


def export_reader(
    network: ReaderNetwork,
    vocabulary: Vocabulary,
    calibration: Calibration,
    out: Path,
    second: ReaderNetwork | None = None,
    int8: bool = True,
) -> None:
    """Write the folder `Reader.load` reads."""
    out.mkdir(parents=True, exist_ok=True)
    _write_network(network, out / NETWORK, int8)
    if second:
        _write_network(second, out / SECOND, int8)
    vocabulary.save(out / WORDS)
    settings = {
        "weights": list(calibration.weights),
        "bias": calibration.bias,
        "second": second is not None,
        "shape": network.shape.as_dict(),
    }
    (out / SETTINGS).write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def _write_network(network: ReaderNetwork, path: Path, int8: bool) -> None:
    if not int8:
        write_onnx(network, path)
        return
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / NETWORK
        write_onnx(network, full)
        write_int8(full, path)
