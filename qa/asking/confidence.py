"""The signs that a span answers to one calibrated probability."""

from __future__ import annotations

import math
from dataclasses import dataclass

from qa.asking.shapes import NEVER


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a span: the reader's log-odds, how far it holds the sentence for part of the answer (0
    to 1), how much of the question that sentence covers (0 to 1), how near its passage is in
    meaning (1 for the nearest of all), whether the conversation is about its article, how far that agrees
    with the places asked about (None: none asked), and whether the span has the shape asked for (1 yes, -1
    no, -5 hardly, -10 never, 0 unknown)."""

    reader: float
    evidence: float
    sentence: float
    meaning: float
    favoured: bool
    agrees: float | None
    fits: float


# Fitted so that of all readings of a question, and silence, the right ones are likeliest, on 843 questions
# about articles that neither reader nor embedder had learned from, to be found among 1,583: 580 as people
# type them, 263 of our own, most of these near misses or in other words. At 0.45 it refuses 89 % of those of
# the first without an answer and 4 % of those with one; of all 843 89 % and 5 % at 0.5, 82 % and 3 % at 0.3.
# Fitted on 1,200 harder ones besides, half of them twins, it refused 7 to 11 % of those with an answer.
# For other models they are fitted anew by: qa eval confidence --data DIR
BIAS = -2.95
WEIGHTS = {"reader": 0.78, "evidence": 3.05, "sentence": 2.40, "meaning": 4.18, "fits": 0.46}
# Added to the log-odds. With each of those questions asked in a conversation about its own article, their
# mean log loss is .364 with 0, .357 with 0.5, .358 with 0.75, .377 with 1.5.
FAVOURED = 0.5

# A second place is told from this share of the first one's odds. Of 816 questions about the bundled pages and
# five made-up papers .908 are answered with .2, .914 with .1, .917 with .05, .920 with .02, in 65, 67, 69 and
# 73 characters; of 54 comparisons .907 without a second place of a side, .935 with .2, .944 with .1 and .05.
_AS_WELL = 0.05


def values_of(signs: Signs) -> list[float]:
    """The signs that are weighed, in the order of the weights."""
    reader = max(-8.0, min(8.0, signs.reader))
    return [reader, signs.evidence, signs.sentence, signs.meaning, signs.fits]


def probability(signs: Signs) -> float:
    """How likely the span answers the question; 0 where its article is about another place, or it cannot be
    what is asked for."""
    if signs.agrees == 0 or signs.fits == NEVER:
        return 0.0
    odds = BIAS + (FAVOURED if signs.favoured else 0.0)
    odds += sum(weight * value for weight, value in zip(WEIGHTS.values(), values_of(signs), strict=True))
    return 1.0 / (1.0 + math.exp(-odds))


def odds_of(probability: float) -> float:
    """How much likelier than not."""
    return probability / max(1e-9, 1.0 - probability)


def may_as_well_be(one: float, likeliest: float) -> bool:
    """Whether one finding, by its probability, may be told beside the likeliest as what may as well be it."""
    return odds_of(one) >= _AS_WELL * odds_of(likeliest)
