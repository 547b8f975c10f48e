"""One article a file, however it is written: always one article, with its title and all of its text."""

import pytest

from qa.reading import read_text
from tests.reading.made_articles import ARTICLES
from tests.reading.scoring import folded


def lines(made):
    return [paragraph.removeprefix("# ") for paragraph in made.paragraphs]


def wrapped(made, width, indent):
    texts = [indent + text for text in lines(made)]
    return "\n".join(text[at : at + width] for text in texts for at in range(0, len(text), width))


UNTITLED = {
    "one line": lambda made: "".join(lines(made)),
    "one line with spaces": lambda made: " ".join(lines(made)),
    "one line with wide spaces": lambda made: "　　".join(lines(made)),
    "a line a paragraph": lambda made: "\n".join(lines(made)),
    "empty lines between": lambda made: "\n\n".join(lines(made)),
    "one wrapped block": lambda made: wrapped(made, 25, ""),
}
TITLED = {
    "title line": lambda made: f"{made.title}\n" + "\n".join(lines(made)),
    "title and empty lines": lambda made: f"{made.title}\n\n" + "\n\n".join(lines(made)),
    "indented": lambda made: f"{made.title}\n" + "\n".join("　　" + text for text in lines(made)),
    "wrapped at 20": lambda made: f"{made.title}\n{wrapped(made, 20, '　　')}",
    "wrapped at 35": lambda made: f"{made.title}\n{wrapped(made, 35, '　　')}",
    "wrapped without indents": lambda made: f"{made.title}\n\n{wrapped(made, 30, '')}",
    "line ends of Windows": lambda made: f"{made.title}\r\n\r\n" + "\r\n\r\n".join(lines(made)),
    "Markdown": lambda made: f"# {made.title}\n\n" + "\n\n".join(lines(made)),
    "bold title": lambda made: f"**{made.title}**\n\n" + "\n\n".join(lines(made)),
    "web furniture": lambda made: (
        f"{made.title}\n2024-05-03 10:20:11 来源：某某日报\n"
        + "\n".join(lines(made))
        + "\n（责任编辑：李某）"
    ),
    "agency": lambda made: (
        f"{made.title}\n\n新华社某市5月3日电（记者 {made.writer}）" + "\n\n".join(lines(made))
    ),
}


@pytest.mark.parametrize("layout", [*UNTITLED, *TITLED])
def test_a_file_of_one_article_is_one_article_with_all_of_its_text(layout):
    for made in ARTICLES:
        (article,) = read_text((UNTITLED | TITLED)[layout](made), "page.txt")
        assert folded("".join(lines(made))) in folded(article.text)


@pytest.mark.parametrize("layout", TITLED)
def test_the_title_of_a_file_of_one_article_is_found(layout):
    for made in ARTICLES:
        (article,) = read_text(TITLED[layout](made), "page.txt")
        assert folded(article.title) == folded(made.title)
