import math

import numpy as np

from qa.indexing.postings import Postings

DOCUMENTS = [["桥", "村"], ["桥", "桥", "梨", "梨"], ["班"]]


def test_score_is_the_bm25_formula():
    k1, b = 1.2, 0.75
    postings = Postings.build(DOCUMENTS, k1, b)
    idf = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    norm = k1 * (1 - b + b * 4 / (7 / 3))
    assert postings.scores(["桥"])[1] == np.float32(idf * 2 * (k1 + 1) / (2 + norm))


def test_unknown_word_leaves_other_scores_unchanged():
    postings = Postings.build(DOCUMENTS)
    assert np.array_equal(postings.scores(["桥", "没有"]), postings.scores(["桥"]))


def test_word_asked_twice_counts_twice():
    postings = Postings.build(DOCUMENTS)
    assert np.array_equal(postings.scores(["桥", "桥"]), 2 * postings.scores(["桥"]))


def test_frequency_counts_passages_not_occurrences():
    postings = Postings.build(DOCUMENTS)
    assert [postings.frequency(word) for word in ("桥", "梨", "没有")] == [2, 1, 0]


def test_no_documents_score_nothing():
    assert len(Postings.build([]).scores(["桥"])) == 0


def test_arrays_read_back_score_the_same():
    postings = Postings.build(DOCUMENTS)
    again = Postings(**postings.arrays(), count=postings.count)
    assert np.array_equal(again.scores(["桥", "班"]), postings.scores(["桥", "班"]))
