"""The commands as a shell runs them: what they print, and how they fail."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from qa.cli import main
from qa.config import settings_table
from qa.indexing.generations import current_name

ROOT = Path(__file__).parent.parent


@pytest.fixture
def run(capsys, settings, monkeypatch):
    """Run a command in this process over the three pages; returns exit code, stdout and stderr."""
    import qa.building
    import qa.engine
    from tests.corpus import SETTINGS, FakeEmbedder

    monkeypatch.setattr(qa.building, "load_embedder", lambda name: FakeEmbedder())
    for name, value in {**SETTINGS, "data": settings.data}.items():
        monkeypatch.setenv(f"QA_{name.upper()}", str(value))

    def run(*arguments, seeds=settings.seeds, index=settings.index):
        places = ("--seeds", str(seeds), "--index", str(index))
        code = main([*arguments, *places])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def one_line(err):
    """The line of trouble, which stands alone: no traceback, nothing else but a progress bar before it."""
    lines = [line for line in err.splitlines() if line.startswith("qa: ")]
    assert "Traceback" not in err
    assert len(lines) == 1
    return lines[0]


def test_build_says_what_it_built(run, settings):
    code, out, _ = run("build")
    assert code == 0
    assert out.startswith("3 articles, ")
    assert str(settings.index) in out


def test_build_tells_how_many_passages_were_embedded_and_how_many_kept(run, settings):
    _, out, _ = run("build")
    assert out.strip().endswith("; 3 embedded, 0 kept")
    page = settings.seeds / "aaaaaaaaaaaa.txt"
    page.write_text(page.read_text("utf-8").replace("120米", "130米"), "utf-8")
    _, out, _ = run("build")
    assert out.strip().endswith("; 1 embedded, 2 kept")


def test_rollback_goes_back_and_once_more_undoes_it(run, settings):
    run("build")
    (settings.seeds / "bbbbbbbbbbbb.txt").unlink()
    run("build")
    assert run("rollback")[1].startswith("back to 3 articles, ")
    assert "暑期托管班" in run("ask", "柳林乡中心小学办起了什么班？")[1]
    assert run("rollback")[1].startswith("back to 2 articles, ")


def test_rollback_with_nothing_to_go_back_to_is_one_line(run):
    code, _, err = run("rollback")
    assert code == 1
    assert "No index in" in one_line(err)
    run("build")
    code, _, err = run("rollback")
    assert code == 1
    assert "no former index" in one_line(err)


def test_rollback_to_an_index_of_other_settings_is_refused(run, monkeypatch):
    run("build")
    monkeypatch.setenv("QA_PASSAGE_CHARS", "70")
    run("build")
    code, _, err = run("rollback")
    assert code == 1
    assert "passage_chars" in one_line(err)
    assert run("ask", "石桥村的新桥长多少米？")[0] == 0


def test_build_where_nothing_can_be_written_is_one_line_with_the_next_step(run, tmp_path):
    (tmp_path / "file").write_text("no folder", "utf-8")
    code, _, err = run("build", index=tmp_path / "file" / "index")
    assert code == 1
    assert re.search(r"The index in .* cannot be written \(Not a directory\).*qa build", one_line(err))


def test_ask_prints_the_answer_and_its_source(run):
    code, out, _ = run("ask", "石桥村的新桥长多少米？")
    assert code == 0
    assert "120米" in out
    assert "《一桥飞架两岸通》" in out


def test_ask_tells_how_a_slip_was_read_and_how_the_answer_came_about(run):
    _, out, _ = run("ask", "石乔村的新桥长多少米？", "--trace")
    assert "石桥村" in out.splitlines()[0]
    assert "decision" in out


def test_ask_json_is_the_reply_of_the_service(run):
    _, out, _ = run("ask", "石桥村的新桥长多少米？", "--json")
    assert json.loads(out)["answered"] is True


def test_read_prints_articles_for_a_person_and_for_a_program(run):
    _, out, _ = run("read")
    assert "一桥飞架两岸通" in out
    _, out, _ = run("read", "--json")
    articles = [json.loads(line) for line in out.splitlines()]
    assert len(articles) == 3
    assert {"source", "title", "place", "kicker", "byline", "text", "captions"} <= set(articles[0])


def test_missing_pages_folder_is_one_line(run, tmp_path):
    code, _, err = run("build", seeds=tmp_path / "nowhere")
    assert code == 1
    assert "nowhere" in one_line(err)


def test_empty_pages_folder_is_one_line(run, tmp_path):
    (tmp_path / "empty").mkdir()
    code, _, err = run("build", seeds=tmp_path / "empty")
    assert code == 1
    assert "empty" in one_line(err)


def test_unreadable_page_is_named_and_the_rest_is_built(run, settings):
    (settings.seeds / "broken.txt").write_bytes(b"\x00\xff\xfe\x80" * 50)
    code, out, err = run("build")
    assert code == 0
    assert "broken.txt" in err
    assert out.startswith("3 articles, ")


def test_index_of_other_settings_is_one_line(run, monkeypatch):
    run("build")
    monkeypatch.setenv("QA_PASSAGE_CHARS", "70")
    code, _, err = run("ask", "石桥村的新桥长多少米？")
    assert code == 1
    assert "qa build" in one_line(err)


def test_half_an_index_is_one_line(run, settings):
    run("build")
    (settings.index / current_name(settings.index) / "passages.npy").unlink()
    code, _, err = run("ask", "石桥村的新桥长多少米？")
    assert code == 1
    assert "qa build" in one_line(err)


@pytest.mark.parametrize("question", ["", "   ", "问" * 10_000])
def test_question_that_cannot_be_asked_is_one_line(run, question):
    code, _, err = run("ask", question)
    assert code == 1
    one_line(err)


@pytest.mark.parametrize(
    ("name", "value"), [("QA_PORT", "http"), ("QA_WORKERS", "0"), ("QA_REFUSE_BELOW", "2")]
)
def test_bad_setting_is_one_line_with_its_name(run, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    code, _, err = run("build")
    assert code == 1
    line = one_line(err)
    assert name in line
    assert value in line


def test_missing_model_is_one_line(tmp_path, pages):
    finished = subprocess.run(
        [sys.executable, "-m", "qa", "build", "--seeds", str(pages), "--index", str(tmp_path / "index")],
        env={"PATH": "", "QA_EMBEDDER": str(tmp_path / "no-model"), "HF_HUB_OFFLINE": "1"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 1
    assert "no-model" in one_line(finished.stderr)


def test_readme_names_every_setting_and_command():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert settings_table() in readme, "put the output of qa settings into README.md"
    commands = ("serve", "build", "rollback", "watch", "ask", "read", "eval", "train", "settings")
    for command in [f"qa {name}" for name in commands]:
        assert command in readme


def test_settings_are_printed_as_the_readme_shows_them(capsys):
    assert main(["settings"]) == 0
    assert capsys.readouterr().out == settings_table() + "\n"
