"""The steps of a build to a progress bar in a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tqdm import tqdm


class Bar:
    """A progress bar on stderr, one for each step of a build; also a context manager that closes the last."""

    def __init__(self) -> None:
        self._bar: tqdm[None] | None = None
        self._step = ""

    def __call__(self, step: str, done: int, total: int) -> None:
        """Show that so much of a step is done; a new step begins a new bar."""
        from tqdm import tqdm  # noqa: PLC0415

        if step != self._step:
            self.close()
            self._bar = tqdm(total=total, desc=step, file=sys.stderr, leave=True)
            self._step = step
        assert self._bar is not None  # noqa: S101  (set above)
        self._bar.update(done - self._bar.n)

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the current bar, filled."""
        if self._bar is not None:
            self._bar.update((self._bar.total or 0) - self._bar.n)
            self._bar.close()
