"""The service as it is started for real: its own process, the bundled models, the pages in seeds/."""

import json
import signal
from contextlib import closing
from pathlib import Path

import openai
import pytest

from qa.indexing.generations import current_name
from tests.running import QUESTION, running


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A running service that built its index itself and has answered once."""
    with running(tmp_path_factory.mktemp("service")) as service:
        service.ask()
        yield service


def test_first_start_builds_the_index_and_prints_the_address(served):
    assert f"http://127.0.0.1:{served.port}" in served.log.read_text()
    assert (served.folder / "index" / "current").is_file()


def test_answer_comes_from_the_bundled_models(served):
    assert "李向峰" in served.ask()["answer"]


def test_chat_program_holds_a_conversation(served):
    def say(*questions):
        messages = [{"role": "user", "content": question} for question in questions]
        return client.chat.completions.create(model="wenbao", messages=messages)

    with openai.OpenAI(base_url=f"http://127.0.0.1:{served.port}/v1", api_key="any", timeout=60) as client:
        assert "李向峰" in say("华龙区黄河办的党工委书记是谁？").choices[0].message.content
        assert "黄河办" in say("华龙区黄河办的党工委书记是谁？", "他怎么说？").wenbao["resolved_question"]


def test_workers_hold_no_torch_and_stay_below_400_mb(served):
    assert len(served.workers()) == 2
    assert max(served.resident_mb()) <= 400
    for worker in served.workers():
        assert "torch" not in Path(f"/proc/{worker}/maps").read_text()


def test_workers_share_the_index_files(served):
    name = current_name(served.folder / "index")
    for worker in served.workers():
        assert f"{name}/vectors.faiss" in Path(f"/proc/{worker}/maps").read_text()


def test_counts_are_those_of_all_processes_whichever_is_asked(served):
    before = answered(served)
    for _ in range(6):
        served.ask()
    assert {answered(served) for _ in range(8)} == {before + 6}


def answered(service):
    """How many questions `/metrics` counts, asked on a connection of its own."""
    with closing(service.connection()) as connection:
        connection.request("GET", "/metrics")
        text = connection.getresponse().read().decode()
    return sum(
        float(line.split()[-1]) for line in text.splitlines() if line.startswith("wenbao_answers_total")
    )


def test_log_is_lines_of_json(served):
    served.ask()
    lines = [json.loads(line) for line in served.log.read_text().splitlines() if line.startswith("{")]
    assert {line["level"] for line in lines} == {"info"}
    assert {"request", "route", "status", "ms"} <= set(lines[-1])


def test_questions_in_flight_are_answered_before_it_stops(served):
    with running(served.folder, "log3") as service:
        connections = [service.connection() for _ in range(8)]
        for connection in connections:
            connection.connect()
        body = json.dumps({"question": QUESTION}).encode()
        for connection in connections:
            connection.request("POST", "/ask", body, {"Content-Type": "application/json"})
        service.process.send_signal(signal.SIGTERM)
        replies = [connection.getresponse() for connection in connections]
        assert [reply.status for reply in replies] == [200] * 8
        assert all("李向峰" in json.loads(reply.read())["answer"] for reply in replies)
        for connection in connections:
            connection.close()


def test_cold_start_answers_soon_and_stops_cleanly(served):
    with running(served.folder, "log2") as service:
        service.ask()
        assert service.processor_seconds() <= 12  # 2 s on the clock of an idle machine
