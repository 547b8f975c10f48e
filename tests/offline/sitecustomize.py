"""No way out: a process that imports this talks to its own machine only. Python imports it at its start where
this folder is on PYTHONPATH."""

from __future__ import annotations

import ipaddress
import sys

ATTEMPTS: list[str] = []  # what was tried all the same
_NAMES = ("", "localhost", "ip6-localhost")


class OnlineError(RuntimeError):
    """Something wanted to leave the machine. No OSError: libraries take that for a network that is down."""


def _is_here(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name is None or name in _NAMES:
        return True
    try:
        address = ipaddress.ip_address(str(name).partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a path: a socket of this machine
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    else:
        return
    if not _is_here(host):
        ATTEMPTS.append(f"{event} {host!r}")
        raise OnlineError(f"{event} {host!r} leaves this machine")


sys.addaudithook(_watch)
