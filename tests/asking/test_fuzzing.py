"""Odd questions are answered by the laws, or refused; `tests.campaigns.fuzz_asking` asks many more."""

from tests.campaigns.fuzz_asking import try_one
from tests.campaigns.fuzzing import fuzz

SLOW_SECONDS = 10  # of processor time, on any machine


def test_odd_questions_are_answered_with_verbatim_citations_or_refused():
    found = fuzz(try_one, range(100), SLOW_SECONDS)
    assert not found.failed, str(found)
