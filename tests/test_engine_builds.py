"""What a build leaves for the desk and for those who ask, whoever ran it."""

import time
from dataclasses import replace

import pytest

from qa.building import build_index
from qa.config import Settings
from qa.engine import open_engine
from qa.errors import BuildRunningError
from qa.indexing.rebuilding import take_lock


def rewrite(settings):
    page = settings.seeds / "aaaaaaaaaaaa.txt"
    page.write_text(page.read_text("utf-8").replace("120米", "130米"), "utf-8")


def test_first_build_added_every_article(engine):
    changes = engine.rebuilding.job().changes
    assert (changes.added_count, changes.removed_count) == (3, 0)


def test_build_tells_what_changed_on_the_pages(engine, settings):
    rewrite(settings)
    (settings.seeds / "cccccccccccc.txt").unlink()
    assert build_index(settings) == engine.rebuilding.job().changes
    changes = engine.rebuilding.job().changes
    assert changes.articles == 2
    assert (changes.added_count, changes.removed_count, changes.changed_count) == (0, 1, 1)
    assert (changes.embedded, changes.kept) == (1, 1)


def test_deleted_page_vanishes_from_the_answers(engine, settings):
    assert "120米" in engine.ask("石桥村的新桥长多少米？").answer.text
    (settings.seeds / "aaaaaaaaaaaa.txt").unlink()
    build_index(settings)
    assert "120米" not in engine.ask("石桥村的新桥长多少米？").answer.text


@pytest.mark.parametrize("changed", [{"passage_chars": 70}, {"overlap_chars": 10}])
def test_changed_setting_is_a_full_build(engine, settings, changed):
    assert build_index(replace(settings, **changed)).kept == 0


def test_two_builds_at_once_are_refused(engine, settings):
    with take_lock(settings.index), pytest.raises(BuildRunningError):
        build_index(settings)


def test_engine_answers_from_what_a_process_of_its_own_rebuilt(settings):
    bundled = Settings()
    settings = replace(settings, embedder=bundled.embedder, reader=bundled.reader)
    engine = open_engine(settings)
    rewrite(settings)
    begun = engine.rebuilding.start()
    deadline = time.monotonic() + 400
    while (job := engine.rebuilding.job()).state == "running":
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert (job.id, job.state, job.trouble) == (begun.id, "done", "")
    assert (job.changes.embedded, job.changes.kept) == (1, 2)
    assert any("130米" in article.text for article in engine.articles())


def test_what_an_engine_rehearses_is_in_no_record(engine, monkeypatch):
    asked, kept = [], []
    monkeypatch.setattr(
        "qa.engine.answer_message", lambda _, message, *rest: (message, asked.append(message))
    )
    monkeypatch.setattr(type(engine.history), "add", lambda *given: kept.append(given))
    engine.warm_up()
    engine.rehearse()
    assert len(asked) == 2
    assert kept == []
