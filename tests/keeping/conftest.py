import pytest

from qa.keeping.database import open_database


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """A new, empty database of each kind: what is promised of one is promised of the other."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/papers.sqlite"
    return request.getfixturevalue("cluster").new_database()


@pytest.fixture
def reopened(address, tmp_path):
    """Open the database as another process would."""
    opened = []

    def reopened():
        opened.append(open_database(address, tmp_path))
        return opened[-1]

    yield reopened
    for database in opened:
        database.close()


@pytest.fixture
def database(reopened):
    return reopened()
