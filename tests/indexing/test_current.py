"""The change over to a new index, as a worker makes it between two questions."""

import threading

import pytest

from qa.errors import IndexDamagedError
from qa.indexing.current import CurrentIndex
from qa.indexing.generations import current_name
from qa.indexing.index_files import read_index, save_index
from tests.corpus import ARTICLES, SETTINGS, FakeEmbedder, build


def save(folder, count):
    return save_index(build(ARTICLES[:count]), folder, dict(SETTINGS))


@pytest.fixture
def folder(tmp_path):
    save(tmp_path, 3)
    return tmp_path


def loader(folder):
    return lambda: read_index(folder, FakeEmbedder(), dict(SETTINGS))


def test_a_new_index_is_taken_over_at_the_next_call(folder):
    current = CurrentIndex(folder, loader(folder))
    assert len(current.get().articles) == 3
    save(folder, 2)
    assert len(current.get().articles) == 2


def test_an_index_taken_over_is_read_once(folder):
    loads = []
    current = CurrentIndex(folder, lambda: loads.append(1) or loader(folder)())
    save(folder, 2)
    for _ in range(3):
        current.get()
    assert len(loads) == 2


@pytest.mark.parametrize("damage", ["a file", "the pointer", "no pointer"])
def test_a_new_index_that_cannot_be_loaded_leaves_the_old_answering_and_is_told_once(folder, damage, caplog):
    current = CurrentIndex(folder, loader(folder))
    save(folder, 2)
    if damage == "a file":
        (folder / current_name(folder) / "names.json").write_bytes(b"{}")
    elif damage == "the pointer":
        (folder / "current").write_bytes(b"nonsense")
    else:
        (folder / "current").unlink()
    for _ in range(20):
        assert len(current.get().articles) == 3
    assert len(caplog.records) == 1
    assert "still answers" in caplog.text
    assert "qa build" in caplog.text


def test_the_build_after_a_damaged_one_is_taken_over(folder):
    current = CurrentIndex(folder, loader(folder))
    save(folder, 2)
    (folder / current_name(folder) / "names.json").write_bytes(b"{}")
    assert len(current.get().articles) == 3
    save(folder, 2)
    assert len(current.get().articles) == 2


def test_a_load_that_failed_for_a_while_is_tried_again(folder, monkeypatch):
    monkeypatch.setattr("qa.indexing.current._TRY_AGAIN_SECONDS", 0.0)
    trouble = [IndexDamagedError("too many open files")]

    def load():
        if trouble and held:
            raise trouble.pop()
        return loader(folder)()

    held = []
    current = CurrentIndex(folder, load)
    held.append(True)
    save(folder, 2)
    assert len(current.get().articles) == 3
    assert len(current.get().articles) == 2


def test_a_generation_taken_away_while_it_is_loaded_gives_way_to_the_newest(folder):
    def load():
        index = loader(folder)()
        if builds:
            builds.pop()
            for count in (2, 1):
                save(folder, count)
            raise IndexDamagedError("its files are gone")
        return index

    builds = []
    current = CurrentIndex(folder, load)
    save(folder, 2)
    builds.append(True)
    assert len(current.get().articles) == 1


def test_others_are_answered_from_the_old_index_while_one_loads_the_new(folder):
    loading, go_on = threading.Event(), threading.Event()

    def load():
        if held:
            loading.set()
            go_on.wait(20)
        return loader(folder)()

    held = []
    current = CurrentIndex(folder, load)
    held.append(True)
    save(folder, 2)
    one = threading.Thread(target=current.get)
    one.start()
    assert loading.wait(20)
    assert len(current.get().articles) == 3
    go_on.set()
    one.join()
    assert len(current.get().articles) == 2
