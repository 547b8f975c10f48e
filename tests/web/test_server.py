from flask import Flask

from qa.config import Settings
from web.server import Server


def test_a_worker_rehearses_before_its_first_client():
    heard = []
    server = Server(Flask("test"), Settings(), lambda: heard.append("rehearsed"))
    server.cfg.post_worker_init(None)
    assert heard == ["rehearsed"]
