"""Broken pages through the page reader: `python -m tests.campaigns.fuzz_reading --inputs 100000`.

An input is a bundled or made page, or nothing like one, cut up, mixed, wrapped in markup, and encoded well
or badly. Whatever it is, it is read or refused by PagesError in less than a second, and the laws of `check`
hold.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from qa.errors import PagesError
from qa.reading import as_json, describe, read_text
from qa.reading.cleaning import masked
from qa.reading.files import decode
from qa.records import Article
from tests.campaigns.fuzzing import demand, run, timed
from tests.reading.page_maker import Damage, make_page
from tests.running import ROOT

MOST_CHARS = 3_000  # of most inputs; half a page of a paper

Mutation = Callable[[random.Random, str], str]

HAN = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种"
ODD = (
    "\0\x07\x1a\x7f\x85\xa0\u00ad\u200b\u200e\u200f\u202a\u202e\u2028\u2029\u2066\u2069\u3000\ufeff\ufffc\ufffd"
    "\ue000\ue001\U0010ffff\U00020000\U0001f600\u0301\u0e33\u1100\ud7a3ﬀßİ①Ⅷ㈠㍿％／＜＞"
)
PARTS = (
    *"\t\r\n |",
    "\r\n",
    "\n\n",
    "　　",
    *re.split(
        r"[|\n]",
        """本报讯 |本报讯（记者 王可期 通讯员 李远）|新华社北京11月3日电 |据新华社报道，|（张三丰）|□ 张三丰
（记者 王可期|# |###### |■ |◆|▲|——|———|图①|图②图③|图为|图片说明：|云岭县青石镇|全媒体记者 王可期 文/图
輥輰訛|28|（下转第3版）|责任编辑：李某|来源：某某网|2024年5月3日 10:20|问：|答：|一、|（一）|1.|①|&nbsp;
&#12345678;|&lt;|&|&#x110000;|<p>|</p>|<div class='nav'>|<h1>|<br/>|<!--|-->|<script>|<img src=|<a href='x'>
![](|[图片]|(cid:12)|**|__|---|“|”|《|）|。|，|：|？|！|…|1 2 3|abc def|3.5％|http://example.org/?a=1&b=2""",
    ),
)


@cache
def _bundled() -> list[str]:
    return [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]


def base_text(rng: random.Random) -> str:
    """A stretch of a bundled page, a made page, or text that no paper printed."""
    kind = rng.randrange(8)
    if kind < 3:
        page = rng.choice(_bundled())
        begin = rng.randrange(len(page))
        return page[begin : begin + rng.randrange(MOST_CHARS)]
    if kind < 6:
        return make_page(rng.randrange(1_000_000), Damage.of(rng.choice((0.0, 0.3, 1.0)))).text[:MOST_CHARS]
    if kind == 6:
        return "".join(_word(rng) for _ in range(rng.randrange(200)))
    return _extreme(rng)


def _word(rng: random.Random) -> str:
    kind = rng.randrange(6)
    if kind < 3:
        return "".join(rng.choices(HAN, k=rng.randrange(1, 30)))
    if kind < 5:
        return rng.choice(PARTS)
    return rng.choice(ODD)


def _extreme(rng: random.Random) -> str:
    """One thing far too often: a line without end, lines without number, marks that open and never close."""
    unit = rng.choice((*PARTS, *ODD, "".join(rng.choices(HAN, k=rng.randrange(1, 40)))))
    unit += rng.choice(("", "", "\n", "\n\n", rng.choice(PARTS)))
    size = (
        rng.choice((100, 2_000, 2_000, 20_000, 100_000)) if rng.randrange(20) == 0 else rng.randrange(2_000)
    )
    return unit * (size // max(1, len(unit)))


def _insert(rng: random.Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + _word(rng) + text[at:]


def _delete(rng: random.Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + text[at + rng.randrange(1, 200) :]


def _repeat(rng: random.Random, text: str) -> str:
    at, size = rng.randrange(len(text) + 1), rng.randrange(1, 300)
    return text[: at + size] + text[at:]


def _move(rng: random.Random, text: str) -> str:
    at, size = rng.randrange(len(text) + 1), rng.randrange(1, 600)
    rest, moved = text[:at] + text[at + size :], text[at : at + size]
    to = rng.randrange(len(rest) + 1)
    return rest[:to] + moved + rest[to:]


def _splice(rng: random.Random, text: str) -> str:
    other = base_text(rng)[:2_000]
    at = rng.randrange(len(text) + 1)
    return text[:at] + other + text[at:]


def _one_line(rng: random.Random, text: str) -> str:
    return text.replace("\n", rng.choice(("", " ", "　　")))


def _line_ends(rng: random.Random, text: str) -> str:
    return text.replace("\n", rng.choice(("\r\n", "\r", "\n\n", "\u2028", "<br>", "</p><p>")))


def _short_lines(rng: random.Random, text: str) -> str:
    width = rng.randrange(1, 20)
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def _nested(rng: random.Random, text: str) -> str:
    name = rng.choice(("div", "p", "nav", "table", "b", "script", "a"))
    depth = rng.choice((1, 30, 1_000))
    closed = rng.randrange(depth + 1)
    return f"<{name}>" * depth + text + f"</{name}>" * closed


MUTATIONS: Sequence[Mutation] = (
    *(_insert, _insert, _insert, _delete, _delete, _repeat, _move),
    *(_splice, _one_line, _line_ends, _short_lines, _nested),
)
ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be")


def make_input(seed: int) -> tuple[str, bytes]:
    """The name of a page file and its bytes; the same seed makes the same input."""
    rng = random.Random(seed)
    text = base_text(rng)
    for _ in range(rng.randrange(6)):
        text = rng.choice(MUTATIONS)(rng, text)
    data = text.encode(rng.choice(ENCODINGS), "replace")
    if rng.randrange(4) == 0:
        data = _broken_bytes(rng, data)
    return rng.choice(("page.txt", "page.txt", "page.md", "page.html")), data


def _broken_bytes(rng: random.Random, data: bytes) -> bytes:
    """A few bytes lost, doubled or changed, as a bad disk or a bad program leaves them."""
    broken = bytearray(data)
    for _ in range(rng.randrange(1, 5)):
        at = rng.randrange(len(broken) + 1)
        broken[at : at + rng.randrange(3)] = rng.randbytes(rng.randrange(3))
    return bytes(broken)


def check(page: str, articles: Sequence[Article], *, is_html: bool) -> None:
    """The laws: every character has its place, once, in order, and nothing but white space and print marks is
    left out of an article's own lines."""
    blanked = masked(page)
    seen: set[int] = set()
    for article in articles:
        places = list(article.source_map)
        demand(len(places) == len(article.text), "every character has a place")
        for char, at in zip(article.text, places, strict=True):
            same = char in (page[at], "\n") or (char == " " and blanked[at].isspace())
            demand(same or (is_html and (page[at] == "&" or char == " ")), f"{char!r} is at its place")
            if char != "\n" and page[at] != "&":
                demand(at not in seen, f"{char!r} at {at} is printed once")
                seen.add(at)
        if not is_html:
            _check_lines(article, blanked)
        demand(article.text == article.text.strip("\n"), "no text begins or ends with a line end")
        demand(bool(article.text or article.title), "an article has a text or a title")
        demand(
            "" not in (*article.captions, *article.subheads, article.title, article.byline), "no empty field"
        )
        as_json(article)
        describe(article)


def _check_lines(article: Article, blanked: str) -> None:
    """Within a printed line, a slice of the article is that of the page without white space and marks."""
    own = set(article.source_map)
    places = list(article.source_map)
    for left, right in pairwise(places):
        between = blanked[left + 1 : right] if left < right else ""
        if between and "\n" not in between and "\r" not in between:
            skipped = [at for at in range(left + 1, right) if not blanked[at].isspace()]
            demand(not own.intersection(skipped), "a slice skips nothing of its own article")


def try_one(seed: int) -> float:
    """Read the input of this seed; the seconds it took."""
    name, data = make_input(seed)
    try:
        (page, articles), seconds = timed(lambda: _read(name, data))
    except PagesError:
        return 0.0
    check(page, articles, is_html=name.endswith(".html"))
    if seed % 20 == 0:
        demand(read_text(page, name) == articles, "reading twice gives the same")
    return seconds


def _read(name: str, data: bytes) -> tuple[str, list[Article]]:
    page = decode(data)
    return page, read_text(page, name)


if __name__ == "__main__":
    run("Read broken pages.", try_one)
