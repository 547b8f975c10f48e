import time

from qa.errors import PagesError
from qa.indexing.jobs import Job
from qa.indexing.watching import Watcher


class Builds:
    """Stands for the builds of an index: what the last one was, and how many were begun."""

    def __init__(self, job=None):
        self.last = job or Job("idle")
        self.begun = 0

    def job(self):
        return self.last

    def start(self):
        self.begun += 1
        return self.last


def look(builds, marks):
    """Look once at each of the marks; how many builds that began."""
    waiting = iter(marks)
    watcher = Watcher(lambda: next(waiting), builds)
    for _ in marks:
        watcher.look()
    return builds.begun


def test_pages_as_the_last_build_saw_them_begin_nothing():
    assert look(Builds(Job("done", pages="a")), ["a", "a", "a"]) == 0


def test_changed_pages_begin_a_build_once_they_are_at_rest():
    assert look(Builds(Job("done", pages="a")), ["a", "b", "c"]) == 0
    assert look(Builds(Job("done", pages="a")), ["a", "b", "b"]) == 1


def test_pages_changed_while_nobody_watched_begin_a_build():
    assert look(Builds(Job("done", pages="a")), ["b", "b"]) == 1


def test_a_running_build_is_waited_for():
    assert look(Builds(Job("running", pages="a")), ["b", "b", "b"]) == 0


def test_a_cancelled_build_is_not_begun_again_until_the_pages_change():
    assert look(Builds(Job("cancelled", pages="a")), ["a", "a"]) == 0
    assert look(Builds(Job("cancelled", pages="a")), ["b", "b"]) == 1


def test_a_failed_build_is_tried_again_but_not_at_once():
    now = time.time()
    assert look(Builds(Job("failed", pages="a", ended_at=now)), ["a", "a", "a"]) == 0
    assert look(Builds(Job("failed", pages="a", ended_at=now - 61)), ["a", "a"]) == 1


def test_trouble_with_the_pages_is_logged_once_and_begins_nothing(caplog):
    def gone():
        raise PagesError("No folder seeds.")

    builds = Builds()
    watcher = Watcher(gone, builds)
    for _ in range(3):
        assert not watcher.look()
    assert builds.begun == 0
    assert len(caplog.records) == 1


def test_it_watches_for_as_long_as_it_is_told():
    builds, rounds = Builds(), iter([True, True, True, False])
    Watcher(lambda: "a", builds).watch(0, lambda: next(rounds))
    assert builds.begun == 2
