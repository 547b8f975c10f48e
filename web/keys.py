"""The admin key to passes that a browser may keep: they expire, and do not tell the key."""

from __future__ import annotations

import hashlib
import hmac

PASS_SECONDS = 8 * 3600


def same(given: str, key: str) -> bool:
    """Whether two keys are equal, in a time that does not tell how much of them is."""
    return hmac.compare_digest(given.encode(), key.encode())


def pass_until(until: float, key: str) -> str:
    """A pass that holds until a moment in seconds since 1970."""
    moment = str(int(until))
    return f"{moment}.{_signature(moment, key)}"


def is_pass(text: str, key: str, now: float) -> bool:
    """Whether a pass was made with this key and still holds."""
    moment, _, signature = text.partition(".")
    signed = same(signature, _signature(moment, key))
    return signed and moment.isdecimal() and float(moment) > now


def _signature(moment: str, key: str) -> str:
    return hmac.new(key.encode(), f"desk {moment}".encode(), hashlib.sha256).hexdigest()
