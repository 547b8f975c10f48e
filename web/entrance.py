"""The door for readers with a key, as a browser goes through it."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from web import problems, visits
from web.doors import DOORS, Doors


def pages(doors: Doors) -> Blueprint:
    """The route that the form at the readers' door is sent to."""
    routes = Blueprint("entrance", __name__)

    @routes.post("/enter")
    def enter() -> Response:
        wanted = request.form.get("next", "/")
        reply = visits.go_to(wanted if _is_ours(wanted) else "/")
        if doors.open_to_reader(request.form.get("key", ""), reply):
            return reply
        door = DOORS[problems.NO_READER_KEY]
        return Response(render_template("entrance.html", door=door, next=wanted, wrong=True), 401)

    return routes


def _is_ours(path: str) -> bool:
    """Whether it is a path of this site, and cannot be read as another site's address."""
    return path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
