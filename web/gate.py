"""The gate before answering: so many questions at once, a few wait, and the next is refused at once."""

from __future__ import annotations

import threading
import time

from web import problems
from web.problems import RefusedError


class Place:
    """A place at work, and the seconds its question still has. Leaving it again does nothing."""

    def __init__(self, gate: Gate, until: float) -> None:
        self._gate = gate
        self._until = until
        self._is_held = True

    @property
    def seconds_left(self) -> float:
        """What the question may still take; 0 or less where its time is over."""
        return self._until - time.monotonic()

    def leave(self) -> None:
        """Let the next question in."""
        if self._is_held:
            self._is_held = False
            self._gate.open()

    def __enter__(self) -> Place:
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()


class Gate:
    """Lets `at_once` questions work, and `waiting` more wait, for as long as a question may take."""

    def __init__(self, at_once: int, waiting: int, seconds: float) -> None:
        self._working = threading.Semaphore(at_once)
        self._inside = threading.Semaphore(at_once + waiting)
        self._seconds = seconds

    def enter(self) -> Place:
        """A place; refuses at once where too many wait, and late where none became free in time."""
        until = time.monotonic() + self._seconds
        if not self._inside.acquire(blocking=False):
            raise RefusedError(problems.BUSY)
        if not self._working.acquire(timeout=self._seconds):
            self._inside.release()
            raise RefusedError(problems.LATE)
        return Place(self, until)

    def open(self) -> None:
        """Give a place back."""
        self._working.release()
        self._inside.release()
