"""What happens to lines of JSON, each with the request it belongs to."""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
from contextvars import ContextVar
from datetime import UTC, datetime

REQUEST: ContextVar[str] = ContextVar("request", default="")
_SOUND_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_OWN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def request_id(given: str | None) -> str:
    """The id a client or a proxy gave, where it is well formed; else a new one."""
    return given if given and _SOUND_ID.fullmatch(given) else secrets.token_hex(12)


class JsonLines(logging.Formatter):
    """A record as one line of JSON: when, how grave, who says what, in which request, with `extra` fields."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request := REQUEST.get():
            told["request"] = request
        told |= {name: value for name, value in vars(record).items() if name not in _OWN}
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False, default=str)


def write_json_lines() -> None:
    """Have what is logged written to stderr as lines of JSON: warnings, and a line for each request."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("web").setLevel(logging.INFO)
