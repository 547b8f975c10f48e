"""A build to a record of how far it is and how it ended, read by every process that shares the index."""

from __future__ import annotations

import json
import logging
import secrets
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from qa.indexing.changes import Changes

_LOG = logging.getLogger(__name__)
_JOB = "build.json"
_CANCEL = "build.cancel"


@dataclass(frozen=True, slots=True)
class Job:
    """A build: `state` is one of idle (none yet), running, done, failed, cancelled."""

    state: str
    id: str = ""
    step: str = ""
    done: int = 0
    total: int = 0
    began_at: float = 0.0
    ended_at: float = 0.0
    trouble: str = ""
    changes: Changes | None = None
    pages: str = ""  # what the folder of pages looked like when it began


def new_job() -> Job:
    """A build that begins now."""
    return Job("running", id=f"b_{secrets.token_hex(8)}", began_at=time.time())


def read_job(folder: Path) -> Job:
    """The last build that was told of; idle where none was."""
    try:
        body = json.loads((folder / _JOB).read_text("utf-8"))
        changes = body.pop("changes")
        return Job(**body, changes=Changes.of_json(changes) if changes else None)
    except (OSError, ValueError, TypeError, KeyError):
        return Job("idle")


def tell(folder: Path, job: Job) -> None:
    """Tell of a build. That this fails, on a full disk, is no reason to give up the build."""
    aside = folder / f".{_JOB}"
    try:
        aside.write_text(json.dumps(asdict(job), ensure_ascii=False), "utf-8")
        aside.replace(folder / _JOB)
    except OSError as error:
        _LOG.warning("The progress of the build cannot be told in %s: %s", folder, error)


def ask_to_cancel(folder: Path, job: Job) -> None:
    """Ask whoever builds it to stop; a build that came after is not meant."""
    (folder / _CANCEL).write_text(job.id, "ascii")


def is_to_cancel(folder: Path, job: Job) -> bool:
    """Whether somebody asked for this build to stop."""
    try:
        return (folder / _CANCEL).read_text("ascii") == job.id
    except (OSError, UnicodeDecodeError):
        return False
