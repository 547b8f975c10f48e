import pytest

from web import create_app


@pytest.fixture
def client(engine, settings):
    return create_app(engine, settings).test_client()
