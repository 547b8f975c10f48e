"""A short form of `tests.campaigns.described`: every route keeps to the description of the API."""

import pytest
import schemathesis

from qa.config import Settings
from tests.campaigns.described import ADMIN_KEY, check, operations
from web import create_app, openapi

EXAMPLES = 15


@pytest.mark.parametrize("label", [f"{one.method.upper()} {one.path}" for one in openapi.OPERATIONS])
def test_route_keeps_to_its_description(script, label):
    app = create_app(script, Settings(admin_key=ADMIN_KEY, rate="", rate_pages=""))
    schema = schemathesis.openapi.from_wsgi("/openapi.json", app)
    [operation] = [one for one in operations(schema) if one.label == label]
    assert check(operation, EXAMPLES) >= 1
