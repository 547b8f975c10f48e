"""What a build leaves for the desk, whoever ran it."""

import time

from qa.engine import build_index


def wait(engine):
    deadline = time.monotonic() + 20
    while engine.rebuilding.job().state == "running":
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return engine.rebuilding.job()


def test_first_build_added_every_article(engine):
    changes = engine.rebuilding.job().changes
    assert (changes.added_count, changes.removed_count) == (3, 0)


def test_build_tells_what_changed_on_the_pages(engine, settings):
    page = sorted(settings.seeds.iterdir())[0]
    page.write_text(page.read_text("utf-8").replace("120米", "130米"), "utf-8")
    sorted(settings.seeds.iterdir())[2].unlink()
    build_index(settings)
    changes = engine.rebuilding.job().changes
    assert changes.articles == 2
    assert (changes.added_count, changes.removed_count, changes.changed_count) == (0, 1, 1)


def test_engine_answers_from_what_it_rebuilt(engine, settings):
    page = sorted(settings.seeds.iterdir())[0]
    page.write_text(page.read_text("utf-8").replace("120米", "130米"), "utf-8")
    assert engine.rebuilding.start()
    assert wait(engine).state == "done"
    assert any("130米" in article.text for article in engine.articles())
