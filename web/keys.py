"""A key to passes that a browser may keep: they expire, open one door, and do not tell the key."""

from __future__ import annotations

import hashlib
import hmac


def same(given: str, key: str) -> bool:
    """Whether two keys are equal, in a time that does not tell how much of them is."""
    return hmac.compare_digest(given.encode(), key.encode())


def pass_until(until: float, key: str, door: str) -> str:
    """A pass to a door that holds until a moment in seconds since 1970."""
    moment = str(int(until))
    return f"{moment}.{_signature(moment, key, door)}"


def is_pass(text: str, key: str, now: float, door: str) -> bool:
    """Whether a pass was made with this key for this door, and still holds."""
    moment, _, signature = text.partition(".")
    signed = same(signature, _signature(moment, key, door))
    return signed and moment.isdecimal() and float(moment) > now


def _signature(moment: str, key: str, door: str) -> str:
    return hmac.new(key.encode(), f"{door} {moment}".encode(), hashlib.sha256).hexdigest()
