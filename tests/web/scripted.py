"""An engine that knows its answers by heart, with everything else as the real one has it."""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
import time
from dataclasses import replace
from types import SimpleNamespace

from qa.asking.conversations import conversation_name
from qa.errors import BuildCancelledError, QuestionError
from qa.indexing.changes import Changes, compare
from qa.indexing.rebuilding import Rebuilding, run_build
from qa.keeping.database import open_database
from qa.keeping.history import History
from qa.keeping.usage import Desk
from qa.records import Article
from qa.replies import Reply
from tests.web import newspaper

PATIENCE_SECONDS = 180  # longer than a test waits for what it wants to see


class Passages(SimpleNamespace):
    """Stands for the index: how many passages it holds, and what could not be read."""

    def __len__(self) -> int:
        return 27


class ScriptedEngine:
    """The public face of the engine over the pages of `newspaper`."""

    def __init__(self, folder, go_on=None):
        newspaper.write_pages(folder / "pages")
        self._pages = folder / "pages"
        self._index = folder / "index"
        self.history = History(open_database("", folder / "data"))
        self.desk = Desk(self.history)
        self.rebuilding = Rebuilding(self._index, self._launch)
        self.go_on = go_on or threading.Event()  # a test that wants to see work on its way clears it
        self.go_on.set()
        self.index = Passages(skipped=(), generation="0123456789abcdef")

    def ask(self, question, conversation=None, *, alone=False, visitor=None, trace=False, within=None):
        question = self.checked(question)
        self.go_on.wait(PATIENCE_SECONDS)
        read_as = question if alone else newspaper.READ_AS.get(question, question)
        answer = newspaper.ANSWERS.get(read_as, newspaper.REFUSAL)
        if question == newspaper.SLIP and not alone:
            answer = replace(answer, notices=("已按“石桥村”查找",))
        name = f"r_{secrets.token_urlsafe(12)}"
        reply = Reply(question, read_as, conversation_name(conversation), answer, 6.1, name)
        self.history.add(reply.as_json(), visitor)
        return reply

    def converse(self, questions, within=None):
        return self.ask(questions[-1])

    def checked(self, question):
        if not question.strip():
            raise QuestionError("问题是空的，请输入想问的内容。")
        if len(question) > 6000:
            raise QuestionError(f"问题有 {len(question)} 个字，最多 6000 个字，请缩短后再问。")
        return question.strip()

    def forget(self, conversation, visitor):
        return self.history.forget(conversation, visitor)

    def conversations(self, visitor, count):
        return self.history.conversations(visitor, count)

    def articles(self):
        return newspaper.ARTICLES

    def article(self, name) -> Article | None:
        return newspaper.BY_ID.get(name)

    def page_of(self, article):
        path = self._pages / article.source
        return path.read_text("utf-8") if path.is_file() else None

    def samples(self):
        return [newspaper.FACT, newspaper.LIST, newspaper.PASSAGE]

    def built_at(self):
        return time.mktime((2024, 9, 5, 6, 30, 0, 0, 0, -1))

    def _launch(self, lock):
        ours = os.fdopen(os.dup(lock.fileno()), "ab")
        threading.Thread(target=self._build, args=(ours,), daemon=True).start()

    def _build(self, lock):
        with contextlib.suppress(BuildCancelledError):
            run_build(self._index, "", self._work, lock)

    def _work(self, progress) -> Changes:
        for done in (0, 9, 18, 27):
            progress("vectors", done, 27)
            self.go_on.wait(PATIENCE_SECONDS)
        progress("save", 0, 1)
        return compare(newspaper.ARTICLES[1:], newspaper.ARTICLES, ())
