"""Three short articles and an embedder whose vectors can be worked out on paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from qa.asking.readings import MOST
from qa.indexing.index import Index
from qa.indexing.index_files import read_index, save_index
from qa.indexing.sentences import split_sentences
from qa.records import Article, Pages

SETTINGS = {"passage_chars": 60, "overlap_chars": 0}

BRIDGE = "石桥村修了一座新桥。新桥长120米，总投资80万元。村支书赵远山说：“过河不用再绕路了。”"
SCHOOL = "柳林乡中心小学办起了暑期托管班。班里有45名学生，每天下午由志愿者辅导功课。"
ORCHARD = "梨园镇种了三百亩梨树。今年每亩收入8000元。\n游客采摘\n游客可以自己摘梨，镇里为此修了停车场。"


def article(
    name: str, title: str, place: str, byline: str, text: str, subheads: tuple[str, ...] = ()
) -> Article:
    """An article whose page holds its text alone, so that every offset maps to itself."""
    return Article(
        id=name,
        source=f"{name}.txt",
        title=title,
        kicker=None,
        place=place,
        byline=byline,
        text=text,
        captions=(),
        subheads=subheads,
        source_map=tuple(range(len(text))),
    )


ARTICLES = (
    article("aaaaaaaaaaaa", "一桥飞架两岸通", "青河县石桥村", "周小川", BRIDGE),
    article("bbbbbbbbbbbb", "托管班里暑假忙", "青河县柳林乡", "吴越 文/图", SCHOOL),
    article("cccccccccccc", "梨花开处是金山", "白水县梨园镇", "全媒体记者 郑晓", ORCHARD, ("游客采摘",)),
)


class FakeEmbedder:
    """Four dimensions: how many of 桥, 班, 梨 and 格 a text holds, made unit length; zero for none."""

    name = "fake"
    dims = 4
    fingerprint = "fake-1"

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        rows = np.array([[text.count(c) for c in "桥班梨格"] for text in texts], np.float32).reshape(-1, 4)
        length = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.divide(rows, length, out=np.zeros_like(rows), where=length > 0)

    embed_questions = embed


@dataclass(frozen=True)
class FakeReading:
    """A reading as the engine's readers give it."""

    start: int
    end: int
    score: float
    probability: float
    evidence: np.ndarray
    spans: tuple[tuple[int, int, float], ...]


class FakeReader:
    """Reads the sentence that shares most characters with the question; its figure, if any, is the span.

    The score is 8 for a sentence that holds every character of the question and -8 for one that holds none.
    """

    def read(
        self, question: str, passages: Sequence[tuple[str, str]], *, most: int = MOST
    ) -> list[FakeReading]:
        asked = set(question) - set("多少几什么谁哪怎？?的了是有吗")
        return [self._read(asked, "多少" in question or "几" in question, text) for _, text in passages]

    def remember(self, texts: Iterable[str]) -> None:
        """Nothing to prepare."""

    def _read(self, asked: set[str], counts: bool, text: str) -> FakeReading:
        evidence = np.zeros(len(text), np.float32)
        best = (-1.0, 0, 0)
        for start, end in split_sentences(text):
            share = len(asked & set(text[start:end])) / max(1, len(asked))
            if counts and not re.search(r"\d", text[start:end]):
                share /= 2  # a sentence without a figure tells no number
            evidence[start:end] = share
            best = max(best, (share, -start, end))
        share, start, end = max(best[0], 0.0), -best[1], best[2]
        figure = re.search(r"\d+[\u4e00-\u9fff]", text[start:end])
        span = (start + figure.start(), start + figure.end()) if figure else (start, end)
        score = 16 * share - 8
        return FakeReading(*span, score, share, evidence, ((*span, score),))


def build(articles: Sequence[Article] = ARTICLES) -> Index:
    """An index in memory over the articles."""
    return Index.build(Pages(articles), FakeEmbedder(), SETTINGS["passage_chars"], SETTINGS["overlap_chars"])


def save_and_load(index: Index, folder: Path) -> Index:
    """The same index after a trip to the disk."""
    save_index(index, folder, dict(SETTINGS))
    return read_index(folder, FakeEmbedder(), dict(SETTINGS))
