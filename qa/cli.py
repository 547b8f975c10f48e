"""Commands to work done: the one place that prints, and where expected trouble becomes one line."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TypeAlias

from qa.config import HOME, Settings, settings_table
from qa.errors import QAError, SettingError
from qa.progress import Bar

Command = Callable[[argparse.Namespace], int]
_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

_QUALITY = HOME / "tests" / "quality"
_GATE = str(_QUALITY / "dev.jsonl")  # the questions whose figures are kept in the baseline beside them

_GENTLY = 5  # how far a build beside the service stands back: with all cores asked for, it has a quarter


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 1 trouble said on one line of stderr, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    command: Command = options.run
    try:
        return command(options)
    except QAError as error:
        print(f"qa: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # `qa read | head` is no trouble
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="qa", description="Questions answered in a newspaper's own words.")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--seeds", metavar="DIR", help="folder of page files (QA_SEEDS)")
    shared.add_argument("--index", metavar="DIR", help="folder of the index (QA_INDEX)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", parents=[shared], help="serve the chat page and /ask")
    serve.add_argument("--host", help="address to serve on (QA_HOST)")
    serve.add_argument("--port", help="port to serve on (QA_PORT)")
    serve.add_argument("--watch", action="store_true", help="rebuild when the pages change")
    serve.set_defaults(run=_serve)

    build = commands.add_parser("build", parents=[shared], help="build the index from the pages")
    build.add_argument("--lock", type=int, help=argparse.SUPPRESS)  # of a build the service began
    build.set_defaults(run=_build)

    rollback = commands.add_parser("rollback", parents=[shared], help="go back to the index before")
    rollback.set_defaults(run=_roll_back)

    watch = commands.add_parser("watch", parents=[shared], help="rebuild whenever the pages change")
    watch.add_argument("--parent", type=int, help=argparse.SUPPRESS)  # the service it ends with
    watch.set_defaults(run=_watch)

    ask = commands.add_parser("ask", parents=[shared], help="answer one question")
    ask.add_argument("question")
    ask.add_argument("--json", action="store_true", help="print the reply as POST /ask sends it")
    ask.add_argument("--trace", action="store_true", help="print how the answer came about")
    ask.set_defaults(run=_ask)

    read = commands.add_parser("read", parents=[shared], help="print the articles found in page files")
    read.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="page files; all of --seeds if none"
    )
    read.add_argument("--json", action="store_true", help="one JSON object a line")
    read.set_defaults(run=_read)

    settings = commands.add_parser("settings", help="print every setting with its default")
    settings.set_defaults(run=_list_settings)

    _add_eval(commands, shared)
    _add_train(commands)
    return parser


def _add_eval(commands: _Commands, shared: argparse.ArgumentParser) -> None:
    evaluate = commands.add_parser("eval", parents=[shared], help="the quality gate, or the models' figures")
    evaluate.add_argument(
        "file",
        nargs="?",
        default=_GATE,
        metavar="FILE",
        help="questions, or: models, confidence",
    )
    evaluate.add_argument("--data", type=Path, metavar="DIR", help="with those: the folder of yardsticks")
    evaluate.add_argument("--baseline", type=Path, metavar="FILE", help="figures that must be reached")
    evaluate.add_argument(
        "--write-baseline", type=Path, metavar="FILE", help="write the figures as a baseline"
    )
    evaluate.add_argument("--curve", type=Path, metavar="SVG", help="draw wrong answers against refusals")
    evaluate.set_defaults(run=_eval)


def _add_train(commands: _Commands) -> None:
    train = commands.add_parser("train", help="make a bundled model again")
    train.add_argument("model", choices=("embedder", "reader"))
    train.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder of text and questions")
    train.add_argument(
        "--out", type=Path, metavar="DIR", help="where to write it; its folder in models/ if not given"
    )
    train.add_argument(
        "--start", type=Path, metavar="DIR", help="a reader to go on from, in place of nothing"
    )
    train.add_argument(
        "--work",
        type=Path,
        default=HOME / "var" / "training",
        metavar="DIR",
        help="where a stopped run is kept",
    )
    train.set_defaults(run=_train)


def _settings(options: argparse.Namespace) -> Settings:
    names = ("seeds", "index", "host", "port")
    return Settings.read(**{name: getattr(options, name, None) for name in names})


def _serve(options: argparse.Namespace) -> int:
    from qa.heap import share_one_heap  # noqa: PLC0415

    share_one_heap()
    from qa.engine import open_engine  # noqa: PLC0415  (each command loads what it needs)
    from qa.launching import watched  # noqa: PLC0415
    from web.server import serve  # noqa: PLC0415

    settings = _settings(options)
    with Bar() as bar:
        engine = open_engine(settings, bar)
    print(
        f"问报 is serving {len(engine.articles())} articles at http://{settings.host}:{settings.port}",
        flush=True,
    )
    with watched(settings) if options.watch else nullcontext():
        serve(engine, settings)
    return 0


def _build(options: argparse.Namespace) -> int:
    from qa.engine import build_index  # noqa: PLC0415

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


def _roll_back(options: argparse.Namespace) -> int:
    from qa.engine import roll_back  # noqa: PLC0415

    settings = _settings(options)
    index = roll_back(settings)
    print(f"back to {len(index.articles)} articles, {len(index)} passages in {settings.index}")
    print("Once more undoes it; the next qa build makes an index of the pages as they are.")
    return 0


def _watch(options: argparse.Namespace) -> int:
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


def _ask(options: argparse.Namespace) -> int:
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


def _read(options: argparse.Namespace) -> int:
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


def _list_settings(_: argparse.Namespace) -> int:
    print(settings_table())
    return 0


def _eval(options: argparse.Namespace) -> int:
    if options.file in ("models", "confidence"):
        return _eval_on_data(options)
    from qa.engine import open_engine  # noqa: PLC0415
    from qa.evaluating.curve import draw  # noqa: PLC0415
    from qa.evaluating.gate import run_gate  # noqa: PLC0415
    from qa.evaluating.gate_report import render  # noqa: PLC0415

    settings = _settings(options)
    baseline = options.baseline
    if baseline is None and options.file == _GATE and options.write_baseline is None:
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


def _train(options: argparse.Namespace) -> int:
    from qa.training.embedder import train_embedder  # noqa: PLC0415
    from qa.training.reader import train_reader  # noqa: PLC0415

    if not (options.data / "qa").is_dir():
        raise SettingError(f"{options.data} holds no text to train on: there is no folder qa/ in it.")
    out, work = options.out or HOME / "models" / options.model, options.work / options.model
    if options.start and options.model != "reader":
        raise SettingError("--start goes with: qa train reader")
    try:
        if options.model == "embedder":
            train_embedder(options.data, out, work)
        else:
            train_reader(options.data, out, work, start=options.start)
    except ModuleNotFoundError as error:
        raise SettingError(
            f'Training needs {error.name}. Install it with: pip install -e ".[training]"'
        ) from None
    print(f"{options.model} written to {out}")
    return 0
