"""Captions printed apart from their articles, and captions where an article has ended."""

import pytest

from qa.reading import read_text

SCHOOL = "本报讯 平川区柳河办的青年夜校灯火通明，咖啡拉花、八段锦、手机摄影等课程轮番上演。"
BUS = "本报讯 云岭县石门镇开通校车，早晚各发两班，接送90名学生，家长每月出20元。"
BODIES = f"{SCHOOL}（李映雪 文/图）\n\n{BUS}（王可期）"
TITLES = ("青年夜校亮着灯\n\n平川区柳河办", "校车开到家门口\n\n云岭县石门镇")
CAPTIONS = ("学员在学习咖啡拉花。", "青年夜校八段锦课堂。")


def read(page):
    return read_text(page, "page.txt")


def captions(page):
    return [(article.title, article.captions) for article in read(page)]


@pytest.mark.parametrize(
    "parts",
    [
        (BODIES, *TITLES, *CAPTIONS),
        (BODIES, TITLES[0], *CAPTIONS, TITLES[1]),
        (BODIES, *CAPTIONS, *TITLES),
        (BODIES, *TITLES, "\n".join(CAPTIONS)),
    ],
    ids=["at the foot", "among the titles", "above the titles", "one below the other"],
)
def test_captions_apart_go_to_the_article_they_speak_of(parts):
    assert captions("\n\n".join(parts)) == [("青年夜校亮着灯", CAPTIONS), ("校车开到家门口", ())]


@pytest.mark.parametrize("caption", ["图为夜校学员。", "▲学员在做咖啡拉花。", "夜校一角。李映雪 摄"])
def test_marked_captions_below_the_last_title_are_kept(caption):
    assert captions("\n\n".join((BODIES, *TITLES, caption)))[0] == ("青年夜校亮着灯", (caption,))


def test_a_caption_that_speaks_of_no_article_goes_to_the_one_signed_for_its_pictures_else_to_the_last():
    page = "\n\n".join((BODIES, *TITLES, "现场一角。"))
    assert captions(page)[0][1] == ("现场一角。",)
    assert captions(page.replace(" 文/图", ""))[1][1] == ("现场一角。",)


def test_a_caption_under_its_article_stays_there_though_another_has_pictures():
    page = f"{TITLES[1]}\n\n{BUS}（王可期）\n\n学生坐上校车。\n\n{TITLES[0]}\n\n{SCHOOL}（李映雪 文/图）\n"
    assert captions(page) == [("校车开到家门口", ("学生坐上校车。",)), ("青年夜校亮着灯", ())]


def test_a_short_text_under_its_own_title_is_an_article():
    page = f"{TITLES[0]}\n\n{SCHOOL}（李映雪 文/图）\n\n{TITLES[1]}\n\n石门镇的校车开通了。\n"
    assert [article.text for article in read(page)] == [SCHOOL, "石门镇的校车开通了。"]


@pytest.mark.parametrize("mark", ["28", " 輥輰訛"])
def test_a_short_sentence_behind_the_mark_that_ends_an_article_is_a_caption(mark):
    page = f"{TITLES[1]}\n\n{BUS}{mark}\n\n学生坐上校车。\n"
    (article,) = read(page)
    assert (article.text, article.captions) == (BUS, ("学生坐上校车。",))
    (article,) = read(page.replace(mark, ""))
    assert (article.text, article.captions) == (f"{BUS}\n学生坐上校车。", ())
