"""Names of sentence-transformers models to models ready for use: the one module that knows that library."""

from __future__ import annotations

import logging
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt

from qa.errors import ModelError

_LOG = logging.getLogger(__name__)

# How long the hub may take to answer at all. The library's own habit is rounds of retries for 70 seconds.
HUB_TIMEOUT_SECONDS: Final = 5.0
_HUB_NAME = re.compile(r"[\w.-]+(?:/[\w.-]+)?")


Model = TypeVar("Model")


def load_library() -> ModuleType:
    """sentence-transformers itself, imported on first use (5 to 7 seconds, and torch with it)."""
    import sentence_transformers  # noqa: PLC0415

    return sentence_transformers


class SentenceModel:
    """Any sentence-transformers model: texts to unit vectors, questions by its own question prompt."""

    def __init__(self, name: str) -> None:
        self._model = _load(name, load_library().SentenceTransformer)
        self.name = name
        self.dims = int(self._model.get_embedding_dimension() or 0)

    def passages(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """The vectors of passages, (texts, dims) float32, unit rows."""
        return self._rows(self._model.encode_document, texts)

    def questions(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """The vectors of questions, (texts, dims) float32, unit rows."""
        return self._rows(self._model.encode_query, texts)

    @cached_property
    def revision(self) -> str:
        """The hub name and the commit of the files in the hub's cache."""
        from huggingface_hub import try_to_load_from_cache  # noqa: PLC0415

        cached = try_to_load_from_cache(self.name, "config.json")
        return f"{self.name}@{Path(cached).parent.name}" if isinstance(cached, str) else self.name

    def _rows(self, encode: Callable[..., Any], texts: Sequence[str]) -> npt.NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dims), np.float32)
        rows = np.asarray(encode(list(texts), show_progress_bar=False), np.float32)
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(norms > 0, norms, 1), np.float32)


class PairModel:
    """Any sentence-transformers CrossEncoder: a question beside a passage to one score."""

    def __init__(self, name: str) -> None:
        self._model = _load(name, load_library().CrossEncoder)
        if self._model.num_labels != 1:
            raise ModelError(
                f"{name} is no reranker: it gives {self._model.num_labels} numbers for a question and a "
                "passage, not one. Name a reranking CrossEncoder in QA_RERANKER, or leave it empty."
            )
        self.name = name

    def scores(self, question: str, passages: Sequence[str]) -> npt.NDArray[np.float32]:
        """One score a passage, (passages,) float32, higher is better."""
        if not passages:
            return np.zeros(0, np.float32)
        pairs = [(question, passage) for passage in passages]
        return np.asarray(self._model.predict(pairs, show_progress_bar=False), np.float32).reshape(-1)


def _load(name: str, kind: Callable[..., Model]) -> Model:
    """The model of that folder or hub name: from disk if it is there, else from the hub if it answers."""
    local = Path(name).is_dir()
    if not local and not _HUB_NAME.fullmatch(name):
        raise ModelError(
            f"There is no model folder {name}. Name an existing folder or a hub name (owner/model)."
        )
    try:
        return kind(name, local_files_only=True)
    except Exception as error:
        if local:
            raise _unreadable(name, error) from error
        _LOG.debug("%s is not in the cache of hub models", name, exc_info=True)
    _refuse_unreachable(name)
    try:
        return kind(name)
    except Exception as error:
        raise _unreadable(name, error) from error


def _refuse_unreachable(name: str) -> None:
    """Ask the hub once, in bounded time, whether it has the model."""
    from huggingface_hub import constants  # noqa: PLC0415  (it reads HF_ENDPOINT and HF_HUB_OFFLINE)

    advice = "Name the folder of a model on this machine, or try again with a network."
    if constants.HF_HUB_OFFLINE:
        raise ModelError(f"The model {name} is not on this machine and HF_HUB_OFFLINE is set. {advice}")
    address = f"{constants.ENDPOINT}/api/models/{name}"
    try:
        urllib.request.urlopen(address, timeout=HUB_TIMEOUT_SECONDS).close()  # noqa: S310  (the hub's own host)
    except urllib.error.HTTPError as error:
        found = (
            "has no public model of that name" if error.code in (401, 403, 404) else f"answered {error.code}"
        )
        raise ModelError(f"There is no folder {name}, and {constants.ENDPOINT} {found}. {advice}") from error
    except OSError as error:
        raise ModelError(
            f"The model {name} is not on this machine, and {constants.ENDPOINT} cannot be reached. {advice}"
        ) from error


def _unreadable(name: str, error: Exception) -> ModelError:
    cause = str(error).strip().partition("\n")[0] or type(error).__name__
    return ModelError(
        f"The model {name} cannot be read ({cause}). Put all its files back, or name another model."
    )
