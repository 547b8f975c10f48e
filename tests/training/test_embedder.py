import numpy as np
import pytest

from qa.indexing.embedder import load_embedder
from qa.training import embedder as training
from qa.training import embedder_pairs
from qa.training.embedder import Recipe, train_embedder
from qa.training.embedder_pairs import (
    PARAPHRASES,
    QUESTIONS,
    RAW,
    TITLES,
    held_out_paraphrases,
    lift_sentence,
    question_triples,
    read_triples,
    slice_around,
    training_paraphrases,
)
from qa.training.embedder_tokens import choose_tokens, first_vectors, make_tokenizer
from qa.training.reader_words import YARDSTICKS
from tests.training.reader_data import PEOPLE, TOWNS, article, write_data, write_lines

# The trainer's own warnings: no GPU to pin memory for, and a scheduler's habit of torch's.
pytestmark = [pytest.mark.filterwarnings("ignore:.*pin_memory.*:UserWarning")]

WORDS = ["莲藕", "水渠", "省城", "收入", "去年", "今年", "种", "卖", "修", "的"]
SMALL = Recipe(tokens=200, dims=8, rounds=4, batch=16, save_steps=2)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = write_data(tmp_path_factory.mktemp("data"), [*QUESTIONS, *YARDSTICKS], RAW)
    for name in (*TITLES, *PARAPHRASES):
        rows = [{"a": f"{town}种莲藕", "b": article(at)} for at, town in enumerate(TOWNS)] * 3
        write_lines(folder / "pairs" / f"{name}.jsonl.xz", rows)
    return folder


@pytest.fixture
def known_words(monkeypatch):
    """Word vectors without the minutes it takes to learn them."""
    vectors = np.eye(len(WORDS), 8, dtype=np.float32) + 0.1

    def words(data, work):
        letters = sorted(set("".join(article(at) for at in range(len(TOWNS)))))
        more = [letter for letter in letters if letter not in WORDS]
        rest = np.ones((len(more), 8), np.float32)
        return [*WORDS, *more], np.full(len(WORDS) + len(more), 9), np.concatenate([vectors, rest])

    monkeypatch.setattr(training, "prepare_words", words)


def test_tokens_are_all_characters_and_then_the_most_frequent_words():
    tokens = choose_tokens(["莲藕", "水渠", "123456", "，", "藕"], [5, 9, 99, 99, 2], size=6)
    assert list(tokens) == ["莲", "藕", "水", "渠", "水渠"]


def test_a_run_is_cut_into_its_likeliest_tokens_and_marks_are_none():
    tokens = choose_tokens(WORDS, [9] * len(WORDS), size=100)
    assert make_tokenizer(tokens).encode("去年，卖莲藕。").tokens == ["去年", "卖", "莲藕"]


def test_a_number_is_cut_apart_from_the_characters_around_it():
    tokens = choose_tokens(["2024", "年", "4年"], [9, 9, 9], size=100)
    assert make_tokenizer(tokens).encode("2024年").tokens == ["2024", "年"]


def test_rare_words_begin_longer_than_frequent_ones():
    tokens = choose_tokens(["莲藕", "水渠"], [1000, 10], size=100)
    tokenizer = make_tokenizer(tokens)
    lengths = np.linalg.norm(first_vectors(tokenizer, tokens, {}, 8, np.random.default_rng(1)), axis=1)
    assert lengths[tokenizer.token_to_id("水渠")] > lengths[tokenizer.token_to_id("莲藕")] > lengths[0] == 0


def test_a_known_word_begins_in_the_direction_of_its_vector():
    tokens = choose_tokens(["莲藕"], [10], size=100)
    tokenizer = make_tokenizer(tokens)
    known = {"莲藕": np.array([3, 4], np.float32)}
    row = first_vectors(tokenizer, tokens, known, 2, np.random.default_rng(1))[tokenizer.token_to_id("莲藕")]
    np.testing.assert_allclose(row / np.linalg.norm(row), [0.6, 0.8], rtol=1e-6)


@pytest.mark.parametrize("at", [0, 250, 499])
def test_a_slice_holds_the_character_asked_for(at):
    text = "".join(chr(0x4E00 + number) for number in range(500))
    for seed in range(20):
        assert text[at] in slice_around(text, at, np.random.default_rng(seed))


def test_a_sentence_is_lifted_out_of_what_stands_around_it():
    sentence, around = lift_sentence(article(0), np.random.default_rng(1))
    assert sentence in article(0)
    assert sentence not in around
    assert lift_sentence("只有一句。", np.random.default_rng(1)) is None


def test_pairs_are_the_same_for_the_same_seed(data):
    assert read_triples(data, 1, seed=1) == read_triples(data, 1, seed=1) != read_triples(data, 1, seed=2)


def test_articles_of_the_yardsticks_are_not_learned_as_raw_text_or_titles(data):
    write_lines(data / "qa" / "wenbao_news-dev.jsonl.xz", [])
    write_lines(data / "qa" / "crud_news-dev.jsonl.xz", [])
    everything = len(read_triples(data, 1, seed=1))
    write_lines(data / "qa" / "wenbao_news-dev.jsonl.xz", [{"context": article(0)}])
    raw, titles = len(RAW), 3 * len(TITLES)
    assert everything - len(read_triples(data, 1, seed=1)) == raw + titles


def test_a_question_goes_with_what_answers_it_and_against_what_does_not():
    text = "".join(f"第{number}件事是修了第{number}条水渠。" for number in range(10, 60))
    at = text.index("35条")
    for seed in range(20):
        slices, sentences = question_triples("第35件事", text, at, np.random.default_rng(seed))
        assert "35条" in slices[1]
        assert "35条" not in slices[2]
        assert sentences[1] == "第35件事是修了第35条水渠。"
        assert sentences[2] in text
        assert sentences[2] != sentences[1]


def test_questions_kept_out_are_not_learned(data, monkeypatch):
    monkeypatch.setattr(embedder_pairs, "is_held_out", lambda context, source: context == article(0))
    asked = {question for question, _, _ in read_triples(data, 1, seed=1)}
    assert f"{PEOPLE[1]}种了多少亩莲藕" in asked
    assert f"{PEOPLE[0]}种了多少亩莲藕" not in asked


def test_every_triple_has_three_texts(data):
    assert all(all(triple) for triple in read_triples(data, 2, seed=1))


def test_held_out_paraphrases_are_not_learned(data):
    learned, kept = training_paraphrases(data, "simclue"), held_out_paraphrases(data, "simclue")
    assert (len(kept), len(learned)) == (2, 22)


def test_training_writes_a_model_that_finds_the_article_of_a_question(data, known_words, tmp_path):
    train_embedder(data, tmp_path / "model", tmp_path / "work", SMALL)
    embedder = load_embedder(str(tmp_path / "model"))
    passages = embedder.embed([article(at) for at in range(len(TOWNS))])
    questions = embedder.embed([f"{town}的莲藕" for town in TOWNS])
    assert (questions @ passages.T).argmax(axis=1).tolist() == list(range(len(TOWNS)))
    assert not embedder.embed(["✽"]).any()


def test_training_stopped_on_the_way_goes_on_to_the_same_model(data, known_words, tmp_path, monkeypatch):
    train_embedder(data, tmp_path / "whole", tmp_path / "one", SMALL)
    save = training.save_embedder
    monkeypatch.setattr(
        training, "save_embedder", lambda model, out: (_ for _ in ()).throw(KeyboardInterrupt)
    )
    with pytest.raises(KeyboardInterrupt):
        train_embedder(data, tmp_path / "parts", tmp_path / "two", SMALL)
    assert list((tmp_path / "two").rglob("checkpoint-*"))
    monkeypatch.setattr(training, "save_embedder", save)
    train_embedder(data, tmp_path / "parts", tmp_path / "two", SMALL)
    texts = [article(at) for at in range(3)]
    whole = load_embedder(str(tmp_path / "whole")).embed(texts)
    np.testing.assert_allclose(load_embedder(str(tmp_path / "parts")).embed(texts), whole, atol=2e-3)
