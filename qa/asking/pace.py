"""The time an answer takes, by stage, and whether there is time for the next stage."""

from __future__ import annotations

import time
from collections.abc import Mapping

from qa.errors import LateError


class Pace:
    """The stages of one answer. With a number of seconds given, no stage begins after them."""

    def __init__(self, seconds: float | None = None) -> None:
        self._seconds = seconds
        self._began_at = time.perf_counter()
        self._stage = ""
        self._stage_at = 0.0
        self._spent: dict[str, float] = {}

    @property
    def spent(self) -> Mapping[str, float]:
        """The seconds of each stage that is over; one that came twice has the sum."""
        return self._spent

    @property
    def seconds(self) -> float:
        """What has passed so far."""
        return time.perf_counter() - self._began_at

    def begin(self, stage: str) -> None:
        """End the stage before and begin this one; raises LateError where the time is over."""
        self.end()
        if self._seconds is not None and self.seconds > self._seconds:
            raise LateError(f"No time is left to {stage} after {self.seconds:.1f} s.")
        self._stage, self._stage_at = stage, time.perf_counter()

    def end(self) -> None:
        """End the stage; nothing where none has begun."""
        if self._stage:
            took = time.perf_counter() - self._stage_at
            self._spent[self._stage] = self._spent.get(self._stage, 0.0) + took
            self._stage = ""
