"""The bytes of a connection to whether a request has arrived whole."""

from __future__ import annotations

import re
from enum import Enum

MAX_HEAD_BYTES = 32_768
_FRAMING_BYTES = 16_384  # that chunks may add to a body
_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d+)[ \t]*\r\n", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
_EXPECTS = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*\r\n", re.IGNORECASE)
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n")


class State(Enum):
    """How far a request is; the others than COMING and WHOLE are the status it is refused with."""

    COMING = 0
    WHOLE = 200
    MALFORMED = 400
    TOO_LARGE = 413
    HEAD_TOO_LARGE = 431


class Arriving:
    """A request on its way in, of which nobody waits for more than a head and `max_body_bytes`."""

    def __init__(self, max_body_bytes: int) -> None:
        self._max_body_bytes = max_body_bytes
        self._data = bytearray()
        self._body_at = 0  # 0: the head is not whole yet
        self._body_bytes: int | None = None  # None where it comes in chunks
        self._chunk_at = 0
        self.state = State.COMING

    def __len__(self) -> int:
        return len(self._data)

    @property
    def data(self) -> bytes:
        """All that has come."""
        return bytes(self._data)

    @property
    def waits_for_a_word(self) -> bool:
        """True where the client sends its body only after being told to."""
        waits = self.state is State.COMING and 0 < self._body_at == len(self._data)
        return waits and bool(_EXPECTS.search(self._data))

    def add(self, data: bytes) -> None:
        """Take what has come now."""
        searched = max(0, len(self._data) - len(_END))
        self._data += data
        if not self._body_at and (found := self._data.find(_END, searched)) >= 0:
            self._read_head(found + len(_END))
        if self._body_at:
            self.state = self._state_of_chunks() if self._body_bytes is None else self._state_of_body()
        if (self._body_at or len(self._data)) > MAX_HEAD_BYTES:
            self.state = State.HEAD_TOO_LARGE

    def _read_head(self, end: int) -> None:
        head = self._data[:end]
        self._body_at = self._chunk_at = end
        if not _CHUNKED.search(head):
            length = _LENGTH.search(head)
            digits = length[1][:18] if length else b"0"
            self._body_bytes = int(digits)

    def _state_of_body(self) -> State:
        assert self._body_bytes is not None  # noqa: S101  (asked only then)
        if self._body_bytes > self._max_body_bytes:
            return State.TOO_LARGE
        return State.WHOLE if len(self._data) - self._body_at >= self._body_bytes else State.COMING

    def _state_of_chunks(self) -> State:
        """Walk over the chunks that are here."""
        while line := _CHUNK.match(self._data, self._chunk_at):
            size = int(line[1], 16)
            if size == 0:
                ends = self._data.startswith(b"\r\n", line.end()) or self._data.find(_END, line.end()) >= 0
                return State.WHOLE if ends else self._state_so_far(len(self._data))
            if line.end() + size + 2 > len(self._data):
                return self._state_so_far(line.end() + size)
            self._chunk_at = line.end() + size + 2
        is_odd = b"\n" in self._data[self._chunk_at :]
        return State.MALFORMED if is_odd else self._state_so_far(len(self._data))

    def _state_so_far(self, end: int) -> State:
        too_large = end - self._body_at > self._max_body_bytes + _FRAMING_BYTES
        return State.TOO_LARGE if too_large else State.COMING
