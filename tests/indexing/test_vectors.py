import numpy as np

from qa.indexing.vectors import Vectors


def unit(rows):
    rows = np.array(rows, np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_nearest_agrees_with_brute_force():
    generator = np.random.default_rng(7)
    rows = unit(generator.normal(size=(200, 16)))
    question = unit(generator.normal(size=(1, 16)))[0]
    expected = np.argsort(-(rows.astype(np.float16).astype(np.float32) @ question), kind="stable")[:10]
    assert [hit.passage for hit in Vectors.build(rows).nearest(question, 10)] == expected.tolist()


def test_ties_go_to_the_earlier_passage():
    vectors = Vectors.build(unit([[1, 0], [1, 0], [1, 0]]))
    assert [hit.passage for hit in vectors.nearest(unit([[1, 0]])[0], 3)] == [0, 1, 2]


def test_zero_question_has_no_nearest():
    assert Vectors.build(unit([[1, 0]])).nearest(np.zeros(2, np.float32), 1) == []


def test_empty_index_has_no_nearest():
    assert Vectors.build(np.zeros((0, 2), np.float32)).nearest(unit([[1, 0]])[0], 3) == []


def test_count_above_size_gives_all():
    assert len(Vectors.build(unit([[1, 0], [0, 1]])).nearest(unit([[1, 1]])[0], 9)) == 2


def test_saved_and_loaded_finds_the_same(tmp_path):
    vectors = Vectors.build(unit([[1, 0], [1, 1], [0, 1]]))
    vectors.save(tmp_path / "vectors.faiss")
    question = unit([[2, 1]])[0]
    assert Vectors.load(tmp_path / "vectors.faiss").nearest(question, 3) == vectors.nearest(question, 3)
