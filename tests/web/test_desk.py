import csv
import io
import time

import pytest

from qa.config import Settings
from tests.web.conftest import KEY
from tests.web.newspaper import FACT, REFUSED
from web import create_app, keys, tables

HTML = {"Accept": "text/html"}
ADMIN = {"Authorization": f"Bearer {KEY}"}
DOORS = ["/desk", "/desk/questions.csv", "/rebuild"]


@pytest.mark.parametrize("path", DOORS)
def test_without_a_key_set_there_is_no_desk(script, path):
    client = create_app(script, Settings()).test_client()
    reply = client.get(path, headers={"Authorization": "Bearer "})
    assert reply.status_code == 404
    assert "QA_ADMIN_KEY" in reply.get_json()["detail"]


@pytest.mark.parametrize("path", DOORS)
@pytest.mark.parametrize(
    "sent", [{}, {"Authorization": "Bearer wrong"}, {"Cookie": "wenbao_desk=9999999999.00"}]
)
def test_desk_is_closed_without_the_key(scripted, path, sent):
    assert scripted.get(path, headers=sent).status_code == 401


@pytest.mark.parametrize("path", DOORS)
def test_key_in_the_header_opens_the_desk(scripted, path):
    assert scripted.get(path, headers=ADMIN).status_code == 200


def test_key_typed_at_the_entrance_opens_the_desk_and_is_not_in_the_cookie(scripted):
    assert scripted.post("/desk/open", data={"key": "wrong"}).status_code == 401
    cookie = scripted.post("/desk/open", data={"key": KEY}).headers["Set-Cookie"]
    assert KEY not in cookie
    assert "SameSite=Strict" in cookie
    assert scripted.get("/desk", headers=HTML).status_code == 200
    scripted.post("/desk/close")
    assert scripted.get("/desk", headers=HTML).status_code == 401


def test_pass_ends_with_its_time_its_key_and_any_change():
    now = time.time()
    made = keys.pass_until(now + 60, KEY, "desk")
    assert keys.is_pass(made, KEY, now, "desk")
    assert not keys.is_pass(made, KEY, now + 61, "desk")
    assert not keys.is_pass(made, KEY, now, "readers")
    assert not keys.is_pass(made, "another key", now, "desk")
    assert not keys.is_pass("9" + made, KEY, now, "desk")
    assert not keys.is_pass("", KEY, now, "desk")
    assert not keys.is_pass("密.钥", KEY, now, "desk")


def test_rebuild_is_begun_once_and_its_end_is_told(scripted, script):
    script.go_on.clear()
    assert scripted.post("/rebuild", headers=ADMIN).status_code == 202
    assert scripted.post("/rebuild", headers=ADMIN).status_code == 409
    assert scripted.get("/rebuild", headers=ADMIN).get_json()["state"] == "running"
    script.go_on.set()
    deadline = time.monotonic() + 10
    while (job := scripted.get("/rebuild", headers=ADMIN).get_json())["state"] == "running":
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert (job["state"], job["changes"]["added_count"]) == ("done", 1)


def wait_for_end(scripted):
    deadline = time.monotonic() + 60
    while (job := scripted.get("/rebuild", headers=ADMIN).get_json())["state"] == "running":
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return job


def test_job_is_found_where_the_reply_says(scripted, script):
    script.go_on.clear()
    reply = scripted.post("/rebuild", headers=ADMIN)
    job = scripted.get(reply.headers["Location"], headers=ADMIN).get_json()
    assert job["id"] == reply.get_json()["id"]
    again = scripted.post("/rebuild", headers=ADMIN)
    assert again.mimetype == "application/problem+json"
    script.go_on.set()
    wait_for_end(scripted)


def test_running_rebuild_is_stopped_by_a_program(scripted, script):
    script.go_on.clear()
    scripted.post("/rebuild", headers=ADMIN)
    reply = scripted.delete("/rebuild", headers=ADMIN)
    assert (reply.status_code, reply.get_json()["step"]) == (202, "cancel")
    script.go_on.set()
    assert wait_for_end(scripted)["state"] == "cancelled"
    assert scripted.delete("/rebuild", headers=ADMIN).status_code == 409


def test_running_rebuild_is_stopped_by_the_page_where_no_script_runs(scripted, script):
    script.go_on.clear()
    scripted.post("/rebuild", headers=ADMIN)
    reply = scripted.post("/rebuild/cancel", headers={**ADMIN, **HTML})
    assert (reply.status_code, reply.headers["Location"]) == (303, "/desk")
    script.go_on.set()
    assert wait_for_end(scripted)["state"] == "cancelled"
    assert "重建已停止" in scripted.get("/desk", headers={**ADMIN, **HTML}).get_data(as_text=True)


@pytest.mark.parametrize("method", ["delete", "post"])
def test_nobody_stops_a_rebuild_without_the_key(scripted, method):
    path = "/rebuild" if method == "delete" else "/rebuild/cancel"
    assert getattr(scripted, method)(path).status_code == 401


def table(scripted, name):
    text = scripted.get(f"/desk/{name}.csv", headers=ADMIN).get_data().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_exports_hold_what_was_asked(scripted):
    scripted.post("/ask", json={"question": FACT})
    scripted.post("/ask", json={"question": REFUSED})
    assert [row[1] for row in table(scripted, "questions")] == ["问题", REFUSED, FACT]
    assert [row[1] for row in table(scripted, "refused")] == ["问题", REFUSED]
    assert table(scripted, "cited")[1] == ["一桥飞架两岸通", "1", "/articles/aaaaaaaaaaaa"]
    assert table(scripted, "days")[-1][1:] == ["2", "1"]
    assert scripted.get("/desk/nothing.csv", headers=ADMIN).status_code == 404


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "＝", "\r@", "|"])
def test_exported_text_is_never_a_formula(scripted, start):
    scripted.post("/ask", json={"question": f"问{start}"})
    cell = f'{start}HYPERLINK("http://elsewhere.example","看")'
    [row] = list(csv.reader(io.StringIO(tables.csv_of(["a"], [[cell]]), newline="")))[1:]
    assert row == [f"'{cell}"]


def test_numbers_and_plain_words_are_exported_as_they_are():
    assert tables.csv_of(["甲"], [[-5, "你好"]]) == "\ufeff甲\r\n-5,你好\r\n"


def test_way_to_the_desk_is_shown_where_there_is_one(script, scripted):
    door = 'href="/desk"'
    assert door in scripted.get("/articles", headers=HTML).get_data(as_text=True)
    assert door not in scripted.get("/", headers=HTML).get_data(as_text=True)
    scripted.post("/desk/open", data={"key": KEY})
    assert door in scripted.get("/", headers=HTML).get_data(as_text=True)
    without = create_app(script, Settings()).test_client()
    assert door not in without.get("/articles", headers=HTML).get_data(as_text=True)
