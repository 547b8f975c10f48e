"""The one way by which every door asks: checked, limited, answered in time, and counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from web.gate import Place
from web.limits import Limits
from web.observing import Observer

if TYPE_CHECKING:
    from qa.engine import Engine
    from qa.replies import Reply


@dataclass(frozen=True, slots=True)
class Asking:
    """Puts questions to the engine for the requests of an application."""

    engine: Engine
    limits: Limits
    observer: Observer

    def place(self, question: str) -> Place:
        """A place for a question. A question that cannot be asked takes none, and counts for no client."""
        self.engine.checked(question)
        return self.limits.place()

    def answer(
        self,
        place: Place,
        question: str,
        conversation: str | None = None,
        *,
        alone: bool = False,
        visitor: str | None = None,
        trace: bool = False,
    ) -> Reply:
        """The reply to a question, which leaves its place before anything is sent: clients may be slow."""
        with place:
            reply = self.engine.ask(
                question, conversation, alone=alone, visitor=visitor, trace=trace, within=place.seconds_left
            )
        self.observer.answered(reply)
        return reply

    def converse(self, place: Place, questions: Sequence[str]) -> Reply:
        """The reply to the last of the questions a program sends in order, under the same conditions."""
        with place:
            reply = self.engine.converse(questions, place.seconds_left)
        self.observer.answered(reply)
        return reply
