import threading
import time
from dataclasses import replace

from qa.errors import PagesError
from qa.indexing.rebuilding import Rebuilding, compare, note_build
from tests.corpus import ARTICLES

NOTHING = compare(ARTICLES, ARTICLES, ())


def wait(rebuilding):
    deadline = time.monotonic() + 10
    while rebuilding.job().state == "running":
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return rebuilding.job()


def test_nothing_built_yet_is_idle(tmp_path):
    assert Rebuilding(tmp_path, lambda progress: NOTHING).job().state == "idle"


def test_progress_is_seen_by_another_process_and_a_second_build_must_wait(tmp_path):
    go_on = threading.Event()

    def build(progress):
        progress("vectors", 3, 12)
        go_on.wait(10)
        return NOTHING

    ours, another = Rebuilding(tmp_path, build), Rebuilding(tmp_path, build)
    assert ours.start()
    while another.job().step != "vectors":
        time.sleep(0.01)
    assert (another.job().done, another.job().total) == (3, 12)
    assert not another.start()
    go_on.set()
    assert wait(another).changes == NOTHING


def test_build_made_elsewhere_is_known_by_what_it_changed(tmp_path):
    note_build(tmp_path, 5.0, NOTHING)
    job = Rebuilding(tmp_path, lambda progress: NOTHING).job()
    assert (job.state, job.began_at, job.changes) == ("done", 5.0, NOTHING)


def test_failed_build_says_why_and_the_next_may_start(tmp_path):
    def build(progress):
        raise PagesError("no pages in seeds")

    rebuilding = Rebuilding(tmp_path, build)
    assert rebuilding.start()
    job = wait(rebuilding)
    assert (job.state, job.trouble) == ("failed", "no pages in seeds")
    assert rebuilding.start()
    wait(rebuilding)


def test_changes_name_what_came_went_and_was_rewritten():
    bridge, school, orchard = ARTICLES
    rewritten = replace(school, text="新的文字。")
    moved = replace(orchard, id="dddddddddddd", text="又改了。")
    new = replace(bridge, id="eeeeeeeeeeee", title="新稿", source="new.txt")
    changes = compare(ARTICLES, [rewritten, moved, new], ())
    assert changes.articles == 3
    assert changes.added == ("new.txt 新稿",)
    assert changes.removed == (f"{bridge.source} {bridge.title}",)
    assert changes.changed == (f"{school.source} {school.title}", f"{orchard.source} {orchard.title}")
    assert (changes.added_count, changes.removed_count, changes.changed_count) == (1, 1, 2)
