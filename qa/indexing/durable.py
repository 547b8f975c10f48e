"""Bytes to files that are whole or not there, also after a power cut, and trouble with the disk to words."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from qa.errors import IndexWriteError

_ADVICE = {
    errno.ENOSPC: "Free some space on its disk",
    errno.EDQUOT: "Free some space in this user's quota",
    errno.EACCES: "Let this user write there",
    errno.EPERM: "Let this user write there",
    errno.EROFS: "Name a folder that can be written, with QA_INDEX",
    errno.EIO: "Check its disk",
}


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Have what the system refuses inside told as one line that names the folder and the next step."""
    try:
        yield
    except OSError as error:
        advice = _ADVICE.get(error.errno or 0, "See to that")
        raise IndexWriteError(
            f"The index in {folder} cannot be written ({error.strerror or error}); the one there, if any, "
            f"still answers. {advice}, then run: qa build"
        ) from error


def save_array(path: Path, array: npt.NDArray[np.generic]) -> None:
    """Write an array as numpy does, but by Python's own file: numpy's hides why the system refused."""
    with path.open("wb") as file:
        np.save(_Plain(file), array, allow_pickle=False)


class _Plain:
    """A file of which numpy sees no more than `write`."""

    def __init__(self, file: BinaryIO) -> None:
        self.write = file.write


def sync(path: Path) -> None:
    """Return when what was written to the file, or the names in the folder, would outlive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(path: Path, text: str) -> None:
    """Put a small file in the place of the one there with one rename: a reader sees the old or the new."""
    aside = path.with_name(f".{path.name}")
    with aside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    sync(path.parent)
