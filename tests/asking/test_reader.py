import json
from itertools import pairwise

import numpy as np
import pytest
import torch

from qa.asking.reader import (
    GLANCE,
    NETWORK,
    READ_WORDS,
    SETTINGS,
    WITHIN,
    WORDS,
    Calibration,
    Reader,
    worth_reading,
)
from qa.asking.reader_features import FIRST_WORD, MATCHES, Pair, Vocabulary, make_batch
from qa.asking.reader_spans import OVER, Said, read_window
from qa.asking.readings import MOST
from qa.errors import ModelError
from qa.training.reader_export import export_reader
from qa.training.reader_layers import Shape
from qa.training.reader_network import ReaderNetwork
from qa.training.reader_windows import EMPTY

TEXT = "河口镇的赵明去年种了12亩莲藕，收入3万元。\n今年他还要修2公里的水渠。"
KNOWN = ["的", "种", "了", "莲藕", "亩", "水渠", "。"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A tiny reader with random weights: what it finds is nonsense, how it says it is not."""
    vocabulary = Vocabulary(
        KNOWN, ["n"] * len(KNOWN), [70, 60, 50, 40, 30, 20, 10], "的种了莲藕亩水渠。河口镇"
    )
    torch.manual_seed(1)
    sizes = {"word_dims": 8, "tuned_words": 4, "char_dims": 4, "class_dims": 4, "dims": 16, "heads": 2}
    network = ReaderNetwork(Shape(FIRST_WORD + 7, FIRST_WORD + len(vocabulary.chars), **sizes))
    out = tmp_path_factory.mktemp("reader")
    export_reader(network, vocabulary, Calibration((0.1, 0.2, 0.3), -1.0), out)
    return out


@pytest.fixture(scope="module")
def reader(folder):
    return Reader.load(folder)


def same(left, right):
    return (
        (left.start, left.end, left.spans) == (right.start, right.end, right.spans)
        and left.probability == right.probability
        and np.array_equal(left.evidence, right.evidence)
    )


def test_texts_read_ahead_are_cut_into_words_once(folder, monkeypatch):
    cut, read = [], Vocabulary.read
    monkeypatch.setattr(Vocabulary, "read", lambda self, text: cut.append(text) or read(self, text))
    reader = Reader.load(folder)
    reader.remember([TEXT])
    assert cut == [TEXT]
    reader.read("种了多少亩？", [("", TEXT)])
    assert cut.count(TEXT) == 1


def test_each_passage_has_a_reading_whose_spans_lie_in_it(reader):
    readings = reader.read("赵明种了多少亩莲藕？", [("河口镇 莲藕丰收", TEXT), ("", "种了水渠。")])
    for reading, text in zip(readings, (TEXT, "种了水渠。"), strict=True):
        assert 0 <= reading.start < reading.end <= len(text)
        assert (reading.start, reading.end, reading.score) == reading.spans[0]
        assert reading.evidence.shape == (len(text),)
        assert reading.evidence.dtype == np.float32
        assert ((reading.evidence >= 0) & (reading.evidence <= 1)).all()
        assert reading.probability == pytest.approx(1 / (1 + np.exp(-reading.score)))


def test_spans_come_best_first_and_do_not_overlap(reader):
    spans = reader.read("赵明种了多少亩莲藕？", [("", TEXT)])[0].spans
    assert len(spans) > 1
    assert [score for _, _, score in spans] == sorted((score for _, _, score in spans), reverse=True)
    ordered = sorted(spans)
    assert all(left[1] <= right[0] for left, right in pairwise(ordered))


def test_no_passages_have_no_readings(reader):
    assert reader.read("谁", []) == []


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_a_passage_without_words_is_read_without_complaint(reader, text):
    reading = reader.read("谁种了莲藕", [("河口镇", text)])[0]
    assert 0 <= reading.start <= reading.end <= len(text)
    if not text:
        assert reading.probability == 0
        assert reading.spans == ()


def test_an_empty_question_is_read_without_complaint(reader):
    reading = reader.read("", [("", TEXT)])[0]
    assert 0 <= reading.start < reading.end <= len(TEXT)


def test_ten_thousand_characters_are_read_in_windows(reader):
    text = (TEXT * 300)[:10_000]
    reading = reader.read("水渠多长", [("河口镇", text)])[0]
    assert 0 <= reading.start < reading.end <= 10_000
    assert reading.evidence.shape == (10_000,)
    assert (reading.evidence[reading.start : reading.end] > 0).all()
    assert (reading.evidence > 0).mean() > 0.2  # of every sixteen windows four are read to their end


def test_a_span_of_a_long_passage_is_where_it_says(reader):
    text = "种了莲藕。" * READ_WORDS
    reading = reader.read("莲藕", [("", text)])[0]
    for start, end, _ in reading.spans:
        assert text[start:end] in text


def test_asked_twice_the_same(reader, folder):
    passages = [("河口镇", TEXT), ("", "莲藕。")]
    first, again = (reader.read("种了什么", passages) for _ in range(2))
    fresh = Reader.load(folder).read("种了什么", passages)
    assert all(same(a, b) and same(a, c) for a, b, c in zip(first, again, fresh, strict=True))


def test_traditional_and_full_width_questions_are_the_same_question(reader):
    plain, other = (
        reader.read(question, [("", TEXT)])[0] for question in ("种了12亩莲藕吗?", "種了１２畝蓮藕嗎？")
    )
    assert same(plain, other)


def test_passages_far_less_likely_by_a_glance_are_not_read_to_their_end():
    likeliest = np.float32(1.5)
    glanced = np.array([likeliest - WITHIN - 0.1, likeliest, likeliest - WITHIN + 0.1], np.float32)
    assert worth_reading(glanced, MOST) == [1, 2]
    assert worth_reading(np.array([-30.0], np.float32), MOST) == [0]
    assert worth_reading(np.zeros(0, np.float32), MOST) == []


def test_of_passages_alike_by_a_glance_only_so_many_are_read_to_their_end():
    glanced = np.full(MOST + 2, -7.0, np.float32)
    glanced[[0, -1]] = -7.5, -6.0
    assert worth_reading(glanced, MOST) == [*range(1, MOST), MOST + 1]


def test_what_is_not_read_to_its_end_answers_nothing_and_the_others_what_they_would(reader, monkeypatch):
    question = reader._vocabulary.read("赵明种了多少亩莲藕")
    pairs = [Pair(question, EMPTY, reader._vocabulary.read(text)) for text in (TEXT, "种了水渠。", "莲藕。")]
    every = reader.read_pairs(pairs)
    assert all(window.spans for window in every)
    monkeypatch.setattr("qa.asking.reader.worth_reading", lambda glanced, most: [1])
    first, second, third = reader.read_pairs(pairs, most=1)
    assert first.spans == third.spans == ()
    assert first.evidence.shape == every[0].evidence.shape
    assert second.signs == pytest.approx(every[1].signs, abs=0.02)  # bytes have one scale for a whole batch
    readings = reader.read("赵明种了多少亩莲藕", [("", TEXT), ("", "种了水渠。"), ("", "莲藕。")])
    assert [bool(reading.spans) for reading in readings] == [False, True, False]
    assert readings[0].probability == 0.0


@pytest.mark.parametrize("name", [GLANCE, NETWORK, WORDS, SETTINGS])
def test_a_missing_file_is_named(folder, tmp_path, name):
    for kept in (GLANCE, NETWORK, WORDS, SETTINGS):
        if kept != name:
            (tmp_path / kept).write_bytes((folder / kept).read_bytes())
    with pytest.raises(ModelError, match=f"No {name} in .*qa train reader"):
        Reader.load(tmp_path)


@pytest.mark.parametrize("name", [GLANCE, NETWORK, WORDS, SETTINGS])
def test_a_damaged_file_is_a_clear_error(folder, tmp_path, name):
    for kept in (GLANCE, NETWORK, WORDS, SETTINGS):
        (tmp_path / kept).write_bytes((folder / kept).read_bytes())
    (tmp_path / name).write_bytes(b"\x80 not what it was")
    with pytest.raises(ModelError, match=r"is damaged .*qa train reader"):
        Reader.load(tmp_path)


def test_settings_without_a_weight_are_a_clear_error(folder, tmp_path):
    for kept in (GLANCE, NETWORK, WORDS):
        (tmp_path / kept).write_bytes((folder / kept).read_bytes())
    (tmp_path / SETTINGS).write_text(json.dumps({"bias": 0}))
    with pytest.raises(ModelError, match="is damaged"):
        Reader.load(tmp_path)


def vocabulary():
    return Vocabulary(["莲藕", "种"], ["n", "v"], [9, 3], "莲藕种")


def test_a_vocabulary_is_saved_and_loaded_the_same(tmp_path):
    vocabulary().save(tmp_path / "words.txt")
    loaded = Vocabulary.load(tmp_path / "words.txt")
    assert (loaded.words, loaded.classes, loaded.counts, loaded.chars) == (
        ["莲藕", "种"],
        ["n", "v"],
        [9, 3],
        "莲藕种",
    )
    assert loaded.commonness.tolist() == vocabulary().commonness.tolist()


def test_words_cover_the_text_they_were_cut_from():
    text = vocabulary().read(TEXT)
    assert text.bounds[0] == 0
    assert text.bounds[-1] == len(TEXT) == len(text.codes)
    assert (np.diff(text.bounds) > 0).all()


def test_marks_say_what_the_question_shares_with_the_passage():
    words = vocabulary()
    question, passage, nothing = words.read("种莲藕"), words.read("他种莲藕。"), words.read("")
    marks = make_batch([Pair(question, nothing, passage)], words.commonness).passage_marks[0]
    assert marks.shape == (4, 1 + MATCHES)
    exact, share, whole, runs_of_three = (marks[:, column].tolist() for column in (1, 2, 3, 5))
    assert exact == [0, 1, 1, 0]
    assert share == [0, 1, 1, 0]
    assert whole == [0, 1, 1, 0]
    assert runs_of_three == [0, 1, 1, 0]


def test_the_best_span_is_the_one_whose_scores_add_up_highest():
    starts, ends = np.array([0, 3, 0, 0], np.float32), np.array([5, 0, 2, 0], np.float32)
    spans = (starts[:, None] + ends[None, :])[None]
    words = vocabulary()
    pair = Pair(words.read("种"), words.read(""), words.read("他，我。"))
    batch = make_batch([pair], words.commonness)
    assert batch.passage_ids.shape[1] == 4
    reading = read_window(Said(spans, np.zeros((1, 4), np.float32), np.zeros(1, np.float32)), batch, 0)
    assert reading.spans[:2] == ((0, 1, 5.0), (1, 3, 5.0))
    assert reading.signs[0] == 5.0


def test_a_span_goes_on_into_the_next_sentence_only_where_that_is_far_better():
    scores = np.full((1, 4, 4), -5.0, np.float32)
    scores[0, 0, 1], scores[0, 0, 3], scores[0, 1, 3] = 5.0, 6.0, 7.5  # within one sentence, over its end
    words = vocabulary()
    batch = make_batch([Pair(words.read("种"), words.read(""), words.read("他，我。"))], words.commonness)
    said = Said(scores, np.zeros((1, 4), np.float32), np.zeros(1, np.float32))
    two = np.array([0, 0, 1, 1])
    assert read_window(said, batch, 0).spans[0] == (1, 4, 7.5)
    assert read_window(said, batch, 0, two).spans[0] == (1, 4, 7.5 - OVER)
    scores[0, 1, 3] = 0.0
    assert read_window(said, batch, 0).spans[0] == (0, 4, 6.0)
    assert read_window(said, batch, 0, two).spans[0] == (0, 2, 5.0)
    assert read_window(said, batch, 0, two).signs[0] == 6.0  # what it is judged by stays


def test_a_span_of_the_sentence_that_likelier_belongs_to_the_answer_comes_first():
    scores = np.full((1, 4, 4), -50.0, np.float32)
    scores[0, 0, 1], scores[0, 2, 3] = 5.0, 4.0
    words = vocabulary()
    batch = make_batch([Pair(words.read("种"), words.read(""), words.read("他，我。"))], words.commonness)
    evidence = np.array([[-2, -2, 2, 2]], np.float32)
    said = Said(scores, evidence, np.zeros(1, np.float32))
    two = np.array([0, 0, 1, 1])
    assert read_window(said, batch, 0).spans[:2] == ((0, 2, 5.0), (2, 4, 4.0))
    assert read_window(said, batch, 0, two).spans[:2] == ((2, 4, 4.0), (0, 2, 4.0))
