"""Does the service keep to its own description, whatever fits or nearly fits it is sent?

python -m tests.campaigns.described [--examples 300]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.running import running

ADMIN_KEY = "a-key-for-the-desk"
_PROMISED = [status_code_conformance, content_type_conformance, response_schema_conformance]


def operations(schema):
    """The operations a description names."""
    return [found.ok() for found in schema.get_all_operations()]


def check(operation, examples: int) -> int:
    """Send so many requests, and as many wrong ones where there is a body to get wrong; counts those sent.

    Raises where a reply breaks a promise.
    """
    takes_a_body = "requestBody" in operation.definition.raw
    modes = [GenerationMode.POSITIVE, *[GenerationMode.NEGATIVE] * takes_a_body]
    return sum(_send(operation, mode, examples) for mode in modes)


def _send(operation, mode: GenerationMode, examples: int) -> int:
    sent = 0

    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(mode))
    def send(case):
        nonlocal sent
        reply = case.call(headers={"Authorization": f"Bearer {ADMIN_KEY}"})
        checks = _PROMISED if reply.status_code == 503 else [not_a_server_error, *_PROMISED]
        case.validate_response(reply, checks=checks)
        sent += 1

    send()
    return sent


def main() -> None:
    """Print how many requests each operation stood."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=300, help="pairs of requests for each operation")
    options = parser.parse_args()
    limits = {"QA_RATE": "", "QA_RATE_PAGES": "", "QA_ADMIN_KEY": ADMIN_KEY}
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), **limits) as service:
        began = time.monotonic()
        schema = schemathesis.openapi.from_url(f"http://127.0.0.1:{service.port}/openapi.json")
        for operation in operations(schema):
            print(f"{operation.label}: {check(operation, options.examples)} requests, all as described")
        print(f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
