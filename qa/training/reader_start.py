"""A bundled reader to the network it was exported from, so that training can go on from it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import NodeProto, numpy_helper
from torch import nn

from qa.asking.reader import GLANCE, NETWORK, SETTINGS
from qa.errors import ModelError
from qa.training.reader_layers import Attention, Convolution, Shape
from qa.training.reader_network import ReaderNetwork

_PREFIX = "network."
_PRODUCTS = ("MatMulInteger", "MatMul")


def read_network(folder: Path) -> ReaderNetwork:
    """The network kept in a reader's folder, its eight-bit weights as the numbers they stand for.

    What was rounded away stays away: the network says what the exported one says, to the bytes its inputs
    are turned into there.
    """
    network = ReaderNetwork(_shape(_settings(folder)["shape"]))
    names = list(network.state_dict())
    state: dict[str, np.ndarray] = {}
    for part in (GLANCE, NETWORK):
        graph = onnx.load(str(folder / part)).graph
        kept = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
        state |= {key.removeprefix(_PREFIX): value for key, value in kept.items() if key.startswith(_PREFIX)}
        products = [node for node in graph.node if node.op_type in _PRODUCTS and node.input[1] in kept]
        state |= {_weight(node, names): _matrix(kept, node.input[1]) for node in products}
    try:
        network.load_state_dict({name: torch.from_numpy(np.array(state[name])) for name in names})
    except (KeyError, RuntimeError) as error:
        raise ModelError(
            f"Training cannot go on from {folder}: {error}. Start from another reader."
        ) from None
    return network


def grown(network: ReaderNetwork) -> ReaderNetwork:
    """The network as large as one is made today, its new layers last; until it learns, it says the same."""
    layers = len(network.shape.layers)
    whole = ReaderNetwork(network.shape.of_today())
    if whole.shape.layers[:layers] != network.shape.layers:
        raise ModelError("Training cannot go on from a reader with other layers. Start from another reader.")
    for layer in islice(whole.encoder.layers, layers, None):
        assert isinstance(layer, Convolution | Attention)  # noqa: S101  (tells the type checker)
        layer.be_silent()
    if whole.encoder.input.tuned:
        nn.init.zeros_(whole.encoder.input.tuned.weight)
    whole.load_state_dict(network.settled().state_dict(), strict=False)
    return whole


def _settings(folder: Path) -> dict[str, Any]:
    settings: dict[str, Any] = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
    return settings


def _shape(values: dict[str, Any]) -> Shape:
    return Shape(**{**values, "layers": tuple(values["layers"])})


def _weight(product: NodeProto, names: Iterable[str]) -> str:
    """`/layers.0/mix_1/MatMul_output_0.whole` to the name that ends so: `encoder.layers.0.mix.weight`.

    A layer that question and passage share is one matrix in two products, the second marked `_1`.
    """
    layer = product.output[0].rsplit("/", 1)[0].removesuffix("_1").replace("/", ".")
    return next((name for name in names if f".{name}".endswith(f"{layer}.weight")), layer)


def _matrix(kept: dict[str, np.ndarray], name: str) -> np.ndarray:
    """A matrix of the graph as torch keeps it, its bytes brought back to scale."""
    weight = kept[name].astype(np.float32)
    if name.endswith(".bytes"):
        weight = weight * kept[name.removesuffix(".bytes") + ".scale"]
    return weight.T
