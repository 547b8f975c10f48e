"""Pages laid out like a paper's, with chosen damage, by a maker that knows the truth.

`python -m tests.reading.page_maker 7 --wrap 1 --displaced 0.5` prints the page of seed 7.
"""

import argparse
import random
import re
import sys
from dataclasses import dataclass, field, fields

from tests.reading.made_articles import ARTICLES, Made

HALF_WIDTH = str.maketrans("，：；！？（）“”", ',:;!?()""')
MARKS = ("輥輰訛", "輥輯訛", "28", "6")
UPRIGHT = ("情暖万家", "共建家园", "春风化雨")
STUBS = ("冬修水利正当时", "守好群众钱袋子 架起便民连心桥", "一枝一叶总关情")


@dataclass(frozen=True)
class Damage:
    """How strongly a page is damaged, kind by kind, from 0 (not at all) to 1."""

    wrap: float = 0.0  # hard line wraps at the width of a column
    columns: float = 0.0  # empty lines where a column breaks off in mid-sentence
    spaces: float = 0.0  # stray spaces around figures, after punctuation and inside words
    half_width: float = 0.0  # half-width punctuation, straight quotation marks
    marks: float = 0.0  # print marks, glued page numbers, picture placeholders
    captions: float = 0.0  # captions inside paragraphs
    displaced: float = 0.0  # title blocks after their bodies or at the end of the page
    interleaved: float = 0.0  # an article broken off by another and resumed after it
    stubs: float = 0.0  # titles without a body
    upright: float = 0.0  # upright titles, one character a line

    @classmethod
    def of(cls, strength: float, *kinds: str) -> "Damage":
        """Damage of the named kinds, or of all kinds together."""
        return cls(**dict.fromkeys(kinds or KINDS, strength))


KINDS = tuple(item.name for item in fields(Damage))


@dataclass
class Truth:
    """What the page says of one article."""

    made: Made
    body: str
    byline: str
    captions: tuple[str, ...] = ()


@dataclass
class MadePage:
    """A page and the truth about it."""

    text: str
    truths: list[Truth]
    stubs: list[str] = field(default_factory=list)


@dataclass
class _Laid:
    """An article on its way to the page: blocks of printed lines."""

    truth: Truth
    title: list[str]
    body: list[str]
    tail: list[str]
    rest: list[str] = field(default_factory=list)  # the part that is printed after another article


def make_page(seed: int, damage: Damage) -> MadePage:
    """The page of this seed; the same seed and damage make the same page."""
    rng = random.Random(seed)
    chosen = rng.sample(ARTICLES, rng.randint(3, 6))
    place_first = rng.random() < 0.5
    displace = rng.choice(("after", "end")) if rng.random() < damage.displaced else "no"
    laid = [_lay(rng, made, damage, place_first, displace) for made in chosen]
    if len(laid) > 1 and rng.random() < damage.interleaved:
        _interleave(rng, laid)
    blocks = _ordered(rng, laid, displace)
    stubs = _add_stubs(rng, blocks, damage, chosen)
    text = "\n\n".join(blocks)
    if rng.random() < damage.half_width:
        text = text.translate(HALF_WIDTH)
    return MadePage("\n\n" + text + "\n", [item.truth for item in laid], stubs)


def _lay(rng: random.Random, made: Made, damage: Damage, place_first: bool, displace: str) -> _Laid:
    """Decide how one article is opened, signed and set, and damage its body."""
    paragraphs = list(made.paragraphs)
    place_and_title = [made.place, made.title] if place_first else [made.title, made.place]
    title = [made.title, f"——{made.kicker}"] if made.kicker else place_and_title
    byline, inline, tail = made.writer, "", []
    if made.kicker or rng.random() < 0.25:
        byline = f"全媒体记者 {made.writer}"
        (tail if displace != "no" or rng.random() < 0.6 else title).append(byline)
    elif rng.random() < 0.3:
        tail.append(made.writer if rng.random() < 0.3 else f"（{made.writer}）")
    else:
        inline = f"（{made.writer}）"
    if not made.kicker and (rng.random() < 0.85 or displace != "no"):
        paragraphs[0] = f"本报讯 {paragraphs[0]}"
    truth = Truth(made, "".join(text.removeprefix("# ") for text in paragraphs), byline, made.captions)
    inside, below = _captions(rng, made, damage)
    if rng.random() < damage.marks:
        body = _set(rng, paragraphs, inside, damage)
        body[-1] += f" {rng.choice(MARKS[:2])} {inline}" if inline else rng.choice(MARKS)
    else:
        paragraphs[-1] += inline
        body = _set(rng, paragraphs, inside, damage)
    return _Laid(truth, title, body, tail + below)


def _captions(rng: random.Random, made: Made, damage: Damage) -> tuple[dict[int, str], list[str]]:
    """Captions to print in the middle of a paragraph, by its number, and those to print below the article."""
    places = sorted(rng.sample(range(1, len(made.paragraphs) - 1), len(made.captions)))
    inside, below = {}, []
    for caption, at in zip(made.captions, places, strict=True):
        if rng.random() < damage.captions and not made.paragraphs[at].startswith("#"):
            inside[at] = caption
        else:
            below.append(caption)
    return inside, below


def _set(rng: random.Random, paragraphs: list[str], captions: dict[int, str], damage: Damage) -> list[str]:
    """Set the paragraphs in lines and columns; returns the blocks between empty lines."""
    width = rng.randint(9, 24) if rng.random() < damage.wrap else 0
    blocks: list[str] = []
    for at, paragraph in enumerate(paragraphs):
        if paragraph.startswith("# "):
            blocks.append(paragraph.removeprefix("# "))
            continue
        lines = _lines(_with_spaces(rng, paragraph, damage.spaces), width, captions.get(at))
        if rng.random() < damage.columns * 0.5:
            lines = _column_break(rng, lines)
        blocks.extend("\n".join(lines).split("\n\n"))
        if at == len(paragraphs) - 1:
            break  # what signs or marks the article comes next
        if rng.random() < damage.upright * 0.15:
            blocks.append("\n\n".join(rng.choice(UPRIGHT)))
        if rng.random() < damage.marks * 0.15:
            blocks.append("![](images/1.jpg)")
    return blocks


def _lines(text: str, width: int, caption: str | None) -> list[str]:
    """The printed lines of a paragraph; a caption set beside it stands between them, or between spaces."""
    if width:
        lines = [text[at : at + width] for at in range(0, len(text), width)]
        if caption:
            lines.insert(len(lines) // 2, caption)
        return lines
    half = len(text) // 2
    return [f"{text[:half]} {caption} {text[half:]}" if caption else text]


def _with_spaces(rng: random.Random, text: str, strength: float) -> str:
    """Stray spaces as conversions leave them."""
    text = re.sub(
        r"(?<=\d)(?=[^\d.\s])|(?<=[^\d.\s])(?=\d)", lambda _: " " if rng.random() < strength else "", text
    )
    text = re.sub(r"(?<=[，。：；、])(?=\S)", lambda _: " " if rng.random() < strength * 0.3 else "", text)
    return re.sub(
        r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])",
        lambda _: " " if rng.random() < strength * 0.03 else "",
        text,
    )


def _column_break(rng: random.Random, lines: list[str]) -> list[str]:
    """Break the paragraph off in mid-sentence, with an empty line."""
    text = "\n".join(lines)
    places = [
        at
        for at in range(8, len(text) - 8)
        if (text[at] == "\n" or "\n" not in text)
        and "\u4e00" <= text[at - 1] <= "\u9fff"
        and "图" not in text[max(0, at - 30) : at + 30]
    ]
    if not places:
        return lines
    at = rng.choice(places)
    return [text[:at] + "\n\n" + text[at:].lstrip("\n")]


def _interleave(rng: random.Random, laid: list[_Laid]) -> None:
    """Break one article off in mid-sentence; the rest comes after the article that follows it."""
    item = rng.choice(laid[:-1])
    places = [at for at, block in enumerate(item.body) if len(block) > 60 and at > 0]
    at = rng.choice(places or [0])
    block = item.body[at]
    cuts = [
        m.start()
        for m in re.finditer(r"(?<=[\u4e00-\u9fff])(?=\n?[\u4e00-\u9fff])", block)
        if 20 < m.start() < len(block) - 20
    ]
    if not cuts:
        return  # every sentence of the paragraph is too short to be broken off
    cut = rng.choice(cuts)
    item.rest = [block[cut:].strip("\n"), *item.body[at + 1 :]]
    item.body = [*item.body[:at], block[:cut]]


def _ordered(rng: random.Random, laid: list[_Laid], displace: str) -> list[str]:
    """The blocks of the page in printed order."""
    blocks: list[str] = []
    titles: list[list[str]] = []
    waiting: _Laid | None = None
    for item in laid:
        if displace == "no":
            blocks.extend(item.title)
        blocks.extend(item.body)
        if not item.rest:
            blocks.extend(item.tail)
        if displace == "after" and not item.rest:
            blocks.extend(item.title)
        elif displace != "no":
            titles.append(item.title)
        if waiting:
            blocks.extend([*waiting.rest, *waiting.tail])
            waiting = None
        if item.rest:
            waiting = item
    rng.shuffle(titles)
    return blocks + [line for title in titles for line in title]


def _add_stubs(rng: random.Random, blocks: list[str], damage: Damage, chosen: list[Made]) -> list[str]:
    """Print a title whose article is on another page."""
    if rng.random() >= damage.stubs:
        return []
    stub = rng.choice(STUBS)
    blocks.extend([f"{rng.choice(chosen).place[:3]}双溪镇", stub] if rng.random() < 0.5 else [stub])
    return [stub]


def main() -> None:
    parser = argparse.ArgumentParser(description="Print the made page of a seed.")
    parser.add_argument("seed", type=int)
    for kind in KINDS:
        parser.add_argument(f"--{kind.replace('_', '-')}", type=float, default=0.0)
    options = vars(parser.parse_args())
    sys.stdout.write(make_page(options.pop("seed"), Damage(**options)).text)


if __name__ == "__main__":
    main()
