import pytest

from qa.asking.kinds import Kind
from qa.asking.needing import is_of_another_kind, lacks_what_is_needed, the_one_done, the_one_of_its_kind
from qa.asking.shapes import HARDLY, NEVER, shape


@pytest.mark.parametrize(
    ("question", "answers", "does_not"),
    [
        ("修桥花了多少钱?", "总投资80万元。", "新桥长120米。"),
        ("票价是多少?", "坐一趟2元。", "一天发6个班次。"),
        ("食堂早上几点开门?", "早上7点开门。", "7月25日开业。"),
        ("哪年成立的?", "2019年成立。", "8月2日赶到。"),
        ("是哪天办的?", "8月1日上午举行。", "食堂有50个座位。"),
        ("一天来多少人?", "每天接待50余人次。", "占地120平方米。"),
        ("广场面积有多大?", "广场占地0.6公顷。", "广场投资600万元。"),
        ("种了多少亩?", "种了三百亩梨树。", "收入8000元。"),
        ("托管班收费吗?", "托管班全部免费。", "托管班开在社区。"),
        ("村支书叫什么名字?", "村党支部书记赵远山说。", "村民赵远山说。"),
        ("镇长是谁?", "镇长李明到场。", "副镇长李明到场。"),
        ("副镇长是谁?", "副镇长李明到场。", "镇长李明到场。"),
        ("他妻子叫什么?", "他的爱人王红也来了。", "他今年62岁。"),
        ("青河县县委书记是谁?", "县委书记李明到场。", "镇党委书记李明到场。"),
        ("哪个书记最能干?", "他是大家眼里最能干的书记。", "镇党委书记到场。"),
        ("死了几个人?", "造成2人死亡。", "纠纷拖了2年。"),
        ("参保花了多少钱?", "参保共花8899.1万元。", "参保8899.1万人。"),
        ("食堂几点开门?", "16∶00开门。", "食堂有50个点位。"),
        ("他多大年纪?", "老人年过七旬。", "他多年没回家了。"),
        ("贷款的占几成?", "三成的人贷款。", "贷款的成员有50人。"),
        ("转移了几户?", "转移群众12户。", "家家户户都转移了。"),
        ("他父亲叫什么?", "他父亲李明也来了。", "他母亲王红也来了。"),
        ("大会由谁主持?", "副县长李明主持会议。", "副县长李明出席会议。"),
    ],
)
def test_what_answers_holds_a_sign_of_what_is_asked_for(question, answers, does_not):
    assert not lacks_what_is_needed(question, answers)
    assert lacks_what_is_needed(question, does_not)


@pytest.mark.parametrize("question", ["为什么修桥?", "修桥的是哪家公司?", "有几号人?", "他怎么说?"])
def test_most_questions_need_no_sign(question):
    assert not lacks_what_is_needed(question, "总之如此。")


def test_words_of_another_kind_hardly_answer_and_a_bare_number_may():
    assert is_of_another_kind("修桥花了多少钱?", "120米")
    assert not is_of_another_kind("修桥花了多少钱?", "80万元")
    assert not is_of_another_kind("修桥花了多少钱?", "80")
    said = "新桥长120米,总投资80万元。"
    assert shape(Kind.NUMBER, "修桥花了多少钱?", "120米", said) == HARDLY
    assert shape(Kind.NUMBER, "修桥花了多少钱?", "120米", "新桥长120米。") == NEVER


def test_the_one_quantity_of_the_kind_asked_for_is_found_in_a_sentence():
    said = "新桥长120米，总投资80万元。"
    start, end = the_one_of_its_kind("修桥花了多少钱?", said)
    assert said[start:end] == "80万元"
    assert the_one_of_its_kind("修桥花了多少钱?", "投资80万元，又补3万元。") is None
    assert the_one_of_its_kind("为什么修桥?", said) is None


@pytest.mark.parametrize(
    ("question", "said", "done"),
    [
        ("新建了几处服务中心?", "新建3处、修缮1处服务中心。", "3处"),
        ("修缮了几处服务中心?", "新建3处、修缮1处服务中心。", "1处"),
        ("新建了几处服务中心?", "新建3处停车场，现已开门迎客，改造5处服务中心。", None),
        ("造成几人死亡?", "造成1人受伤、2人死亡。", None),
        ("新建了几处服务中心?", "新建3处，去年新建2处。", None),
        ("投资多少?", "投资80万元。", None),
        ("有几个志愿服务队?", "成立志愿服务队34支,招募志愿者1653人,设立项目54个。", "34支"),
        ("有几支志愿服务队?", "成立志愿服务队队员555名。", None),
        ("走访了几个村?", "走访16个村20户。", "16个"),
        ("登记了多少宗集体资产?", "登记集体资产47宗、经营性资产27宗。", "47宗"),
        ("修缮了几处医疗点?", "新建医疗点3处、修缮2处，设备46件。", "2处"),
    ],
)
def test_the_quantity_of_the_very_verb_asked_about_is_found(question, said, done):
    span = the_one_done(question, said)
    assert (said[slice(*span)] if span else None) == done
