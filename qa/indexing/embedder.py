"""Texts to unit vectors whose inner product says how near they are in meaning."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from qa.errors import ModelError
from qa.indexing.folding import fold

if TYPE_CHECKING:
    from tokenizers import Tokenizer


class Embedder(Protocol):
    """What turns texts into vectors; an index remembers its `fingerprint` and is read with no other."""

    @property
    def name(self) -> str:
        """The folder or hub name it was loaded by."""

    @property
    def dims(self) -> int:
        """How many numbers a vector has."""

    @property
    def fingerprint(self) -> str:
        """The same for the same model, another for another; it does not depend on where the model lies."""

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """The vectors of passages, (texts, dims) float32, unit rows; a zero row where no token is known."""

    def embed_questions(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """The vectors of questions, as `embed`, for models that read a question otherwise than a passage."""


# Texts summed in one product: 60 µs a sentence, 68 with 16, 74 with 256; one by one, with offsets, 87.
_TOGETHER = 64


class StaticEmbedder:
    """A static model: a text's vector is the mean of its tokens' vectors. Read with numpy, without torch."""

    def __init__(self, folder: Path) -> None:
        from safetensors.numpy import load_file  # noqa: PLC0415  (not needed to read a page)
        from tokenizers import Tokenizer  # noqa: PLC0415

        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            # Half floats, as on disk: as floats they would take 16 MB more and are no faster for a question.
            self._vectors = load_file(folder / "model.safetensors")["embedding.weight"]
        except Exception as error:
            raise _damaged(folder, error) from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()  # a long text costs no more per character than a short one
        self._tokenizer.normalizer = (
            None  # texts are folded, which lowers them: 37 µs a sentence with, 32 without
        )
        self._unknown = _unknown_token(self._tokenizer)
        self._folder = folder
        self.name = str(folder)
        self.dims = int(self._vectors.shape[1])

    @cached_property
    def fingerprint(self) -> str:
        """sha256 over the names and bytes of the model's files."""
        return fingerprint(self._folder)

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """See `Embedder.embed`. Texts are folded first, as they were in training."""
        rows = np.zeros((len(texts), self.dims), np.float32)
        for start in range(0, len(texts), _TOGETHER):
            rows[start : start + _TOGETHER] = self._sums(texts[start : start + _TOGETHER])
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(norms > 0, norms, 1), np.float32)

    def _sums(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """For each text the sum of its tokens' vectors: how often each stands in it, times the vectors."""
        cut = self._tokenizer.encode_batch_fast([fold(text) for text in texts], add_special_tokens=False)
        owners = np.repeat(np.arange(len(texts)), [len(tokens) for tokens in cut])
        stream = chain.from_iterable(tokens.ids for tokens in cut)
        tokens, places = np.unique(np.fromiter(stream, np.int64, len(owners)), return_inverse=True)
        shape = len(texts), len(tokens)
        counts = np.bincount(owners * len(tokens) + places, minlength=shape[0] * shape[1]).reshape(shape)
        known = tokens != self._unknown
        sums = counts[:, known].astype(np.float32) @ self._vectors[tokens[known]].astype(np.float32)
        return np.asarray(sums, np.float32)

    def embed_questions(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """See `Embedder.embed_questions`; this model reads both alike."""
        return self.embed(texts)


class ContextEmbedder:
    """Any other sentence-transformers model, run by that library itself."""

    def __init__(self, name: str) -> None:
        from qa.indexing.sentence_models import SentenceModel  # noqa: PLC0415  (torch comes with it)

        self._model = SentenceModel(name)
        self.name = name
        self.dims = self._model.dims

    @cached_property
    def fingerprint(self) -> str:
        """sha256 over the files of a folder, or the hub name with its revision."""
        return fingerprint(Path(self.name)) if Path(self.name).is_dir() else self._model.revision

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """See `Embedder.embed`. Texts go in as printed: such a model has its own way with characters."""
        return self._model.passages(texts)

    def embed_questions(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """See `Embedder.embed_questions`."""
        return self._model.questions(texts)


def load_embedder(name_or_folder: str) -> Embedder:
    """The embedder of that folder or hub name; ModelError if it is missing, damaged or cannot be reached."""
    folder = Path(name_or_folder).expanduser()
    if folder.is_dir() and _is_static(folder):
        return StaticEmbedder(folder)
    return ContextEmbedder(str(folder) if folder.is_dir() else name_or_folder)


def fingerprint(folder: Path) -> str:
    """sha256 over the names and bytes of all files that shape the vectors (a README does not)."""
    digest = hashlib.sha256()
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md")
    for path in sorted(files, key=lambda path: path.relative_to(folder).as_posix()):
        digest.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _is_static(folder: Path) -> bool:
    """Whether the folder is one static embedding and nothing behind it but a normalisation."""
    try:
        modules = json.loads((folder / "modules.json").read_text("utf-8"))
        kinds = [str(module["type"]).rpartition(".")[2] for module in modules]
    except FileNotFoundError:
        return False
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(folder, error) from error
    return kinds in (["StaticEmbedding"], ["StaticEmbedding", "Normalize"])


def _unknown_token(tokenizer: Tokenizer) -> int | None:
    """The token for what has none, which stands for nothing; None where a tokenizer knows everything."""
    model = json.loads(tokenizer.to_str())["model"]
    named = model.get("unk_token")
    return tokenizer.token_to_id(named) if named else model.get("unk_id")


def _damaged(folder: Path, error: Exception) -> ModelError:
    cause = str(error).strip().partition("\n")[0] or type(error).__name__
    return ModelError(
        f"The model in {folder} cannot be read ({cause}). Put all its files back, or name another model in "
        "QA_EMBEDDER."
    )
