"""How long each stage of the reader's training lasts, and with what; the figures are in its card."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """How long each stage lasts, in steps of about 32 windows."""

    hidden_words: int = 1300
    single_windows: int = 4800
    groups: int = 4200
    group_windows: int = 2
    group_unanswerable: float = 2.0  # how much oftener unanswerable questions come in the groups
    further: int = 2500  # of a second network: groups of two and of four windows, hidden words between them
    again_singles: int = 6000  # from a bundled reader, grown: single windows of few words, then groups,
    again_groups: int = 1900  # of two windows of many words and of four of fewer by turns,
    again_runs: int = 2  # so many times with another order and other windows, their weights averaged
    again_former_share: float = 0.5  # of the reader they began with
    again_words: int = 144
    again_many_words: int = 270
    again_cut_share: float = 0.15  # of the answered single windows, of which the answer was taken out
    again_rate: float = 4.5e-4  # with 7e-4 the loss rises by a seventh before it falls
    # A smaller reader knew what it had learned no better than the rest (F1 .745, .746), the grown one does
    # (.877 of CMRC's questions it had learned, .767 of others), so that more is dropped again.
    again_dropout: float = 0.1
    taught: int = 11_000  # by several networks: groups of two and of four windows by turns,
    taught_runs: int = 1  # so many times with another order and other windows, their weights averaged
    former_share: float = 0.7  # of the reader they began with
    cut_share: float = 0.35  # of those with a window whose answer was taken out
    glance: int = 600  # in the end: the first layers learn which windows are worth the others
    glance_windows: int = 8
    others: int = 12_000  # raw articles beside those asked about, from which their wrong windows come
    seed: int = 1


# Shorter, as it only helps another: 105 minutes of two cores.
BESIDE_RECIPE = Recipe(hidden_words=600, single_windows=4000, groups=3200, further=1700, seed=2)
AGAIN_RECIPE = Recipe(group_unanswerable=1.0)
TAUGHT_RECIPE = Recipe(seed=4, group_unanswerable=1.0, taught_runs=2)
