"""The questions a program says were asked to the turns they make, each answered anew, not taken from it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence

from qa.asking.conversations import Turn

Answers = Callable[[str, Sequence[Turn]], Turn]

_QUESTIONS = 12  # of a conversation; what was asked before them is forgotten
_REMEMBERED = 256  # turns; a conversation that goes on costs one answer a question, not all of them again

_Key = tuple[str, tuple[str, ...]]


class Replays:
    """Turns by the questions that led to them, so that a program may keep a conversation and we need not."""

    def __init__(self) -> None:
        self._turns: OrderedDict[_Key, Turn] = OrderedDict()
        self._changing = threading.Lock()

    def turns(self, generation: str, questions: Sequence[str], answer: Answers) -> list[Turn]:
        """The turn of each question, asked in this order of one generation of the index."""
        questions = questions[-_QUESTIONS:]
        turns: list[Turn] = []
        for count, question in enumerate(questions, 1):
            key = generation, tuple(questions[:count])
            turn = self._turns.get(key) or answer(question, turns)
            self._remember(key, turn)
            turns.append(turn)
        return turns

    def _remember(self, key: _Key, turn: Turn) -> None:
        with self._changing:
            self._turns[key] = turn
            self._turns.move_to_end(key)
            if len(self._turns) > _REMEMBERED:
                self._turns.popitem(last=False)
