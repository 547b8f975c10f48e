"""A short form of the campaigns under load: more clients than places, and slow ones beside them."""

import pytest

from tests.campaigns.asking import keep_asking
from tests.campaigns.load import unexpected
from tests.campaigns.slow_clients import measure
from tests.running import running

SECONDS = 5


@pytest.fixture(scope="module")
def narrow(tmp_path_factory):
    """A service of one process with few places."""
    limits = {"QA_WORKERS": "1", "QA_THREADS": "1", "QA_WAITING": "4", "QA_RATE": "", "QA_RATE_PAGES": ""}
    with running(tmp_path_factory.mktemp("narrow"), **limits) as service:
        service.ask()
        yield service


def test_more_clients_than_places_get_answers_or_are_told_to_come_again(narrow):
    found = keep_asking(narrow, clients=24, seconds=SECONDS)
    assert unexpected(found) == {}
    assert found.statuses[200] > 0
    assert found.statuses[503] > 0


def test_four_hundred_slow_connections_let_others_have_their_answers(narrow):
    _, beside, _ = measure(narrow, slow=400, seconds=SECONDS)
    assert set(beside.statuses) == {200}
