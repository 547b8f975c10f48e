"""A request to who sent it, and what they take."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from flask import Response, redirect, request

from web import problems
from web.problems import RefusedError

_VISITOR = "wenbao_visitor"
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_YEAR_SECONDS = 365 * 86_400


def wants_page() -> bool:
    """Browsers say that they take HTML; programs that do not say so get JSON."""
    accepted: Sequence[str] = list(request.accept_mimetypes.values())
    return "text/html" in accepted


def wants_events() -> bool:
    """True for a client that asks for the steps of an answer as they happen."""
    return request.accept_mimetypes.best == "text/event-stream"


def go_to(path: str) -> Response:
    """Send the browser on to a page of ours, so that a reload repeats nothing."""
    return redirect(path, 303)  # type: ignore[return-value]  # werkzeug's own class where Flask's is made


def refuse_odd_text() -> None:
    """No address and no field holds a NUL, which no page writes and databases do not take."""
    texts = [request.path, *request.args.values()]
    if request.mimetype in _FORMS:
        texts += request.form.values()
    if any("\0" in text for text in texts):
        raise RefusedError(problems.ODD_TEXT)


def visitor() -> str | None:
    """The key of this browser, under which its conversations are listed; None before its first question."""
    return request.cookies.get(_VISITOR)


def known_visitor() -> str:
    """The key of this browser, a new one where it has none."""
    return visitor() or secrets.token_urlsafe(24)


def remember_visitor(reply: Response, key: str) -> Response:
    """Have the browser keep its key: for a year, unseen by scripts and by other sites."""
    if visitor() != key:
        reply.set_cookie(
            _VISITOR, key, max_age=_YEAR_SECONDS, httponly=True, samesite="Lax", secure=request.is_secure
        )
    return reply
