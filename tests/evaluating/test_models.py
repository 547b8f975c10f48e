import numpy as np
import pytest

from qa.asking.asking_words import without_asking_words
from qa.config import Settings
from qa.errors import SettingError
from qa.evaluating import models
from qa.evaluating.models import evaluate_models
from qa.evaluating.retrievers import Yardstick, fuse, leg_scores, rank, read_yardsticks, retrieval_yardsticks
from qa.indexing.postings import Postings
from qa.indexing.words import split_words
from tests.training.reader_data import TOWNS, article, rows, write_data, write_lines

SETS = ("cmrc2018-dev", "wenbao_news-dev", "wenbao_news-train", "crud_news-dev")


class TownEmbedder:
    """A text's vector says which towns it names."""

    name = fingerprint = "towns"
    dims = len(TOWNS)

    def embed(self, texts):
        rows = np.array([[town in text for town in TOWNS] for text in texts], np.float32).reshape(
            -1, self.dims
        )
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(norms > 0, norms, 1)

    embed_questions = embed


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = write_data(tmp_path_factory.mktemp("data"), SETS, ["crud_news"])
    for name in ("simclue", "stsb_zh"):
        pairs = [{"a": f"{town}好", "b": f"好的{town}"} for town in TOWNS]
        write_lines(folder / "pairs" / f"{name}.jsonl.xz", pairs * 5)
    return folder


@pytest.fixture(scope="module")
def cmrc(data):
    return next(read_yardsticks(data))


def test_only_questions_with_an_answer_are_asked(cmrc):
    asked = [row for row in rows("cmrc2018-dev") if row["answers"]]
    assert (len(cmrc.questions), len(cmrc.documents)) == (len(asked), len(TOWNS))
    assert [cmrc.documents[at] for at in cmrc.right] == [row["context"] for row in asked]


def test_news_questions_are_asked_among_the_articles_of_training_too(data):
    names = {yardstick.name: len(yardstick.documents) for yardstick in read_yardsticks(data)}
    assert names == {"cmrc2018-dev": 8, "wenbao_news-dev": 8, "crud_news-dev": 16}


def test_rank_counts_who_stands_before_and_gives_ties_to_the_earlier():
    scores = np.array([[3, 1, 2], [1, 1, 1], [9, 8, 7]], np.float32)
    ranking = rank(scores, [0, 1, 2])
    assert ranking.first == pytest.approx(1 / 3)
    assert ranking.reciprocal == pytest.approx((1 + 1 / 2 + 1 / 3) / 3)
    assert ranking.among_five == 1


def test_legs_are_summed_in_proportion_to_their_best():
    legs = {
        "words": np.array([[4, 2], [0, 0]], np.float32),
        "vectors": np.array([[0, 1], [1, 0]], np.float32),
    }
    fused = fuse(legs, {"words": 1.0, "vectors": 0.5})
    np.testing.assert_allclose(fused, [[1, 1], [0.5, 0]])


def test_word_scores_are_those_of_the_index(cmrc):
    legs = leg_scores(cmrc, TownEmbedder(), 300, 80)
    postings = Postings.build(split_words(document) for document in cmrc.documents)
    np.testing.assert_array_equal(
        legs["words"][0], postings.scores(split_words(without_asking_words(cmrc.questions[0])))
    )


def test_a_document_is_as_near_as_its_nearest_passage():
    other = "这一句没有提到地方。" * 40
    yardstick = Yardstick("made", [TOWNS[1]], [other + f"{TOWNS[0]}。", f"{TOWNS[1]}。" + other, ""], [1])
    np.testing.assert_array_equal(leg_scores(yardstick, TownEmbedder(), 50, 0)["vectors"], [[0, 1, 0]])


def test_the_table_has_a_line_for_each_leg_and_the_sum(data):
    lines = list(retrieval_yardsticks(TownEmbedder(), data, 300, 80, models.LEG_WEIGHTS))
    assert [line.split(":")[0].strip() for line in lines[:5]] == [
        "cmrc2018-dev", "BM25, words", "BM25, words and pairs", "embedder", "hybrid",
    ]  # fmt: skip
    assert "hybrid:                 R@1 1.0000" in lines[4]
    assert lines[-3:-1] == [
        f"{name}, held-out paraphrases, embedder: R@1 1.0000  R@5 1.0000  MRR 1.0000"
        for name in ("simclue", "stsb_zh")
    ]
    assert lines[-1].endswith("sentences a second of one core")


def test_one_command_prints_both_models(data, monkeypatch):
    monkeypatch.setattr(models, "load_embedder", lambda name: TownEmbedder())
    monkeypatch.setattr(models, "Reader", type("Reader", (), {"load": staticmethod(lambda folder: "reader")}))
    monkeypatch.setattr(models, "reader_yardsticks", lambda reader, data: iter([f"{reader} figures"]))
    lines = list(evaluate_models(data, Settings(embedder="towns", reader="folder")))
    assert lines[0] == f"embedder towns: {len(TOWNS)} dimensions, sha256 towns"
    assert lines[-2:] == ["reader folder", "reader figures"]


def test_a_folder_without_yardsticks_is_named(tmp_path):
    with pytest.raises(SettingError, match="holds no yardsticks: there is no folder qa/"):
        list(evaluate_models(tmp_path, Settings()))


def test_the_last_article_is_found_like_the_first(cmrc):
    hybrid = fuse(leg_scores(cmrc, TownEmbedder(), 300, 80), models.LEG_WEIGHTS)
    last = max(range(len(cmrc.right)), key=lambda at: cmrc.right[at])
    assert cmrc.documents[int(hybrid[last].argmax())] == article(len(TOWNS) - 1)
