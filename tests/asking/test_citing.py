from dataclasses import replace

import pytest

from qa.asking.citing import Piece, check, cite, cite_all, items_of, said, said_in_order
from tests.asking.papers import ARTICLES, BRIDGE

ARTICLE = ARTICLES[0]


def test_quote_is_the_slice_and_the_short_answer_is_marked_in_it():
    at = BRIDGE.index("120米")
    citation = cite(1, Piece(ARTICLE, 10, 25, 0.9, (at, at + 4)))
    assert citation.quote == BRIDGE[10:25]
    ((start, end),) = citation.highlights
    assert citation.quote[start:end] == "120米"


def test_short_answer_outside_the_quote_is_not_marked():
    assert cite(1, Piece(ARTICLE, 0, 9, 0.9, (11, 15))).highlights == ()


def test_pieces_are_numbered_in_their_order_and_said_with_their_numbers():
    pieces = [Piece(ARTICLE, 0, 10, 0.9), Piece(ARTICLE, 10, 25, 0.8)]
    assert [citation.n for citation in cite_all(pieces)] == [1, 2]
    assert said(pieces) == f"{BRIDGE[:10]}[1]{BRIDGE[10:25]}[2]"


def test_labelled_pieces_have_a_line_each():
    pieces = [Piece(ARTICLE, 0, 10, 0.9, label="石桥村"), Piece(ARTICLE, 10, 25, 0.8, label="桥头")]
    assert said(pieces) == f"石桥村：{BRIDGE[:10]}[1]\n桥头：{BRIDGE[10:25]}[2]"
    assert [(item.label, item.citation) for item in items_of(pieces)] == [("石桥村", 1), ("桥头", 2)]


@pytest.mark.parametrize("changed", [{"quote": "别的话"}, {"start": 1}, {"quote": "", "start": 0, "end": 0}])
def test_citation_that_is_not_the_articles_own_never_leaves(changed):
    citation = replace(cite(1, Piece(ARTICLE, 0, 10, 0.9)), **changed)
    with pytest.raises(AssertionError):
        check([citation])


def test_quotation_the_page_interrupts_keeps_the_part_that_answers():
    jump = tuple(at if at < 20 else at + 500 for at in range(len(BRIDGE)))
    broken = replace(ARTICLE, source_map=jump)
    assert cite(1, Piece(broken, 9, 30, 0.9, (22, 25))).start == 20
    assert cite(1, Piece(broken, 9, 30, 0.9, (11, 15))).end == 20
    assert said([Piece(broken, 9, 22, 0.9)]) == f"{BRIDGE[9:20]}[1]"


def test_pieces_are_said_as_they_stand_and_numbered_by_weight():
    pieces = [Piece(ARTICLE, 10, 25, 0.9), Piece(ARTICLE, 0, 10, 0.5)]
    assert said_in_order(pieces) == f"{BRIDGE[:10]}[2]{BRIDGE[10:25]}[1]"
