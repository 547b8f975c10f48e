"""Questions written for the reader about articles of the public sets, and those articles."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qa.asking.reader_held_out import is_held_out
from qa.errors import ModelError
from qa.training.reader_words import read_lines, read_raw

OWN = "own"
OF_ALL = "across"  # the kind of a question that is asked of all articles at once
FILE = Path(__file__).resolve().parents[2] / "models" / "questions.jsonl"
# The sets and the raw articles they are about.
BESIDE = (
    "wenbao_news-train", "cmrc2018-train", "cmrc2018-trial", "drcd-dev", "crud_news-train", "cail2019_rc-dev",
)  # fmt: skip
RAW = "crud_news"


def own_rows(data: Path, file: Path = FILE) -> Iterator[dict[str, Any]]:
    """The questions of `file` whose articles are there, as rows of a public set.

    Each stands `beside` a question of a set, or is about the raw `text` of that name. It says which
    characters of the article answer it: [start, end], or [] where none do; without that it has the answer of
    the one beside. One `of_all` is asked of several articles, of each in a row of its own. A row says which
    set its text is `of`. Texts that their set keeps out of training are left out, but for those that are kept
    out of what is learned from own questions, too: the confidence is fitted on them.
    """
    if not file.is_file():
        raise ModelError(f"There is no {file}: train from a clone of the repository, where it lies.")
    own = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    known = {row["id"]: row | {"of": name} for name in BESIDE for row in _of_set(data, name)}
    named = {row["text"] for row in own if "text" in row}
    for text in read_raw(data, RAW):
        if (name := name_of(text)) in named:
            known[name] = {"title": None, "context": text, "of": RAW}
    for row in own:
        other = known.get(row.get("beside") or row["text"])
        if other and "answer" in row:
            start, end = row["answer"] or (0, 0)
            answers, starts = ([other["context"][start:end]], [start]) if end else ([], [])
            other = other | {"answers": answers, "answer_start": starts}
        if other:
            kind = OF_ALL if row.get("of_all") else "" if "answer" in row else other.get("type", "")
            yield other | {"id": "", "question": row["question"], "type": kind}


def _of_set(data: Path, name: str) -> Iterator[dict[str, Any]]:
    file = data / "qa" / f"{name}.jsonl.xz"
    for row in map(json.loads, read_lines(file) if file.is_file() else ()):
        if is_held_out(row["context"], OWN) or not is_held_out(row["context"], name):
            yield row


def name_of(text: str) -> str:
    """What a raw text is called among the questions about it."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
