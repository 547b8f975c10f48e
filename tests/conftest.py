"""What several rooms' tests stand on: three pages on disk and an engine over them."""

from unittest.mock import patch

import pytest

from qa.config import Settings
from qa.errors import IndexMissingError
from tests.corpus import ARTICLES, SETTINGS, FakeEmbedder, FakeReader
from tests.offline.sitecustomize import ATTEMPTS
from tests.postgres import Cluster


@pytest.fixture(autouse=True)
def nothing_online():
    """No test leaves this machine, not even for a try that it forgives."""
    yield
    tried = [*ATTEMPTS]
    ATTEMPTS.clear()
    assert tried == []


@pytest.fixture(scope="session", autouse=True)
def disk_in_no_hurry():
    """Tests do not wait for a disk to keep what they throw away: 0.3 s for each index otherwise."""
    with patch("os.fsync"):
        yield


@pytest.fixture
def pages(tmp_path):
    """A folder of three page files, one article each, laid out as a plain page is."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for article in ARTICLES:
        text = f"{article.title}\n\n{article.place}\n\n本报讯 {article.text}\n\n（{article.byline}）\n"
        (folder / article.source).write_text(text, "utf-8")
    return folder


@pytest.fixture
def settings(tmp_path, pages):
    """Settings of a service over the three pages; everything it writes goes below tmp_path."""
    return Settings(
        seeds=pages,
        index=tmp_path / "index",
        data=tmp_path / "data",
        embedder="fake",
        **SETTINGS,
    )


@pytest.fixture
def engine(settings, monkeypatch):
    """An engine over the three pages, whose embedder and reader are worked out on paper."""
    import qa.building
    import qa.engine

    monkeypatch.setattr(qa.building, "load_embedder", lambda name: FakeEmbedder())
    monkeypatch.setattr(qa.engine, "load_reader", lambda folder: FakeReader())
    return qa.engine.open_engine(settings)


@pytest.fixture(scope="session")
def cluster():
    """A PostgreSQL server, started by the first test that needs one."""
    cluster = Cluster()
    cluster.start()
    yield cluster
    cluster.remove()


@pytest.fixture
def without_index(engine, monkeypatch):
    """Take the index from the engine, as before the first build; a running one holds on to what it has."""

    def none(_):
        raise IndexMissingError("No index in var/index. Build one with: qa build")

    return lambda: monkeypatch.setattr(type(engine), "index", property(none))
