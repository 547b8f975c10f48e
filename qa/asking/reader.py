"""A question and passages to the words that answer it; the one module that knows onnxruntime."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from qa.asking.reader_features import Floats, Ints, Pair, Text, Vocabulary, make_batch
from qa.asking.reader_spans import Said, WindowReading, read_window, unread
from qa.asking.readings import MOST
from qa.errors import ModelError
from qa.indexing.sentences import split_sentences

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

# The network in two parts: every passage goes through the first, which takes a glance at it; those worth it
# through the second.
GLANCE, NETWORK, WORDS, SETTINGS = "glance.onnx", "reader.onnx", "words.txt", "reader.json"
# About 460 characters: a passage is read in one piece. Windows of 190, what the network mostly learned from,
# find the right sentence of .897 of 223 encyclopedia questions, .750 of 76 and .914 of 514 about news; 270 of
# .910, .803 and .920; 230 of .906, .724 and .911; 330 of .910, .776 and .911.
READ_WORDS = 270
READ_STEP = 180  # an answer of up to 90 words is whole in some window
# Log-odds below the likeliest passage, by a glance, at which one is still read to its end.
WITHIN = 4.0
MAX_PREFIX_WORDS = 24
MAX_QUESTION_WORDS = 80
KEPT_TEXTS = 1024  # passages whose words are remembered: 12 KB each


@dataclass(frozen=True, slots=True)
class Reading:
    """What a passage says to a question; offsets are in the passage's text.

    `score` is comparable across the passages of one question, higher is better; `probability` is the same as
    a calibrated chance that the passage answers. `spans` are the best spans that do not overlap, best first,
    each with the score the passage would have if that were its answer; the first is `start`, `end`. A passage
    without a word has an empty span and probability 0.
    """

    start: int
    end: int
    score: float
    probability: float
    evidence: Floats  # (characters,) how likely each character's sentence belongs to the answer
    spans: tuple[tuple[int, int, float], ...]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights that turn the signs of a window into the log-odds that it answers."""

    weights: tuple[float, ...]
    bias: float

    def log_odds(self, signs: Sequence[float]) -> float:
        """Higher is likelier; 0 is as likely as not."""
        return float(np.dot(self.weights, signs)) + self.bias


class Reader:
    """Reads passages for a question. Safe to share between threads; reading changes nothing."""

    def __init__(
        self,
        glance: InferenceSession,
        network: InferenceSession,
        vocabulary: Vocabulary,
        calibration: Calibration,
    ) -> None:
        self._glance, self._network = glance, network
        self._vocabulary = vocabulary
        self._calibration = calibration
        # Questions read side by side cost a worker 90 MB (466 against 378 with eight clients) and
        # answer no more questions a second: another core is another worker's.
        self._one_at_a_time = Lock()
        self._read_text = lru_cache(KEPT_TEXTS)(self._cut)

    @classmethod
    def load(cls, folder: Path, threads: int = 1) -> Reader:
        """The reader kept in `folder`; a ModelError says what is missing or damaged."""
        _check_files(folder, GLANCE, NETWORK, WORDS, SETTINGS)
        try:
            settings = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
            calibration = Calibration(tuple(map(float, settings["weights"])), float(settings["bias"]))
            vocabulary = Vocabulary.load(folder / WORDS)
            glance, network = (_load_network(folder / name, threads) for name in (GLANCE, NETWORK))
        except Exception as error:  # onnxruntime raises classes of its own, all of them children of Exception
            raise ModelError(
                f"The reader in {folder} is damaged ({error}). Make it with: qa train reader --data DIR"
            ) from error
        return cls(glance, network, vocabulary, calibration)

    def read(self, question: str, passages: Sequence[tuple[str, str]], *, most: int = MOST) -> list[Reading]:
        """A reading for each passage (prefix, text), in order; the prefix is its title and place, or "".

        A passage longer than a window is read in overlapping windows and has the reading of its best one.
        What a glance does not hold for one of the `most` likeliest windows is left unread.
        """
        asked = self._vocabulary.read(question)
        asked = asked.part(0, min(len(asked), MAX_QUESTION_WORDS))
        cuts = [self._read_text(text) for _, text in passages]
        texts = [text for text, _ in cuts]
        tiles = [_tiles(len(text)) for text in texts]
        pairs = [
            Pair(asked, self._prefix(prefix), text.part(start, end))
            for (prefix, _), text, spans in zip(passages, texts, tiles, strict=True)
            for start, end in spans
        ]
        sentences = [
            numbers[start:end]
            for (_, numbers), spans in zip(cuts, tiles, strict=True)
            for start, end in spans
        ]
        readings = iter(self.read_pairs(pairs, sentences, most=most))
        return [
            self._join(text, passage, [(start, next(readings)) for start, _ in spans])
            for text, (_, passage), spans in zip(texts, passages, tiles, strict=True)
        ]

    def remember(self, texts: Iterable[str]) -> None:
        """Cut the first of the texts into words ahead, as many as are kept."""
        for text in islice(texts, KEPT_TEXTS):
            self._read_text(text)

    def read_pairs(
        self,
        pairs: Sequence[Pair],
        sentences: Sequence[Ints] = (),
        *,
        most: int | None = None,
        at_once: int = 16,
    ) -> list[WindowReading]:
        """The reading of each pair, before calibration; `sentences` say for each in which sentence of its
        passage every word stands. Of every `at_once` the `most` likeliest by a glance are read, if it is told
        how many."""
        found: list[WindowReading] = []
        for at in range(0, len(pairs), at_once):
            some = pairs[at : at + at_once]
            batch = make_batch(some, self._vocabulary.commonness)
            windows = [unread(len(pair.passage)) for pair in some]
            with self._one_at_a_time:
                *half_read, glanced = self._glance.run(None, batch.inputs)
                rows = list(range(len(some))) if most is None else worth_reading(glanced, most)
                part = batch.rows(rows)
                said = Said(
                    *self._network.run(None, part.inputs_half_read(*(side[rows] for side in half_read)))
                )
            for place, row in enumerate(rows):
                windows[row] = read_window(said, part, place, sentences[at + row] if sentences else None)
            found += windows
        return found

    def _cut(self, text: str) -> tuple[Text, Ints]:
        """A text cut into words, and the number of the sentence each of them stands in."""
        cut = self._vocabulary.read(text)
        ends = [end for _, end in split_sentences(text)]
        return cut, np.searchsorted(ends, cut.bounds[:-1], side="right")

    def _prefix(self, prefix: str) -> Text:
        text, _ = self._read_text(prefix)
        return text.part(0, min(len(text), MAX_PREFIX_WORDS))

    def _join(self, text: Text, printed: str, windows: Sequence[tuple[int, WindowReading]]) -> Reading:
        """The readings of a passage's windows as one, in characters."""
        odds = [self._calibration.log_odds(window.signs) for _, window in windows]
        spans: list[tuple[int, int, float]] = []
        evidence = np.zeros(len(printed), dtype=np.float32)
        for (shift, window), score in zip(windows, odds, strict=True):
            for first, end, of_span in window.spans:
                place = _trim(printed, int(text.bounds[first + shift]), int(text.bounds[end + shift]))
                spans.append((*place, score + of_span - window.spans[0][2]))
            lengths = np.diff(text.bounds[shift : shift + len(window.evidence) + 1])
            start, stop = text.bounds[shift], text.bounds[shift + len(window.evidence)]
            evidence[start:stop] = np.maximum(evidence[start:stop], np.repeat(window.evidence, lengths))
        if not spans:
            return Reading(0, 0, -1e4, 0.0, evidence, ())
        best = _apart(sorted(spans, key=lambda span: -span[2]))
        start, end, score = best[0]
        return Reading(start, end, score, float(1 / (1 + np.exp(-score))), evidence, best)


def worth_reading(glanced: Floats, most: int) -> list[int]:
    """The rows of the few passages a glance holds for likeliest, none far less likely than the first."""
    likeliest = np.argsort(-glanced, kind="stable")[:most]
    return sorted(int(row) for row in likeliest if glanced[row] >= glanced[likeliest[0]] - WITHIN)


def _check_files(folder: Path, *names: str) -> None:
    for name in names:
        if not (folder / name).is_file():
            raise ModelError(f"No {name} in {folder}. Make the reader with: qa train reader --data DIR")


def _load_network(path: Path, threads: int) -> InferenceSession:
    import onnxruntime  # noqa: PLC0415  (100 ms and 20 MB nobody pays who does not read)

    _share_memory()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    options.add_session_config_entry("session.use_env_allocators", "1")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@cache  # once a process
def _share_memory() -> None:
    """Let all networks calculate in one arena, one after another: 11 MB less than in one each."""
    import onnxruntime  # noqa: PLC0415

    place = onnxruntime.OrtMemoryInfo(
        "Cpu", onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, onnxruntime.OrtMemType.DEFAULT
    )
    onnxruntime.create_and_register_allocator(place, None)


def _tiles(words: int) -> list[tuple[int, int]]:
    """Overlapping windows over so many words, the last one whole; a single empty one over none."""
    if words <= READ_WORDS:
        return [(0, words)]
    starts = [*range(0, words - READ_WORDS, READ_STEP), words - READ_WORDS]
    return [(start, start + READ_WORDS) for start in starts]


def _apart(spans: Sequence[tuple[int, int, float]]) -> tuple[tuple[int, int, float], ...]:
    """The spans that do not overlap one before them."""
    kept: list[tuple[int, int, float]] = []
    for span in spans:
        if all(span[0] >= end or span[1] <= start for start, end, _ in kept):
            kept.append(span)
    return tuple(kept)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends, unless it is all white space."""
    inner = text[start:end]
    if not inner.strip():
        return start, end
    return start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip())
