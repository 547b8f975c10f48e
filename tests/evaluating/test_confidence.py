import json
import lzma

import numpy as np
import pytest

from qa.asking.reader_held_out import is_held_out
from qa.cli import main
from qa.config import Settings
from qa.evaluating import confidence
from qa.evaluating.confidence import Asked, confidence_of, fit, fit_confidence, render
from tests.corpus import FakeReader


def asked(sign, right):
    return Asked(np.array([[sign, 0.0, 0.0, 0.0, 0.0]]), np.array([right]), right)


EVIDENT = [asked(number / 10, number > 10) for number in range(21)] * 3


def test_sign_that_tells_gets_the_weight_and_the_rest_none():
    bias, reader, *others = fit(EVIDENT)
    assert reader > 1.0
    assert bias < 0.0
    assert others == pytest.approx([0.0] * 4)


def test_likeliest_reading_decides_and_none_is_no_confidence():
    weights = np.array([0.0, 1.0, 0.0, 0.0, 0.0, 0.0])
    both = Asked(np.array([[1.0, 0, 0, 0, 0], [-1.0, 0, 0, 0, 0]]), np.array([True, False]), True)
    assert confidence_of(both, weights) == pytest.approx(1 / (1 + np.exp(-1)))
    assert confidence_of(Asked(np.zeros((0, 5)), np.zeros(0, bool), False), weights) == 0.0


def test_higher_threshold_never_refuses_less():
    lines = list(render(EVIDENT))[3:]
    refused = [[float(value) for value in line.split()[1:]] for line in lines]
    assert refused == sorted(refused)


def test_questions_about_held_out_articles_are_asked_of_all_articles(tmp_path, monkeypatch):
    contexts = [f"第{number}号村修了新桥。新桥长{number + 10}米。" for number in range(60)]
    held = [context for context in contexts if is_held_out(context, "wenbao_news-train")]
    assert held
    rows = [{"context": text, "question": "新桥长多少米？", "answers": [text[-4:-1]]} for text in contexts]
    (tmp_path / "qa").mkdir()
    with lzma.open(tmp_path / "qa" / "wenbao_news-train.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    own = [row | {"context": row["context"].replace("新桥", "水渠")} for row in rows]
    held += [row["context"] for row in own if is_held_out(row["context"], "own")]
    seen = []
    monkeypatch.setattr(confidence, "own_rows", lambda _: own)
    monkeypatch.setattr(confidence, "load_reader", lambda _: FakeReader())
    monkeypatch.setattr(confidence, "render", lambda asked: seen.extend(asked) or ["done"])
    assert list(fit_confidence(tmp_path, Settings()))[-1] == "done"
    assert len(seen) == len(held)


def test_folder_of_yardsticks_must_be_named(capsys):
    assert main(["eval", "confidence"]) == 1
    assert "--data DIR" in capsys.readouterr().err
