"""Odd questions through the engine: `python -m tests.campaigns.fuzz_asking --inputs 50000`.

Questions are cut from the quality sets and the bundled pages, mixed, misspelt, and mixed with what no person
types; some go on with a conversation. The index is of the bundled pages; embedder and reader are those of the
tests, worked out on paper, for their speed. Whatever is asked is answered or refused by QuestionError in less
than a second, and every citation is verbatim.
"""

from __future__ import annotations

import json
import random
import re
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from unittest.mock import patch

import qa.building
import qa.engine
from qa.config import Settings
from qa.errors import QuestionError
from qa.reading.cleaning import masked
from qa.reading.files import page_text
from qa.replies import Citation, Reply
from tests.campaigns.fuzz_reading import HAN, ODD
from tests.campaigns.fuzzing import demand, run, timed
from tests.corpus import FakeEmbedder, FakeReader
from tests.running import ROOT

KINDS = ("fact", "list", "passage", "compare", "none", "chat")
TURNS = 4  # questions asked one after the other in one conversation
WORDS = (
    *"\n\t 　《》“”（？！，。\\[|",
    *re.split(
        r"[|\n]",
        """谁|多少|几|哪些|哪里|什么时候|为什么|怎么|有没有|是不是|对比|和|相比|还有呢|那它呢|第二个|不对，我要问的是|他|那里
你好|谢谢|天气|列出所有|几个镇|一共|最多|写了哪些文章|记者|去年|一百二十|３００|12.5%
how many|who|SELECT * FROM
<script>|'; --|../../|%s%n|{}|.*|(?P<|NOT|OR|"quoted"|http://""",
    ),
)

Mutation = Callable[[random.Random, str], str]


@cache
def _questions() -> list[str]:
    """Every question of the quality sets, the turns of dialogues among them."""
    found = []
    for name in ("dev", "dialogues", "own"):
        for line in (ROOT / "tests" / "quality" / f"{name}.jsonl").read_text("utf-8").splitlines():
            found += re.findall(r'"question": ("(?:[^"\\]|\\.)*")', line)
    return [json.loads(question) for question in found]


@cache
def _pages() -> dict[str, str]:
    return {path.name: page_text(path) for path in sorted((ROOT / "seeds").glob("*.txt"))}


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    memory = Path("/dev/shm")  # every question is kept, and a disk would take a third of the time
    return tempfile.TemporaryDirectory(prefix="asking-", dir=memory if memory.is_dir() else None)


@cache
def engine() -> qa.engine.Engine:
    """An engine over the bundled pages, whose embedder and reader are worked out on paper."""
    folder = Path(_folder().name)
    settings = Settings(seeds=ROOT / "seeds", index=folder / "index", data=folder / "data", embedder="fake")
    with (
        patch.object(qa.building, "load_embedder", lambda name: FakeEmbedder()),
        patch.object(qa.engine, "load_reader", lambda name: FakeReader()),
    ):
        return qa.engine.open_engine(settings)


def base_question(rng: random.Random) -> str:
    """A question of the quality sets, words of a page, or what no person types."""
    kind = rng.randrange(10)
    if kind < 6:
        return rng.choice(_questions())
    if kind < 8:
        page = rng.choice(list(_pages().values()))
        at = rng.randrange(len(page))
        return page[at : at + rng.randrange(1, 80)]
    if kind == 8:
        return "".join(_word(rng) for _ in range(rng.randrange(40)))
    return _word(rng) * rng.choice((1, 3, 50, 600))


def _word(rng: random.Random) -> str:
    kind = rng.randrange(6)
    if kind < 2:
        return "".join(rng.choices(HAN, k=rng.randrange(1, 6)))
    return rng.choice(WORDS) if kind < 5 else rng.choice((*ODD, "\ud800", "\udfff"))


def _insert(rng: random.Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + _word(rng) + text[at:]


def _delete(rng: random.Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + text[at + rng.randrange(1, 6) :]


def _swap(rng: random.Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]


def _mix(rng: random.Random, text: str) -> str:
    other = base_question(rng)
    return text[: rng.randrange(len(text) + 1)] + other[rng.randrange(len(other) + 1) :]


def _and(rng: random.Random, text: str) -> str:
    return text + rng.choice(("和", "，", "？", "还有", "与", "")) + base_question(rng)


MUTATIONS: tuple[Mutation, ...] = (_insert, _insert, _delete, _swap, _mix, _and)


def make_question(rng: random.Random) -> str:
    """One question."""
    text = base_question(rng)
    for _ in range(rng.randrange(4)):
        text = rng.choice(MUTATIONS)(rng, text)
    return text


def check(reply: Reply) -> None:
    """The laws of a reply: it can be sent, its kind is one of the contract, its citations are verbatim."""
    sent = json.dumps(reply.as_json(), ensure_ascii=False).encode("utf-8")
    demand(len(sent) < 1_000_000, "a reply can be sent")
    answer = reply.answer
    demand(answer.kind in KINDS, f"{answer.kind} is a kind")
    demand(answer.answered == bool(answer.citations), "what is answered is cited, and only that")
    demand(0 <= answer.confidence <= 1, "confidence is a share")
    numbers = [citation.n for citation in answer.citations]
    demand(numbers == list(range(1, len(numbers) + 1)), "citations are numbered in order")
    for citation in answer.citations:
        _check_citation(citation)
    marks = set(map(int, re.findall(r"\[(\d+)\]", answer.text))) if answer.answered else set()
    demand(marks <= set(numbers), "every mark has its citation")
    if answer.short is not None:
        demand(any(answer.short in citation.quote for citation in answer.citations), "short is quoted")
    for item in answer.items:
        if item.citation is not None:
            cited = answer.citations[item.citation - 1]
            said = (cited.quote, cited.article.byline, cited.article.title, cited.article.place)
            demand(any(item.text in (words or "") for words in said), "an item is printed")


def _check_citation(citation: Citation) -> None:
    article = citation.article
    demand(article.text[citation.start : citation.end] == citation.quote != "", "a quote is its slice")
    page = masked(_pages()[article.source])
    # A caption may stand between two of them.
    places = list(article.source_map)[citation.start : citation.end]
    printed = "".join(page[at] for char, at in zip(citation.quote, places, strict=True) if char != "\n")
    demand(_bare(citation.quote) in (_bare(printed), ""), "a quote is printed on the page")
    start, end = citation.source_span
    demand(start <= min(places) <= max(places) < end, "a quote is within its slice of the page")
    for left, right in citation.highlights:
        demand(0 <= left < right <= len(citation.quote), "a highlight is inside its quote")


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def try_one(seed: int) -> float:
    """Ask the question of this seed, every `TURNS` of them in one conversation; the seconds it took."""
    rng = random.Random(seed)
    conversation = f"c_{seed // TURNS:022d}" if seed % 3 else None
    try:
        ask = engine().ask
        question, alone = make_question(rng), rng.random() < 0.1
        reply, seconds = timed(lambda: ask(question, conversation, alone=alone, trace=rng.random() < 0.1))
    except QuestionError:
        return 0.0
    check(reply)
    return seconds


if __name__ == "__main__":
    run("Ask odd questions.", try_one)
