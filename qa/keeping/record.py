"""Questions and answers to the record, and back from it; an answer matters more than its record."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from qa.asking.conversations import Turn, turn_of
from qa.errors import StoreError
from qa.keeping.conversations import Conversations
from qa.keeping.database import Database
from qa.keeping.history import Conversation, History
from qa.replies import Reply

_LOG = logging.getLogger(__name__)
_TURNS_REMEMBERED = 6
_NOT_KEPT = "对话记录暂时不可用：这一问没有存下来，接着问时请把问题写完整"


class Record:
    """What was asked and answered; where the store fails, questions are answered all the same."""

    def __init__(self, database: Database) -> None:
        self._conversations = Conversations(database)
        self.history = History(database)

    def turns(self, conversation: str) -> list[Turn]:
        """The turns before a question; none where they cannot be had."""
        try:
            return self._conversations.turns(conversation, _TURNS_REMEMBERED)
        except StoreError as error:
            _LOG.warning("%s The question is taken alone.", error)
            return []

    def kept(self, reply: Reply, visitor: str | None) -> Reply:
        """The reply, remembered; where it cannot be, it says so."""
        turn = turn_of(reply.question, reply.resolved_question, reply.answer)
        try:
            self._conversations.add(reply.conversation, turn)
            self.history.add(reply.as_json(), visitor)
        except StoreError as error:
            _LOG.warning("%s The question is answered and not kept.", error)
            answer = replace(reply.answer, notices=(*reply.answer.notices, _NOT_KEPT))
            return replace(reply, answer=answer, kept=False)
        return reply

    def conversations(self, visitor: str | None, count: int) -> list[Conversation]:
        """The visitor's own conversations, last touched first; none while they cannot be read."""
        try:
            return self.history.conversations(visitor, count)
        except StoreError as error:
            _LOG.warning("%s The list of conversations is left out.", error)
            return []


def remembered(turns: Sequence[Turn]) -> Sequence[Turn]:
    """The last turns, as many as a conversation is remembered by."""
    return turns[-_TURNS_REMEMBERED:]
