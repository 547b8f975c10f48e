"""A gunicorn worker that gives a thread only to a request that has arrived whole.

Gunicorn's own threads wait for their client: as many slow clients as there are threads stop a service. Here
one loop waits for all of them, each for a limited time; when there are too many, the longest waited for goes.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import selectors
import socket
import struct
import termios
import time
from functools import partial
from http import HTTPStatus
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

from web.arriving import Arriving, State
from web.problems import ARRIVAL_PROBLEMS, Problem

ARRIVING_SECONDS = 10.0  # for a request, from its first byte to its last
IDLE_SECONDS = 5.0  # for the first byte of the next
LEAVING_SECONDS = 2.0  # for the client to close after our last byte
SENDING_SECONDS = 10.0  # for a client to take a reply
_SEND_BUFFER_BYTES = 1 << 20  # most replies go into it whole, so that no thread waits for a slow reader
_UNREAD_BYTES = 65_536  # with more of earlier replies unread, a client gets no other
_GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
_READ_BYTES = 65_536


class _Connection(TConn):  # type: ignore[misc]  # gunicorn ships no types
    """A client's connection and what has come on it; the loop waits for it `since` then and `until` then."""

    arriving: Arriving
    is_leaving = False
    since = until = 0.0


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """Waits for all clients at once; its threads meet whole requests only."""

    def __init__(self, *given: object) -> None:
        super().__init__(*given)
        self._waiting: set[_Connection] = set()
        self._swept_at = 0.0

    def accept(self, listener: socket.socket) -> None:
        """Take a new connection in; the loop waits for its request."""
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE):
                self._drop_longest_waiting()
            elif error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        self.nr_conns += 1
        if self.nr_conns >= self.worker_connections:
            self._drop_longest_waiting()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER_BYTES)
        self._await_request(_Connection(self.cfg, client, address, listener.getsockname()))

    def finish_request(self, conn: _Connection, fs: Any) -> None:  # noqa: ANN401  (a future, as gunicorn has it)
        """Wait for the next request of a connection, or for its client to close it."""
        try:
            if fs.cancelled() or not fs.result():
                self._let_go(conn)
                return
            self._await_request(conn)
            if ahead := conn.parser.unreader.take_buffered():  # sent behind the request just answered
                self._take(conn, ahead)
        except Exception:
            self._close(conn)

    def murder_pending(self) -> None:
        """Close the connections whose time is over; called after every turn of the loop."""
        now = time.monotonic()
        if now - self._swept_at < 0.25:
            return
        self._swept_at = now
        for conn in [conn for conn in self._waiting if conn.until <= now]:
            self._drop(conn)

    def handle_request(self, req: Any, conn: _Connection) -> bool:  # noqa: ANN401
        """Answer, as long as the client takes the reply; one that does not is left."""
        conn.sock.settimeout(SENDING_SECONDS)
        try:
            return bool(super().handle_request(req, conn))
        except TimeoutError:
            return False

    def _cap_keepalive(self, deadline: float) -> None:
        """Before stopping: take in who has come already, and wait no longer than this for who is silent."""
        for listener in self.sockets:
            count = -1
            while count != self.nr_conns:
                count = self.nr_conns
                self.accept(listener)
        for conn in self._waiting:
            if not len(conn.arriving):
                conn.until = min(conn.until, deadline)

    def _await(self, conn: _Connection, seconds: float) -> None:
        conn.sock.setblocking(False)
        conn.since = time.monotonic()
        conn.until = conn.since + seconds
        self._waiting.add(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._read, conn))

    def _await_request(self, conn: _Connection) -> None:
        conn.arriving = Arriving(self.app.max_body_bytes)
        self._await(conn, IDLE_SECONDS)

    def _let_go(self, conn: _Connection) -> None:
        """Say that no more comes, and let the client close: what it still sends would cut our reply off."""
        conn.is_leaving = True
        conn.sock.shutdown(socket.SHUT_WR)
        self._await(conn, LEAVING_SECONDS)

    def _read(self, conn: _Connection, sock: socket.socket) -> None:
        try:
            data = sock.recv(_READ_BYTES)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._forget(conn)
            self._close(conn)
        elif not conn.is_leaving:
            self._take(conn, data)

    def _take(self, conn: _Connection, data: bytes) -> None:
        if not len(conn.arriving):
            conn.until = time.monotonic() + ARRIVING_SECONDS
        conn.arriving.add(data)
        state = conn.arriving.state
        if state is State.WHOLE:
            self._forget(conn)
            if _unread_bytes(conn) > _UNREAD_BYTES:
                self._break_off(conn)
                return
            conn.init()
            conn.parser.unreader.unread(conn.arriving.data)
            self.enqueue_req(conn)
        elif state is not State.COMING:
            self._forget(conn)
            self._refuse(conn, state.value)
        elif conn.arriving.waits_for_a_word:
            _send(conn, _GO_ON)

    def _refuse(self, conn: _Connection, status: int) -> None:
        _send(conn, refusal(ARRIVAL_PROBLEMS[status]))
        try:
            self._let_go(conn)
        except OSError:
            self._close(conn)

    def _break_off(self, conn: _Connection) -> None:
        """Close at once, and have the system forget what the client did not read."""
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._close(conn)

    def _drop_longest_waiting(self) -> None:
        if self._waiting:
            self._drop(min(self._waiting, key=lambda conn: conn.since))

    def _drop(self, conn: _Connection) -> None:
        """Close a connection whose time is over; one that had begun to ask is told so."""
        self._forget(conn)
        if len(conn.arriving) and not conn.is_leaving:
            _send(conn, refusal(ARRIVAL_PROBLEMS[408]))
        self._close(conn)

    def _forget(self, conn: _Connection) -> None:
        self._waiting.discard(conn)
        self.poller.unregister(conn.sock)

    def _close(self, conn: _Connection) -> None:
        self._waiting.discard(conn)
        self.nr_conns -= 1
        conn.close()


def refusal(problem: Problem) -> bytes:
    """The whole reply to a request that never reaches the application."""
    body = json.dumps(problem.as_json(), ensure_ascii=False).encode()
    head = (
        f"HTTP/1.1 {problem.status} {HTTPStatus(problem.status).phrase}\r\nConnection: close\r\n"
        f"Content-Type: application/problem+json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode("ascii") + body


def _unread_bytes(conn: _Connection) -> int:
    """What was sent and found no room with the client, who must read to make some."""
    (count,) = struct.unpack("i", fcntl.ioctl(conn.sock, termios.TIOCOUTQ, b"\0\0\0\0"))
    return int(count)


def _send(conn: _Connection, data: bytes) -> None:
    """Send a few bytes that fit the buffer, to a client that may be gone."""
    with contextlib.suppress(OSError):
        conn.sock.send(data)
