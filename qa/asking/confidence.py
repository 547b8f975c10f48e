"""The signs that a span answers to one calibrated probability."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a span: the reader's log-odds, how far it holds the sentence for part of the answer (0
    to 1), how much of the question that sentence covers (0 to 1), how near its passage is in
    meaning (1 for the nearest of all), whether the conversation is about its article, how far that agrees
    with the places asked about (None: none asked), and whether the span has the shape asked for (1 yes, -1
    no, -5 hardly, -20 never, 0 unknown)."""

    reader: float
    evidence: float
    sentence: float
    meaning: float
    favoured: bool
    agrees: float | None
    fits: float


# Fitted so that of all readings of a question, and silence, the right ones are likeliest, on 843 questions
# about articles that neither reader nor embedder had learned from, to be found among 1,583: 580 as people
# type them, 263 of our own, most of these near misses or in other words. At 0.45 it refuses 88 % of those of
# the first without an answer and 4 % of those with one, at 0.5 89 % and 6 %. The weights before, fitted to
# an earlier reader and the 580 alone (-1.34; .87, 3.28, 3.03, 2.52, .54), refused 83 % and 4 % at 0.5, and
# answered half a percent more.
# For other models they are fitted anew by: qa eval confidence --data DIR
BIAS = -2.24
WEIGHTS = {"reader": 0.92, "evidence": 4.29, "sentence": 2.37, "meaning": 3.27, "fits": 0.39}
# Added to the log-odds. With each of those questions asked in a conversation about its own article, their
# mean log loss is .612 with 0, .603 with 0.5 and 0.75, .618 with 1.5.
FAVOURED = 0.5


def values_of(signs: Signs) -> list[float]:
    """The signs that are weighed, in the order of the weights."""
    reader = max(-8.0, min(8.0, signs.reader))
    return [reader, signs.evidence, signs.sentence, signs.meaning, signs.fits]


def probability(signs: Signs) -> float:
    """How likely the span answers the question; 0 where its article is about another place."""
    if signs.agrees == 0:
        return 0.0
    odds = BIAS + (FAVOURED if signs.favoured else 0.0)
    odds += sum(weight * value for weight, value in zip(WEIGHTS.values(), values_of(signs), strict=True))
    return 1.0 / (1.0 + math.exp(-odds))


def odds_of(probability: float) -> float:
    """How much likelier than not."""
    return probability / max(1e-9, 1.0 - probability)
