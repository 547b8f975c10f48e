"""What happens at the limit of the machine: are errors only 429 and 503, and does memory stay?

python -m tests.campaigns.load [--minutes 10] [--clients 64]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.campaigns.asking import Answered, keep_asking
from tests.running import Service, running

REFUSALS = {429, 503}
GROWTH = 0.05
_WARM_UP = 0.2  # of the time


def unexpected(answered: Answered) -> dict[int, int]:
    """What came that is neither an answer nor a refusal to be tried again."""
    return {status: n for status, n in answered.statuses.items() if status != 200 and status not in REFUSALS}


def load(service: Service, clients: int, seconds: float) -> tuple[list[Answered], float]:
    """What clients got while the service warmed up and after, and by how much its memory then grew."""
    warm = keep_asking(service, clients, _WARM_UP * seconds)
    before = sum(service.resident_mb())
    hot = keep_asking(service, clients, (1 - _WARM_UP) * seconds)
    return [warm, hot], sum(service.resident_mb()) / before - 1


def main() -> int:
    """Print what clients got; 1 where a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--clients", type=int, default=64)
    options = parser.parse_args()
    # One machine is all the clients here: its rate is lifted, so that the gate is what holds.
    limits = {"QA_RATE": "", "QA_RATE_PAGES": ""}
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), **limits) as service:
        found, growth = load(service, options.clients, 60 * options.minutes)
        memory = ", ".join(f"{mb:.0f}" for mb in service.resident_mb())
    print(f"warming up: {found[0]}")
    print(f"after:      {found[1]}")
    print(f"memory grew by {100 * growth:.1f} %, to {memory} MB")
    broken = [unexpected(part) for part in found if unexpected(part)]
    print(f"neither answered nor refused: {broken or 'none'}")
    return 1 if broken or growth > GROWTH else 0


if __name__ == "__main__":
    sys.exit(main())
