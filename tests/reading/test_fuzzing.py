"""Broken pages are read by the laws, or refused; `python -m tests.campaigns.fuzz_reading` tries many more."""

import pytest

from tests.campaigns.fuzz_reading import ENCODINGS, make_input, try_one
from tests.campaigns.fuzzing import BrokenLawError, demand, fuzz

SLOW_SECONDS = 10  # of processor time, on any machine


def test_broken_pages_are_read_by_the_laws_or_refused():
    found = fuzz(try_one, range(400), SLOW_SECONDS)
    assert not found.failed, str(found)


def test_a_seed_makes_the_same_input_again():
    assert make_input(11) == make_input(11)


def test_inputs_are_of_many_kinds():
    made = [make_input(seed) for seed in range(200)]
    assert {name for name, _ in made} == {"page.txt", "page.md", "page.html"}
    assert len({data[:2] for _, data in made}) > len(set(ENCODINGS))


@pytest.mark.parametrize("why", ["law", "crash", "slow"])
def test_a_campaign_reports_the_seed_that_failed(why):
    def try_one(seed):
        demand(seed != 3 or why != "law", "three is no number")
        return 1 / (seed - 3 if why == "crash" else 1) if seed == 3 else 0.1

    found = fuzz(try_one, range(5))
    assert list(found.failed) == [3]
    assert (found.inputs, "seed 3" in str(found)) == (5, True)
    assert BrokenLawError.__name__ in found.failed[3] or why != "law"
