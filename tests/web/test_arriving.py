"""A request is whole at its last byte and not before, however it is cut into pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.arriving import MAX_HEAD_BYTES, Arriving, State

POST = b"POST /ask HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabcde"
CHUNKED = b"POST /ask HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
CHUNKS = CHUNKED + b"3\r\nabc\r\nA;x=1\r\n0\r\n\r\n01234\r\n0\r\n\r\n"
TRAILED = CHUNKS[:-2] + b"Sum: 1\r\n\r\n"
GET = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"


def states(request, cuts):
    arriving = Arriving(100)
    found = []
    for start, end in zip([0, *cuts], [*cuts, len(request)], strict=True):
        arriving.add(request[start:end])
        found.append(arriving.state)
    return found


@pytest.mark.parametrize("request_bytes", [POST, CHUNKS, TRAILED, GET])
@given(data=st.data())
def test_request_is_whole_at_its_last_byte_and_not_before(request_bytes, data):
    inside = st.integers(1, len(request_bytes) - 1)
    cuts = sorted(data.draw(st.sets(inside, max_size=6)) | {len(request_bytes) - 1})
    assert states(request_bytes, cuts) == [State.COMING] * len(cuts) + [State.WHOLE]


@given(st.binary(max_size=300), st.lists(st.binary(max_size=40), max_size=9))
def test_no_bytes_break_it(head, rest):
    arriving = Arriving(100)
    for data in (head, b"\r\nTransfer-Encoding: chunked\r\n\r\n", *rest):
        arriving.add(data)
    assert arriving.state in State


@pytest.mark.parametrize(
    ("request_bytes", "state"),
    [
        (b"POST / HTTP/1.1\r\nContent-Length: 101\r\n\r\n", State.TOO_LARGE),
        (b"POST / HTTP/1.1\r\nContent-Length: " + b"9" * 9_000 + b"\r\n\r\n", State.TOO_LARGE),
        (CHUNKED + b"FFFFFFFF\r\n", State.TOO_LARGE),
        (CHUNKED + b"" + b"1\r\na\r\n" * 4_000, State.TOO_LARGE),
        (CHUNKED + b"xyz\n", State.MALFORMED),
        (CHUNKED + b"1234567890\r\n", State.MALFORMED),
        (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * MAX_HEAD_BYTES, State.HEAD_TOO_LARGE),
        (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * MAX_HEAD_BYTES + b"\r\n", State.HEAD_TOO_LARGE),
    ],
)
def test_what_is_too_large_or_odd_is_not_waited_for(request_bytes, state):
    arriving = Arriving(100)
    arriving.add(request_bytes)
    assert arriving.state is state


def test_client_that_waits_for_a_word_is_known_once():
    arriving = Arriving(100)
    arriving.add(POST[:-5].replace(b"Host: a", b"Expect: 100-continue"))
    assert arriving.waits_for_a_word
    arriving.add(b"ab")
    assert not arriving.waits_for_a_word
