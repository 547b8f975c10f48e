"""The environment to typed settings: the one place that reads it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from qa.errors import SettingError

# Where seeds/, models/ and var/ are looked for: the folder one stands in when it holds models, else the
# checkout this file belongs to (an editable install asked from anywhere).
HOME = Path.cwd() if (Path.cwd() / "models").is_dir() else Path(__file__).resolve().parent.parent


def _setting(default: object, about: str, low: float = 0, high: float = 0, *, secret: bool = False) -> Any:  # noqa: ANN401  (as dataclasses.field)
    """A field with its limits; a secret is not shown where the settings are printed."""
    return field(default=default, repr=not secret, metadata={"about": about, "low": low, "high": high})


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its type, its default and what it is for; the variable is QA_ and the name."""

    seeds: Path = _setting(HOME / "seeds", "folder of page files")
    index: Path = _setting(HOME / "var" / "index", "folder of the built index")
    embedder: str = _setting(
        str(HOME / "models" / "embedder"), "sentence-transformers model, a folder or a hub name"
    )
    reader: str = _setting(str(HOME / "models" / "reader"), "folder of the reader that finds the answer")
    reranker: str = _setting("", "sentence-transformers CrossEncoder, a folder or a hub name; empty: none")
    data: Path = _setting(HOME / "var" / "data", "folder of conversations")
    store: str = _setting("", "PostgreSQL address of conversations; empty: SQLite in QA_DATA", secret=True)
    passage_chars: int = _setting(300, "longest passage, in characters", 50, 2000)
    overlap_chars: int = _setting(80, "how much of a passage the next may repeat", 0, 1000)
    refuse_below: float = _setting(0.45, "confidence under which a question is refused", 0.0, 1.0)
    list_above: float = _setting(0.3, "confidence with which an article enters a list", 0.0, 1.0)
    host: str = _setting("127.0.0.1", "address to serve on")
    port: int = _setting(8000, "port to serve on", 1, 65535)
    workers: int = _setting(2, "server processes", 1, 64)
    threads: int = _setting(4, "questions a process answers at a time", 1, 64)
    waiting: int = _setting(16, "questions more that may wait in a process; the next is refused", 0, 1000)
    deadline_seconds: float = _setting(20.0, "how long a question may take, its wait included", 0.1, 600)
    # More than one program asks one question after another; an office behind one address is one client.
    rate: str = _setting("6000 per minute", "questions of one client; empty: no limit")
    rate_pages: str = _setting("6000 per minute", "all requests of one client; empty: no limit")
    rate_store: str = _setting(
        "memory://", "where clients are counted, by each process or in `redis://…`", secret=True
    )
    proxies: int = _setting(0, "reverse proxies in front, whose X-Forwarded headers are believed", 0, 9)
    max_question_chars: int = _setting(500, "longest question, in characters", 10, 10_000)
    admin_key: str = _setting("", "key of the desk and of rebuilding; empty: both are off", secret=True)
    reader_keys: str = _setting("", "keys of readers, comma between; empty: everybody may ask", secret=True)
    cors_origins: str = _setting("", "other sites whose pages may ask, comma between; empty: none")
    log_questions: bool = _setting(False, "1: the log tells what was asked; 0: it does not")
    watch_seconds: int = _setting(3, "how often `qa watch` looks at the pages, in seconds", 1, 3600)
    max_body_bytes: int = _setting(65_536, "largest request body", 1_024, 10_000_000)

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None, **given: str | None) -> Settings:
        """Settings from the environment, and over it those given (by a command-line option, as text)."""
        environment = os.environ if environment is None else environment
        values: dict[str, object] = {}
        for item in fields(cls):
            name = variable(item.name)
            text = given.get(item.name)
            text = environment.get(name) if text is None else text
            if text is not None:
                values[item.name] = _parse(name, text, type(item.default), item.metadata)
        return cls(**values)  # type: ignore[arg-type]

    def environment(self) -> dict[str, str]:
        """The environment in which another process reads these very settings."""
        ours = {variable(item.name): _text(getattr(self, item.name)) for item in fields(self)}
        return {**os.environ, **ours}


def tell_libraries(variables: Mapping[str, str]) -> None:
    """Set what libraries read from the environment by themselves; to be called before they are imported."""
    os.environ.update(variables)


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return f"QA_{name.upper()}"


def settings_table() -> str:
    """Every setting with its default and what it is for, as a table in Markdown."""
    rows = [(variable(f.name), _short(f.default), f.metadata["about"]) for f in fields(Settings)]
    lines = [
        f"| `{name}` | {f'`{default}`' if default else 'empty'} | {about} |" for name, default, about in rows
    ]
    return "\n".join(["| variable | default | what it is for |", "| --- | --- | --- |", *lines])


def _text(value: object) -> str:
    """A value as the environment says it."""
    return str(int(value) if isinstance(value, bool) else value)


def _short(default: object) -> str:
    return _text(default).removeprefix(f"{HOME}/")


def _parse(name: str, text: str, kind: type, limits: Mapping[str, Any]) -> object:
    if issubclass(kind, Path):
        return Path(text).expanduser()
    if kind is str:
        return text
    if kind is bool:
        if text not in ("0", "1"):
            raise SettingError(f"{name}={text!r} is not allowed: give 1 for yes or 0 for no.")
        return text == "1"
    convert: Callable[[str], float] = int if kind is int else float
    low, high = limits["low"], limits["high"]
    try:
        value = convert(text)
    except ValueError:
        value = None
    if value is None or not low <= value <= high:
        raise SettingError(f"{name}={text!r} is not allowed: give a number from {low} to {high}.")
    return value
