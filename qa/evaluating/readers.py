"""Question files to the reader's yardsticks: exact match, F1, right sentence, refusing, speed."""

from __future__ import annotations

import json
import lzma
import re
import resource
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from qa.asking.reader import Reader, Reading
from qa.asking.reader_held_out import is_held_out
from qa.indexing.postings import Postings
from qa.indexing.sentences import split_passages, split_sentences
from qa.indexing.words import split_words

# A token is a Chinese character or a run of other letters and digits; marks and spaces do not count (CMRC).
_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:[.%][^\W_\u3400-\u9fff]+)*")
FALSE_REFUSALS = 0.05
PASSAGE_CHARS, OVERLAP_CHARS, PASSAGES_READ = 300, 60, 5

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """How well one question was answered; 0 to 1 each."""

    exact: float
    f1: float
    sentence: float


def read_rows(path: Path) -> list[Row]:
    """The questions of an `.xz` file."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def tokens(text: str) -> list[str]:
    """What an answer is compared by."""
    return _TOKEN.findall(text.lower())


def longest_common_run(left: Sequence[str], right: Sequence[str]) -> int:
    """Length of the longest run of tokens that stands in both."""
    best = 0
    row = [0] * (len(right) + 1)
    for token in left:
        row = [0] + [row[at] + 1 if token == other else 0 for at, other in enumerate(right)]
        best = max(best, *row)
    return best


def f1(said: str, answer: str) -> float:
    """CMRC's F1: the longest common run against the lengths of both."""
    common = longest_common_run(tokens(said), tokens(answer))
    if not common:
        return 0.0
    precision, recall = common / len(tokens(said)), common / len(tokens(answer))
    return 2 * precision * recall / (precision + recall)


def score_answer(row: Row, said: str, context: str, start: int) -> Score:
    """`said`, which stands at `start` of `context`, against the best of the row's answers."""
    exact = max(tokens(said) == tokens(answer) for answer in row["answers"])
    sentence = any(
        first <= start < end and place < end and place + len(answer) > first
        for first, end in split_sentences(context)
        for answer, place in zip(row["answers"], row["answer_start"], strict=True)
    )
    in_place = context == row["context"]
    return Score(
        float(exact), max(f1(said, answer) for answer in row["answers"]), float(sentence and in_place)
    )


def score_given(reader: Reader, rows: Iterable[Row]) -> list[tuple[Row, Score, Reading]]:
    """Every question with an answer, its passage given."""
    found = []
    for row in rows:
        if row["answers"]:
            reading = reader.read(row["question"], [(row["title"] or "", row["context"])])[0]
            said = row["context"][reading.start : reading.end]
            found.append((row, score_answer(row, said, row["context"], reading.start), reading))
    return found


def score_found(reader: Reader, rows: Sequence[Row], contexts: Sequence[str]) -> list[tuple[Row, Score]]:
    """Every question with an answer, its passage looked for by BM25 among the passages of `contexts`."""
    passages = [
        (context, start, context[start:end])
        for context in dict.fromkeys(contexts)
        for start, end in split_passages(context, PASSAGE_CHARS, OVERLAP_CHARS)
    ]
    postings = Postings.build(split_words(text) for _, _, text in passages)
    found = []
    for row in rows:
        if row["answers"]:
            scores = postings.scores(split_words(row["question"]))
            near = np.argsort(-scores, kind="stable")[:PASSAGES_READ]
            readings = reader.read(row["question"], [("", passages[at][2]) for at in near])
            best = max(range(len(near)), key=lambda at: readings[at].score)
            context, shift, text = passages[near[best]]
            reading = readings[best]
            said = text[reading.start : reading.end]
            found.append((row, score_answer(row, said, context, shift + reading.start)))
    return found


def mean_scores(scores: Sequence[Score]) -> str:
    """Exact match, F1 and right sentence, as one line of a table."""
    columns = np.array([(score.exact, score.f1, score.sentence) for score in scores])
    return "EM {:.3f}  F1 {:.3f}  sentence {:.3f}  ".format(*columns.mean(axis=0)) + f"({len(scores)})"


def scores_of(reader: Reader, asked: Iterable[tuple[str, str]]) -> list[float]:
    """For each (question, context) how likely the context answers."""
    return [reader.read(question, [("", context)])[0].score for question, context in asked]


def area_under_curve(right: Sequence[float], wrong: Sequence[float]) -> float:
    """How often one of `right` is above one of `wrong`; a tie is half."""
    everything = np.concatenate([right, wrong])
    order = np.argsort(everything, kind="stable")
    ranks = np.empty(len(everything))
    _, firsts, counts = np.unique(everything[order], return_index=True, return_counts=True)
    ranks[order] = np.repeat(firsts + (counts - 1) / 2, counts)
    least = len(right) * (len(right) - 1) / 2
    return float((ranks[: len(right)].sum() - least) / (len(right) * len(wrong)))


def refused(right: Sequence[float], wrong: Sequence[float]) -> float:
    """The share of `wrong` below the limit that `FALSE_REFUSALS` of `right` are below."""
    limit = np.quantile(right, FALSE_REFUSALS)
    return float(np.mean(np.array(wrong) < limit))


def swapped(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Each question with the context of a question half the set away."""
    half = len(rows) // 2
    return [(row["question"], rows[(at + half) % len(rows)]["context"]) for at, row in enumerate(rows)]


def by_type(scored: Iterable[tuple[Row, Score, Reading]]) -> dict[str, list[Score]]:
    """The scores of each type of question."""
    groups: dict[str, list[Score]] = defaultdict(list)
    for row, score, _ in scored:
        groups[str(row.get("type", ""))].append(score)
    return dict(sorted(groups.items()))


def memory_mb() -> float:
    """The most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def milliseconds_a_question(reader: Reader, rows: Sequence[Row], fresh: bool) -> float:
    """Median time for a question over five 300-character passages; `fresh` ones were never read before."""
    texts = [row["context"][:PASSAGE_CHARS] for row in rows if len(row["context"]) >= PASSAGE_CHARS]
    texts = list(dict.fromkeys(texts))
    taken = []
    for at in range(0, len(texts) - PASSAGES_READ, PASSAGES_READ):
        passages = [("", text) for text in texts[at : at + PASSAGES_READ]]
        if not fresh:
            reader.read(rows[at]["question"], passages)
        begun = time.perf_counter()
        reader.read(rows[at]["question"], passages)
        taken.append(1000 * (time.perf_counter() - begun))
    return float(np.median(taken))


def yardsticks(reader: Reader, data: Path) -> Iterator[str]:
    """The lines of the reader's table, each as soon as it is known; `data` as `qa train` takes it."""
    rows = {
        name: read_rows(data / "qa" / f"{name}.jsonl.xz")
        for name in (
            "wenbao_news-train",
            "wenbao_news-dev",
            "cmrc2018-dev",
            "crud_news-dev",
            "cail2019_rc-dev",
        )
    }
    for name in ("wenbao_news-dev", "cmrc2018-dev", "crud_news-dev"):
        scored = score_given(reader, rows[name])
        yield f"{name}, passage given: {mean_scores([score for _, score, _ in scored])}"
        for kind, scores in by_type(scored).items():
            if kind:
                yield f"  {kind}: {mean_scores(scores)}"
        if name == "wenbao_news-dev":
            yield f"  unanswerable: {_refusing([r.score for _, _, r in scored], reader, rows[name])}"
    news = [row["context"] for name in ("wenbao_news-train", "wenbao_news-dev") for row in rows[name]]
    found = [score for _, score in score_found(reader, rows["wenbao_news-dev"], news)]
    yield f"wenbao_news-dev, passage found by BM25: {mean_scores(found)}"
    yield f"cail2019_rc-dev, held-out tenth: {_court(reader, rows['cail2019_rc-dev'])}"
    some = rows["cmrc2018-dev"][::4]
    right, wrong = scores_of(reader, [(row["question"], row["context"]) for row in some]), swapped(some)
    yield f"cmrc2018-dev, passages swapped: {_separation(right, scores_of(reader, wrong))}"
    for fresh in (True, False):
        taken = milliseconds_a_question(reader, rows["crud_news-dev"], fresh)
        seen = "new" if fresh else "seen before"
        yield f"five 300-character passages, {seen}: {taken:.1f} ms"
    yield f"memory: {memory_mb():.0f} MB at most"


def _refusing(right: Sequence[float], reader: Reader, rows: Sequence[Row]) -> str:
    return _separation(
        right, scores_of(reader, [(row["question"], row["context"]) for row in rows if not row["answers"]])
    )


def _court(reader: Reader, rows: Sequence[Row]) -> str:
    kept = [row for row in rows if is_held_out(row["context"], "cail2019_rc-dev")]
    right = scores_of(reader, [(row["question"], row["context"]) for row in kept if row["answers"]])
    return _refusing(right, reader, kept)


def _separation(right: Sequence[float], wrong: Sequence[float]) -> str:
    return (
        f"AUC {area_under_curve(right, wrong):.3f}, refused at {FALSE_REFUSALS:.0%} false refusals "
        f"{refused(right, wrong):.3f} ({len(right)} + {len(wrong)})"
    )
