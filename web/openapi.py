"""The routes programs use, described once: `/openapi.json` and the page that people read are made from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from importlib.metadata import version
from typing import Any

from web import completion_schemas, examples, schemas

Json = dict[str, Any]
JSON, FORM, EVENTS, PLAIN = (
    "application/json", "application/x-www-form-urlencoded", "text/event-stream", "text/plain",
)  # fmt: skip
PROBLEM = "application/problem+json"
_REF = "#/components/schemas/{name}"
_ABOUT = (
    "用报上的原话回答问题。每处引语都指到报道里的确切位置；报上没写的，直说没有。\n\n"
    "Questions in Chinese, answered in a newspaper's own words, each quote at its exact place."
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One route as a program uses it; `gets` holds what each status brings, by content type."""

    method: str
    path: str
    summary: str
    gets: Mapping[int, Mapping[str, type | None]]
    problems: Sequence[int] = ()
    sends: type | None = None
    sent_as: str = JSON
    example: Json | None = None  # of what is sent
    replies: Json | None = None  # the example of what comes back
    fails_as: tuple[str, type] = (PROBLEM, schemas.Problem)  # the content type of trouble, and its shape
    key: str | None = None  # which key opens it: reader or admin
    parameters: Mapping[str, str] = field(default_factory=dict)  # in the path, each with what it is

    @property
    def name(self) -> str:
        """A name of its own, such as `get_articles_id`."""
        words = [self.method, *self.path.replace("{", "").replace("}", "").replace(".", "_").split("/")]
        return "_".join(filter(None, words))


_ASKING = (400, 401, 413, 415, 422, 429, 503)
_ADMIN = (401, 404, 429)
OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "post", "/ask", "提问 · Ask a question", {200: {JSON: schemas.Reply, EVENTS: None}}, (*_ASKING, 403),
        sends=schemas.Question, example=examples.QUESTION, replies=examples.REPLY, key="reader",
    ),
    Operation(
        "post", "/feedback", "评价回答 · Say whether a reply was useful", {200: {JSON: schemas.Thanks}},
        (400, 401, 403, 404, 413, 429, 503), sends=schemas.Feedback, sent_as=FORM, key="reader",
    ),
    Operation(
        "get", "/articles", "全部报道 · All articles", {200: {JSON: schemas.Articles}}, (401, 429, 503),
        key="reader",
    ),
    Operation(
        "get", "/articles/{id}", "一篇报道 · One article", {200: {JSON: schemas.Article}},
        (401, 404, 429, 503), key="reader",
        parameters={"id": "报道编号 · the article's id, as a citation names it"},
    ),
    Operation(
        "get", "/rebuild", "重建索引的进度 · How far the rebuild is", {200: {JSON: schemas.Job}}, _ADMIN,
        key="admin",
    ),
    Operation(
        "post", "/rebuild", "重建索引 · Build the index again", {202: {JSON: schemas.Job}},
        (*_ADMIN, 403, 409, 503), key="admin",
    ),
    Operation(
        "delete", "/rebuild", "停止重建 · Stop the rebuild", {202: {JSON: schemas.Job}},
        (*_ADMIN, 403, 409, 503), key="admin",
    ),
    Operation(
        "post", "/v1/chat/completions", "OpenAI 兼容的对话 · Chat completions for OpenAI's clients",
        {200: {JSON: completion_schemas.Completion, EVENTS: None}}, (*_ASKING, 403),
        sends=completion_schemas.CompletionRequest, example=examples.COMPLETION_REQUEST, key="reader",
        fails_as=(JSON, completion_schemas.Failure),
    ),
    Operation(
        "get", "/v1/models", "OpenAI 兼容的模型表 · The models for OpenAI's clients",
        {200: {JSON: completion_schemas.Models}}, (401, 429), key="reader",
        fails_as=(JSON, completion_schemas.Failure),
    ),
    Operation("get", "/healthz", "是否活着 · Is it alive", {200: {JSON: schemas.Status}}),
    Operation(
        "get", "/readyz", "能否作答 · Can it answer, and why not", {200: {JSON: schemas.Status}}, (503,)
    ),
    Operation("get", "/metrics", "计数，供 Prometheus 读 · Counts for Prometheus", {200: {PLAIN: None}}),
)  # fmt: skip


def describe(operations: Sequence[Operation] = OPERATIONS) -> Json:
    """The OpenAPI 3.1 document of the operations."""
    named, shapes = _schemas(operations)
    paths: dict[str, Json] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method] = _operation(operation, named)
    bearer = {"type": "http", "scheme": "bearer"}
    return {
        "openapi": "3.1.0",
        "info": {"title": "问报 Wenbao", "version": version("wenbao"), "description": _ABOUT},
        "paths": paths,
        "components": {
            "schemas": shapes,
            "securitySchemes": {
                "reader": {**bearer, "description": "QA_READER_KEYS；没有设置时不需要 · where keys are set"},
                "admin": {**bearer, "description": "QA_ADMIN_KEY"},
            },
        },
    }


def _schemas(operations: Sequence[Operation]) -> tuple[dict[type, Json], Json]:
    """A reference for each type the operations name, and all schemas the references lead to."""
    types: dict[type, None] = {schemas.Problem: None}
    for operation in operations:
        types |= dict.fromkeys([operation.sends] if operation.sends else [])
        types[operation.fails_as[1]] = None
        types |= dict.fromkeys(form for body in operation.gets.values() for form in body.values() if form)
    references, shapes = schemas.schemas_of(list(types), _REF)
    return dict(zip(types, references, strict=True)), shapes


def _operation(operation: Operation, named: Mapping[type, Json]) -> Json:
    replies = {
        str(status): {
            "description": HTTPStatus(status).phrase,
            "content": {
                # A stream of events is no one value, and OpenAPI 3.1 has no words for it.
                kind: {"schema": {}} if kind == EVENTS else _content(form, named, operation.replies)
                for kind, form in body.items()
            },
        }
        for status, body in operation.gets.items()
    }
    kind, shape = operation.fails_as
    troubles = {
        str(status): {
            "description": HTTPStatus(status).phrase,
            "content": {kind: _content(shape, named, None)},
        }
        for status in operation.problems
    }
    told: Json = {"operationId": operation.name, "summary": operation.summary}
    if operation.parameters:
        told["parameters"] = [
            {"name": name, "in": "path", "required": True, "description": about, "schema": {"type": "string"}}
            for name, about in operation.parameters.items()
        ]
    if operation.sends:
        content = _content(operation.sends, named, operation.example)
        told["requestBody"] = {"required": True, "content": {operation.sent_as: content}}
    if operation.key:
        told["security"] = [{operation.key: []}, {}] if operation.key == "reader" else [{operation.key: []}]
    return {**told, "responses": dict(sorted({**replies, **troubles}.items()))}


def _content(form: type | None, named: Mapping[type, Json], example: Json | None) -> Json:
    shape = named[form] if form else {"type": "string"}
    return {"schema": shape, **({"example": example} if form and example else {})}
