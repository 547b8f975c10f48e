"""A command line to a command and its exit code; expected trouble becomes one line of stderr."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from qa import commands
from qa.config import HOME
from qa.errors import QAError

Command = Callable[[argparse.Namespace], int]
_Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


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
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")

    serve = subparsers.add_parser("serve", parents=[shared], help="serve the chat page and /ask")
    serve.add_argument("--host", help="address to serve on (QA_HOST)")
    serve.add_argument("--port", help="port to serve on (QA_PORT)")
    serve.add_argument("--watch", action="store_true", help="rebuild when the pages change")
    serve.set_defaults(run=commands.serve)

    build = subparsers.add_parser("build", parents=[shared], help="build the index from the pages")
    build.add_argument("--lock", type=int, help=argparse.SUPPRESS)  # of a build the service began
    build.set_defaults(run=commands.build)

    rollback = subparsers.add_parser("rollback", parents=[shared], help="go back to the index before")
    rollback.set_defaults(run=commands.roll_back)

    watch = subparsers.add_parser("watch", parents=[shared], help="rebuild whenever the pages change")
    watch.add_argument("--parent", type=int, help=argparse.SUPPRESS)  # the service it ends with
    watch.set_defaults(run=commands.watch)

    ask = subparsers.add_parser("ask", parents=[shared], help="answer one question")
    ask.add_argument("question")
    ask.add_argument("--json", action="store_true", help="print the reply as POST /ask sends it")
    ask.add_argument("--trace", action="store_true", help="print how the answer came about")
    ask.set_defaults(run=commands.ask)

    read = subparsers.add_parser("read", parents=[shared], help="print the articles found in page files")
    read.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="page files; all of --seeds if none"
    )
    read.add_argument("--json", action="store_true", help="one JSON object a line")
    read.set_defaults(run=commands.read)

    settings = subparsers.add_parser("settings", help="print every setting with its default")
    settings.set_defaults(run=commands.list_settings)

    _add_eval(subparsers, shared)
    _add_train(subparsers)
    return parser


def _add_eval(subparsers: _Subparsers, shared: argparse.ArgumentParser) -> None:
    evaluate = subparsers.add_parser(
        "eval", parents=[shared], help="the quality gate, or the models' figures"
    )
    evaluate.add_argument(
        "file",
        nargs="?",
        default=commands.GATE,
        metavar="FILE",
        help="questions, or: models, confidence",
    )
    evaluate.add_argument("--data", type=Path, metavar="DIR", help="with those: the folder of yardsticks")
    evaluate.add_argument("--baseline", type=Path, metavar="FILE", help="figures that must be reached")
    evaluate.add_argument(
        "--write-baseline", type=Path, metavar="FILE", help="write the figures as a baseline"
    )
    evaluate.add_argument("--curve", type=Path, metavar="SVG", help="draw wrong answers against refusals")
    evaluate.set_defaults(run=commands.evaluate)


def _add_train(subparsers: _Subparsers) -> None:
    train = subparsers.add_parser("train", help="make a bundled model again")
    train.add_argument("model", choices=("embedder", "reader"))
    train.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder of text and questions")
    train.add_argument(
        "--out", type=Path, metavar="DIR", help="where to write it; its folder in models/ if not given"
    )
    origin = train.add_mutually_exclusive_group()
    origin.add_argument(
        "--start",
        type=Path,
        metavar="DIR",
        help="a reader to go on from, grown to today's size, in place of nothing",
    )
    origin.add_argument(
        "--beside", type=Path, metavar="DIR", help="a reader to train another with the words of"
    )
    origin.add_argument(
        "--taught-by",
        type=Path,
        nargs="+",
        metavar="DIR",
        help="readers from which one is to learn, the first of them to go on from",
    )
    train.add_argument(
        "--work",
        type=Path,
        default=HOME / "var" / "training",
        metavar="DIR",
        help="where a stopped run is kept",
    )
    train.set_defaults(run=commands.train)
