from dataclasses import fields
from pathlib import Path

import pytest

from qa.config import Settings, settings_table
from qa.errors import SettingError


def test_defaults_work_on_a_fresh_clone():
    settings = Settings.read({})
    assert settings.seeds.is_dir()
    assert Path(settings.embedder).is_dir()
    assert settings.port == 8000


def test_environment_sets_and_options_override_it():
    settings = Settings.read({"QA_PORT": "9000", "QA_SEEDS": "a"}, port="9001", index=None)
    assert (settings.port, settings.seeds) == (9001, Path("a"))


@pytest.mark.parametrize("value", ["", "many", "0", "65536", "nan", "inf", "8000.5"])
def test_bad_port_is_refused_with_name_value_and_what_is_allowed(value):
    with pytest.raises(SettingError, match=r"QA_PORT=.*from 1 to 65535"):
        Settings.read({"QA_PORT": value})


def test_table_lists_every_setting_once_with_what_it_is_for():
    rows = settings_table().splitlines()[2:]
    assert len({row.split("|")[1] for row in rows}) == len(rows) == len(fields(Settings))
    assert "| `QA_PORT` | `8000` | port to serve on |" in rows
    assert all(len(row.split("|")[3].strip()) > 5 for row in rows)


@pytest.mark.parametrize(("value", "meant"), [("1", True), ("0", False)])
def test_yes_and_no_are_1_and_0(value, meant):
    assert Settings.read({"QA_LOG_QUESTIONS": value}).log_questions is meant


def test_anything_else_than_yes_or_no_is_refused():
    with pytest.raises(SettingError, match=r"QA_LOG_QUESTIONS='true'.*give 1"):
        Settings.read({"QA_LOG_QUESTIONS": "true"})


def test_another_process_reads_the_very_same_settings():
    settings = Settings.read({"QA_PORT": "9000", "QA_LOG_QUESTIONS": "1"}, seeds="a b", index="索引")
    assert Settings.read(settings.environment()) == settings
