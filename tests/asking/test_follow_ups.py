import pytest

from qa.asking.conversations import Resolved, Turn
from qa.asking.follow_ups import resolve
from tests.asking.papers import asker, index
from tests.corpus import article, build


def turn(question, short=None, article="a", place="", items=(), kind="fact"):
    return Turn(question, question, kind, short, (article * 12,), place, items, ((article * 12, 0, 5),))


BRIDGE = turn("石桥村的新桥长多少米？", "120米", "a", "青河县石桥村")
SPENT = turn("石桥村的司机之家投资多少？", "80万元", "a", "青河县石桥村")
PERSON = turn("石桥村的村支书是谁？", "赵远山", "a", "青河县石桥村")
GRIDS = turn("青河县城关镇划分了几个专属网格？", "9个", "d", "青河县城关镇")
PUPILS = turn("柳林乡的托管班有多少名学生？", "45名", "b", "青河县柳林乡")
IN_A_YEAR = turn("2022年石桥村2019年修的路有多长？", "3公里", "a", "青河县石桥村")
LENGTH = Turn("多宽", "石桥村的新桥多宽？", "fact", "9米", ("a" * 12,), "青河县石桥村")
SCHOOL = turn("柳林乡哪个学校办了托管班？", "中心小学", "b", "青河县柳林乡")
BUILDS = turn("石桥村在修什么路？", "水泥路", "a", "青河县石桥村")
CATTLE = turn("柳林乡的肉牛有多少头？", "90头", "b", "青河县柳林乡")
DWELL = turn("柳林乡常住人口是多少？", "9000人", "b", "青河县柳林乡")
ASKED_OF = turn("赵远山的果园是哪天开张的？", "3月1日", "a", "青河县石桥村")
OPENED = turn("石桥村的果园什么时候闭园？", "3月1日", "a", "青河县石桥村")
MOVED = turn("石桥村的人被转移到哪儿了？", None, "a", "青河县石桥村")
SILENT = Turn("什么时候涨的价", "石桥村的新桥什么时候涨的价？", "refused", None, ())
OTHER = Turn("白水县城关镇的镇长是谁", "白水县城关镇的镇长是谁", "refused", None, ())
POINTS = turn("梨园镇做了哪三件事？", None, "c", "白水县梨园镇", ("停车场", "采摘节", "直播间"), "list")


@pytest.mark.parametrize(
    ("turns", "asked", "resolved"),
    [
        ([GRIDS], "白水县城关镇呢？", "白水县城关镇划分了几个专属网格？"),
        ([PUPILS], "老师呢？", "柳林乡的托管班有多少老师？"),
        ([PUPILS], "清水社区呢？", "清水社区的托管班有多少名学生？"),
        ([GRIDS], "那白水县城关镇呢", "白水县城关镇划分了几个专属网格？"),
        ([PERSON], "他怎么说？", "石桥村赵远山怎么说"),
        ([BRIDGE], "这个村的村支书是谁", "石桥村的村支书是谁"),
        ([BRIDGE], "不对，我要问的是柳林乡", "柳林乡的新桥长多少米？"),
        ([POINTS], "都有哪些", "梨园镇做了哪三件事？"),
        ([POINTS], "第二个是谁办的", "采摘节是谁办的？"),
        ([GRIDS], "都有哪些", "青河县城关镇划分了哪些专属网格？"),
        ([BRIDGE, GRIDS], "第一个地方修了什么", "石桥村修了什么"),
        ([BRIDGE], "柳林乡的托管班有多少名学生？", "柳林乡的托管班有多少名学生？"),
        ([GRIDS], "中心小学的暑期托管班谁来辅导功课", "中心小学的暑期托管班谁来辅导功课"),
        ([PUPILS], "让他们学什么", "柳林乡让学生学什么"),
        ([], "那它的成功率呢？", "那它的成功率呢？"),
        ([PERSON], "什么时候", "石桥村的村支书是什么时候？"),
        ([BRIDGE], "为什么？", "石桥村的新桥长为什么？"),
        ([BRIDGE, LENGTH], "造价多少", "石桥村的新桥长造价多少？"),
        ([PERSON], "柳林乡的呢", "柳林乡的村支书是谁？"),
        ([PERSON], "副镇长呢", "石桥村副镇长是谁？"),
        ([SCHOOL], "什么时候", "柳林乡中心小学什么时候？"),
        ([PERSON], "那管账的呢", "石桥村管账的是谁？"),
        ([SCHOOL], "它有几个班", "柳林乡中心小学有几个班"),
        ([GRIDS], "调解了多少件", "青河县城关镇调解了多少件？"),
        ([IN_A_YEAR], "那它占地多大", "那石桥村占地多大"),
        ([BUILDS], "修多长", "石桥村修多长？"),
        ([MOVED], "一共多少户", "石桥村的人一共多少户？"),
        ([MOVED], "谁停在那里过夜", "谁停在石桥村过夜"),
        ([SPENT], "有多少个车位", "石桥村的司机之家有多少个车位？"),
        ([BRIDGE, SILENT], "造价多少", "石桥村的新桥长造价多少？"),
        ([BRIDGE, OTHER], "多大年纪", "白水县城关镇多大年纪？"),
        ([GRIDS], "我说的是白水县的", "白水县城关镇划分了几个专属网格？"),
        ([GRIDS], "白水的呢", "白水县城关镇划分了几个专属网格？"),
        ([CATTLE], "不是牛，我问的是羊", "柳林乡的羊有多少头？"),
        ([DWELL], "那志愿者有多少名", "柳林乡志愿者有多少名？"),
        ([OPENED], "不对，我问的是开园", "石桥村的果园什么时候开园？"),
        ([ASKED_OF], "他呢，是哪里人", "青河县石桥村赵远山是哪里人"),
        ([PUPILS], "赵远山是谁", "赵远山是谁"),
        ([GRIDS], "调解率呢，是多少", "青河县城关镇调解率是多少"),
        ([ASKED_OF], "他是哪里人", "青河县石桥村赵远山是哪里人"),
        ([BRIDGE], "那中心小学的暑期托管班谁来辅导功课", "那中心小学的暑期托管班谁来辅导功课"),
    ],
)
def test_question_is_completed_from_the_turns_before(turns, asked, resolved):
    assert resolve(index(), asked, turns).question == resolved


@pytest.mark.parametrize("odd", ["\\N", "\\1新桥", "新桥\\", "\\g<a>"])
@pytest.mark.parametrize("asked", ["他怎么说？", "它多长", "第一个人是谁", "那里有什么", "这个村呢"])
def test_what_was_asked_before_is_put_in_as_it_stands(odd, asked):
    before = turn(f"石桥村的{odd}是谁修的？", odd, "a", "青河县石桥村")
    assert resolve(index(), asked, [before]).question


def test_question_without_a_subject_is_led_by_the_last_one():
    resolved = resolve(index(), "总投资多少", [BRIDGE])
    assert "石桥村" in resolved.question and resolved.question.startswith("石桥村")
    assert resolved.favoured == BRIDGE.articles


@pytest.mark.parametrize(
    ("asked", "within"),
    [
        ("总投资多少", True),
        ("它的总投资是多少", True),
        ("为什么", True),
        ("柳林乡的呢", False),
        ("还有呢", False),
    ],
)
def test_what_leans_on_the_last_answer_is_looked_for_in_its_article(asked, within):
    assert resolve(index(), asked, [BRIDGE]).within == within


def test_what_its_article_does_not_tell_is_not_told_from_another(monkeypatch):
    told = asker(0.1).answer(Resolved("每亩收入多少？", ("c" * 12,), within=True))
    assert {citation.article.id for citation in told.citations} == {"c" * 12}
    assert not asker(0.9).answer(Resolved("每亩收入多少？", ("a" * 12,), within=True)).answered


def test_new_topic_inherits_nothing():
    assert resolve(index(), "柳林乡的托管班有多少名学生？", [BRIDGE]).favoured == ()


@pytest.mark.parametrize("asked", ["黑龙滩镇有多少人？", "黑龙滩镇有几所小学？"])
def test_a_place_nobody_prints_begins_a_new_topic(asked):
    assert resolve(index(), asked, [BRIDGE]) == Resolved(asked)
    assert resolve(index(), "这个村" + asked[4:], [BRIDGE]).question.startswith("石桥村")


def test_more_asks_again_without_what_was_told():
    resolved = resolve(index(), "还有呢？", [POINTS])
    assert resolved.question == POINTS.resolved_question
    assert resolved.told == POINTS.spans


def test_greeting_in_a_conversation_stays_a_greeting():
    assert resolve(index(), "谢谢你", [BRIDGE]).question == "谢谢你"


def test_somebody_else_is_asked_about_in_the_place_of_the_one_before():
    papers = build([article("f" * 12, "返乡", "青河县石桥村", "", "赵远山办了果园，王桂丽开了养殖场。")])
    asked = turn("赵远山办了多少亩果园？", "30亩", "f", "青河县石桥村")
    assert resolve(papers, "那王桂丽呢", [asked]).question == "王桂丽办了多少亩果园？"


def test_a_question_that_nothing_completes_stays_as_it_was_typed():
    asked = "中心小学的暑期托管班谁来辅导功课？"
    assert resolve(index(), asked, [BRIDGE]).question == asked
