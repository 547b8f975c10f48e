"""A reply to a chat completion in OpenAI's shape, whole or in chunks, with citations as text and as data."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from web.completion_schemas import Message
from web.problems import Problem
from web.turns import turn_of

MODEL = "wenbao"
PREFIX = "/v1/"

Json = dict[str, Any]

# OpenAI's words for kinds of trouble, by HTTP status.
_CODES = {
    401: "invalid_api_key", 404: "not_found", 413: "request_too_large", 422: "question_not_accepted",
    429: "rate_limit_exceeded", 503: "unavailable",
}  # fmt: skip


def questions_of(messages: Sequence[Message]) -> list[str]:
    """What the person said, in order; "" for a message without text."""
    return [_text(message) for message in messages if message.role == "user"]


def _text(message: Message) -> str:
    if message.content is None or isinstance(message.content, str):
        return message.content or ""
    return "\n".join(part.text for part in message.content if part.type == "text")


def failure(problem: Problem) -> Json:
    """A problem as OpenAI's clients read it."""
    kind = "server_error" if problem.status >= 500 else "invalid_request_error"
    if problem.status == 429:
        kind = "rate_limit_error"
    told = {"message": f"{problem.title}：{problem.detail}", "type": kind}
    return {"error": {**told, "param": problem.field, "code": _CODES.get(problem.status)}}


def model(created: float) -> Json:
    """The one model; it is as old as the index."""
    return {"id": MODEL, "object": "model", "created": int(created), "owned_by": MODEL}


@dataclass(frozen=True, slots=True)
class Completion:
    """A reply to questions, as `POST /ask` sends it, for a client that knows us by `address`."""

    reply: Mapping[str, Any]
    questions: Sequence[str]
    address: str
    created: int = field(default_factory=lambda: int(time.time()))

    def whole(self) -> Json:
        """The completion in one piece."""
        message = {"role": "assistant", "content": self.content, "refusal": None, "citations": self.citations}
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
        return {**self._head("chat.completion"), "choices": [choice], "usage": self.usage, **self._own()}

    def chunks(self, with_usage: bool) -> Iterator[str]:
        """The completion as server-sent events: its lines, then its citations, then the end."""
        pieces: list[Json] = [{"role": "assistant", "content": ""}]
        pieces += [{"content": line} for line in self.content.splitlines(keepends=True)]
        for delta in pieces:
            yield _event(self._chunk(delta, None))
        yield _event({**self._chunk({"citations": self.citations}, "stop"), **self._own()})
        if with_usage:
            yield _event({**self._head("chat.completion.chunk"), "choices": [], "usage": self.usage})
        yield "data: [DONE]\n\n"

    @property
    def content(self) -> str:
        """What a person reads: how the question was read, the answer, where it stands, what comes near."""
        turn = turn_of(self.reply)
        read_as = [f"已按“{turn.resolved}”查找"] * turn.reread
        blocks = [
            "\n".join([*read_as, *turn.notices]),
            str(self.reply["answer"]),
            "\n".join(f"[{cite.n}] {cite.source} {self._link(cite.url)}" for cite in turn.cites.values()),
            "\n".join(
                ["相近的报道（不是答案）："] * bool(turn.related) + [self._near(one) for one in turn.related]
            ),
        ]
        return "\n\n".join(filter(None, blocks))

    @property
    def citations(self) -> list[Json]:
        """The reply's citations; their links are whole."""
        return [{**one, "url": self._link(one["url"])} for one in self.reply["citations"]]

    @property
    def usage(self) -> Json:
        """Characters, which stand for tokens here: nothing was generated."""
        asked, said = sum(map(len, self.questions)), len(self.content)
        return {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}

    def _link(self, path: str) -> str:
        return urljoin(self.address, path)

    def _near(self, article: Mapping[str, Any]) -> str:
        return f"《{article['title'] or article['place'] or article['source']}》 {self._link(article['url'])}"

    def _head(self, kind: str) -> Json:
        name = f"chatcmpl-{self.reply['reply']}"
        return {"id": name, "object": kind, "created": self.created, "model": MODEL}

    def _chunk(self, delta: Json, finish: str | None) -> Json:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return {**self._head("chat.completion.chunk"), "choices": [choice]}

    def _own(self) -> Json:
        return {"wenbao": self.reply}


def _event(data: Json) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"
