"""A visitor's own conversations: listed, renamed, downloaded and deleted, one by one or all at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Blueprint, Response, render_template, request

from web import exports, problems, visits
from web.exports import Kept
from web.problems import RefusedError

if TYPE_CHECKING:
    from qa.engine import Engine

LISTED = 60  # at the side of the chat; older ones are in the download of all
_ALL = 1_000_000


def pages(engine: Engine) -> Blueprint:
    """The routes of the conversations kept."""
    routes = Blueprint("conversations", __name__)
    _add_list(routes, engine)
    _add_downloads(routes, engine)
    return routes


def _add_list(routes: Blueprint, engine: Engine) -> None:
    @routes.get("/conversations")
    def listed() -> str:
        """The visitor's own list as a piece of the page."""
        found = engine.conversations(visits.visitor(), LISTED)
        return render_template("conversations.html", conversations=found, conversation=request.args.get("c"))

    @routes.post("/c/<name>/title")
    def rename(name: str) -> Response:
        title = request.form.get("title", "").strip()
        if title and not engine.history.rename(name, title, visits.visitor()):
            raise RefusedError(problems.NOT_YOURS)
        return visits.go_to(f"/c/{name}")

    @routes.post("/c/<name>/delete")
    def delete(name: str) -> Response:
        if not engine.forget(name, visits.visitor()):
            raise RefusedError(problems.NOT_YOURS)
        return visits.go_to("/")

    @routes.post("/conversations/delete")
    def delete_all() -> Response:
        key = visits.visitor()
        for one in engine.history.conversations(key, _ALL):
            engine.forget(one.name, key)
        return visits.go_to("/")


def _add_downloads(routes: Blueprint, engine: Engine) -> None:
    @routes.get("/c/<name>.<any(md, json):form>")
    def download(name: str, form: str) -> Response:
        title = engine.history.title(name)
        if title is None:
            raise RefusedError(problems.NOT_YOURS)
        return _file([Kept(name, title, engine.history.replies(name))], f"问报 {title}", form)

    @routes.get("/conversations.<any(md, json):form>")
    def download_all(form: str) -> Response:
        return _file(_kept(engine, visits.visitor()), "问报 全部对话", form)


def _kept(engine: Engine, visitor: str | None) -> Iterator[Kept]:
    """The visitor's conversations, last touched first, each read when its turn comes."""
    for one in engine.history.conversations(visitor, _ALL):
        yield Kept(one.name, one.title, engine.history.replies(one.name))


def _file(kept: Iterable[Kept], name: str, form: str) -> Response:
    if form == "md":
        reply = Response(exports.markdown_of(kept, request.host_url), mimetype="text/markdown")
    else:
        body = json.dumps(exports.json_of(kept), ensure_ascii=False, indent=1)
        reply = Response(body, mimetype="application/json")
    called = quote(f"{name}.{form}", safe="")
    reply.headers["Content-Disposition"] = f"attachment; filename=wenbao.{form}; filename*=UTF-8''{called}"
    return reply
