"""Generations on disk: switched with one rename, kept for going back, read only when every byte is right."""

import os
import shutil
from pathlib import Path

import pytest

from qa.errors import IndexDamagedError, IndexMissingError, IndexWriteError
from qa.indexing.generations import current_name
from qa.indexing.index_files import read_index, return_to_former, save_index
from tests.corpus import ARTICLES, SETTINGS, FakeEmbedder, build


def save(folder, count=3):
    return save_index(build(ARTICLES[:count]), folder, dict(SETTINGS))


def load(folder):
    return read_index(folder, FakeEmbedder(), dict(SETTINGS))


def roll_back(folder):
    return_to_former(folder, FakeEmbedder(), dict(SETTINGS))


def kept(folder):
    return {path.name for path in folder.iterdir() if path.is_dir()}


def files_of(folder):
    return {path.name: path.read_bytes() for path in (folder / current_name(folder)).iterdir()}


@pytest.fixture
def saved(tmp_path):
    """A folder with a current index of three articles and a former one of two."""
    save(tmp_path / "index", 2)
    save(tmp_path / "index")
    return tmp_path / "index"


def test_two_builds_of_the_same_pages_have_equal_bytes(tmp_path):
    for place in ("one", "two"):
        save(tmp_path / place)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_the_former_generation_is_kept_and_older_ones_go(saved):
    names = [current_name(saved), save(saved, 1)]
    assert kept(saved) == set(names)


def test_the_same_pages_again_change_nothing(saved):
    before = files_of(saved), kept(saved)
    save(saved)
    assert (files_of(saved), kept(saved)) == before


def test_going_back_and_forth(saved):
    three = current_name(saved)
    roll_back(saved)
    assert len(load(saved).articles) == 2
    roll_back(saved)
    assert current_name(saved) == three


def test_going_back_with_no_former_index_says_so(tmp_path):
    save(tmp_path)
    with pytest.raises(IndexMissingError, match="no former index"):
        roll_back(tmp_path)
    assert len(load(tmp_path).articles) == 3


def test_going_back_to_a_damaged_index_is_refused(saved):
    (former,) = kept(saved) - {current_name(saved)}
    (saved / former / "passages.npy").write_bytes(b"")
    with pytest.raises(IndexDamagedError, match=r"passages\.npy"):
        roll_back(saved)
    assert len(load(saved).articles) == 3


def test_a_damaged_index_is_built_anew_beside_it(saved):
    damaged = current_name(saved)
    (saved / damaged / "passages.npy").write_bytes(b"")
    name = save(saved)
    assert name == f"{damaged}-1"
    assert len(load(saved).articles) == 3


@pytest.mark.parametrize("left", [".building", "0123456789abcdef"])
def test_what_a_killed_build_left_is_cleared_away(saved, left):
    (saved / left).mkdir()
    (saved / left / "half.npy").write_bytes(b"half")
    name = save(saved, 1)
    assert kept(saved) - {name} <= kept(saved)
    assert left not in kept(saved)


def test_what_we_did_not_make_is_left_alone(saved):
    (saved / "notes").mkdir()
    save(saved, 1)
    assert "notes" in kept(saved)


def test_open_files_of_a_removed_generation_can_still_be_read(saved):
    index = load(saved)
    for count in (2, 1):
        save(saved, count)
    assert not (saved / index.generation).exists()
    assert index.search_text("words", "托管班", 1)
    assert index.articles[2].title == "梨花开处是金山"


def test_failed_build_leaves_the_former_index_and_nothing_else(saved, monkeypatch):
    before = files_of(saved), kept(saved)
    index = build(ARTICLES[:1])
    full = OSError(28, "No space left on device")
    monkeypatch.setattr(type(index.vectors), "save", lambda *_: (_ for _ in ()).throw(full))
    with pytest.raises(IndexWriteError, match=r"No space left.*still answers\. Free some space.*qa build"):
        save_index(index, saved, dict(SETTINGS))
    assert (files_of(saved), kept(saved)) == before


def test_an_index_that_reads_otherwise_than_it_was_written_never_becomes_current(saved, monkeypatch):
    before = files_of(saved)
    index = build(ARTICLES[:2])
    monkeypatch.setattr(
        type(index.names), "save", lambda _, path: path.write_text('{"places":{},"authors":{}}')
    )
    with pytest.raises(IndexDamagedError, match="reads otherwise"):
        save_index(index, saved, dict(SETTINGS))
    assert files_of(saved) == before


def test_every_byte_outlives_a_power_cut_before_the_pointer_names_it(tmp_path, monkeypatch):
    done = []
    rename = os.replace

    def told_sync(handle):
        done.append(str(Path(f"/proc/self/fd/{handle}").readlink()))

    monkeypatch.setattr(os, "fsync", told_sync)
    monkeypatch.setattr(os, "replace", lambda old, new: (done.append(f"to {new}"), rename(old, new)))
    name = save(tmp_path)
    switch = done.index(f"to {tmp_path / 'current'}")
    before = set(done[:switch])
    aside = tmp_path / ".building"
    files = {path.name for path in (tmp_path / name).iterdir()} - {"manifest.json"}
    assert {str(aside / file) for file in files | {".manifest.json"}} <= before
    assert {str(aside), str(tmp_path), str(tmp_path / ".current")} <= before
    assert done[switch + 1] == str(tmp_path)


def test_a_damaged_pointer_is_refused_for_any_byte_and_any_length(saved):
    text = (saved / "current").read_bytes()
    for at in range(len(text)):
        for changed in (text[at] ^ 1, text[at] ^ 0x20, 0, 10, 255):
            if changed != text[at]:
                (saved / "current").write_bytes(text[:at] + bytes([changed]) + text[at + 1 :])
                with pytest.raises(IndexDamagedError, match="qa build"):
                    load(saved)
        (saved / "current").write_bytes(text[:at])
        with pytest.raises(IndexDamagedError, match="qa build"):
            load(saved)
    (saved / "current").write_bytes(text)
    assert len(load(saved).articles) == 3


def damages(content):
    """The content with one bit changed at several places, cut, emptied, and with a byte more."""
    for at in sorted({0, 1, 7, len(content) // 3, len(content) // 2, len(content) - 1}):
        if at < len(content):
            yield content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
    yield content + b"\0"
    if content:
        yield content[:-1]
        yield b""


def test_a_damaged_file_is_refused_by_name_and_the_next_step(saved):
    generation = saved / current_name(saved)
    files = sorted(generation.iterdir())
    assert len(files) == 20
    for path in files:
        content = path.read_bytes()
        for damaged in damages(content):
            path.write_bytes(damaged)
            with pytest.raises(IndexDamagedError, match=rf"{path.name}.*qa build|is incomplete.*qa build"):
                load(saved)
        path.unlink()
        with pytest.raises(IndexDamagedError, match="qa build"):
            load(saved)
        path.write_bytes(content)
    assert len(load(saved).articles) == 3


def test_a_generation_of_another_under_its_name_is_refused(saved):
    name = current_name(saved)
    (former,) = kept(saved) - {name}
    shutil.rmtree(saved / name)
    shutil.copytree(saved / former, saved / name)
    with pytest.raises(IndexDamagedError, match="altered"):
        load(saved)
