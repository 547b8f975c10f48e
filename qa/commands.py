"""What each command does: the one place that prints. Each loads no more than it needs."""

from __future__ import annotations

import argparse
import json
import os
import sys
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from qa.config import HOME, Settings, settings_table
from qa.errors import SettingError
from qa.progress import Bar

_QUALITY = HOME / "tests" / "quality"
GATE = str(_QUALITY / "dev.jsonl")  # the questions whose figures are kept in the baseline beside them

_GENTLY = 5  # how far a build beside the service stands back: with all cores asked for, it has a quarter


def _settings(options: argparse.Namespace) -> Settings:
    names = ("seeds", "index", "host", "port")
    return Settings.read(**{name: getattr(options, name, None) for name in names})


def serve(options: argparse.Namespace) -> int:
    """Serve the chat page and /ask until the process is told to end."""
    from qa.heap import share_one_heap  # noqa: PLC0415

    share_one_heap()
    from qa.engine import open_engine  # noqa: PLC0415  (each command loads what it needs)
    from qa.launching import watched  # noqa: PLC0415
    from web.server import serve as serve_forever  # noqa: PLC0415

    settings = _settings(options)
    with Bar() as bar:
        engine = open_engine(settings, bar)
    print(
        f"问报 is serving {len(engine.articles())} articles at http://{settings.host}:{settings.port}",
        flush=True,
    )
    with watched(settings) if options.watch else nullcontext():
        serve_forever(engine, settings)
    return 0


def build(options: argparse.Namespace) -> int:
    """Build the index from the pages; for the service, under the lock it took."""
    from qa.building import build_index  # noqa: PLC0415

    settings = _settings(options)
    if options.lock is not None:
        os.nice(_GENTLY)
        with os.fdopen(options.lock, "ab") as lock:
            build_index(settings, lock=lock)
        return 0
    with Bar() as bar:
        changes = build_index(settings, bar)
    for page in changes.skipped:
        print(f"skipped {page.source}: {page.reason}", file=sys.stderr)
    print(
        f"{changes.articles} articles, {changes.embedded + changes.kept} passages in {settings.index}; "
        f"{changes.embedded} embedded, {changes.kept} kept"
    )
    return 0


def roll_back(options: argparse.Namespace) -> int:
    """Go back to the index before."""
    from qa.building import roll_back  # noqa: PLC0415

    settings = _settings(options)
    index = roll_back(settings)
    print(f"back to {len(index.articles)} articles, {len(index)} passages in {settings.index}")
    print("Once more undoes it; the next qa build makes an index of the pages as they are.")
    return 0


def watch(options: argparse.Namespace) -> int:
    """Rebuild whenever the pages change."""
    from qa.indexing.rebuilding import Rebuilding  # noqa: PLC0415
    from qa.indexing.watching import Watcher  # noqa: PLC0415
    from qa.launching import launch_build  # noqa: PLC0415
    from qa.reading import pages_mark  # noqa: PLC0415

    settings, parent = _settings(options), options.parent
    os.nice(_GENTLY)
    rebuilding = Rebuilding(settings.index, partial(launch_build, settings))
    watcher = Watcher(partial(pages_mark, settings.seeds), rebuilding)
    watcher.watch(settings.watch_seconds, lambda: parent is None or os.getppid() == parent)
    return 0


def ask(options: argparse.Namespace) -> int:
    """Answer one question."""
    from qa.asking.tracing import render_trace  # noqa: PLC0415
    from qa.engine import open_engine  # noqa: PLC0415

    with Bar() as bar:
        engine = open_engine(_settings(options), bar)
    reply = engine.ask(options.question, trace=options.trace)
    if options.json:
        print(json.dumps(reply.as_json(), ensure_ascii=False))
        return 0
    for notice in reply.answer.notices:
        print(notice)
    print(reply.answer.text)
    for citation in reply.answer.citations:
        source = citation.article
        signed = [source.place or "", f"《{source.title}》" if source.title else "", source.byline or ""]
        print(f"[{citation.n}] {' '.join(filter(None, signed))} ({source.source})")
    if options.trace:
        print(render_trace(reply.answer.trace))
    return 0


def read(options: argparse.Namespace) -> int:
    """Print the articles of page files."""
    from qa.reading import as_json, describe, read_folder, read_page  # noqa: PLC0415

    if options.files:
        articles = [article for path in options.files for article in read_page(path, path.name)]
    else:
        pages = read_folder(_settings(options).seeds)
        articles = list(pages.articles)
        for page in pages.skipped:
            print(f"skipped {page.source}: {page.reason}", file=sys.stderr)
    for article in articles:
        print(json.dumps(as_json(article), ensure_ascii=False) if options.json else describe(article))
    return 0


def list_settings(_: argparse.Namespace) -> int:
    """Print the table of settings."""
    print(settings_table())
    return 0


def evaluate(options: argparse.Namespace) -> int:
    """Ask a file of questions and print how well they were answered; or measure the models."""
    if options.file in ("models", "confidence"):
        return _eval_on_data(options)
    from qa.engine import open_engine  # noqa: PLC0415
    from qa.evaluating.curve import draw  # noqa: PLC0415
    from qa.evaluating.gate import run_gate  # noqa: PLC0415
    from qa.evaluating.gate_report import render  # noqa: PLC0415

    settings = _settings(options)
    baseline = options.baseline
    if baseline is None and options.file == GATE and options.write_baseline is None:
        baseline = _QUALITY / "baseline.json"
    with Bar() as bar:
        engine = open_engine(settings, bar)
    report = run_gate(engine, Path(options.file), baseline)
    print(render(report))
    if options.write_baseline:
        text = json.dumps(report.as_baseline(), ensure_ascii=False, indent=1)
        options.write_baseline.write_text(text + "\n", "utf-8")
    if options.curve:
        options.curve.write_text(draw(report.curve, settings.refuse_below), "utf-8")
    return 0 if report.passed else 1


def _eval_on_data(options: argparse.Namespace) -> int:
    from qa.evaluating.confidence import fit_confidence  # noqa: PLC0415
    from qa.evaluating.models import evaluate_models  # noqa: PLC0415

    if options.data is None:
        raise SettingError(f"qa eval {options.file} needs the yardsticks. Name their folder with: --data DIR")
    measure = evaluate_models if options.file == "models" else fit_confidence
    for line in measure(options.data, _settings(options)):
        print(line, flush=True)
    return 0


def train(options: argparse.Namespace) -> int:
    """Make a bundled model again."""
    from qa.training.embedder import train_embedder  # noqa: PLC0415
    from qa.training.reader import train_reader  # noqa: PLC0415

    if not (options.data / "qa").is_dir():
        raise SettingError(f"{options.data} holds no text to train on: there is no folder qa/ in it.")
    out, work = options.out or HOME / "models" / options.model, options.work / options.model
    if (options.start or options.beside or options.taught_by) and options.model != "reader":
        raise SettingError("--start, --beside and --taught-by go with: qa train reader")
    try:
        if options.model == "embedder":
            train_embedder(options.data, out, work)
        else:
            train_reader(
                options.data, out, work,
                start=options.start, beside=options.beside, taught_by=options.taught_by or (),
            )  # fmt: skip
    except ModuleNotFoundError as error:
        raise SettingError(
            f'Training needs {error.name}. Install it with: pip install -e ".[training]"'
        ) from None
    print(f"{options.model} written to {out}")
    return 0
