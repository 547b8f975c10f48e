import pytest

from qa.asking.deciding import NO, YES, decides


@pytest.mark.parametrize(
    ("question", "sentence", "word"),
    [
        ("和某有没有被拘留？", "最终，和某被依法拘留。", YES),
        ("老先生愿意加入志愿队伍吗", "老先生表示愿意加入到志愿队伍中来。", YES),
        ("助学奖励是不是每年都有？", "村里每年给予本科生助学奖励。", YES),
        ("社区有没有开设爱心发屋？", "为解决理发不便的问题，社区开设爱心发屋。", YES),
        ("洪水的风险解除了没？", "风险没有解除，人员还在撤离。", NO),
        ("跨市看病还用不用备案？", "省内跨市就医不再备案。", NO),
        ("能不能开展学科培训", "不得开展学科培训。", NO),
    ],
)
def test_the_sentence_decides(question, sentence, word):
    assert decides(question, sentence) == word


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("旅游区是5A景区了吗？", "该旅游区正在创建国家级5A景区。"),
        ("丽水之前有没有别的市出过标准？", "这是全国首个标准。"),
        ("高速是双向六车道吗", "高速全线采用双向四车道。"),
        ("反馈的问题整改了吗", "第二天到现场查看反馈的问题整改情况。"),
        ("大车能不能走小路绕行", "车辆可走小路绕行，但限高，大车并不便利。"),
        ("公司办理了体检没有", "后来公司又要求学员办理体检。"),
        ("那幢楼真的歪了吗", "网传那幢楼歪了。"),
        ("每个村都装了路灯吗", "石桥村装了路灯。"),
        ("不用考试就能拿证吗", "考试后拿证。"),
        ("在社区剪头发要不要花钱", "社区提供免费理发。"),
        ("村里有没有食堂", "村里没有人不知道食堂，谁也没去过。"),
        ("是不是", "是。"),
        ("", ""),
    ],
)
def test_where_it_is_not_sure_no_word_is_said(question, sentence):
    assert decides(question, sentence) == ""
