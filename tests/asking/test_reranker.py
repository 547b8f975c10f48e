import shutil
import time

import numpy as np
import pytest

from qa.asking.finding import rerank
from qa.asking.query import understand
from qa.asking.reranker import load_reranker
from qa.asking.retrieval import retrieve
from qa.errors import ModelError
from qa.indexing import sentence_models
from tests.corpus import build
from tests.indexing.tiny_models import save_tiny_reranker, silent_hub

PASSAGES = ["莲藕丰收", "水渠修好了", "莲藕种了十亩"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return save_tiny_reranker(tmp_path_factory.mktemp("reranker"), labels=1)


def test_no_name_is_no_reranker():
    assert load_reranker("") is None


def test_each_passage_gets_its_own_score_whatever_stands_beside_it(folder):
    reranker = load_reranker(str(folder))
    scores = reranker.rerank("种了多少莲藕", PASSAGES)
    assert (scores.shape, scores.dtype) == ((3,), np.float32)
    alone = [reranker.rerank("种了多少莲藕", [passage])[0] for passage in PASSAGES]
    np.testing.assert_allclose(scores, alone, atol=1e-5)
    assert len(set(scores.tolist())) == 3


def test_asked_twice_and_loaded_twice_the_scores_are_the_same(folder):
    first = load_reranker(str(folder)).rerank("莲藕", PASSAGES)
    np.testing.assert_array_equal(first, load_reranker(str(folder)).rerank("莲藕", PASSAGES))


def test_no_passages_have_no_scores(folder):
    assert load_reranker(str(folder)).rerank("莲藕", []).shape == (0,)


def test_a_classifier_of_two_labels_is_refused(tmp_path):
    folder = save_tiny_reranker(tmp_path, labels=2)
    with pytest.raises(ModelError, match="is no reranker: it gives 2 numbers"):
        load_reranker(str(folder))


def test_a_damaged_folder_is_named_with_the_next_step(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "model")
    (tmp_path / "model" / "model.safetensors").write_bytes(b"cut off")
    with pytest.raises(ModelError, match=r"model cannot be read .* Put all its files back"):
        load_reranker(str(tmp_path / "model"))


def test_a_hub_that_does_not_answer_is_given_up_soon(monkeypatch):
    sentence_models.load_library()  # its import takes seconds of its own
    with silent_hub(monkeypatch) as patience_seconds:
        begun = time.monotonic()
        with pytest.raises(ModelError, match=r"owner/reranker is not on this machine.*cannot be reached"):
            load_reranker("owner/reranker")
        assert time.monotonic() - begun < patience_seconds


class Backwards:
    """Scores that turn any order round."""

    name = "backwards"

    def rerank(self, question, passages):
        return np.arange(len(passages), dtype=np.float32)


def test_a_reranker_chooses_the_passages_that_are_read():
    index = build()
    query = understand(index, "青河县的桥和学校")
    found = retrieve(index, query, 3)
    assert [one.passage for one in rerank(index, query, found, Backwards())] == [
        one.passage for one in reversed(found)
    ]
