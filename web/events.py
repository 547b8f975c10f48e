"""The steps of an answer to server-sent events."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def event(name: str, data: Mapping[str, Any]) -> str:
    """One event; its data is one line of JSON, so that no text in it can end the event."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
