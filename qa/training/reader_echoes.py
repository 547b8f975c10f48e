"""Raw articles to questions nobody wrote: what one sentence says and another says again, asked for.

"全县建成蔬菜基地 5 个" becomes "全县建成蔬菜基地多少个", to be answered from another sentence of the article,
one that has the 5 again. Chinese leaves the asking word where the answer stood, as in typed questions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from qa.asking.reader_features import CLASSES, Pair, Text, Vocabulary, make_batch
from qa.errors import ModelError
from qa.indexing.sentences import split_sentences
from qa.training.reader_questions import word_span
from qa.training.reader_windows import EMPTY, WINDOW_WORDS, Group

Span = tuple[int, int]

MAX_CHARS = 2400
MAX_ANSWER_WORDS = 10
MAX_QUESTION_WORDS = 28
# Words of substance both sentences must have beside the answer; a plain word recurs by chance more often.
MIN_SHARED, MIN_SHARED_PLAIN = 2, 4
_PATIENCE = 100  # texts looked at for one question; two in three news articles say something twice
DROPPED = 0.35  # at most this share of the question's other words is left out
WITHOUT_ANSWER = 0.2
_NAMES = {"latin", "nr", "ns", "nt", "nz", "t", "x"}
_SUBSTANCE = _NAMES | {"digit", "m", "a", "i", "j", "l", "n", "v", "vn"}
_EDGES = _SUBSTANCE | {"q", "b", "han", "s"}  # what an answer may begin and end with
_NUMERALS = frozenset("一二三四五六七八九十百千万两")
_ASKED = {
    "number": ("多少", "几", "多少", "多大"),
    "nr": ("谁", "哪位", "什么人", "谁"),
    "ns": ("哪里", "哪儿", "什么地方", "哪个地方"),
    "nt": ("哪个单位", "哪家单位", "什么机构"),
    "t": ("什么时候", "哪天", "何时", "哪一年"),
    "": ("什么", "什么", "哪些", "啥"),
}
_ODDS = {"number": 3.0, "nr": 3.0, "ns": 2.0, "nt": 2.0, "t": 2.0, "": 0.6}  # plain words recur most


@dataclass(frozen=True, slots=True)
class Echo:
    """Words `asked` of one sentence and `answer` of another that say the same."""

    asked: Span
    answer: Span
    sentence: Span  # around `asked`
    other: Span  # around `answer`
    kind: str


def find_echoes(text: Text, sentences: Sequence[Span], limit: int = 40) -> list[Echo]:
    """What is said in two sentences that share other words besides; at most `limit`, in order."""
    keys = [text.codes[start:end].tobytes() for start, end in zip(text.bounds, text.bounds[1:], strict=False)]
    kinds = [CLASSES[kind] for kind in text.ids[:, 1]]
    sentence_of = np.zeros(len(text), dtype=np.int64)
    said: list[set[bytes]] = []
    for at, (start, end) in enumerate(sentences):
        sentence_of[start:end] = at
        said.append({keys[i] for i in range(start, end) if kinds[i] in _SUBSTANCE})
    seen: dict[bytes, list[int]] = defaultdict(list)
    found: list[Echo] = []
    upto = -1  # words before it are in an echo already
    for at in range(len(text)):
        if kinds[at] not in _SUBSTANCE or at <= upto or _inside_number(text, kinds, at):
            continue
        for earlier in seen[keys[at]][-6:]:
            one, two = sentence_of[earlier], sentence_of[at]
            if one == two:
                continue
            length = _run(keys, earlier, at, sentences[one][1], sentences[two][1])
            length = _trimmed(kinds, at, length)
            if not length or len(b"".join(keys[at : at + length])) < 2 * text.codes.itemsize:
                continue
            kind = _kind(kinds, at, length)
            shared = (said[one] & said[two]) - set(keys[at : at + length])
            if len(shared) < (MIN_SHARED if kind else MIN_SHARED_PLAIN):
                continue
            spans = (earlier, earlier + length), (at, at + length)
            found.append(Echo(*spans, sentences[one], sentences[two], kind))
            upto = at + length - 1
            break
        seen[keys[at]].append(at)
        if len(found) >= limit:
            break
    return found


def _run(keys: Sequence[bytes], left: int, right: int, left_end: int, right_end: int) -> int:
    length = 0
    most = min(left_end - left, right_end - right, MAX_ANSWER_WORDS)
    while length < most and keys[left + length] and keys[left + length] == keys[right + length]:
        length += 1
    return length


def _trimmed(kinds: Sequence[str], start: int, length: int) -> int:
    """How many words are left when the last is one an answer may end with; numbers end at their unit."""
    if _is_number(kinds[start]):
        units = 1
        while units < length and units < 4 and kinds[start + units] in {"m", "q", "digit", "han", "x"}:
            units += 1
        return units
    while length and kinds[start + length - 1] not in _EDGES:
        length -= 1
    return length


def _is_number(kind: str) -> bool:
    return kind in {"m", "digit"}


def _inside_number(text: Text, kinds: Sequence[str], at: int) -> bool:
    """Whether a figure begins before `at`: 万元, the second half of 3.5; or it is a unit alone."""
    first = chr(text.codes[text.bounds[at]])
    return _is_number(kinds[at]) and (
        (at > 0 and (_is_number(kinds[at - 1]) or kinds[max(0, at - 2)] == "digit"))
        or not (first.isdigit() or first in _NUMERALS)
    )


def _kind(kinds: Sequence[str], start: int, length: int) -> str:
    if _is_number(kinds[start]):
        return "number"
    last = kinds[start + length - 1]
    return last if last in _ASKED else ""


class Echoes:
    """Batches of questions made from raw articles."""

    def __init__(self, texts: Sequence[str], vocabulary: Vocabulary, seed: int, per_step: int) -> None:
        self.texts, self.vocabulary, self.seed, self.per_step = texts, vocabulary, seed, per_step
        self._asking = lru_cache(64)(vocabulary.read)

    def batch(self, step: int) -> Group:
        """The batch of a step, the same whenever it is asked for."""
        random = np.random.default_rng([self.seed, 3, step])
        pairs: list[Pair] = []
        answers: list[tuple[Span, Span] | None] = []
        for pair, answer in self._draw(random):
            pairs.append(pair)
            answers.append(answer)
            if len(pairs) == self.per_step:
                break
        batch = make_batch(pairs, self.vocabulary.commonness)
        spans = np.full((len(pairs), 2), -1, dtype=np.int64)
        evidence = np.zeros(batch.passage_ids.shape[:2], dtype=np.float32)
        for row, answer in enumerate(answers):
            if answer:
                (start, end), sentence = answer
                spans[row] = start, end - 1
                evidence[row, slice(*sentence)] = 1
        return Group(batch, 1, spans, evidence)

    def _draw(self, random: np.random.Generator) -> Iterator[tuple[Pair, tuple[Span, Span] | None]]:
        """Two questions an article, so that an article is not cut into words for one alone."""
        for _ in range(_PATIENCE * self.per_step):
            printed = self.texts[int(random.integers(len(self.texts)))][:MAX_CHARS]
            text = self.vocabulary.read(printed)
            sentences = [word_span(text, *span) for span in split_sentences(printed)]
            echoes = find_echoes(text, sentences)
            if not echoes:
                continue
            odds = np.array([_ODDS[echo.kind] for echo in echoes])
            for _ in range(min(2, len(echoes))):
                echo = echoes[int(random.choice(len(echoes), p=odds / odds.sum()))]
                yield self._ask(text, echo, random)
        raise ModelError("The raw texts hardly ever say a thing twice; there is nothing to learn from them.")

    def _ask(
        self, text: Text, echo: Echo, random: np.random.Generator
    ) -> tuple[Pair, tuple[Span, Span] | None]:
        """One of the two sentences as the question, a window without it as the passage."""
        asked, answer, sentence, other = echo.asked, echo.answer, echo.sentence, echo.other
        if random.random() < 0.5:
            asked, answer, sentence, other = answer, asked, other, sentence
        question = self._question(text, asked, sentence, echo.kind, random)
        low, high = (sentence[1], len(text)) if other[0] >= sentence[1] else (0, sentence[0])
        first = max(low, answer[1] - WINDOW_WORDS)
        start = int(random.integers(first, max(first, min(answer[0], high - WINDOW_WORDS)) + 1))
        end = min(high, start + WINDOW_WORDS)
        if random.random() < WITHOUT_ANSWER:
            # The same window, its answer's sentence cut out: it speaks of the matter and does not say it.
            without = _join(text.part(start, max(start, other[0])), text.part(min(end, other[1]), end))
            key = text.codes[text.bounds[answer[0]] : text.bounds[answer[1]]].tobytes()
            if len(without) > WINDOW_WORDS // 4 and key not in without.codes.tobytes():
                return Pair(question, EMPTY, without), None
        evidence = max(other[0], start) - start, min(other[1], end) - start
        words = answer[0] - start, answer[1] - start
        return Pair(question, EMPTY, text.part(start, end)), (words, evidence)

    def _question(
        self, text: Text, asked: Span, sentence: Span, kind: str, random: np.random.Generator
    ) -> Text:
        """The words around the answer with an asking word in its place, some of them left out."""
        start = max(sentence[0], asked[0] - int(random.integers(4, MAX_QUESTION_WORDS)))
        end = min(sentence[1], asked[1] + int(random.integers(2, 12)), start + MAX_QUESTION_WORDS)
        choices = _ASKED[kind]
        asking = self._asking(choices[int(random.integers(len(choices)))])
        kept = random.random(end - start) >= DROPPED * random.random()
        parts = [text.part(at, at + 1) for at in range(start, asked[0]) if kept[at - start]]
        unit = kind == "number" and asked[1] - asked[0] > 1 and random.random() < 0.5
        parts += [asking, text.part(asked[1] - 1, asked[1])] if unit else [asking]
        parts += [text.part(at, at + 1) for at in range(asked[1], end) if kept[at - start]]
        return _join(*parts)


def _join(*parts: Text) -> Text:
    """Texts one after the other."""
    shifts = np.cumsum([0, *(int(part.bounds[-1]) for part in parts)])
    bounds = [part.bounds[:-1] + shift for part, shift in zip(parts, shifts, strict=False)]
    return Text(
        np.concatenate([*bounds, shifts[-1:]]),
        np.concatenate([part.ids for part in parts]),
        np.concatenate([part.codes for part in parts]),
    )
