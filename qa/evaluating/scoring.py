"""A reply and what it should have said to figures between 0 and 1."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from qa.evaluating.questions import Question
from qa.replies import Reply

FACT_CHARS = 200  # of an answer that count: a fact is said in a sentence or two
TELL_CHARS = 400
ACROSS_CHARS = 1200
QUOTE_CHARS = 260
_ACROSS = {"list_across", "compare", "disambiguate", "same_entity"}
_TELLING = {"how", "list", "yesno", "paraphrase", "followup"}
_SHORT = {"number", "who", "when", "where", "typo"}
_SAME = str.maketrans(
    dict.fromkeys("“”‘’'「」『』《》", '"')
    | dict.fromkeys("—–─－", "-")
    | {"、": ",", "，": ",", "。": ".", "・": "·"}
)
_MARK = re.compile(r"\[\d+\]")
_SPACE = re.compile(r"\s+")


def normal(text: str) -> str:
    """A text as scores compare it: half-width, one kind of mark, without white space and citation numbers."""
    folded = unicodedata.normalize("NFKC", _MARK.sub("", text)).translate(_SAME)
    return _SPACE.sub("", folded).lower()


def score(question: Question, reply: Reply) -> Mapping[str, float]:
    """The figures of one reply; a question without answers only asks to be refused."""
    answer = reply.answer
    if not question.answers:
        return {"refused": float(not answer.answered)}
    all_of_them = question.needs_all or question.kind in _ACROSS
    text = normal(answer.text) if answer.answered else ""
    quotes = [normal(citation.quote)[:QUOTE_CHARS] for citation in answer.citations]
    row = {"answered": float(answer.answered), "chars": float(len(text))}
    row["answer"] = _held(question.answers, text[: _window(question.kind)], all_of_them)
    row["full"] = float(row["answer"] == 1.0)
    row["cited"] = _held(question.answers, "\n".join(quotes), all_of_them)
    if question.kind not in _ACROSS:
        row["cited_first"] = _held(question.answers, quotes[0] if quotes else "", all_of_them)
    if question.kind in _SHORT:
        row["short_f1"] = max(_overlap(normal(answer.short or ""), normal(gold)) for gold in question.answers)
    titles = {normal(title) for title in question.titles if "(" not in title and "（" not in title}
    if titles and answer.citations:
        row["title"] = float(any(normal(c.article.title or "") in titles for c in answer.citations))
    return row


def _window(kind: str) -> int:
    return ACROSS_CHARS if kind in _ACROSS else TELL_CHARS if kind in _TELLING else FACT_CHARS


def _held(golds: Sequence[str], text: str, all_of_them: bool) -> float:
    hits = [normal(gold) in text for gold in golds]
    return sum(hits) / len(hits) if all_of_them else float(any(hits))


def _overlap(guess: str, gold: str) -> float:
    """F1 over characters."""
    same = sum((Counter(guess) & Counter(gold)).values())
    return 2 * same / (len(guess) + len(gold)) if same else 0.0
