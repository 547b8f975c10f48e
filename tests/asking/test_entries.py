from qa.asking.citing import Piece
from qa.asking.entries import SILENT, Entry, answer_of
from tests.asking.papers import ARTICLES, BRIDGE


def piece(words):
    start = BRIDGE.index(words)
    return Piece(ARTICLES[0], start, start + len(words), 0.9)


def test_what_is_told_of_one_place_stands_in_one_line_each_piece_with_its_citation():
    entries = [
        Entry("石桥村", piece("石桥村修了一座新桥。")),
        Entry("石桥村", piece("总投资80万元。")),
        Entry("柳林乡", None),
    ]
    answer = answer_of("list", entries, 0.9, "共 2 处：")
    _, told, silent = answer.text.split("\n")
    assert told.startswith("石桥村：石桥村修了一座新桥。[1]总投资80万元。[2]")
    assert silent == f"柳林乡：{SILENT}"
    assert [item.label for item in answer.items] == ["石桥村", "石桥村", "柳林乡"]


def test_an_entry_is_marked_only_in_a_quotation_that_is_longer():
    marked = answer_of("list", [Entry("石桥村", piece("总投资80万元。"))], 0.9).citations[0]
    assert marked.quote[slice(*marked.highlights[0])] == "总投资80万元。"
    whole = answer_of("list", [Entry("石桥村", piece("石桥村修了一座新桥。"))], 0.9).citations[0]
    assert whole.highlights == ()
