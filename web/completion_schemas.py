"""What OpenAI's clients send and get, as types, as far as a service that generates nothing uses it."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from web import schemas

_SENT_BY = Literal["system", "developer", "user", "assistant", "tool", "function"]


class Part(Struct):
    """A part of a message; of a person's, only text is read."""

    type: str
    text: str = ""


class Message(Struct):
    """One message. What a person says is a question; what others say is no instruction and no evidence."""

    role: _SENT_BY
    content: str | list[Part] | None = None


class StreamOptions(Struct):
    """What a stream tells beside the answer."""

    include_usage: bool | None = None


class ResponseFormat(Struct):
    """An answer is text."""

    type: Literal["text"]


class CompletionRequest(Struct):
    """A conversation whose last question is to be answered. Fields not named here change nothing."""

    messages: Annotated[
        list[Message],
        Meta(min_length=1, description="最后一条 user 消息是问题 · the last user message is the question"),
    ]
    model: Annotated[str, Meta(description="任意 · any; there is one", examples=["wenbao"])] = "wenbao"
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    n: Annotated[int, Meta(ge=1, le=1)] | None = None
    response_format: ResponseFormat | None = None
    tool_choice: Literal["none", "auto"] | None = None


class Said(Struct):
    """The answer as a message: its text with marks `[n]`, then the sources; and the sources as data."""

    role: Literal["assistant"]
    content: str
    refusal: None
    citations: Annotated[list[schemas.Citation], Meta(description="链接是完整地址 · with whole links")]


class Choice(Struct):
    """The one choice."""

    index: int
    message: Said
    logprobs: None
    finish_reason: Literal["stop"]


class Usage(Struct):
    """Characters: of the questions read, and of the message written."""

    prompt_tokens: schemas.Offset
    completion_tokens: schemas.Offset
    total_tokens: schemas.Offset


class Completion(Struct):
    """An answer in the shape of OpenAI's; `wenbao` is the reply as `POST /ask` gives it."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[Choice]
    usage: Usage
    wenbao: schemas.Reply


class Model(Struct):
    """A model one can name."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class Models(Struct):
    """All models: one."""

    object: Literal["list"]
    data: list[Model]


class Fault(Struct):
    """What went wrong."""

    message: str
    type: str
    param: str | None
    code: str | None


class Failure(Struct):
    """Trouble in the shape of OpenAI's."""

    error: Fault
