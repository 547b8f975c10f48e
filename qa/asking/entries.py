"""Entries of a list or sides of a comparison to an answer whose citations name the places they speak of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.asking.citing import Piece, check, cite_all, in_print
from qa.asking.naming import name_within, names_place, naming_clause
from qa.replies import Answer, Item

SILENT = "报道未说明"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of one place: its label and the slice shown; None where the paper is silent."""

    label: str
    piece: Piece | None


def counted(count: int, unit: str, listed: int | None = None) -> str:
    """How many there are, and how many of them are listed where that is fewer."""
    fewer = listed is not None and listed < count
    return f"共 {count} {unit}" + (f"，列出前 {listed} {unit}" if fewer else "")


def silent_on(answer: Answer) -> bool:
    """Whether the paper is silent on an entry."""
    return any(item.citation is None for item in answer.items)


def tells_of_two(answer: Answer) -> bool:
    """Whether an answer tells of every side, and not all from one article."""
    return not silent_on(answer) and len({one.article.id for one in answer.citations}) > 1


def answer_of(kind: str, entries: Sequence[Entry], confidence: float, head: str = "") -> Answer:
    """A line for each label, after the `head`; entries of one label follow one another.

    The quotation that is cited grows until it names the place; where the article names it too far off, the
    clause that does is cited beside it.
    """
    quotes: list[Piece] = []
    lines: dict[str, str] = {}
    items: list[Item] = []
    for entry in entries:
        if entry.piece is None:
            lines.setdefault(entry.label, SILENT)
            items.append(Item(entry.label, SILENT, None))
            continue
        shown = in_print(entry.piece)
        n = len(quotes) + 1
        quotes += _quotes(shown)
        marks = "".join(f"[{at}]" for at in range(n, len(quotes) + 1))
        text = shown.text.replace("\n", "")
        lines[entry.label] = f"{lines.get(entry.label, '')}{text}{marks}"
        items.append(Item(entry.label, shown.text, n))
    citations = cite_all(quotes)
    check(citations)
    told = [head] if head else []
    told += [f"{label}：{text}" for label, text in lines.items()]
    return Answer(
        kind, "\n".join(told), items=tuple(items), citations=citations, confidence=min(confidence, 1.0)
    )


def _quotes(shown: Piece) -> list[Piece]:
    """The quotation that shows a piece and names its place, or the piece and the clause that names it."""
    article = shown.article
    mark = shown.short or (shown.start, shown.end)
    grown = name_within(article, (shown.start, shown.end))
    if grown == (shown.start, shown.end):
        return [shown]
    if grown is not None:
        quote = in_print(replace(shown, start=grown[0], end=grown[1], short=mark))
        if quote.start <= shown.start and shown.end <= quote.end and names_place(article, quote.text):
            return [quote]
    clause = naming_clause(article)
    if clause is None or shown.start <= clause[0] < shown.end:
        return [shown]
    return [shown, in_print(Piece(article, *clause, shown.score))]
