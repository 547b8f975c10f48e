"""Many inputs through one door: which broke a law, and how long each took."""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

Result = TypeVar("Result")
SLOW_SECONDS = 1.0  # of processor time
_SHOWN = 10


class BrokenLawError(Exception):
    """What must hold for every input does not hold for this one."""


@dataclass
class Fuzzed:
    """What came of the inputs: which seeds failed and why, and the slowest."""

    inputs: int = 0
    failed: dict[int, str] = field(default_factory=dict)
    slowest: tuple[float, int] = (0.0, -1)

    def __str__(self) -> str:
        seconds, seed = self.slowest
        lines = [f"{self.inputs} inputs, {len(self.failed)} failed, slowest {seconds:.2f} s (seed {seed})"]
        lines += [f"seed {seed}: {why}" for seed, why in list(self.failed.items())[:_SHOWN]]
        return "\n".join(lines)


def fuzz(try_one: Callable[[int], float], seeds: Iterable[int], slow_seconds: float = SLOW_SECONDS) -> Fuzzed:
    """Try the input of every seed. `try_one` makes it, checks its laws, and returns the seconds it took the
    program; whatever it raises is a failure, and so is a second or more."""
    found = Fuzzed()
    for seed in seeds:
        found.inputs += 1
        try:
            seconds = try_one(seed)
        except Exception:
            found.failed[seed] = traceback.format_exc(limit=-1).splitlines()[-1]
            continue
        found.slowest = max(found.slowest, (seconds, seed))
        if seconds >= slow_seconds:
            found.failed[seed] = f"took {seconds:.2f} s"
    return found


def demand(holds: bool, law: str) -> None:
    """Raise where a law is broken."""
    if not holds:
        raise BrokenLawError(law)


def timed(call: Callable[[], Result]) -> tuple[Result, float]:
    """What the call returns, and its seconds of processor time."""
    begun = time.process_time()
    result = call()
    return result, time.process_time() - begun


def run(what: str, try_one: Callable[[int], float]) -> None:
    """The command line of a campaign; exit code 1 where an input failed."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--from-seed", type=int, default=0, help="of the first input; each has its own")
    options = parser.parse_args()
    seeds = range(options.from_seed, options.from_seed + options.inputs)
    found = fuzz(try_one, seeds)
    sys.stdout.write(f"{found}\n")
    sys.exit(bool(found.failed))
