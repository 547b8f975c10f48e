"""The reading measured: `python -m tests.reading.measure` prints how well made pages are read, by kind of
damage."""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from qa.reading import read_text
from tests.reading.page_maker import KINDS, Damage, make_page
from tests.reading.scoring import ASPECTS, score

LIGHT = 0.3
SEEDS = Path(__file__).parents[2] / "seeds"


def measured(damage: Damage, seeds: range) -> dict[str, float]:
    """The share of articles read right, aspect by aspect; of pages for 'articles' and 'stubs'."""
    total: Counter[str] = Counter()
    for seed in seeds:
        page = make_page(seed, damage)
        total.update(score(page, read_text(page.text, "made.txt")))
    shares = {aspect: total[aspect] / total["all"] for aspect in ASPECTS}
    return shares | {aspect: total[aspect] / len(seeds) for aspect in ("articles", "stubs")}


def speed(repeats: int = 5) -> float:
    """Megabytes of the bundled pages read in a second of processor time, the best of several runs."""
    pages = [path.read_bytes() for path in sorted(SEEDS.glob("*.txt"))]
    best = float("inf")
    for _ in range(repeats):
        begun = time.process_time()
        for page in pages:
            read_text(page.decode(), "page.txt")
        best = min(best, time.process_time() - begun)
    return sum(map(len, pages)) / best / 1e6


def show(line: str) -> None:
    sys.stdout.write(line + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the reading of made pages.")
    parser.add_argument("--pages", type=int, default=200, help="pages for every row")
    seeds = range(parser.parse_args().pages)
    rows = {"no damage": Damage()}
    rows |= {kind: Damage.of(1.0, kind) for kind in KINDS}
    rows |= {"all, light": Damage.of(LIGHT), "all, full": Damage.of(1.0)}
    columns = (*ASPECTS, "articles", "stubs")
    show(f"{'damage':<12}" + "".join(f"{column:>10}" for column in columns))
    for name, damage in rows.items():
        shares = measured(damage, seeds)
        show(f"{name:<12}" + "".join(f"{shares[column]:>10.3f}" for column in columns))
    show(f"speed: {speed():.1f} MB/s")


if __name__ == "__main__":
    main()
