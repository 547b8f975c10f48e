"""A folder looked at again and again, to a build whenever it has changed and come to rest."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from qa.errors import QAError
from qa.indexing.jobs import Job
from qa.indexing.rebuilding import Rebuilding

_LOG = logging.getLogger(__name__)
_AFTER_FAILURE_SECONDS = 60.0
_SHARE_OF_TIME = 0.1  # looking at a very large folder takes no more of a core than this


class Watcher:
    """Begins a build when `mark` has changed since the last one and was the same at two looks in a row."""

    def __init__(self, mark: Callable[[], str], rebuilding: Rebuilding) -> None:
        self._mark = mark
        self._rebuilding = rebuilding
        self._before = ""
        self._trouble = ""

    def look(self) -> bool:
        """Look once; True when a build was begun. Trouble is logged once, not at every look."""
        try:
            now = self._mark()
            at_rest, self._before = now == self._before, now
            begun = at_rest and _is_due(self._rebuilding.job(), now) and self._rebuilding.start() is not None
        except QAError as error:
            if str(error) != self._trouble:
                self._trouble = str(error)
                _LOG.warning("%s", error)
            return False
        self._trouble = ""
        return begun

    def watch(self, every_seconds: float, goes_on: Callable[[], bool]) -> None:
        """Look again and again for as long as `goes_on` says."""
        while goes_on():
            began = time.monotonic()
            self.look()
            taken = time.monotonic() - began
            time.sleep(max(every_seconds, taken / _SHARE_OF_TIME))


def _is_due(job: Job, mark: str) -> bool:
    """Whether these pages wait for a build. One that was cancelled is not begun again unasked."""
    if job.state == "running":
        return False
    if job.state == "failed":
        return time.time() - max(job.began_at, job.ended_at) > _AFTER_FAILURE_SECONDS
    return job.pages != mark
