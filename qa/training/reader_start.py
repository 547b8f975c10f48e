"""A bundled reader to the network it was exported from, so that training can go on from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from qa.asking.reader import NETWORK, SECOND, SETTINGS
from qa.errors import ModelError
from qa.training.reader_network import ReaderNetwork, Shape

_PREFIX = "network."
_PRODUCTS = ("MatMulInteger", "MatMul")


def read_second(folder: Path) -> ReaderNetwork | None:
    """The second network of a reader's folder, if its settings name one."""
    return read_network(folder, SECOND) if _settings(folder).get("second") else None


def read_network(folder: Path, name: str = NETWORK) -> ReaderNetwork:
    """A network kept in a reader's folder, its eight-bit weights as the numbers they stand for.

    What was rounded away stays away: the network says what the exported one says, to the bytes its inputs
    are turned into there.
    """
    network = ReaderNetwork(_shape(_settings(folder)["shape"]))
    graph = onnx.load(str(folder / name)).graph
    kept = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    state = {name.removeprefix(_PREFIX): value for name, value in kept.items() if name.startswith(_PREFIX)}
    products = [node for node in graph.node if node.op_type in _PRODUCTS and node.input[1] in kept]
    state |= {_weight(node.output[0]): _matrix(kept, node.input[1]) for node in products}
    try:
        network.load_state_dict(
            {name: torch.from_numpy(np.array(state[name])) for name in network.state_dict()}
        )
    except (KeyError, RuntimeError) as error:
        raise ModelError(
            f"Training cannot go on from {folder}: {error}. Start from another reader."
        ) from None
    return network


def _settings(folder: Path) -> dict[str, Any]:
    settings: dict[str, Any] = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
    return settings


def _shape(values: dict[str, Any]) -> Shape:
    return Shape(**{**values, "layers": tuple(values["layers"])})


def _weight(product: str) -> str:
    """`/network/encoder/layers.0/mix_1/MatMul_output_0.whole` to `encoder.layers.0.mix.weight`.

    A layer that question and passage share is one matrix in two products, the second marked `_1`.
    """
    layer = product.removeprefix("/network/").rsplit("/", 1)[0]
    return layer.removesuffix("_1").replace("/", ".") + ".weight"


def _matrix(kept: dict[str, np.ndarray], name: str) -> np.ndarray:
    """A matrix of the graph as torch keeps it, its bytes brought back to scale."""
    weight = kept[name].astype(np.float32)
    if name.endswith(".bytes"):
        weight = weight * kept[name.removesuffix(".bytes") + ".scale"]
    return weight.T
