"""The whole suite runs without a way out, and so does every service it starts."""

import socket
import subprocess
import sys

import pytest

from tests.offline.sitecustomize import ATTEMPTS, OnlineError
from tests.running import OFFLINE

TRY = "import socket; socket.create_connection(('192.0.2.1', 9), timeout=1)"


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org", b"example.org"])
def test_nothing_leaves_this_machine(host):
    for leave in (socket.getaddrinfo, lambda host, port: socket.create_connection((host, port), timeout=1)):
        with pytest.raises(OnlineError):
            leave(host, 9)
        assert ATTEMPTS.pop().endswith(repr(host))


def test_no_word_is_sent_without_a_connection_either():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as talk, pytest.raises(OnlineError):
        talk.sendto(b"", ("192.0.2.1", 9))
    ATTEMPTS.pop()


def test_this_machine_is_reached():
    with socket.create_server(("localhost", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=9).close()


def test_services_that_tests_start_cannot_leave_either():
    command = [sys.executable, "-c", TRY]
    started = subprocess.run(command, env=OFFLINE, capture_output=True, text=True, check=False)
    assert "OnlineError" in started.stderr
