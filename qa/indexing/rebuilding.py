"""Builds of an index, one at a time over all processes: begun, told of, cancelled."""

from __future__ import annotations

import fcntl
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO

from qa.errors import BuildCancelledError, BuildRunningError, QAError
from qa.indexing.changes import Changes
from qa.indexing.durable import writing
from qa.indexing.embedding import Progress
from qa.indexing.jobs import Job, ask_to_cancel, is_to_cancel, new_job, read_job, tell

_LOG = logging.getLogger(__name__)
_LOCK = "build.lock"
_TELL_EVERY_SECONDS = 0.2
_TRIES = 10  # somebody who only looks whether a build is running holds the lock for a moment
_TRY_EVERY_SECONDS = 0.02

# The lock of the builder: let go when the file is closed in every process it was handed to, or they end.
Lock = IO[bytes]
Launch = Callable[[Lock], None]  # begins a build that holds the lock, and returns


def take_lock(folder: Path) -> Lock | None:
    """The lock of the builder; None when another holds it."""
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / _LOCK).open("ab")
    for attempt in range(_TRIES):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return file
        except OSError:
            time.sleep(_TRY_EVERY_SECONDS if attempt + 1 < _TRIES else 0)
    file.close()
    return None


def take_lock_or_refuse(folder: Path) -> Lock:
    """The lock of the builder; BuildRunningError when another holds it."""
    lock = take_lock(folder)
    if lock is None:
        raise BuildRunningError(f"Another process is building the index in {folder}. Wait until it is done.")
    return lock


def run_build(
    folder: Path, pages: str, work: Callable[[Progress], Changes], lock: Lock | None = None
) -> Changes:
    """Do the work of a build and tell of it; with a lock handed over, as the job that was begun with it.

    `pages` says what the folder of pages looks like. The work tells its progress, and is stopped by a
    BuildCancelledError out of that when somebody asked for it.
    """
    with lock or take_lock_or_refuse(folder):
        job = replace(read_job(folder) if lock else new_job(), pages=pages)
        try:
            changes = work(_Teller(folder, job))
        except BaseException as error:
            tell(folder, replace(_ended(job, error), ended_at=time.time()))
            raise
        tell(folder, replace(job, state="done", changes=changes, ended_at=time.time()))
        return changes


def _ended(job: Job, error: BaseException) -> Job:
    if isinstance(error, BuildCancelledError | KeyboardInterrupt):
        return replace(job, state="cancelled")
    trouble = str(error) if isinstance(error, QAError) else f"unexpected error: {error!r}"
    return replace(job, state="failed", trouble=trouble)


class _Teller:
    """Progress of a build to its record, and a request to cancel it to an exception."""

    def __init__(self, folder: Path, job: Job) -> None:
        self._folder, self._job = folder, job
        self._told = 0.0
        tell(folder, job)

    def __call__(self, step: str, done: int, total: int) -> None:
        if step == self._job.step and time.monotonic() - self._told < _TELL_EVERY_SECONDS:
            return
        if is_to_cancel(self._folder, self._job):
            raise BuildCancelledError("The build was cancelled; the index before it still answers.")
        self._job = replace(self._job, step=step, done=done, total=total)
        self._told = time.monotonic()
        tell(self._folder, self._job)


class Rebuilding:
    """The builds of one index, seen alike by every process that shares its folder."""

    def __init__(self, folder: Path, launch: Launch) -> None:
        self._folder = folder
        self._launch = launch

    def job(self) -> Job:
        """The build that is running, else the last one."""
        job = read_job(self._folder)
        if job.state != "running":
            return job
        if not self._is_running():
            job = read_job(self._folder)  # it may have ended in between
            stopped = replace(job, state="failed", trouble="the process that built it stopped")
            return stopped if job.state == "running" else job
        return replace(job, step="cancel") if is_to_cancel(self._folder, job) else job

    def start(self) -> Job | None:
        """Begin a build in the background; None when one is running."""
        lock = take_lock(self._folder)
        if lock is None:
            return None
        with lock:
            job = new_job()
            tell(self._folder, job)
            try:
                self._launch(lock)
            except OSError as error:
                _LOG.exception("a build cannot be begun")
                job = replace(job, state="failed", trouble=str(error), ended_at=time.time())
                tell(self._folder, job)
        return job

    def cancel(self) -> Job | None:
        """Ask the running build to stop, which it does within moments; None when none is running."""
        job = self.job()
        if job.state != "running":
            return None
        with writing(self._folder):
            ask_to_cancel(self._folder, job)
        return self.job()

    def _is_running(self) -> bool:
        try:
            with (self._folder / _LOCK).open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except FileNotFoundError:
            return False
        except OSError:
            return True
        return False
