"""Index files to generations on disk: written aside, read back, and made current with one rename."""

from __future__ import annotations

import hashlib
import json
import logging
import re
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from qa.errors import IndexDamagedError, IndexMissingError
from qa.indexing.durable import sync, write_whole, writing
from qa.records import SkippedPage

_LOG = logging.getLogger(__name__)
FORMAT = 5  # raise it when the files change their meaning
_POINTER = "current"
_MANIFEST = "manifest.json"
_ASIDE = ".building"
_REBUILD = "Build it again with: qa build"
# What the pointer holds: the current generation, the one before it or "-", and a mark over both.
_POINTED = re.compile(r"(([0-9a-f]{16}(?:-[0-9]+)?) ([0-9a-f]{16}(?:-[0-9]+)?|-)) ([0-9a-f]{16})\n")
_GENERATION = re.compile(r"[0-9a-f]{16}(-[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built with, and the fingerprint of each of its files."""

    generation: str
    settings: dict[str, object]
    files: dict[str, str]
    skipped: tuple[SkippedPage, ...]


Check = Callable[[Path, Manifest], None]  # raises when the generation in that folder cannot be used


def write(
    folder: Path,
    write_files: Callable[[Path], None],
    read_back: Check,
    settings: dict[str, object],
    skipped: tuple[SkippedPage, ...],
) -> str:
    """Have the files written into a new generation, read back and made current; returns its name.

    The name is the fingerprint of what the generation holds: the same pages give the same name. The one
    before it is kept. Whatever stops the build, the generation that was current is current and whole; what
    a build leaves that was killed, the next one clears away. Only one process may write at a time.
    """
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _clear(folder)
        aside = folder / _ASIDE
        aside.mkdir()
        try:
            write_files(aside)
            name = _seal(aside, settings, skipped)
            read_back(*_checked(aside, name))
            name = _settle(aside, folder, name)
            _point_to(folder, name)
        finally:
            _clear(folder)
    return name


def current_name(folder: Path) -> str:
    """The name of the current generation; cheap enough to ask before every question."""
    return _pointed(folder)[0]


def built_at(folder: Path) -> float:
    """When the current generation was built, in seconds since 1970."""
    path = folder / current_name(folder) / _MANIFEST
    try:
        return path.stat().st_mtime
    except OSError as error:
        raise IndexDamagedError(f"The index in {folder} is incomplete ({error}). {_REBUILD}") from None


def current(folder: Path) -> tuple[Path, Manifest]:
    """The folder and manifest of the current generation, every file of it checked against its fingerprint."""
    name = current_name(folder)
    return _checked(folder / name, name)


def roll_back(folder: Path, check: Check) -> None:
    """Make the former generation current if it passes the check; once more undoes it."""
    name, former = _pointed(folder)
    if former is None:
        raise IndexMissingError(
            f"There is no former index in {folder} to go back to: qa build keeps the one it replaces."
        )
    check(*_checked(folder / former, former))
    with writing(folder):
        _write_pointer(folder, former, name)


def _pointed(folder: Path) -> tuple[str, str | None]:
    """The names of the current generation and of the one before it, if any."""
    try:
        text = (folder / _POINTER).read_text("ascii")
    except FileNotFoundError:
        raise IndexMissingError(f"No index in {folder}. Build one with: qa build") from None
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDamagedError(f"{folder / _POINTER} cannot be read ({error}). {_REBUILD}") from None
    names = _POINTED.fullmatch(text)
    if names is None or names[4] != _mark(names[1]):
        raise IndexDamagedError(f"{folder / _POINTER} is damaged or of another version. {_REBUILD}")
    return names[2], None if names[3] == "-" else names[3]


def _point_to(folder: Path, name: str) -> None:
    """Make a generation current; the one it replaces is the former one from now on."""
    try:
        current, former = _pointed(folder)
    except (IndexMissingError, IndexDamagedError):
        current, former = name, None
    _write_pointer(folder, name, former if current == name else current)


def _write_pointer(folder: Path, name: str, former: str | None) -> None:
    names = f"{name} {former or '-'}"
    write_whole(folder / _POINTER, f"{names} {_mark(names)}\n")


def _seal(aside: Path, settings: dict[str, object], skipped: tuple[SkippedPage, ...]) -> str:
    """Write the manifest over the files, and return when all of them would outlive a power cut."""
    files = {path.name: _fingerprint(path) for path in sorted(aside.iterdir())}
    body = {
        "format": FORMAT,
        "settings": settings,
        "files": files,
        "skipped": [asdict(s) for s in skipped],
    }
    text = json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True)
    for name in files:
        sync(aside / name)
    write_whole(aside / _MANIFEST, text)
    return _mark(text)


def _checked(path: Path, name: str) -> tuple[Path, Manifest]:
    try:
        text = (path / _MANIFEST).read_text("utf-8")
        if _mark(text) != name.partition("-")[0]:
            raise ValueError(f"{_MANIFEST} is altered")
        body = json.loads(text)
        if body["format"] != FORMAT:
            raise IndexDamagedError(
                f"The index in {path} has format {body['format']}, this version reads {FORMAT}. {_REBUILD}"
            )
        skipped = tuple(SkippedPage(**page) for page in body["skipped"])
        manifest = Manifest(name, body["settings"], body["files"], skipped)
        damaged = [file for file, mark in manifest.files.items() if _fingerprint(path / file) != mark]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamagedError(f"The index in {path} is incomplete ({error}). {_REBUILD}") from None
    if damaged:
        raise IndexDamagedError(f"Damaged files in the index {path}: {', '.join(damaged)}. {_REBUILD}")
    return path, manifest


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _settle(aside: Path, folder: Path, name: str) -> str:
    """Move the finished generation to its name; returns where it stands now.

    One that stands there already with the same bytes serves as well, and is dated anew. A damaged one is
    left alone, for the pointer may name it: the new one then goes beside it.
    """
    for place in (name, *(f"{name}-{number}" for number in range(1, 100))):
        target = folder / place
        if not target.exists():
            aside.rename(target)
            sync(folder)
            return place
        if _is_whole(target, place):
            (target / _MANIFEST).touch()
            return place
    raise IndexDamagedError(f"Damaged copies of {name} fill {folder}. Remove them, then run: qa build")


def _is_whole(path: Path, name: str) -> bool:
    try:
        _checked(path, name)
    except IndexDamagedError:
        return False
    return True


def _clear(folder: Path) -> None:
    """Remove what no pointer names: half a build, and generations older than the former one.

    Processes that hold files of a removed generation open go on reading them.
    """
    try:
        named: tuple[str | None, ...] = _pointed(folder)
    except (IndexMissingError, IndexDamagedError):
        named = ()  # nothing is known to be old
    for path in folder.iterdir():
        old = bool(named) and path.name not in named and _GENERATION.fullmatch(path.name) is not None
        if path.name == _ASIDE or old:
            shutil.rmtree(path, ignore_errors=True)
            if path.exists():
                _LOG.warning("%s is no longer needed and cannot be removed", path)
