"""The gate over the bundled pages and models, as `qa eval` runs it."""

from qa.cli import main


def test_bundled_pages_and_models_reach_their_baseline(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("QA_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("QA_DATA", str(tmp_path / "data"))
    curve = tmp_path / "curve.svg"
    code = main(["eval", "--curve", str(curve)])
    printed = capsys.readouterr().out
    assert code == 0, printed
    assert "gate passed" in printed
    assert curve.read_text("utf-8").startswith("<svg")
