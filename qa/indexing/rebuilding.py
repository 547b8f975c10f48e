"""A build asked for while questions are answered: one at a time over all processes, its progress in a file
that each of them reads, and what it changed."""

from __future__ import annotations

import fcntl
import json
import logging
import os
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, Any

from qa.errors import QAError
from qa.records import Article, SkippedPage

_LOG = logging.getLogger(__name__)
_WRITE_EVERY_SECONDS = 0.2
_JOB_FILE = "rebuild.json"
_NAMED = 200  # articles named in each list of changes; the counts are always true

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a build changed against the index before it; each list names articles, a few hundred at most."""

    articles: int
    added_count: int
    removed_count: int
    changed_count: int
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    skipped: tuple[SkippedPage, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """A build: `state` is one of idle (none yet), running, done, failed."""

    state: str
    step: str = ""
    done: int = 0
    total: int = 0
    began_at: float = 0.0
    ended_at: float = 0.0
    trouble: str = ""
    changes: Changes | None = None


def compare(before: Sequence[Article], after: Sequence[Article], skipped: Sequence[SkippedPage]) -> Changes:
    """The articles added, removed and changed; changed are those with the page and name of a removed one."""
    old = {article.id: f"{article.source} {article.name}" for article in before}
    texts = {article.id: article.text for article in before}
    new, rewritten = {}, []
    for article in after:
        new[article.id] = f"{article.source} {article.name}"
        if texts.get(article.id, article.text) != article.text:
            rewritten.append(new[article.id])
    gone = [name for key, name in old.items() if key not in new]
    come = [name for key, name in new.items() if key not in old]
    moved = set(gone) & set(come)
    changed = [*rewritten, *sorted(moved)]
    added = [name for name in come if name not in moved]
    removed = [name for name in gone if name not in moved]
    return Changes(
        articles=len(new),
        added_count=len(added),
        removed_count=len(removed),
        changed_count=len(changed),
        added=tuple(added[:_NAMED]),
        removed=tuple(removed[:_NAMED]),
        changed=tuple(changed[:_NAMED]),
        skipped=tuple(skipped),
    )


def note_build(folder: Path, began_at: float, changes: Changes) -> None:
    """Keep what a finished build changed, for the desk of every process that shares the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / _JOB_FILE, Job("done", began_at=began_at, ended_at=time.time(), changes=changes))


def _write(file: Path, job: Job) -> None:
    aside = file.with_suffix(f".{os.getpid()}")
    aside.write_text(json.dumps(asdict(job), ensure_ascii=False), "utf-8")
    aside.replace(file)


class Rebuilding:
    """The builds of one index, seen alike by every process that shares the folder."""

    def __init__(self, folder: Path, build: Callable[[Progress], Changes]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / _JOB_FILE
        self._lock = folder / "rebuild.lock"
        self._build = build

    def job(self) -> Job:
        """The build that is running, else the last one."""
        try:
            body = json.loads(self._file.read_text("utf-8"))
            changes = body.pop("changes")
            job = Job(**body, changes=_changes(changes) if changes else None)
        except (OSError, ValueError, TypeError, KeyError):
            return Job("idle")
        if job.state == "running" and not self._is_held():
            return replace(job, state="failed", trouble="the process that built it stopped")
        return job

    def start(self) -> bool:
        """Begin a build in the background; False when one is running."""
        held = self._hold()
        if held is None:
            return False
        self._write(Job("running", began_at=time.time()))
        threading.Thread(target=self._run, args=(held,), name="rebuild", daemon=True).start()
        return True

    def _run(self, held: IO[str]) -> None:
        job = self.job()
        written = 0.0

        def progress(step: str, done: int, total: int) -> None:
            nonlocal written
            if step != job.step or time.monotonic() - written > _WRITE_EVERY_SECONDS:
                written = time.monotonic()
                self._write(replace(job, step=step, done=done, total=total))

        try:
            self._write(replace(job, state="done", changes=self._build(progress), ended_at=time.time()))
        except QAError as error:
            self._write(replace(job, state="failed", trouble=str(error), ended_at=time.time()))
        except Exception:
            _LOG.exception("the rebuild failed")
            self._write(replace(job, state="failed", trouble="unexpected error", ended_at=time.time()))
        finally:
            held.close()

    def _write(self, job: Job) -> None:
        _write(self._file, job)

    def _hold(self) -> IO[str] | None:
        """The lock of the builder, let go when the file is closed or its process ends."""
        file = self._lock.open("w")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return None
        return file

    def _is_held(self) -> bool:
        held = self._hold()
        if held is None:
            return True
        held.close()
        return False


def _changes(body: dict[str, Any]) -> Changes:
    lists = {name: tuple(body[name]) for name in ("added", "removed", "changed")}
    skipped = tuple(SkippedPage(**page) for page in body["skipped"])
    return Changes(**{**body, **lists, "skipped": skipped})
