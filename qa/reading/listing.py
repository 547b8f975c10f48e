"""A folder to the page files below it, in path order; what cannot be one is named with its reason."""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from pathlib import Path

from qa.errors import PagesError
from qa.records import SkippedPage

# Marks that turn the direction of what is written after them: a name with one is read as another name.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def list_pages(folder: Path) -> tuple[list[Path], list[SkippedPage]]:
    """Every file below the folder, and what was left out; hidden files and folders are neither.

    No link is followed out of the folder, and none to a folder: what is not below it is not published.
    """
    if not folder.is_dir():
        raise PagesError(f"No folder {folder}. Make it and put page files (.txt, .md, .html) into it.")
    files: list[Path] = []
    skipped: list[SkippedPage] = []
    root = folder.resolve()

    def leave_out(path: Path, fault: str) -> None:
        skipped.append(SkippedPage(_shown(path.relative_to(folder).as_posix()), fault))

    def is_ours(path: Path) -> bool:
        if path.name.startswith("."):
            return False
        fault = _fault_of_name(path.name) or _fault_of_entry(path, root)
        if fault:
            leave_out(path, fault)
        return fault is None

    def closed(error: OSError) -> None:
        leave_out(Path(os.fsdecode(error.filename)), f"it cannot be opened ({error.strerror})")

    for place, folders, names in os.walk(folder, onerror=closed):
        folders[:] = [name for name in folders if is_ours(Path(place, name))]
        files += [path for name in names if is_ours(path := Path(place, name))]
    return sorted(files), skipped


def pages_mark(folder: Path) -> str:
    """What the folder looks like: another text when a page comes, goes, or is written to."""
    digest = hashlib.sha256(os.fsencode(folder.resolve()))
    for path in list_pages(folder)[0]:
        try:
            state = path.stat()
        except OSError:  # gone since it was listed
            continue
        digest.update(os.fsencode(path.relative_to(folder)))
        digest.update(f"\0{state.st_size}\0{state.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def _fault_of_name(name: str) -> str | None:
    """Why a name cannot be shown as it is."""
    kinds = {unicodedata.category(char) for char in name}
    if "Cs" in kinds:
        return "its name is not UTF-8; rename it"
    if kinds & {"Cc", "Zl", "Zp"} or not _TURNING.isdisjoint(name):
        return "its name holds a control character; rename it"
    return None


def _fault_of_entry(path: Path, root: Path) -> str | None:
    """Why what stands under that name is no page and no folder of ours."""
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        return f"it cannot be opened ({error.strerror})"
    if stat.S_ISLNK(mode):
        return _fault_of_link(path, root)
    return None if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else "it is not a file"


def _fault_of_link(path: Path, root: Path) -> str | None:
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: how pathlib tells of links that lead to one another
        return "it is a link that leads nowhere"
    if not target.is_relative_to(root):
        return "it is a link out of the folder of pages; put what it leads to here"
    return None if target.is_file() else "it is a link to a folder, which is not followed"


def _shown(name: str) -> str:
    """A name that any screen, log and file can hold: what has no sign of its own is written out."""
    return "".join(
        char if _fault_of_name(char) is None else char.encode("unicode_escape").decode() for char in name
    )
