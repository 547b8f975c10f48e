"""What one client may ask for in a time, and what all of them may ask for at once."""

from __future__ import annotations

import ipaddress
import math
import re
import time
from collections.abc import Callable

from flask import Flask, Response, after_this_request, request
from flask_limiter import Limiter
from limits import parse_many
from limits.errors import ConfigurationError

from qa.config import Settings
from qa.errors import SettingError
from web.gate import Gate, Place

_UNCOUNTED = {
    "static",
    "_static_of_another_version",
    "described.healthz",
    "described.readyz",
    "described.counted",
}
_STORE_SECONDS = 1  # a store that does not answer holds nobody up: each process then counts for itself
_KNOCKING = "10 per minute"
_PASSWORD = re.compile("//[^/]*@")
_IPV6_PREFIX = 64  # what one subscriber gets


class Limits:
    """The limits of an application. A store in memory counts for each process, Redis for all."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self._gate = Gate(settings.threads, settings.waiting, settings.deadline_seconds)
        self._limiter = _limiter(app, settings)
        self._count_question = self._counter(settings.rate, "questions")
        self._count_knock = self._counter(_KNOCKING if settings.rate else "", "keys")

    def place(self) -> Place:
        """A place for one question of this request's client; refuses where it asks too often, or all do.

        The place is left at the latest when the reply is closed.
        """
        self._count_question()
        place = self._gate.enter()

        @after_this_request
        def leave(reply: Response) -> Response:
            reply.call_on_close(place.leave)
            return reply

        return place

    def knock(self) -> None:
        """Count an attempt to open a door with a key; refuses a client that tries too often."""
        self._count_knock()

    def retry_after(self) -> int:
        """In how many seconds a client that was refused for asking too often may come again."""
        limit = self._limiter.current_limit
        return max(1, math.ceil(limit.reset_at - time.time())) if limit else 1

    def _counter(self, rate: str, scope: str) -> Callable[[], None]:
        def count() -> None:
            """Flask-Limiter counts the call."""

        count.__name__ = f"count_{scope}"  # by which Flask-Limiter tells its limits apart
        return self._limiter.shared_limit(rate, scope)(count) if rate else count


def _limiter(app: Flask, settings: Settings) -> Limiter:
    for name, rate in (("QA_RATE", settings.rate), ("QA_RATE_PAGES", settings.rate_pages)):
        _check_rate(name, rate)
    options: dict[str, str | int] = {
        "socket_connect_timeout": _STORE_SECONDS,
        "socket_timeout": _STORE_SECONDS,
    }
    is_shared = not settings.rate_store.startswith("memory:")
    try:
        return Limiter(
            client,
            app=app,
            application_limits=[settings.rate_pages] if settings.rate_pages else [],
            application_limits_exempt_when=lambda: request.endpoint in _UNCOUNTED,
            storage_uri=settings.rate_store,
            storage_options=options if is_shared else {},
            strategy="sliding-window-counter",
            in_memory_fallback_enabled=is_shared,
            key_prefix="wenbao",
        )
    except (ConfigurationError, ModuleNotFoundError) as error:
        raise SettingError(
            f"QA_RATE_STORE={_PASSWORD.sub('//', settings.rate_store)!r} cannot be used ({error}). "
            "Give memory:// or, for example, redis://127.0.0.1:6379/0."
        ) from None


def _check_rate(name: str, rate: str) -> None:
    try:
        parse_many(rate or "1 per minute")
    except ValueError:
        raise SettingError(
            f"{name}={rate!r} is not allowed: give a rate such as '60 per minute', or nothing for no limit."
        ) from None


def client() -> str:
    """Who asks: the address, of which IPv6 subscribers have a whole network."""
    address = request.remote_addr or ""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    mapped = found.ipv4_mapped
    return str(mapped or ipaddress.ip_network((found, _IPV6_PREFIX), strict=False))
