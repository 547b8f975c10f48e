import hashlib
from dataclasses import replace

from tests.web.newspaper import ARTICLES, BRIDGE, PAGES
from web.story import find_place, neighbours, paragraphs, printed_lines

QUOTE = "新桥长120米，宽7米，今年8月底通车。"
START = BRIDGE.index(QUOTE)
END = START + len(QUOTE)
MARK = hashlib.sha256(QUOTE.encode()).hexdigest()[:8]


def marked(parts):
    return "".join(piece.text for part in parts for piece in part.pieces if piece.marked)


def test_quote_is_found_where_the_link_says():
    assert find_place(BRIDGE, START, END, MARK).state == "cited"
    assert find_place(BRIDGE, START, END, "").state == "cited"


def test_no_span_asks_for_no_quote():
    assert find_place(BRIDGE, 0, 0, "").state == "whole"


def test_quote_moved_by_a_change_is_found_again():
    place = find_place(f"记者报道：{BRIDGE}", START, END, MARK)
    assert (place.state, place.start) == ("moved", START + 5)


def test_quote_that_was_rewritten_is_lost():
    assert find_place(BRIDGE.replace("120米", "130米"), START, END, MARK).state == "lost"
    assert find_place(BRIDGE, START, 10**9, MARK).state == "lost"


def test_paragraphs_hold_the_whole_text_and_mark_the_span_over_their_borders():
    start, end = BRIDGE.index("今年8月"), BRIDGE.index("修桥时") + 3
    found = paragraphs(ARTICLES[0], start, end)
    assert "\n".join("".join(piece.text for piece in part.pieces) for part in found) == BRIDGE
    assert marked(found) == BRIDGE[start:end].replace("\n", "")
    assert [part.is_subhead for part in found] == [False, False, True, False, False]


def test_printed_lines_mark_the_very_characters_of_the_page():
    lines = printed_lines(ARTICLES[0], PAGES[0].printed, START, END)
    page = PAGES[0].printed.split("\n")
    assert marked(lines) == QUOTE
    assert all("".join(piece.text for piece in line.pieces) == page[line.number - 1] for line in lines)
    assert len(lines) == len([line for line in lines if any(p.marked for p in line.pieces)]) + 2


def test_page_that_changed_since_shows_no_lines():
    assert printed_lines(ARTICLES[0], PAGES[0].printed.replace("120", "999"), START, END) == []
    assert printed_lines(ARTICLES[0], "短", START, END) == []


def test_lines_left_out_between_two_runs_are_shown_as_a_gap():
    text = "甲乙丙丁"
    page = "甲乙\n一\n二\n三\n四\n丙丁\n"
    article = replace(ARTICLES[0], text=text, source_map=(0, 1, page.index("丙"), page.index("丁")))
    assert [(line.number, line.gap) for line in printed_lines(article, page, 0, 4)] == [
        (1, False),
        (2, False),
        (5, True),
        (6, False),
        (7, False),
    ]


def test_neighbours_end_where_the_citations_end():
    assert neighbours(["a", "b"], 1, "c").after == "b"
    assert neighbours(["a", "b"], 2, "c").after is None
    assert neighbours(["a"], 2, "c") is None
