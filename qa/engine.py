"""The one place that joins the rooms: pages are read, indexed and asked through the engine."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from threadpoolctl import threadpool_limits

from qa.asking.answering import Asker
from qa.asking.conversations import Turn, conversation_name, turn_of
from qa.asking.follow_ups import resolve
from qa.asking.pace import Pace
from qa.asking.reader import Reader
from qa.asking.readings import Reads
from qa.asking.replaying import Replays
from qa.asking.reranker import load_reranker
from qa.asking.samples import sample_questions
from qa.asking.several import answer_message
from qa.asking.sounds import load_sounds
from qa.building import build_index, follow_index
from qa.config import Settings
from qa.errors import IndexMissingError, PagesError, QuestionError
from qa.indexing import generations
from qa.indexing.embedding import Progress
from qa.indexing.index import Index
from qa.indexing.passages import heading_of
from qa.indexing.rebuilding import Rebuilding
from qa.indexing.words import load_words
from qa.keeping.database import open_database
from qa.keeping.history import Conversation
from qa.keeping.record import Record, remembered
from qa.keeping.usage import Desk
from qa.launching import launch_build
from qa.reading.files import page_text
from qa.records import Article
from qa.replies import Answer, Reply

_SAMPLES = 3
_CONTROLS = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]+"
)  # no text holds them, and no database takes NUL


def load_reader(folder: str) -> Reads:
    """The reader kept in a folder; says what is missing where there is none."""
    return Reader.load(Path(folder))


def _keep_to_one_core() -> None:
    """Have the loaded number libraries work in the calling thread.

    A question's products are small, and threads that wait for each other cost more than they save: 84 ms a
    question against 168 ms with two threads on two busy cores. More questions at a time use more cores.
    """
    threadpool_limits(limits=1)


class Engine:
    """Answers questions from the current index; a rebuilt index is taken over between two questions."""

    def __init__(self, settings: Settings) -> None:
        load_words()
        self._settings = settings
        self._current = follow_index(settings)
        self._reader = load_reader(settings.reader)
        self._reranker = load_reranker(settings.reranker)
        self._record = Record(open_database(settings.store, settings.data))
        self.history = self._record.history
        self.desk = Desk(self.history)
        self.rebuilding = Rebuilding(settings.index, partial(launch_build, settings))
        self._replays = Replays()
        load_sounds()
        _keep_to_one_core()

    @property
    def reader(self) -> Reads:
        """What reads the passages."""
        return self._reader

    @property
    def index(self) -> Index:
        """The current index, taken over when a build has made a new one."""
        return self._current.get()

    def ask(
        self,
        question: str,
        conversation: str | None = None,
        *,
        alone: bool = False,
        visitor: str | None = None,
        trace: bool = False,
        within: float | None = None,
    ) -> Reply:
        """The answer to a question, and the conversation it now belongs to.

        A question asked `alone` is taken as it was typed: it inherits nothing from the turns before it and
        no slip in it is corrected. The conversation is listed to the `visitor` who began it. With `trace`,
        the reply tells how the answer came about. A LateError ends one that takes longer than the seconds
        it is to be ready `within`.
        """
        pace = Pace(within)
        question = self.checked(question)
        pace.begin("resolve")
        name = conversation_name(conversation)
        turns = [] if alone else self._record.turns(name)
        resolved, answer = self._answer(question, turns, pace, alone)
        return self._record.kept(_reply(question, resolved, name, answer, pace, trace), visitor)

    def warm_up(self) -> None:
        """Read ahead what the first questions would wait for, in the order of the pages; .7 ms a passage.

        The questions of tests/quality/dev.jsonl, each asked once, took 19 and 22 ms without, 17 with.
        """
        index = self.index
        passages = map(index.passage, range(len(index)))
        self._reader.remember(
            text for one in passages for text in (one.text, heading_of(index.articles[one.article]))
        )

    def rehearse(self) -> None:
        """Answer what the first two articles are about, so that nobody waits for what a process sets up with
        its first answers: the second question of a new process took 77 ms without, 40 with."""
        for article in self.articles()[:2]:
            self._answer(f"{article.name}说了什么？", [], Pace())

    def converse(self, questions: Sequence[str], within: float | None = None) -> Reply:
        """The answer to the last of the questions that someone asked one after another, as a program says.

        The others are answered again to understand the last one, and are not kept; what the program says
        they were answered is not needed for it. Those that cannot be asked are passed over. `within` is as
        in `ask`, for all of them together.
        """
        pace = Pace(within)
        question = self.checked(questions[-1])

        def turn(asked: str, turns: Sequence[Turn]) -> Turn:
            return turn_of(asked, *self._answer(asked, remembered(turns), pace))

        before = [self.checked(one) for one in questions[:-1] if self._can_be_asked(one)]
        turns = remembered(self._replays.turns(self.index.generation, before, turn))
        resolved, answer = self._answer(question, turns, pace)
        reply = _reply(question, resolved, conversation_name(None), answer, pace)
        return self._record.kept(reply, visitor=None)

    def _answer(
        self, question: str, turns: Sequence[Turn], pace: Pace, alone: bool = False
    ) -> tuple[str, Answer]:
        """The question as it is understood after the turns before it, and the answer to that."""
        pace.begin("resolve")
        index = self.index
        resolved = resolve(index, question, turns)
        asker = Asker(
            index,
            self._reader,
            self._settings.refuse_below,
            self._settings.list_above,
            as_typed=alone,
            reranker=self._reranker,
            pace=pace,
        )
        return answer_message(asker, question, resolved, turns)

    def _can_be_asked(self, question: str) -> bool:
        try:
            return bool(self.checked(question))
        except QuestionError:
            return False

    def conversations(self, visitor: str | None, count: int) -> list[Conversation]:
        """The visitor's own conversations, last touched first; none while they cannot be read."""
        return self._record.conversations(visitor, count)

    def forget(self, conversation: str, visitor: str | None) -> bool:
        """Delete a conversation of the visitor's own; False where it is not theirs."""
        return self.history.forget(conversation, visitor)

    def articles(self) -> Sequence[Article]:
        """All articles, stubs included, in page order."""
        return self.index.articles

    def article(self, name: str) -> Article | None:
        """The article of that id."""
        return self.index.find_article(name)

    def samples(self) -> list[str]:
        """A few questions these articles can answer, to show what may be asked."""
        return sample_questions(self.index, _SAMPLES)

    def built_at(self) -> float:
        """When the current index was made, in seconds since 1970."""
        return self._current.built_at()

    def page_of(self, article: Article) -> str | None:
        """The text of the page file an article stands on; None where it is gone."""
        try:
            return page_text(self._settings.seeds / article.source)
        except PagesError:
            return None

    def checked(self, question: str) -> str:
        """The question without control characters and the space around it; raises QuestionError where it
        cannot be asked."""
        question = _CONTROLS.sub(" ", question).strip()
        limit = self._settings.max_question_chars
        if not question:
            raise QuestionError("问题是空的，请输入想问的内容。")
        if len(question) > limit:
            raise QuestionError(f"问题有 {len(question)} 个字，最多 {limit} 个字，请缩短后再问。")
        return question


def _reply(
    question: str, resolved: str, conversation: str, answer: Answer, pace: Pace, traced: bool = False
) -> Reply:
    """The answer under a name of its own, with the time it took."""
    pace.end()
    name, took_ms = f"r_{secrets.token_urlsafe(12)}", 1000 * pace.seconds
    return Reply(question, resolved, conversation, answer, took_ms, name, traced, stages=pace.spent)


def open_engine(settings: Settings, progress: Progress = lambda *_: None) -> Engine:
    """An engine that can be asked at once; builds the index first when there is none."""
    try:
        generations.current_name(settings.index)
    except IndexMissingError:
        build_index(settings, progress)
    return Engine(settings)
