"""Other sites' pages: refused, but for the origins in a list, and those may only do what programs do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from flask import Response, request

from qa.errors import SettingError
from web import problems
from web.problems import RefusedError

_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?|https?://\[[0-9A-Fa-f:]+\](:\d{1,5})?")
_FOR_PROGRAMS = ("/ask", "/feedback", "/articles", "/v1/", "/openapi.json")
_READS_ONLY = ("GET", "HEAD", "OPTIONS")
_GRANTED = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, X-Request-ID",
    "Access-Control-Expose-Headers": "Retry-After, X-Request-ID",
    "Access-Control-Max-Age": "600",
}


class Origins:
    """The sites whose pages may use the service as programs do. Cookies are never taken from them."""

    def __init__(self, listed: str) -> None:
        self._listed = _parse(listed)

    def refuse_others(self) -> None:
        """Before every request: a browser's POST comes from a page of ours or of a site in the list.

        Programs, which name no origin, may pass.
        """
        if request.method not in _READS_ONLY and not _is_from_us() and not self._is_granted():
            raise RefusedError(problems.OTHER_SITE)

    def grant(self, reply: Response) -> Response:
        """After every request: tell browsers what the sites in the list may do."""
        if self._listed:
            reply.vary.add("Origin")
        if self._is_granted():
            reply.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
            reply.headers.update(_GRANTED)
        return reply

    def _is_granted(self) -> bool:
        return request.headers.get("Origin") in self._listed and request.path.startswith(_FOR_PROGRAMS)


def _is_from_us() -> bool:
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    return site in ("same-origin", "none") if site else not origin or urlsplit(origin).netloc == request.host


def _parse(listed: str) -> Sequence[str]:
    origins = [origin for origin in map(str.strip, listed.split(",")) if origin]
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise SettingError(
                f"QA_CORS_ORIGINS names {origin!r}, which is no origin: give for example https://news.example."
            )
    return origins
