import contextlib
import os
import threading
import time
from dataclasses import replace

import pytest

from qa.errors import BuildCancelledError, BuildRunningError, PagesError
from qa.indexing.changes import compare
from qa.indexing.rebuilding import Rebuilding, run_build, take_lock
from tests.corpus import ARTICLES

NOTHING = compare(ARTICLES, ARTICLES, ())


def in_a_thread(folder, work):
    """What begins a build: here in a thread that has the lock as a process of its own would."""

    def launch(lock):
        ours = os.fdopen(os.dup(lock.fileno()), "ab")
        threading.Thread(target=run, args=(ours,)).start()

    def run(lock):
        with contextlib.suppress(BuildCancelledError, PagesError):  # told in the job
            run_build(folder, "", work, lock)

    return launch


def wait(rebuilding, *, until=lambda job: job.state != "running"):
    deadline = time.monotonic() + 20
    while not until(rebuilding.job()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return rebuilding.job()


def nothing(progress):
    return NOTHING


def test_nothing_built_yet_is_idle(tmp_path):
    assert Rebuilding(tmp_path, lambda lock: None).job().state == "idle"


def test_progress_is_seen_by_another_process_and_a_second_build_must_wait(tmp_path):
    go_on = threading.Event()

    def work(progress):
        progress("vectors", 3, 12)
        go_on.wait(10)
        return NOTHING

    ours, another = (Rebuilding(tmp_path, in_a_thread(tmp_path, work)) for _ in range(2))
    job = ours.start()
    seen = wait(another, until=lambda job: job.step == "vectors")
    assert (seen.id, seen.done, seen.total) == (job.id, 3, 12)
    assert another.start() is None
    with pytest.raises(BuildRunningError, match="Another process is building"):
        run_build(tmp_path, "", nothing)
    go_on.set()
    assert wait(another).changes == NOTHING


def test_cancelled_build_stops_at_its_next_word_and_says_so(tmp_path):
    go_on = threading.Event()

    def work(progress):
        progress("words", 0, 2)
        go_on.wait(10)
        progress("vectors", 1, 2)
        raise AssertionError("it went on")

    rebuilding = Rebuilding(tmp_path, in_a_thread(tmp_path, work))
    rebuilding.start()
    wait(rebuilding, until=lambda job: job.step == "words")
    assert rebuilding.cancel().step == "cancel"
    go_on.set()
    assert wait(rebuilding).state == "cancelled"
    assert rebuilding.cancel() is None


def test_cancelling_means_one_build_and_not_the_next(tmp_path):
    go_on = threading.Event()

    def work(progress):
        go_on.wait(10)
        return NOTHING

    rebuilding = Rebuilding(tmp_path, in_a_thread(tmp_path, work))
    rebuilding.start()
    rebuilding.cancel()  # too late: the work tells no more of itself
    go_on.set()
    assert wait(rebuilding).state == "done"
    rebuilding.start()
    assert wait(rebuilding).state == "done"


def test_build_made_elsewhere_is_known_by_what_it_changed(tmp_path):
    run_build(tmp_path, "as they are", nothing)
    job = Rebuilding(tmp_path, lambda lock: None).job()
    assert (job.state, job.pages, job.changes) == ("done", "as they are", NOTHING)


def test_failed_build_says_why_and_the_next_may_start(tmp_path):
    def work(progress):
        raise PagesError("no pages in seeds")

    rebuilding = Rebuilding(tmp_path, in_a_thread(tmp_path, work))
    assert rebuilding.start()
    job = wait(rebuilding)
    assert (job.state, job.trouble) == ("failed", "no pages in seeds")
    assert rebuilding.start()
    wait(rebuilding)


def test_build_whose_process_vanishes_is_told_as_failed(tmp_path):
    rebuilding = Rebuilding(tmp_path, lambda lock: None)  # whoever was handed the lock is gone
    rebuilding.start()
    job = rebuilding.job()
    assert (job.state, job.trouble) == ("failed", "the process that built it stopped")


def test_build_that_cannot_be_begun_is_told_as_failed(tmp_path):
    def launch(lock):
        raise OSError("no process to be had")

    rebuilding = Rebuilding(tmp_path, launch)
    assert rebuilding.start().state == "failed"
    assert rebuilding.job().trouble == "no process to be had"


def test_lock_is_free_when_its_holder_lets_go(tmp_path):
    with take_lock(tmp_path):
        assert take_lock(tmp_path) is None
    with take_lock(tmp_path) as lock:
        assert lock


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
