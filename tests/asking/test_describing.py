import pytest

from qa.asking.describing import describing_sentence
from tests.corpus import article


def said_of(name: str, text: str) -> str | None:
    one = article("a" * 12, "题目", "柳林乡", "", text)
    span = describing_sentence(one, name)
    return one.text[span[0] : span[1]] if span else None


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("青苗班", "青苗班是乡里办的托管班。"),
        ("青苗班", "乡里打造出“青苗班”这一品牌。"),
        ("石桥村", "乡里以石桥村作为试点。"),
        ("红管家", "居民成立了红管家物业队。"),
    ],
)
def test_sentence_that_says_what_a_name_stands_for_is_found(name, sentence):
    assert said_of(name, f"{name}很热闹。{sentence}大家都夸{name}。") == sentence


def test_name_that_is_only_mentioned_is_not_described():
    assert said_of("青苗班", "大家都夸青苗班。孩子们去青苗班。") is None


def test_sub_heading_describes_nothing():
    assert said_of("青苗班", "打造青苗班\n乡里打造出青苗班这一品牌。") == "乡里打造出青苗班这一品牌。"
