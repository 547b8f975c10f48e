"""A build is killed, or refused by the disk, at every step: the old or the new index answers, never a mix.

python -m tests.campaigns.faults [--injections 300] [--all]
"""

from __future__ import annotations

import argparse
import logging
import os
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from threadpoolctl import threadpool_limits

import qa.building
import qa.engine
from qa.building import build_index, load_index
from qa.config import Settings
from qa.errors import QAError
from qa.indexing.embedder import Embedder, load_embedder
from tests.campaigns.breaking import MODES, Breaking
from tests.corpus import ARTICLES, SETTINGS

QUESTIONS = ("石桥村的新桥长多少米？", "托管班有多少学生？", "梨园镇每亩收入多少？", "新馆藏书多少册？")
_SECONDS = 300  # that a build of three pages may take on the busiest machine
_OURS = {"current", "build.json", "build.lock"}


def main(arguments: list[str] | None = None) -> int:
    """Run the campaign; returns 0 where nothing was ever mixed, lost, or left for good."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--injections", type=int, default=300, help="how many builds are broken")
    parser.add_argument("--all", action="store_true", help="break every step in every way")
    options = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)
    threadpool_limits(limits=1)  # a forked process has no threads of the one it comes from
    with tempfile.TemporaryDirectory() as folder:
        return _run(Campaign(Path(folder)), None if options.all else options.injections)


def _run(campaign: Campaign, injections: int | None) -> int:
    began = time.monotonic()
    steps = campaign.count_steps()
    breaks = [(step, mode) for step in range(len(steps)) for mode in MODES]
    count = len(breaks) if injections is None else min(injections, len(breaks))
    chosen = [breaks[number * len(breaks) // count] for number in range(count)]
    seen: Counter[str] = Counter()
    failures = []
    for step, mode in chosen:
        trouble, answering = campaign.break_at(step, mode)
        seen[answering] += 1
        if trouble:
            failures.append(f"{mode} at step {step}, {steps[step]}: {trouble}")
    print(f"{len(steps)} steps of a build, {count} builds broken: the old index answered after "
          f"{seen['old']}, the new after {seen['new']}; {len(failures)} failures, "
          f"{time.monotonic() - began:.0f} s")  # fmt: skip
    print("\n".join(failures), end="\n" if failures else "")
    return 1 if failures else 0


class Campaign:
    """An index of old pages that has been built twice, new pages, and what each answers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._embedder = load_embedder(Settings().embedder)
        qa.building.load_embedder = self._loaded  # type: ignore[assignment]  # read once, not for every build
        self._prepared, self._work = folder / "prepared", folder / "work"
        settings = self._settings(self._prepared)
        settings.seeds.mkdir(parents=True)
        for number, article in enumerate(ARTICLES):
            text = f"{article.title}\n\n{article.place}\n\n本报讯 {article.text}\n\n（{article.byline}）\n"
            (settings.seeds / article.source).write_text(text, "utf-8")
            if number:  # built twice: a former index is there, which the next build clears away
                build_index(settings)
        self._old = self._answers(settings)
        shutil.copytree(self._prepared, self._work)
        self._change(self._settings(self._work).seeds)
        build_index(self._settings(self._work))
        self._new = self._answers(self._settings(self._work))
        assert self._old != self._new

    def count_steps(self) -> list[str]:
        """What an unbroken build asks of the disk."""
        told = self._folder / "steps"
        code = self._build(Breaking(), told)
        assert code == 0, "the build fails even unbroken"
        return told.read_text("utf-8").splitlines()

    def break_at(self, step: int, mode: str) -> tuple[str, str]:
        """Break a build; what is wrong afterwards, if anything, and which index answers."""
        code = self._build(Breaking(step, mode))
        if code not in ({-signal.SIGKILL} if mode.startswith("killed") else {0, 1}):
            return f"the build ended with {code}", "none"
        settings = self._settings(self._work)
        try:
            answers = self._answers(settings)
            answering = {self._old: "old", self._new: "new"}.get(answers, "mixed")
            build_index(settings)
            after = self._answers(settings)
        except QAError as error:
            return str(error), "none"
        left = {path.name for path in settings.index.iterdir()} - _OURS
        if answering == "mixed":
            return "neither the old index nor the new one", answering
        if after != self._new:
            return "the next build is not of the new pages", answering
        return (f"left behind: {sorted(left)}" if len(left) != 2 else ""), answering

    def _build(self, breaking: Breaking, told: Path | None = None) -> int:
        """Build the new pages over the old index in a process that breaks; its exit code."""
        shutil.rmtree(self._work, ignore_errors=True)
        shutil.copytree(self._prepared, self._work)
        settings = self._settings(self._work)
        self._change(settings.seeds)
        child = os.fork()
        if not child:
            os._exit(_break(settings, breaking, told))
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    def _answers(self, settings: Settings) -> tuple[object, ...]:
        """All that the index says: its articles, and the best passage for each question on each leg."""
        index = load_index(settings)
        found = [
            (index.search_text("words", question, 1), index.search_vectors(question, 1))
            for question in QUESTIONS
        ]
        passages = tuple(index.passage(hit.passage).text for legs in found for hits in legs for hit in hits)
        return tuple((article.id, article.text) for article in index.articles), passages

    def _loaded(self, _: str) -> Embedder:
        return self._embedder

    @staticmethod
    def _settings(folder: Path) -> Settings:
        places = {name: folder / name for name in ("seeds", "index", "data")}
        return replace(Settings(), **places, **SETTINGS)

    @staticmethod
    def _change(seeds: Path) -> None:
        """One page is written anew, one goes, one comes."""
        bridge, school, _ = (seeds / article.source for article in ARTICLES)
        bridge.write_text(bridge.read_text("utf-8").replace("120米", "130米"), "utf-8")
        school.unlink()
        (seeds / "new.txt").write_text("新馆下月开放\n\n本报讯 新馆藏书120万册。\n\n（张三丰）\n", "utf-8")


def _break(settings: Settings, breaking: Breaking, told: Path | None) -> int:
    """In the process that breaks: 0 built, 1 trouble said with the next step, 2 anything else."""
    signal.alarm(_SECONDS)
    write = Path.write_text
    breaking.install()
    try:
        build_index(settings)
    except QAError as error:
        return 1 if "qa build" in str(error) else 2
    except BaseException:
        return 2
    steps = [*breaking.steps]
    if told:
        write(told, "\n".join(steps), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
