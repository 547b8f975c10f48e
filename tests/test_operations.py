"""What the README gives an operator to copy: it says what it means to, and it can be run."""

import configparser
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

from qa.cli import _parser
from qa.config import Settings, settings_table
from qa.keeping.database import open_database
from qa.keeping.history import History
from tests.keeping.test_history import reply
from tests.web.scripted import ScriptedEngine
from web import create_app

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
OPERATIONS = README.split("## Operations")[1].split("\n## ")[0]


def block(language):
    return re.search(rf"```{language}\n(.*?)```", OPERATIONS, re.DOTALL)[1]


class Unit(configparser.RawConfigParser):
    """A unit file, in which a key may be given more than once: their values are joined."""

    def __init__(self, text):
        super().__init__(strict=False)
        self.optionxform = str
        joined = re.sub(r"^(Environment=.*)\nEnvironment=", r"\1 ", text, flags=re.MULTILINE)
        self.read_string(joined)


UNIT = Unit(block("ini"))


def test_unit_runs_commands_that_exist_with_settings_that_exist():
    for key in ("ExecStartPre", "ExecStart"):
        command = UNIT["Service"][key].lstrip("-").split()
        assert command[0] == f"{UNIT['Service']['WorkingDirectory']}/.venv/bin/qa"
        assert _parser().parse_args(command[1:]).run
    environment = dict(one.split("=", 1) for one in UNIT["Service"]["Environment"].split())
    assert environment.pop("HOME") == "/var/cache/wenbao"
    assert all(f"| `{name}` |" in settings_table() for name in environment)
    settings = Settings.read(environment)
    for folder in (settings.index, settings.data):  # the one place the unit may write to, besides the cache
        assert folder.is_relative_to(f"/var/lib/{UNIT['Service']['StateDirectory']}")


def test_unit_shuts_out_what_the_service_does_not_need():
    service = UNIT["Service"]
    for key in ("DynamicUser", "NoNewPrivileges", "PrivateTmp", "PrivateDevices", "ProtectHome"):
        assert service[key] == "yes"
    assert (service["ProtectSystem"], service["CapabilityBoundingSet"]) == ("strict", "")
    assert service["MemoryMax"] == "2G"


def test_unit_gives_a_question_in_flight_its_time():
    assert int(UNIT["Service"]["TimeoutStopSec"]) > Settings().deadline_seconds + 5


def test_unit_is_one_that_systemd_takes(tmp_path):
    """Where systemd is installed it says so itself; the names of the keys are held against its own list."""
    text = re.sub(r"/opt/wenbao/\.venv/bin/qa", sys.executable, block("ini")).replace("/opt/wenbao", "/tmp")
    file = tmp_path / "wenbao.service"
    file.write_text(text, "utf-8")
    if analyse := shutil.which("systemd-analyze"):
        done = subprocess.run(
            [analyse, "verify", str(file)], capture_output=True, text=True, check=False, timeout=120
        )
        complaints = [line for line in done.stderr.splitlines() if "wenbao" in line]
        assert complaints == []
    assert UNIT.sections() == ["Unit", "Service", "Install"]
    assert all(re.fullmatch(r"[A-Z][A-Za-z]+", key) for name in UNIT.sections() for key in UNIT[name])


def test_proxy_is_believed_and_closes_what_is_not_for_everyone(tmp_path):
    lines = block("nginx")
    assert lines.count("{") == lines.count("}")
    headers = dict(re.findall(r"proxy_set_header (X-\S+) (\S+);", lines))
    assert set(headers) == {f"X-Forwarded-{name}" for name in ("For", "Proto", "Host")}
    client = create_app(ScriptedEngine(tmp_path), Settings(proxies=1)).test_client()
    sent = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "papers.example"}
    body = {"messages": [{"role": "user", "content": "石桥村的新桥有多长？"}]}
    message = client.post("/v1/chat/completions", json=body, headers=sent).get_json()["choices"][0]["message"]
    assert message["citations"][0]["url"].startswith("https://papers.example/")
    size = int(re.search(r"client_max_body_size (\d+)k", lines)[1]) * 1024
    assert size == Settings().max_body_bytes


def test_backup_of_the_file_is_whole_while_the_service_writes(tmp_path):
    history = History(open_database("", tmp_path / "data"))
    history.add(reply("r_1"), "me")
    assert '/conversations.sqlite ".backup ' in OPERATIONS
    with sqlite3.connect(tmp_path / "data" / "conversations.sqlite") as source:  # as `.backup` does
        (tmp_path / "back").mkdir()
        copy = sqlite3.connect(tmp_path / "back" / "conversations.sqlite")
        source.backup(copy)
        copy.close()
    source.close()
    history.add(reply("r_2"), "me")
    found = History(open_database("", tmp_path / "back")).replies("c_1")
    assert [one["reply"] for one in found] == ["r_1"]


def test_backup_of_the_server_can_be_restored(cluster, tmp_path):
    address = cluster.new_database()
    first = open_database(address, tmp_path)
    History(first).add(reply("r_1"), "me")
    first.close()
    dump = re.search(r'^pg_dump (.*) "', OPERATIONS, re.MULTILINE)[1]
    restore = re.search(r"`pg_restore (.*?)`", OPERATIONS)[1]
    file = str(cluster.folder / "conversations.dump")
    cluster.run("pg_dump", *dump.replace("/backup/conversations.dump", file).split(), plain(address))
    other = cluster.new_database()
    cluster.run("pg_restore", *restore.replace("ADDRESS", plain(other)).replace("FILE", file).split())
    second = open_database(other, tmp_path)
    assert [one["reply"] for one in History(second).replies("c_1")] == ["r_1"]
    second.close()


def plain(address):
    """The address as PostgreSQL's own programs read it."""
    return address.replace("+psycopg", "")
