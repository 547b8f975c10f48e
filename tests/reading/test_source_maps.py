"""Laws of reading that hold for any text at all: nothing invented, nothing printed twice, nothing lost."""

import string
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qa.reading import read_text
from qa.reading.cleaning import masked
from tests.reading.page_maker import Damage, make_page

HAN = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种"
PIECES = st.sampled_from(
    [
        *"\n\n\n  　，。、；：！？“”（）《》",
        "\n\n",
        "本报讯 ",
        "（张三丰）",
        "# ",
        "■ ",
        "——",
        "图①",
        "云岭县青石镇",
        "记者 王可期",
        "輥輰訛",
        "28",
        "\r\n",
        "　　",
        '"',
    ]
)
JUNK = st.lists(
    st.one_of(PIECES, st.text(HAN, min_size=1, max_size=30), st.text(max_size=8)), max_size=60
).map("".join)
STRENGTHS = st.sampled_from([0.0, 0.3, 1.0])


def assert_maps_round_trip(page, articles):
    blanked = masked(page)  # a print mark inside a heading leaves a space
    for article in articles:
        assert len(article.source_map) == len(article.text)
        for char, at in zip(article.text, article.source_map, strict=True):
            assert char in (page[at], "\n") or (char == " " and blanked[at].isspace())


def printed(articles):
    return [
        at
        for article in articles
        for at, char in zip(article.source_map, article.text, strict=True)
        if char != "\n"
    ]


@settings(max_examples=100, deadline=None)
@given(JUNK)
def test_every_character_of_a_text_is_the_one_its_map_points_at(page):
    assert_maps_round_trip(page, read_text(page, "junk.txt"))


@settings(max_examples=100, deadline=None)
@given(JUNK)
def test_no_printed_character_stands_in_two_places(page):
    offsets = printed(read_text(page, "junk.txt"))
    assert len(offsets) == len(set(offsets))


@settings(max_examples=75, deadline=None)
@given(JUNK)
def test_reading_twice_gives_the_same(page):
    assert read_text(page, "junk.txt") == read_text(page, "junk.txt")


@settings(max_examples=75, deadline=None)
@given(JUNK)
def test_html_maps_point_into_the_html(page):
    markup = f"<html><body><h1>标题</h1><p>{page.replace('<', '&lt;')}</p></body></html>"
    for article in read_text(markup, "junk.html"):
        assert all(
            markup[at] == char or markup[at] == "&" or char.isspace()
            for char, at in zip(article.text, article.source_map, strict=True)
        )


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), STRENGTHS)
def test_maps_of_made_pages_round_trip(seed, strength):
    page = make_page(seed, Damage.of(strength)).text
    assert_maps_round_trip(page, read_text(page, "made.txt"))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), STRENGTHS)
@example(5000, 1.0)  # 交给代办|员: a line that ends like the name of an office
@example(2035, 1.0)  # 给代办|员: the same, where nothing stands open
@example(6198, 1.0)  # 2019年,|乡党委组织村: a line that begins with the kind of a place
@example(1302, 1.0)  # 晖小区|的居民
def test_no_body_character_of_a_made_page_is_lost_or_doubled(seed, strength):
    made = make_page(seed, Damage.of(strength))
    articles = read_text(made.text, "made.txt")
    read = "".join(
        "".join(filter(None, (a.title, a.kicker, a.byline, a.text, *a.captions, *a.warnings)))
        for a in articles
    )
    assert len(printed(articles)) == len(set(printed(articles)))
    for truth in made.truths:
        for char in set(truth.body) - set(string.whitespace + "，：；！？（）“”"):
            assert read.count(char) >= truth.body.count(char)


@settings(max_examples=60, deadline=None)
@given(st.text("".join(sorted(set(HAN))) + "，。", min_size=60, max_size=900))
def test_a_file_of_one_paragraph_is_one_article_with_all_of_its_text(text):
    page = f"去年{text}了。"
    (article,) = read_text(page, "plain.txt")
    assert article.text == page


SLOW = {
    "spaces": " " * 200_000,
    "line breaks": "\n" * 200_000,
    "blank lines": " \n" * 100_000 + "字",
    "brackets": "（" * 100_000,
    "quotation marks": '"' * 100_000,
    "hashes": "#" * 100_000,
    "dashes": "—" * 100_000,
    "one character a line": "字\n" * 50_000,
    "one character a block": "字\n\n" * 30_000,
    "datelines": "本报讯 （" * 20_000,
    "captions": "图① " * 30_000,
    "tags": "<div class='" * 20_000,
    "comments": "<!--" * 20_000,
    "titles": "小水窖蓄出大收成\n\n" * 3_000,
    "signed": "他来了。（张三丰）\n\n" * 3_000,
    "broken off": "他来了，看见\n\n（张三丰）\n\n" * 1_500,
    "figures": "1 " * 100_000,
}


@pytest.mark.parametrize("name", SLOW)
@pytest.mark.parametrize("source", ["junk.txt", "junk.html"])
def test_no_text_makes_reading_slow(name, source):
    begun = time.process_time()
    read_text(SLOW[name], source)
    assert time.process_time() - begun < 2.0
