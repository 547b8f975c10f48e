"""The bundled pages, read by eye into tests/cases/seed_articles.jsonl, are read the same by the program."""

import json
import re
from pathlib import Path

import pytest

from qa.reading import read_page

ROOT = Path(__file__).parents[2]
CASES = [
    json.loads(line) for line in (ROOT / "tests/cases/seed_articles.jsonl").read_text("utf-8").splitlines()
]
SOURCES = sorted({case["source"] for case in CASES})


def read(source):
    return read_page(ROOT / "seeds" / source, source)


def seen(article):
    text = re.sub(r"\s", "", article.text)
    return {
        "source": article.source,
        "title": article.title,
        "place": article.place,
        "kicker": article.kicker,
        "byline": article.byline,
        "first": text[:15],
        "last": text[-15:],
        "characters": len(text),
        "captions": list(article.captions),
    }


@pytest.mark.parametrize("source", SOURCES)
def test_every_article_of_a_page_is_found_whole_titled_placed_and_signed(source):
    assert [seen(article) for article in read(source)] == [case for case in CASES if case["source"] == source]


def test_cases_cover_every_bundled_page():
    assert {path.name for path in (ROOT / "seeds").glob("*.txt")} == set(SOURCES)


@pytest.mark.parametrize("source", SOURCES)
def test_no_character_of_a_page_is_printed_twice_in_its_articles(source):
    printed = [
        at
        for article in read(source)
        for at, char in zip(article.source_map, article.text, strict=True)
        if char != "\n"
    ]
    assert len(printed) == len(set(printed))


@pytest.mark.parametrize("source", SOURCES)
def test_hardly_a_printed_character_of_a_page_is_left_out(source):
    page = (ROOT / "seeds" / source).read_text("utf-8")
    kept = {at for article in read(source) for at in article.source_map}
    beside = sum(
        len(re.sub(r"\s", "", part or ""))
        for article in read(source)
        for part in (article.title, article.kicker, article.place, article.byline, *article.captions)
    )
    printed = sum(not char.isspace() for char in page)
    assert (
        printed - len(kept) - beside <= 0.02 * printed
    )  # print marks, brackets and places found in the text
