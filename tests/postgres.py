"""A PostgreSQL server of our own in a temporary folder, reached by a socket: no system service is used."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

_BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))


def _command(name: str) -> str:
    """Debian keeps these out of the path."""
    return shutil.which(name) or str(_BINARIES[-1] / name)


class Cluster:
    """A server that can be stopped and started again; each database made on it is empty."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="wenbao-pg-"))
        self._numbers = itertools.count()
        self._user = None
        if os.getuid() == 0:  # the server refuses to run as root
            self._user = next(one.pw_name for one in pwd.getpwall() if one.pw_name in ("postgres", "nobody"))
            shutil.chown(self.folder, self._user)
        self.run("initdb", "-D", self._data, "-U", "wenbao", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def run(self, name: str, *arguments: str) -> None:
        """One of PostgreSQL's programs, as the user the server runs as."""
        done = subprocess.run(
            [_command(name), *arguments], user=self._user, cwd=self.folder, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr

    def start(self) -> None:
        log = str(self.folder / "log")
        options = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off"
        # The server keeps what it inherits open, so its output goes to files of its own.
        done = subprocess.run(
            [_command("pg_ctl"), "-D", self._data, "-l", log, "-w", "-t", "120", "-o", options, "start"],
            user=self._user, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        assert done.returncode == 0, Path(log).read_text("utf-8")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", self._data, "-w", "-m", "immediate", "stop")

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def new_database(self) -> str:
        """The address of a new, empty database."""
        name = f"paper_{next(self._numbers)}"
        self.run("createdb", "-h", str(self.folder), "-U", "wenbao", "-T", "template0", name)
        return f"postgresql+psycopg://wenbao@/{name}?host={self.folder}"
