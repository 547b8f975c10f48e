"""A reply, as `POST /ask` sends it and the history keeps it, to the turn the chat page shows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from web.marking import Piece, mark

_MARK = re.compile(r"\[(\d+)\]")
_ASKS = re.compile(r"[^：。？　]+？")
_YES_OR_NO = re.compile(r"(是|不是)。")
_COUNT = re.compile(r"共\s*\d+\s*[^\s\d：:，。；]{1,2}")


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation as a mark shows it and links to it."""

    n: int
    quote: tuple[Piece, ...]
    source: str  # place, title and byline on one line
    url: str


@dataclass(frozen=True, slots=True)
class Source:
    """An article the answer cites, with all its citations."""

    title: str
    place: str
    byline: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list or one side of a comparison; without a citation it says that nothing is stated."""

    label: str
    pieces: tuple[Piece, ...]
    cite: Cite | None


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its reply, ready to be written."""

    reply: str
    conversation: str
    question: str
    resolved: str
    notices: Sequence[str]  # how it was read otherwise than typed
    kind: str
    short: str | None
    verdict: str  # 是 or 不是 where the answer says so, which then is not in its pieces; or 报道未说明
    lead: str  # of a list: how many entries there are
    pieces: tuple[Piece, ...]
    also: tuple[Piece, ...]  # another place that may as well be the one, after it
    asks: tuple[str, ...]  # of a greeting: the questions it proposes, which then are not in its pieces
    entries: tuple[Entry, ...]
    cites: Mapping[int, Cite]
    sources: tuple[Source, ...]
    related: Sequence[Mapping[str, Any]]
    copied: str  # what "copy" copies; links are paths
    useful: bool | None

    @property
    def url(self) -> str:
        """Where the answer stands in its conversation."""
        return f"/c/{self.conversation}#{self.reply}"

    @property
    def listed(self) -> list[list[Entry]]:
        """The entries of a list or a comparison, those of one place, one after another, together."""
        listed: list[list[Entry]] = []
        for entry in self.entries:
            if listed and entry.label and entry.label == listed[-1][0].label:
                listed[-1].append(entry)
            else:
                listed.append([entry])
        return listed

    @property
    def reread(self) -> bool:
        """True where another question was looked up than the one typed."""
        return self.resolved != self.question


def turn_of(reply: Mapping[str, Any], useful: bool | None = None) -> Turn:
    """The turn of a reply; `useful` is what its reader thought of it, if they said."""
    cites = {citation["n"]: _cite(citation, reply["reply"]) for citation in reply["citations"]}
    entries = tuple(_entry(item, cites) for item in reply["items"])
    asks = tuple(_ASKS.findall(reply["answer"])) if reply["kind"] == "chat" else ()
    said = reply["answer"][: reply["answer"].index(asks[0])] if asks else reply["answer"]
    also, verdict = "", "报道未说明" if reply["kind"] == "none" else ""
    if reply["kind"] in ("fact", "passage"):
        said, _, also = said.partition("\n")
        if decided := _YES_OR_NO.match(said):
            verdict, said = decided[1], said[decided.end() :]
    return Turn(
        reply=reply["reply"],
        conversation=reply["conversation"],
        question=reply["question"],
        resolved=reply["resolved_question"],
        notices=reply.get("notices", ()),
        kind=reply["kind"],
        short=reply["short"],
        verdict=verdict,
        lead=_lead(reply, entries),
        pieces=tuple(_pieces(reply, said, cites)),
        also=tuple(_pieces(reply, also, cites)),
        asks=asks,
        entries=entries,
        cites=cites,
        sources=tuple(_sources(reply["citations"], cites)),
        related=reply["related"],
        copied=_copied(reply, cites),
        useful=useful,
    )


def _cite(citation: Mapping[str, Any], reply: str) -> Cite:
    spans = [(start, end) for start, end in citation["highlights"]]
    url = f"{citation['url']}&h={citation['sha256'][:8]}&from={reply}&n={citation['n']}"
    return Cite(citation["n"], tuple(mark(citation["quote"], 0, spans)), _signed(citation["article"]), url)


def _signed(article: Mapping[str, str | None]) -> str:
    title = f"《{article['title']}》" if article["title"] else ""
    return " ".join(filter(None, [article["place"], title, article["byline"]])) or str(article["source"])


def _entry(item: Mapping[str, Any], cites: Mapping[int, Cite]) -> Entry:
    """The entry; where it is its whole quote, the words that answer are marked in it."""
    cite = cites.get(item["citation"] or 0)
    is_quote = cite is not None and "".join(piece.text for piece in cite.quote) == item["text"]
    pieces = cite.quote if cite and is_quote else (Piece(item["text"]),)
    return Entry(item["label"], pieces, cite)


def _lead(reply: Mapping[str, Any], entries: Sequence[Entry]) -> str:
    """The answer's own "共 N 处" where it counts, else our count of its entries."""
    counted = _COUNT.match(reply["answer"])
    return counted[0] if counted else f"共 {len(entries)} 项"


def _pieces(reply: Mapping[str, Any], text: str, cites: Mapping[int, Cite]) -> list[Piece]:
    """The answer's text with `short` marked in its sentence and each `[n]` a mark that knows its citation."""
    hits = _short_in(text, reply)
    pieces: list[Piece] = []
    at = 0
    for match in _MARK.finditer(text):
        if int(match[1]) not in cites:  # brackets of the article's own
            continue
        pieces += mark(text[at : match.start()], at, hits)
        pieces.append(Piece(match[0], citation=int(match[1])))
        at = match.end()
    return [*pieces, *mark(text[at:], at, hits)]


def _short_in(text: str, reply: Mapping[str, Any]) -> list[tuple[int, int]]:
    """Where the first quote's highlights stand in the answer; nowhere when the answer cuts the quote."""
    if not reply["citations"]:
        return []
    first = reply["citations"][0]
    at = text.find(first["quote"])
    return [(at + start, at + end) for start, end in first["highlights"]] if at >= 0 else []


def _sources(citations: Sequence[Mapping[str, Any]], cites: Mapping[int, Cite]) -> list[Source]:
    """The cited articles, each once, in the order of their first citation."""
    order = list(dict.fromkeys(citation["article"]["id"] for citation in citations))
    ranked = sorted(citations, key=lambda citation: order.index(citation["article"]["id"]))
    found = []
    for _, group in groupby(ranked, key=lambda citation: citation["article"]["id"]):
        same = list(group)
        article = same[0]["article"]
        title = article["title"] or ("" if article["place"] else article["source"])
        found.append(
            Source(
                title=title,
                place=article["place"] or "",
                byline=article["byline"] or "",
                cites=tuple(cites[citation["n"]] for citation in same),
            )
        )
    return found


def _copied(reply: Mapping[str, Any], cites: Mapping[int, Cite]) -> str:
    lines = [reply["question"], "", reply["answer"]]
    if cites:
        lines += ["", "出处："]
        lines += [f"[{c['n']}] {_signed(c['article'])} {c['url']}" for c in reply["citations"]]
    return "\n".join(lines)
