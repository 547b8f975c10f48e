"""The page's own files under an address that names their content: a browser asks for each once."""

from __future__ import annotations

import hashlib
from pathlib import Path

FOREVER = "public, max-age=31536000, immutable"
_VERSION_CHARS = 12


def version_of(folder: Path) -> str:
    """A name for what the folder's files hold: another when any of them changes, comes or goes.

    Modules import one another by relative address, so one name serves them all.
    """
    digest = hashlib.sha256()
    for file in sorted(folder.iterdir()):
        digest.update(f"{file.name}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:_VERSION_CHARS]
