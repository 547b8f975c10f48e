"""What programs send and get, as types: requests are read by them and `/openapi.json` is made from them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

_FIELD = re.compile(r"`\$\.?(\w*)|field `(\w+)`")

Offset = Annotated[int, Meta(ge=0)]
Share = Annotated[float, Meta(ge=0, le=1)]
Asked = TypeVar("Asked")


class Question(Struct):
    """A question, and the conversation it goes on in."""

    question: Annotated[
        str,
        Meta(
            description="用中文提的问题 · the question, in Chinese",
            examples=["华龙区黄河办的党工委书记是谁？"],
        ),
    ]
    conversation: Annotated[
        str | None, Meta(description="上一次回复里的对话编号 · the conversation of an earlier reply")
    ] = None
    alone: Annotated[bool, Meta(description="不承接前文、不纠错 · take it as typed, on its own")] = False
    trace: Annotated[bool, Meta(description="附上回答的由来 · tell how the answer came about")] = False


class Feedback(Struct):
    """What a reader thought of a reply."""

    reply: Annotated[str, Meta(description="回复的编号 · the reply's name", examples=["r_Zk3vTq0aLw8yN1xB"])]
    useful: Annotated[bool, Meta(description="有用为 1，没用为 0 · 1 or 0")] = False
    reason: Annotated[str, Meta(description="为什么 · why")] = ""
    words: Annotated[str, Meta(description="读者自己的话 · in the reader's words")] = ""


class Source(Struct):
    """An article a citation comes from."""

    id: str
    title: str | None
    place: str | None
    byline: str | None
    source: Annotated[str, Meta(description="版面文件 · the page file")]


class Citation(Struct):
    """An exact slice of an article: `text[start:end]` is the quote."""

    n: Annotated[int, Meta(ge=1, description="答案里的 [n] · the mark in the answer")]
    article: Source
    quote: Annotated[str, Meta(description="报上原话 · the paper's own words")]
    start: Annotated[
        int, Meta(ge=0, description="在报道正文中的起点 · where it begins in the article's text")
    ]
    end: Annotated[int, Meta(ge=0, description="终点 · where it ends")]
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$", description="引语的指纹 · the quote's fingerprint")]
    source_start: Annotated[int, Meta(ge=0, description="在版面文件中的起点 · in the page file")]
    source_end: Offset
    highlights: Annotated[
        list[tuple[Offset, Offset]], Meta(description="引语中直接作答的字 · the words of it that answer")
    ]
    score: float
    url: Annotated[str, Meta(description="打开原文并标出引语 · opens the article at the quote")]


class Item(Struct):
    """One entry of a list or one side of a comparison."""

    label: str
    text: str
    citation: Annotated[int | None, Meta(description="引语编号，报上没写则为空 · null: not stated")]


class Related(Source):
    """A near article beside a refusal; it is not an answer."""

    score: float
    url: str


class Reply(Struct):
    """An answer in the paper's own words, or an honest refusal."""

    question: str
    resolved_question: Annotated[str, Meta(description="实际查找的问题 · the question as understood")]
    conversation: Annotated[str, Meta(description="下一问带上它 · send it with the next question")]
    reply: Annotated[str, Meta(description="回复编号 · this reply's name, for feedback")]
    kind: Literal["fact", "list", "passage", "compare", "none", "chat"]
    answered: Annotated[bool, Meta(description="报上是否写了 · whether the articles say it")]
    answer: Annotated[str, Meta(description="给人读的答案 · what a person reads, with its [n]")]
    short: Annotated[str | None, Meta(description="最短的答案 · the shortest span that answers")]
    items: list[Item]
    citations: list[Citation]
    related: list[Related]
    confidence: Share
    notices: Annotated[list[str], Meta(description="怎样理解了问题 · how it was read otherwise than typed")]
    took_ms: Annotated[float, Meta(ge=0)]
    trace: dict[str, Any] | UnsetType = UNSET


class Listed(Source):
    """An article in the list."""

    url: str


class Articles(Struct):
    """All articles, in page order."""

    articles: list[Listed]


class Article(Listed):
    """An article with its text, into which citations point."""

    kicker: str | None
    text: str
    captions: list[str]
    subheads: list[str]
    warnings: Annotated[list[str], Meta(description="读版面时的疑点 · what looked broken")]


class Thanks(Struct):
    """The opinion that is now kept."""

    reply: str
    useful: bool


class Status(Struct):
    """That the service is well."""

    status: Literal["ok"]


class Job(Struct):
    """A build of the index."""

    state: Annotated[str, Meta(examples=["running"], description="idle, running, done, failed, cancelled")]
    id: Annotated[str, Meta(description="这次重建的编号 · its name")]
    step: str
    done: int
    total: int
    began_at: Annotated[float, Meta(description="seconds since 1970")]
    ended_at: float
    trouble: str
    changes: Annotated[dict[str, Any] | None, Meta(description="新增、改动、撤下的报道 · what it changed")]
    pages: Annotated[str, Meta(description="版面文件夹当时的样子 · a mark of the pages it began with")]


class Problem(Struct):
    """Trouble, in Chinese a person can act on (RFC 9457)."""

    type: str
    status: Annotated[int, Meta(ge=400, le=599)]
    title: str
    detail: str


def schemas_of(types: Sequence[type], reference: str) -> tuple[Sequence[Any], dict[str, Any]]:
    """A reference to the JSON Schema of each type, and the schemas, by name, that the references lead to."""
    references, shapes = msgspec.json.schema_components(types, ref_template=reference)
    return references, shapes


def read_json(body: bytes, form: type[Asked]) -> Asked:
    """The request in a JSON body; a ValueError says what is wrong with it. A key given twice counts last."""
    try:
        return msgspec.json.decode(body, type=form)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def read_form(fields: dict[str, str], form: type[Asked]) -> Asked:
    """The request in the fields of an HTML form; a ValueError says what is wrong with it."""
    return msgspec.convert(fields, form, strict=False)


def blamed(error: ValueError) -> str | None:
    """The field that does not fit; None where the body is not JSON, "" where it is no object."""
    if not isinstance(error, msgspec.ValidationError):
        return None
    found = _FIELD.search(str(error))
    return (found[1] or found[2] or "") if found else ""
