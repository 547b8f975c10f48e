"""The OpenAPI document to what its readable page shows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """A field: its name, its type in words, whether it must be given, and what it is."""

    name: str
    type: str
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Route:
    """One route, ready to be written."""

    name: str
    method: str
    path: str
    summary: str
    key: str
    sent: tuple[Row, ...]
    sent_example: str
    replies: tuple[tuple[str, str, str], ...]  # status, meaning, the type it brings
    reply_example: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A type that replies are made of."""

    name: str
    about: str
    rows: tuple[Row, ...]


def routes(document: Json) -> list[Route]:
    """Every route of the document, in its order."""
    return [
        _route(document, method, path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def shapes(document: Json) -> list[Shape]:
    """Every type of the document, in its order."""
    found = document["components"]["schemas"].items()
    return [Shape(name, shape.get("description", ""), _rows(shape)) for name, shape in found]


def _route(document: Json, method: str, path: str, operation: Json) -> Route:
    body: Json = next(iter(operation.get("requestBody", {}).get("content", {}).values()), {})
    sent = _rows(_resolved(document, body["schema"])) if body else ()
    parameters = tuple(
        Row(one["name"], "string", True, one["description"]) for one in operation.get("parameters", ())
    )
    good = [next(iter(one["content"].values())) for one in operation["responses"].values()]
    return Route(
        name=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        key=next((name for one in operation.get("security", ()) for name in one), ""),
        sent=(*parameters, *sent),
        sent_example=_printed(body.get("example")),
        replies=tuple(_reply(status, one) for status, one in operation["responses"].items()),
        reply_example=_printed(next((one["example"] for one in good if "example" in one), None)),
    )


def _reply(status: str, reply: Json) -> tuple[str, str, str]:
    kinds = " / ".join(
        f"{_type(one['schema'])} ({kind})" if kind != "application/json" else _type(one["schema"])
        for kind, one in reply["content"].items()
    )
    return status, reply["description"], kinds


def _rows(shape: Json) -> tuple[Row, ...]:
    required = shape.get("required", ())
    return tuple(
        Row(name, _type(one), name in required, one.get("description", ""))
        for name, one in shape.get("properties", {}).items()
    )


def _resolved(document: Json, shape: Json) -> Json:
    name = shape.get("$ref", "").rpartition("/")[2]
    return document["components"]["schemas"][name] if name else shape


def _type(shape: Json) -> str:
    """A schema in a few words: `Citation[]`, `string | null`, `fact | list`."""
    if "$ref" in shape:
        return str(shape["$ref"]).rpartition("/")[2]
    if "enum" in shape:
        return " | ".join(map(str, shape["enum"]))
    if "anyOf" in shape:
        return " | ".join(map(_type, shape["anyOf"]))
    if shape.get("type") == "array":
        of = shape.get("items") or {}
        return f"{_type(of)}[]" if of else f"[{', '.join(map(_type, shape.get('prefixItems', ())))}]"
    return str(shape.get("type", "any"))


def _printed(example: object) -> str:
    return json.dumps(example, ensure_ascii=False, indent=2) if example else ""
