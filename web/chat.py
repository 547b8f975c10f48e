"""The chat: asking, reopening a conversation, and what readers think of an answer."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from flask import Blueprint, Response, jsonify, render_template, request, stream_with_context

from qa.config import Settings
from qa.errors import QAError, QuestionError
from qa.replies import Reply
from web import problems, visits
from web.asking import Asking
from web.conversations import LISTED
from web.events import event
from web.gate import Place
from web.problems import Problem, RefusedError
from web.schemas import Feedback, Question, blamed, read_form, read_json
from web.turns import Turn, turn_of

if TYPE_CHECKING:
    from qa.engine import Engine

_LOG = logging.getLogger(__name__)


def pages(engine: Engine, settings: Settings, asking: Asking) -> Blueprint:
    """The routes of the chat."""
    routes = Blueprint("chat", __name__)
    _add_chat(routes, engine, settings, asking)
    _add_ask(routes, engine, asking)
    _add_feedback(routes, engine)
    return routes


def _add_chat(routes: Blueprint, engine: Engine, settings: Settings, asking: Asking) -> None:
    show = partial(_chat_page, engine, settings)

    @routes.get("/")
    def home() -> Response | str:
        question = request.args.get("q", "").strip()
        if not question:
            return show([])
        key = visits.known_visitor()
        try:
            reply = asking.answer(asking.place(question), question, request.args.get("c"), visitor=key)
        except QuestionError as error:
            return show([], trouble=problems.problem_of(error), typed=question)
        turns = _turns(engine, reply.conversation) if reply.kept else [turn_of(reply.as_json())]
        return visits.remember_visitor(Response(show(turns, title=turns[0].question)), key)

    @routes.post("/")
    def ask_here() -> Response | str:
        """The page's form where no script runs: ask, then show the conversation under its own address."""
        key, form = visits.known_visitor(), request.form
        question, conversation = form.get("q", ""), form.get("c") or None
        try:
            place = asking.place(question)
            reply = asking.answer(place, question, conversation, alone="alone" in form, visitor=key)
        except QuestionError as error:
            turns = _turns(engine, conversation) if conversation else []
            return show(turns, trouble=problems.problem_of(error), typed=question)
        if not reply.kept:  # there is no address to go to
            return show([turn_of(reply.as_json())], title=reply.question)
        return visits.remember_visitor(visits.go_to(f"/c/{reply.conversation}#{reply.name}"), key)

    @routes.get("/c/<name>")
    def conversation(name: str) -> str:
        turns = _turns(engine, name)
        if not turns:
            raise RefusedError(problems.NOT_YOURS)
        return show(turns, title=engine.history.title(name) or turns[0].question)


def _chat_page(
    engine: Engine,
    settings: Settings,
    turns: list[Turn],
    title: str = "",
    trouble: Problem | None = None,
    typed: str = "",
) -> str:
    return render_template(
        "chat.html",
        turns=turns,
        title=title,
        trouble=trouble,
        typed=typed,
        conversation=turns[-1].conversation if turns else "",
        conversations=engine.conversations(visits.visitor(), LISTED),
        articles=len(engine.articles()),
        built_at=engine.built_at(),
        samples=[] if turns else engine.samples(),
        max_chars=settings.max_question_chars,
    )


def _turns(engine: Engine, conversation: str) -> list[Turn]:
    opinions = engine.history.opinions(conversation)
    replies = engine.history.replies(conversation)
    return [turn_of(reply, opinions.get(reply["reply"])) for reply in replies]


def _add_ask(routes: Blueprint, engine: Engine, asking: Asking) -> None:
    @routes.post("/ask")
    def ask() -> Response:
        asked = _asked()
        place = asking.place(asked.question)
        if not visits.wants_events():
            return jsonify(_answer(asking, asked, visits.visitor(), place).as_json())
        key = visits.known_visitor()
        steps = stream_with_context(_steps(asking, asked, key, place))
        return visits.remember_visitor(Response(steps, mimetype="text/event-stream"), key)


def _answer(asking: Asking, asked: Question, visitor: str | None, place: Place) -> Reply:
    return asking.answer(
        place, asked.question, asked.conversation, alone=asked.alone, visitor=visitor, trace=asked.trace
    )


def _steps(asking: Asking, asked: Question, visitor: str, place: Place) -> Iterator[str]:
    """The events of an answer: what is searched, then the reply with the piece of page that shows it."""
    try:
        engine = asking.engine
        yield event("search", {"passages": len(engine.index), "articles": len(engine.articles())})
        reply = _answer(asking, asked, visitor, place).as_json()
        yield event("answer", {"reply": reply, "html": render_template("turn.html", turn=turn_of(reply))})
    except QAError as error:
        yield event("problem", problems.problem_of(error).as_json())
    except Exception:
        _LOG.exception("unexpected error")
        yield event("problem", problems.UNEXPECTED.as_json())


def _asked() -> Question:
    """What a request body asks, and in which conversation."""
    if request.mimetype != "application/json":
        raise RefusedError(problems.WRONG_TYPE)
    try:
        return read_json(request.get_data(cache=False), Question)
    except ValueError as error:
        raise RefusedError(problems.BAD_FIELDS.get(blamed(error), problems.NOT_JSON)) from None


def _add_feedback(routes: Blueprint, engine: Engine) -> None:
    @routes.post("/feedback")
    def feedback() -> Response:
        try:
            said = read_form(request.form.to_dict(), Feedback)
        except ValueError:
            raise RefusedError(problems.BAD_FEEDBACK) from None
        reason = " ".join(filter(None, [said.reason, said.words.strip()]))
        if not engine.history.give_feedback(said.reply, said.useful, reason):
            raise RefusedError(problems.NO_REPLY)
        if not visits.wants_page():
            return jsonify({"reply": said.reply, "useful": said.useful})
        return visits.go_to(f"/c/{request.form.get('c', '')}#{said.reply}")
