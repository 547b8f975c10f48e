import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.web.newspaper import ARTICLES
from web.wording import in_chinese, remarks

READING = Path(__file__).parent.parent.parent / "qa" / "reading"


def test_stub_is_remarked_once():
    assert remarks(replace(ARTICLES[4], warnings=("the page prints its title only",))) == [
        "只有标题，没有正文"
    ]


@pytest.mark.parametrize(
    ("remark", "said"),
    [
        ("put together from 3 places of the page", "由版面上 3 处拼成"),
        ("it is larger than 64 MB; split it into pages", "超过 64 MB，请分成几个文件"),
        ("something new", "something new"),
    ],
)
def test_remark_is_said_in_chinese_with_its_figures(remark, said):
    assert in_chinese(remark) == said


def test_every_reason_to_skip_a_file_is_known():
    for name in ("files.py", "formats.py"):
        for reason in re.findall(r'PagesError\(f?"(it.*?)"\)', (READING / name).read_text("utf-8")):
            filled = re.sub(r"\{[^}]*\}", "7", reason)
            assert in_chinese(filled) != filled, reason
