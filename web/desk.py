"""The desk behind the admin key: the index and its rebuilding, what is asked, refused, cited and thought."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from flask import Blueprint, Response, jsonify, render_template, request, url_for

from web import charts, dates, problems, tables, visits
from web.doors import DOORS, Doors, close_desk
from web.problems import Problem, RefusedError

if TYPE_CHECKING:
    from qa.engine import Engine
    from qa.indexing.jobs import Job
    from qa.keeping.usage import Asked

_SHOWN = 20
_EXPORTED = 100_000
_KINDS = {
    "fact": "事实", "list": "列举", "passage": "段落", "compare": "对比",
    "none": "报道未说明", "chat": "寒暄",
}  # fmt: skip

Table = tuple[Sequence[str], Iterable[Sequence[object]]]


def pages(engine: Engine, doors: Doors) -> Blueprint:
    """The routes of the desk."""
    routes = Blueprint("desk", __name__)
    _add_entrance(routes, doors)
    _add_desk(routes, engine, doors)
    _add_rebuild(routes, engine, doors)
    return routes


def _add_entrance(routes: Blueprint, doors: Doors) -> None:
    @routes.app_context_processor
    def ways() -> dict[str, bool]:
        """What every page needs to know to show the way to the desk."""
        return {"has_desk": doors.is_there_a_desk, "at_desk": doors.is_at_desk()}

    @routes.post("/desk/open")
    def enter() -> Response:
        reply = visits.go_to("/desk")
        if doors.open_desk(request.form.get("key", ""), reply):
            return reply
        return Response(render_template("entrance.html", door=DOORS[problems.NO_KEY], wrong=True), 401)

    @routes.post("/desk/close")
    def leave() -> Response:
        return close_desk(visits.go_to("/"))


def _add_desk(routes: Blueprint, engine: Engine, doors: Doors) -> None:
    @routes.get("/desk")
    def desk() -> str:
        doors.require_admin()
        return _desk_page(engine)

    @routes.get("/desk/<name>.csv")
    def export(name: str) -> Response:
        doors.require_admin()
        if name not in _TABLES:
            raise RefusedError(problems.HTTP_PROBLEMS[404])
        reply = Response(tables.csv_of(*_TABLES[name](engine)), mimetype="text/csv")
        reply.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return reply


def _desk_page(engine: Engine) -> str:
    usage = engine.desk.usage()
    return render_template(
        "desk.html",
        usage=usage,
        bars=charts.bars([(day.day, day.asked, day.refused) for day in usage.days]),
        width=charts.WIDTH,
        height=charts.HEIGHT,
        kinds=charts.ranking([(_KINDS.get(kind, kind), count, "") for kind, count in usage.kinds]),
        cited=charts.ranking(_cited(engine, usage.cited)),
        kind_names=_KINDS,
        refused=engine.desk.latest(_SHOWN, refused=True),
        feedback=engine.desk.latest(_SHOWN, with_feedback=True),
        articles=len(engine.articles()),
        passages=len(engine.index),
        skipped=engine.index.skipped,
        warned=[article for article in engine.articles() if article.warnings or article.is_stub][:_SHOWN],
        built_at=engine.built_at(),
        job=engine.rebuilding.job(),
    )


def _cited(engine: Engine, counts: Iterable[tuple[str, int]]) -> list[tuple[str, int, str]]:
    """(name, count, url) of cited articles; one that is gone is named by its id."""
    found = []
    for name, count in counts:
        article = engine.article(name)
        found.append((article.name, count, article.url) if article else (f"已撤下（{name}）", count, ""))
    return found


def _add_rebuild(routes: Blueprint, engine: Engine, doors: Doors) -> None:
    @routes.get("/rebuild")
    def status() -> Response:
        doors.require_admin()
        return jsonify(asdict(engine.rebuilding.job()))

    @routes.post("/rebuild")
    def rebuild() -> Response:
        doors.require_admin()
        return _on_its_way(engine.rebuilding.start(), problems.BUILDING)

    @routes.delete("/rebuild")
    @routes.post("/rebuild/cancel", endpoint="cancel_here")  # for the page's form, which knows no DELETE
    def cancel() -> Response:
        doors.require_admin()
        return _on_its_way(engine.rebuilding.cancel(), problems.NOT_BUILDING)


def _on_its_way(job: Job | None, refusal: Problem) -> Response:
    """The job that was begun or told to stop and where to see how it goes on; a browser goes to the desk."""
    if visits.wants_page():
        return visits.go_to("/desk")
    if job is None:
        raise RefusedError(refusal)
    reply = jsonify(asdict(job))
    reply.status_code = 202
    reply.headers["Location"] = url_for("desk.status")
    return reply


def _asked_rows(asked: Iterable[Asked]) -> Iterable[Sequence[object]]:
    opinions = {None: "", True: "有用", False: "没用"}
    for one in asked:
        kind = _KINDS.get(one.kind, one.kind)
        yield (
            dates.minute(one.at),
            one.question,
            kind,
            round(one.took_ms, 1),
            opinions[one.useful],
            one.reason,
        )


_ASKED_HEADER = ("时间", "问题", "类型", "毫秒", "评价", "理由")
_TABLES: dict[str, Callable[[Engine], Table]] = {
    "questions": lambda engine: (_ASKED_HEADER, _asked_rows(engine.desk.latest(_EXPORTED))),
    "refused": lambda engine: (_ASKED_HEADER, _asked_rows(engine.desk.latest(_EXPORTED, refused=True))),
    "feedback": lambda engine: (
        _ASKED_HEADER,
        _asked_rows(engine.desk.latest(_EXPORTED, with_feedback=True)),
    ),
    "cited": lambda engine: (("报道", "引用次数", "地址"), _cited(engine, engine.desk.usage().cited)),
    "days": lambda engine: (
        ("日期", "提问", "未答"), [(day.day, day.asked, day.refused) for day in engine.desk.usage().days]
    ),
}  # fmt: skip
