"""A message that asks several things, one question after another, to one answer a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from qa.asking.answering import Asker
from qa.asking.conversations import Resolved, Turn, turn_of
from qa.asking.entries import SILENT
from qa.asking.finding import READ_A_SIDE
from qa.asking.follow_ups import resolve
from qa.asking.kinds import asks
from qa.replies import Answer, Citation, Item

_QUESTION = re.compile(r"[^?？]*[^?？\s][^?？]*(?:[?？]+|$)")
_CLAUSE = re.compile(r"[^,，]+(?:[,，]+|$)")
_SEVERAL = re.compile(r"[近这那前后好]几")  # 近几年, 那几个: asks nothing
_HOW_MANY = re.compile(r"几(位|类|方面)")
_AND_WHAT_OF = re.compile(r"呢[?？]*$")
# Asks on about what the question before lists, or about it as a whole.
_OF_EACH = re.compile(r"^(各|分别|都|其中)|^(是?(怎么|咋)(回事|样)|为(什么|啥|何))[了呢啊]?[?？]?$")
_MARK = re.compile(r"\[(\d+)\]")
_MOST = 4
_EDGE = " ,，。?？"


def questions_in(text: str) -> list[str]:
    """The questions of a message that asks several, in order; none where it asks one, or goes on about each
    of what the first lists."""
    parts = [match.group().strip() for match in _QUESTION.finditer(text)]
    if len(parts) == 1:
        parts = _asking_clauses(parts[0])
    several = 1 < len(parts) <= _MOST and all(map(_asks, parts))
    return parts if several and not any(map(_OF_EACH.search, parts)) else []


def _asks(text: str) -> bool:
    text = _SEVERAL.sub("", text)
    return asks(text) or bool(_HOW_MANY.search(text) or _AND_WHAT_OF.search(text))


def _asking_clauses(question: str) -> list[str]:
    """The clauses of a question, those that ask nothing with the next that does: …在哪个小区，哪天启动的."""
    parts, told = [], ""
    for match in _CLAUSE.finditer(question):
        told += match.group()
        if _asks(match.group()):
            parts.append(told.strip(_EDGE))
            told = ""
    return [*parts[:-1], parts[-1] + told] if parts else []


def are_sentences(text: str) -> bool:
    """Whether each question of a message has its own question mark."""
    return len(_QUESTION.findall(text)) > 1


def answer_message(
    asker: Asker, message: str, resolved: Resolved, turns: Sequence[Turn]
) -> tuple[str, Answer]:
    """What is answered, and the answer: each question of several, where two are answered or, the message as a
    whole being refused, one of its sentences is; else the message as it is `resolved`."""
    questions = questions_in(message)
    if questions and (each := answer_each(asker, questions, turns)):
        return message, each
    answer = asker.answer(resolved)
    if questions and not answer.answered and are_sentences(message):
        return message, answer_each(asker, questions, turns, least=1) or answer
    return resolved.question, answer


def answer_each(
    asker: Asker, questions: Sequence[str], turns: Sequence[Turn], least: int = 2
) -> Answer | None:
    """Each question answered as one after those before it; None unless so many of them are, from two places
    if several."""
    told: list[tuple[str, Answer]] = []
    turns = list(turns)
    asker = replace(asker, passages=READ_A_SIDE)
    for at, question in enumerate(questions):
        resolved = resolve(asker.index, question, turns)
        answer = asker.answer(resolved)
        turns.append(turn_of(question, resolved.question, answer))
        told.append((question, answer))
        if sum(one.answered for _, one in told) + len(questions) - 1 - at < least:
            return None
    places = {(first.article.id, first.start) for _, answer in told for first in answer.citations[:1]}
    return _side_by_side(told) if len(places) >= least else None


def _side_by_side(told: Sequence[tuple[str, Answer]]) -> Answer:
    """The answers one under another, each after its question, their citations numbered on."""
    lines: list[str] = []
    items: list[Item] = []
    citations: list[Citation] = []
    for question, answer in told:
        label, before = question.strip(_EDGE), len(citations)
        text = answer.text if answer.answered else SILENT
        lines.append(f"{label}：{_MARK.sub(partial(_moved, before), text)}")
        items += _items(label, answer, before)
        citations += [replace(citation, n=citation.n + before) for citation in answer.citations]
    confidence = max(answer.confidence for _, answer in told)
    return Answer(
        "compare", "\n".join(lines), items=tuple(items), citations=tuple(citations), confidence=confidence,
        notices=tuple(dict.fromkeys(notice for _, answer in told for notice in answer.notices)),
        trace={**told[0][1].trace, "decision": f"asked as {len(told)} questions"},
    )  # fmt: skip


def _items(label: str, answer: Answer, before: int) -> list[Item]:
    """The entries of an answer that has some, else its first quotation under its question."""
    if answer.items:
        return [replace(item, citation=item.citation and item.citation + before) for item in answer.items]
    quote = next((citation.quote for citation in answer.citations), SILENT)
    return [Item(label, quote, before + 1 if answer.citations else None)]


def _moved(before: int, mark: re.Match[str]) -> str:
    return f"[{int(mark[1]) + before}]"
