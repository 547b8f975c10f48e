"""The gate over the bundled pages and models, as `qa eval` runs it."""

from pathlib import Path

import pytest

from qa.cli import main

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    monkeypatch.setenv("QA_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("QA_DATA", str(tmp_path / "data"))


def test_bundled_pages_and_models_reach_their_baseline(tmp_path, capsys):
    curve = tmp_path / "curve.svg"
    code = main(["eval", "--curve", str(curve)])
    printed = capsys.readouterr().out
    assert code == 0, printed
    assert "gate passed" in printed
    assert curve.read_text("utf-8").startswith("<svg")


def test_questions_of_other_facts_reach_theirs(capsys):
    questions, baseline = HERE / "more.jsonl", HERE / "more.baseline.json"
    code = main(["eval", str(questions), "--baseline", str(baseline)])
    assert code == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    "name", ["city", "towns", "layouts", "coast", "hills", "plains", "lakes", "forests", "deltas", "canals"]
)
def test_questions_about_made_up_pages_reach_theirs(name, capsys):
    made = HERE / "unseen" / name
    questions, baseline = made.with_suffix(".jsonl"), made.with_suffix(".baseline.json")
    code = main(["eval", str(questions), "--seeds", str(made), "--baseline", str(baseline)])
    assert code == 0, capsys.readouterr().out
