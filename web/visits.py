"""A request to who sent it, from where, and what they take."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from urllib.parse import urlsplit

from flask import Response, redirect, request

from qa.config import Settings
from web import keys, problems
from web.problems import RefusedError

_VISITOR = "wenbao_visitor"
_DESK = "wenbao_desk"
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


def refuse_other_sites() -> None:
    """A browser's POST must come from a page of ours; programs, which name no origin, may pass."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    ours = site in ("same-origin", "none") if site else not origin or urlsplit(origin).netloc == request.host
    if not ours:
        raise RefusedError(problems.OTHER_SITE)


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


def require_admin(settings: Settings) -> None:
    """Pass for the admin key or the desk's cookie; without a key set there is no desk at all."""
    if not settings.admin_key:
        raise RefusedError(problems.NO_DESK)
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    by_header = scheme.lower() == "bearer" and keys.same(given.strip(), settings.admin_key)
    if not by_header and not is_at_desk(settings):
        raise RefusedError(problems.NO_KEY)


def is_at_desk(settings: Settings) -> bool:
    """True for a browser that has shown the admin key and holds its pass."""
    passed = request.cookies.get(_DESK, "")
    return bool(settings.admin_key) and keys.is_pass(passed, settings.admin_key, time.time())


def open_desk(reply: Response, settings: Settings) -> Response:
    """Have the browser keep a pass to the desk for a working day."""
    until = time.time() + keys.PASS_SECONDS
    reply.set_cookie(
        _DESK,
        keys.pass_until(until, settings.admin_key),
        max_age=keys.PASS_SECONDS,
        httponly=True,
        samesite="Strict",
        secure=request.is_secure,
    )
    return reply


def close_desk(reply: Response) -> Response:
    """Have the browser drop its pass."""
    reply.delete_cookie(_DESK)
    return reply
