"""The list of articles, and one article with the cited characters marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, jsonify, render_template, request

from qa.records import Article
from web import catalogue, problems, story, visits
from web.problems import RefusedError
from web.turns import turn_of

if TYPE_CHECKING:
    from qa.engine import Engine

_ARTICLES_A_PAGE = 200


def pages(engine: Engine) -> Blueprint:
    """The routes of the articles."""
    routes = Blueprint("articles", __name__)

    @routes.get("/articles")
    def every() -> Response | str:
        if not visits.wants_page():
            found = [{**article.as_source(), "url": article.url} for article in engine.articles()]
            return jsonify({"articles": found})
        return _list_page(engine)

    @routes.get("/articles/<name>")
    def one(name: str) -> Response | str:
        found = engine.article(name)
        if found is None:
            raise RefusedError(problems.NO_ARTICLE)
        return _story_page(engine, found) if visits.wants_page() else jsonify(story.article_json(found))

    return routes


def _list_page(engine: Engine) -> str:
    words, by_place = request.args.get("find", "").strip(), request.args.get("by") == "place"
    found = catalogue.find(engine.articles(), words)
    if by_place:  # a place's articles stand together over the borders of the list's pages
        found = [article for group in catalogue.grouped(found, by_place) for article in group.articles]
    page = max(request.args.get("page", 1, type=int), 1)
    shown = found[(page - 1) * _ARTICLES_A_PAGE : page * _ARTICLES_A_PAGE]
    return render_template(
        "articles.html",
        groups=catalogue.grouped(shown, by_place),
        count=len(found),
        all_count=len(engine.articles()),
        words=words,
        by_place=by_place,
        page=page,
        more=len(found) > page * _ARTICLES_A_PAGE,
    )


def _story_page(engine: Engine, article: Article) -> str:
    numbers = [request.args.get(name, 0, type=int) for name in ("s", "e")]
    place = story.find_place(article.text, numbers[0], numbers[1], request.args.get("h", "")[:8])
    page = engine.page_of(article) if place.end else None
    return render_template(
        "article.html",
        article=article,
        place=place,
        paragraphs=story.paragraphs(article, place.start, place.end),
        printed=story.printed_lines(article, page, place.start, place.end) if page else [],
        beside=_beside(engine),
    )


def _beside(engine: Engine) -> story.Neighbours | None:
    """The other citations of the answer a link came from, as long as that answer is kept."""
    reply = engine.history.reply(request.args.get("from", ""))
    if reply is None:
        return None
    turn = turn_of(reply)
    urls = [cite.url for cite in turn.cites.values()]
    return story.neighbours(urls, request.args.get("n", 0, type=int), turn.url)
