"""Index files to generations on disk: written aside, checked by a manifest, switched with one rename."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from qa.errors import IndexDamagedError, IndexMissingError
from qa.records import SkippedPage

FORMAT = 3  # raise it when the files change their meaning
KEPT = 2  # generations on disk after a build: the current one and the one before
_POINTER = "current"
_MANIFEST = "manifest.json"
_REBUILD = "Build it again with: qa build"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built with, and the fingerprint of each of its files."""

    generation: str
    settings: dict[str, object]
    files: dict[str, str]
    skipped: tuple[SkippedPage, ...]


def write(
    folder: Path,
    write_files: Callable[[Path], None],
    settings: dict[str, object],
    skipped: tuple[SkippedPage, ...],
) -> str:
    """Have the files written into a new generation, then make it current; returns its name.

    The name is the fingerprint of what the generation holds: the same pages give the same name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".building-", dir=folder))
    try:
        write_files(aside)
        files = {path.name: _fingerprint(path) for path in sorted(aside.iterdir())}
        body = {
            "format": FORMAT,
            "settings": settings,
            "files": files,
            "skipped": [asdict(s) for s in skipped],
        }
        text = json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True)
        name = _name_of(text)
        (aside / _MANIFEST).write_text(text, "utf-8")
        aside.chmod(0o755)
        _replace_folder(aside, folder / name)
        _point_to(folder, name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    _drop_old(folder, name)
    return name


def current_name(folder: Path) -> str:
    """The name of the current generation; cheap enough to ask before every question."""
    try:
        return (folder / _POINTER).read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise IndexMissingError(f"No index in {folder}. Build one with: qa build") from None


def built_at(folder: Path) -> float:
    """When the current generation was made current, in seconds since 1970."""
    try:
        return (folder / _POINTER).stat().st_mtime
    except OSError:
        raise IndexMissingError(f"No index in {folder}. Build one with: qa build") from None


def current(folder: Path) -> tuple[Path, Manifest]:
    """The folder and manifest of the current generation, every file of it checked against its fingerprint."""
    name = current_name(folder)
    generation = folder / name
    try:
        text = (generation / _MANIFEST).read_text("utf-8")
        if _name_of(text) != name:
            raise ValueError(f"{_MANIFEST} is altered")
        body = json.loads(text)
        if body["format"] != FORMAT:
            raise IndexDamagedError(
                f"The index in {folder} has format {body['format']}, this version reads {FORMAT}. {_REBUILD}"
            )
        skipped = tuple(SkippedPage(**page) for page in body["skipped"])
        manifest = Manifest(name, body["settings"], body["files"], skipped)
        damaged = [file for file, mark in manifest.files.items() if _fingerprint(generation / file) != mark]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamagedError(f"The index in {folder} is incomplete ({error}). {_REBUILD}") from None
    if damaged:
        raise IndexDamagedError(f"Damaged files in the index {folder}: {', '.join(damaged)}. {_REBUILD}")
    return generation, manifest


def _name_of(manifest: str) -> str:
    return hashlib.sha256(manifest.encode()).hexdigest()[:16]


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _replace_folder(aside: Path, target: Path) -> None:
    """Move the finished folder to its name; one already there under that name makes way first.

    It is moved, not deleted, before the new one stands: workers that hold its files open go on reading.
    """
    if target.exists():
        former = target.with_name(f".former-{os.getpid()}")
        target.rename(former)
        aside.rename(target)
        shutil.rmtree(former, ignore_errors=True)
    else:
        aside.rename(target)


def _point_to(folder: Path, name: str) -> None:
    pointer = folder / f".{_POINTER}-{os.getpid()}"
    pointer.write_text(name + "\n", "ascii")
    pointer.replace(folder / _POINTER)


def _drop_old(folder: Path, name: str) -> None:
    generations = [path for path in folder.iterdir() if (path / _MANIFEST).is_file() and path.name != name]
    generations.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in generations[KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True)
