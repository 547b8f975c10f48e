"""Keys to doors: the desk's, opened by the admin key, and the readers', where reader keys are set."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, request

from qa.config import Settings
from web import keys, problems
from web.limits import Limits
from web.problems import Problem, RefusedError

_DESK, _READER = "wenbao_desk", "wenbao_reader"
_DESK_SECONDS = 8 * 3600
_READER_SECONDS = 30 * 86_400
# What needs no reader key: how the service is, what it offers, its files, and doors with a key of their own.
_OPEN_PAGES = ("described.", "desk.", "static", "_static_of_another_version", "entrance.")


@dataclass(frozen=True, slots=True)
class Door:
    """What the form before a door says, and where it is sent."""

    title: str
    about: str
    label: str
    action: str


DOORS = {
    problems.NO_KEY: Door(
        "编辑台", "这里看得到大家问了什么，也能重建索引，需要管理密钥。", "管理密钥", "/desk/open"
    ),
    problems.NO_READER_KEY: Door(
        "请先输入读者密钥", "这里只对持有密钥的读者开放，密钥请向管理员索取。", "读者密钥", "/enter"
    ),
}


class Doors:
    """Who may go where. Keys are compared in constant time; wrong ones are counted, and soon refused."""

    def __init__(self, settings: Settings, limits: Limits) -> None:
        self._admin_key = settings.admin_key
        self._reader_keys = [key for key in map(str.strip, settings.reader_keys.split(",")) if key]
        self._limits = limits

    @property
    def is_there_a_desk(self) -> bool:
        """Without an admin key there is none."""
        return bool(self._admin_key)

    def is_at_desk(self) -> bool:
        """True for a browser that has shown the admin key and holds its pass."""
        return _has_pass(_DESK, [self._admin_key])

    def require_admin(self) -> None:
        """Pass for the admin key or the desk's pass; without a key set there is no desk at all."""
        if not self._admin_key:
            raise RefusedError(problems.NO_DESK)
        if not self.is_at_desk() and not self._shows([self._admin_key]):
            raise RefusedError(problems.NO_KEY)

    def require_reader(self) -> None:
        """Before every request: where reader keys are set, pass for one of them, or for the admin key."""
        if not self._reader_keys or request.method == "OPTIONS" or _is_open(request.endpoint):
            return
        if _has_pass(_READER, self._reader_keys) or self.is_at_desk():
            return
        if not self._shows([*self._reader_keys, self._admin_key]):
            raise RefusedError(problems.NO_READER_KEY)

    def open_desk(self, given: str, reply: Response) -> bool:
        """Have the browser that gave the admin key keep a pass for a working day; False for a wrong one."""
        if not self._admin_key:
            raise RefusedError(problems.NO_DESK)
        return self._open(_DESK, given, [self._admin_key], reply, _DESK_SECONDS, "Strict")

    def open_to_reader(self, given: str, reply: Response) -> bool:
        """Have the browser that gave a reader key keep a pass for a month; False for a wrong one."""
        # Lax: a link to an article, in a mail, opens it.
        return self._open(_READER, given, self._reader_keys, reply, _READER_SECONDS, "Lax")

    def _open(
        self, name: str, given: str, known: Sequence[str], reply: Response, seconds: int, same_site: str
    ) -> bool:
        self._limits.knock()
        key = _matching(given, known)
        if key is None:
            return False
        made = keys.pass_until(time.time() + seconds, key, name)
        reply.set_cookie(
            name, made, max_age=seconds, httponly=True, samesite=same_site, secure=request.is_secure
        )
        return True

    def _shows(self, known: Sequence[str]) -> bool:
        """Whether the request brings one of the keys in its header; a wrong one is counted."""
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return False
        if _matching(given.strip(), known) is not None:
            return True
        self._limits.knock()
        return False


def close_desk(reply: Response) -> Response:
    """Have the browser drop its pass to the desk."""
    reply.delete_cookie(_DESK)
    return reply


def door_of(problem: Problem) -> Door | None:
    """The door at which a request was turned away; None for any other problem."""
    return DOORS.get(problem)


def _matching(given: str, known: Sequence[str]) -> str | None:
    """The key that was given. All are compared, so that the time does not tell which came near."""
    return max((key for key in known if keys.same(given, key) and key), default=None)


def _has_pass(name: str, known: Sequence[str]) -> bool:
    shown, now = request.cookies.get(name, ""), time.time()
    return any(keys.is_pass(shown, key, now, name) for key in known if key)


def _is_open(endpoint: str | None) -> bool:
    return endpoint is not None and endpoint.startswith(_OPEN_PAGES)
