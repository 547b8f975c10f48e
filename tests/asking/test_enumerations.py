import pytest

from qa.asking.enumerations import counted_points, counted_terms, named_members, numbered_points
from tests.asking.papers import ARTICLES, finding
from tests.corpus import article

LEADS = ("智囊型党员领航。", "特长型党员服务。", "综合型党员带头。")
PAPER = article(
    "f" * 12,
    "银龄",
    "青河县石桥村",
    "",
    "某办推行“三型管理”。\n" + "\n".join(f"{lead}还办了活动。" for lead in LEADS),
)


def test_points_that_a_term_counts_begin_as_many_paragraphs_after_it():
    told = finding("某办", 0.9, PAPER)
    assert tuple(piece.text for piece in counted_points(told, ["三型管理"])) == LEADS


def test_points_may_begin_with_what_follows_the_measure_word():
    paper = article(
        "f" * 12, "", "", "", "办好“两项保障”。\n落实政治保障。送报上门。\n做好精神保障。唱歌。\n散会。"
    )
    points = counted_points(finding("办好", 0.9, paper), ["两项保障"])
    assert [piece.text for piece in points] == ["落实政治保障。", "做好精神保障。"]


@pytest.mark.parametrize(
    ("words", "points"),
    [
        ("镇里做了两件事", 2),
        ("镇长讲了话", 0),
        ("一是修路", 2),
        ("修路", 2),
        ("修路。二是", 2),
        ("紫薇树", 0),
    ],
)
def test_numbered_points_are_told_where_the_finding_begins_runs_through_or_counts_them(words, points):
    text = "镇长讲了话。镇里做了两件事。一是修路。二是架桥。桥边种了紫薇树。"
    told = finding(words, 0.9, article("f" * 12, "两件事", "", "", text))
    assert len(numbered_points(told)) == points


@pytest.mark.parametrize("term", ["四型管理", "三队", "型管理", "型三"])
def test_term_that_counts_something_else_has_no_points(term):
    assert counted_points(finding("某办", 0.9, PAPER), [term]) == []


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("“三味社区”是哪三味?", "石桥村要有烟火味、人情味、文化味。"),
        ("石桥村修了哪三座桥?", "新桥长120米，总投资80万元。"),
        ("“三心”是哪三心?", "新桥长120米，总投资80万元。"),
    ],
)
def test_members_named_side_by_side_are_found_by_what_they_end_in(question, said):
    paper = article("f" * 12, "三味", None, None, f"{ARTICLES[0].text}石桥村要有烟火味、人情味、文化味。")
    assert named_members(question, finding("120米", 0.9, paper)).said == said
    assert counted_terms("三味社区是哪三味?") == ["三味"]
    assert counted_terms(question) == (["三" + question[-2]] if question[-2] in "味心" else [])


def test_points_may_be_numbered_by_what_they_are():
    text = "她做的第一件事是换床，钱是募来的。第二件事是改菜谱。院里有58张床。"
    paper = article("f" * 12, "", "", "", text)
    points = numbered_points(finding("第一件事", 0.9, paper))
    assert [piece.text for piece in points] == ["第一件事是换床，钱是募来的。", "第二件事是改菜谱。"]


def test_points_may_be_numbered_by_a_word_of_the_papers_own():
    text = "巡查队到夜市查什么？一查油。油票要上墙。二查冷柜。三查火。一个月一次。"
    told = finding("一查油", 0.9, article("f" * 12, "", "", "", text))
    assert [piece.text for piece in numbered_points(told)] == ["一查油。", "二查冷柜。", "三查火。"]
