"""The index that answers now, and the change over to the one a build made."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from qa.errors import QAError
from qa.indexing.generations import built_at, current_name
from qa.indexing.index import Index

_LOG = logging.getLogger(__name__)
_TRY_AGAIN_SECONDS = 30.0
_ATTEMPTS = 3  # two builds in a row may take away a generation while it is loaded


class CurrentIndex:
    """Holds the current index; one that was made current since is taken over at the next `get`.

    Whatever is wrong with that one, the index held goes on answering, and the log says so once.
    """

    def __init__(self, folder: Path, load: Callable[[], Index]) -> None:
        self._folder = folder
        self._load = load
        self._index = load()
        self._built_at = built_at(folder)
        self._taking_over = threading.Lock()
        self._refused: str | None = None  # the generation that could not be loaded
        self._try_again_at = 0.0

    def get(self) -> Index:
        """The current index. While one thread loads a new one, the others are answered from the old."""
        if self._is_behind() and self._taking_over.acquire(blocking=False):
            try:
                if self._is_behind():
                    self._take_over()
            finally:
                self._taking_over.release()
        return self._index

    def built_at(self) -> float:
        """When the current index was built, in seconds since 1970; the last time known where it is gone."""
        with contextlib.suppress(QAError):
            self._built_at = built_at(self._folder)
        return self._built_at

    def _is_behind(self) -> bool:
        name = self._newest()
        if name == self._index.generation:
            return False
        return name != self._refused or time.monotonic() > self._try_again_at

    def _newest(self) -> str:
        try:
            return current_name(self._folder)
        except QAError:
            return ""  # taken for a generation, which then cannot be loaded: its trouble is told like any

    def _take_over(self) -> None:
        for _ in range(_ATTEMPTS):
            name = self._newest()
            try:
                self._index = self._load()
                self._refused = None
                return
            except Exception as error:  # of any kind: the index held is whole
                trouble = error
            if self._newest() == name:
                break
        if name != self._refused:
            _LOG.error("The index held still answers; the current one cannot be loaded: %s", trouble)
        self._refused = name
        self._try_again_at = time.monotonic() + _TRY_AGAIN_SECONDS
