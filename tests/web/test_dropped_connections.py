"""Readers who leave in the middle: whatever they cut off, the next one is served and nothing complains."""

import json
import socket
import struct
import urllib.request

import pytest

from tests.web.newspaper import FACT

ASKED = json.dumps({"question": FACT}).encode()
STREAM = (
    b"POST /ask HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\n"
    b"Content-Length: %d\r\n\r\n%s" % (len(ASKED), ASKED)
)
SHEET = "/static/of-any-version/style.css"
STYLE = b"GET %s HTTP/1.1\r\nHost: here\r\n\r\n" % SHEET.encode()
RESET = struct.pack("ii", 1, 0)  # close at once, with a reset instead of a farewell


def drop(site, sent, read):
    """Send that much, read that much, and hang up."""
    host, port = site.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        connection.sendall(sent)
        if read:
            connection.recv(read)


@pytest.mark.parametrize(
    ("sent", "read"),
    [(b"", 0), (STYLE[:20], 0), (STYLE, 0), (STYLE, 1), (STREAM[:-5], 0), (STREAM, 0), (STREAM, 1)],
    ids=["silent", "half a head", "unread file", "half a file", "half a body", "unread", "half a stream"],
)
def test_dropped_connections_cost_nobody_else_anything(site, sent, read):
    for _ in range(20):
        drop(site, sent, read)
    with urllib.request.urlopen(f"{site}{SHEET}", timeout=60) as reply:
        assert len(reply.read()) > 20_000
