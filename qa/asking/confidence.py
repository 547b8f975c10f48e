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
    no, -5 hardly, -10 never, 0 unknown)."""

    reader: float
    evidence: float
    sentence: float
    meaning: float
    favoured: bool
    agrees: float | None
    fits: float


# Fitted so that of all readings of a question, and silence, the right ones are likeliest, on 580 questions
# about articles that neither reader nor embedder had learned from, to be found among 1,529: at 0.5 it refuses
# 85 % of those without an answer and 5 % of those with one, at 0.4 83 % and 3 %. On 122 + 26 questions about
# the bundled pages all and 6 % at 0.5. Fitted to an earlier reader; with weights fitted to this one
# (-1.92; .75, 3.97, 2.83, 2.80, .52) it refuses as many and answers a few less.
# For other models they are fitted anew by: qa eval confidence --data DIR
BIAS = -1.34
WEIGHTS = {"reader": 0.87, "evidence": 3.28, "sentence": 3.03, "meaning": 2.52, "fits": 0.54}
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
