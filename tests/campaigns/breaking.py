"""What a process asks of the disk, counted step by step; at one of them it is killed, or refused.

It stands between Python and the system, for all that is opened, written, renamed, made, removed or flushed.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

KILLED = ("killed before", "killed after")
REFUSED = {"no space": errno.ENOSPC, "no permission": errno.EACCES, "disk error": errno.EIO}
MODES = (*KILLED, *REFUSED)
_CALLS = ("fsync", "mkdir", "rename", "replace", "unlink", "rmdir")


@dataclass
class Breaking:
    """Counts the steps, and breaks at one of them; with none given, it only counts."""

    step: int = -1
    mode: str = ""
    steps: list[str] = field(default_factory=list)

    def install(self) -> None:
        """Stand between this process and its disk, until the process ends."""
        for name in _CALLS:
            setattr(os, name, self._counted(name, getattr(os, name)))
        io.open = builtins.open = self._open  # type: ignore[assignment]

    def _counted(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **options: Any) -> Any:
            return self.take(f"{name} {arguments[0]}", lambda: call(*arguments, **options))

        return counted

    def take(self, name: str, act: Callable[[], Any], half: Callable[[], Any] = lambda: None) -> Any:
        """Do one step, or half of it where this is the one to break at."""
        self.steps.append(name)
        if len(self.steps) - 1 != self.step:
            return act()
        if self.mode in REFUSED:
            half()
            raise OSError(REFUSED[self.mode], os.strerror(REFUSED[self.mode]))
        try:
            return (half if self.mode == "killed before" else act)()
        finally:  # also where the step itself is refused, as the making of a folder that is there
            os.kill(os.getpid(), signal.SIGKILL)

    def _open(
        self, file: Any, mode: str = "r", buffering: int = -1, encoding: Any = None, errors: Any = None,
        newline: Any = None, closefd: bool = True, opener: Any = None,
    ) -> Any:  # fmt: skip
        if not set(mode) & set("wxa+"):
            return _OPEN(file, mode, buffering, encoding, errors, newline, closefd, opener)
        raw_mode = mode.replace("b", "").replace("t", "")
        raw = self.take(f"open {file}", lambda: _File(self, file, raw_mode, closefd, opener))
        buffered = io.BufferedWriter(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, encoding, errors, newline)


_OPEN = io.open


class _File(io.FileIO):
    """A file whose every write is a step; one that breaks has written half."""

    def __init__(self, breaking: Breaking, file: Any, mode: str, closefd: bool, opener: Any) -> None:
        super().__init__(file, mode, closefd, opener)
        self._breaking = breaking

    def write(self, data: Any) -> int:
        view = memoryview(data).cast("B")
        write = super().write
        half = view[: len(view) // 2]
        return int(self._breaking.take(f"write {self.name}", lambda: write(view), lambda: write(half)))
