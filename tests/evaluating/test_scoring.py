from qa.evaluating.curve import Judged, curve_of, draw
from qa.evaluating.questions import Question
from qa.evaluating.scoring import normal, score
from qa.replies import Answer, Citation, Reply
from tests.asking.papers import ARTICLES, BRIDGE


def question(*answers, kind="number", needs_all=False, titles=()):
    return Question("1", kind, "问", answers, needs_all, titles, (), None)


def reply(text, short=None, kind="fact"):
    at = BRIDGE.index("新桥长")
    citation = Citation(1, ARTICLES[0], BRIDGE[at : at + 15], at, at + 15, 0.9)
    cited = (citation,) if kind not in ("none", "chat") else ()
    return Reply("问", "问", "c", Answer(kind, text, short=short, citations=cited), 1.0)


def test_width_marks_and_citation_numbers_do_not_count():
    assert normal("１２０ 米，“新桥”[1]") == normal('120米,"新桥"')


def test_right_answer_scores_one_everywhere():
    row = score(question("120米", titles=("一桥飞架两岸通",)), reply("新桥长120米[1]", "120米"))
    assert {name: row[name] for name in ("answer", "full", "cited", "cited_first", "short_f1", "title")} == {
        "answer": 1.0, "full": 1.0, "cited": 1.0, "cited_first": 1.0, "short_f1": 1.0, "title": 1.0,
    }  # fmt: skip


def test_half_of_what_is_needed_scores_half():
    assert score(question("120米", "80万元", needs_all=True), reply("新桥长120米"))["answer"] == 0.5


def test_short_answer_is_scored_by_its_characters():
    assert score(question("120米"), reply("新桥长120米", "120"))["short_f1"] == 6 / 7


def test_refusal_is_right_only_where_nothing_answers():
    assert score(question(), reply("没有", kind="none")) == {"refused": 1.0}
    assert score(question(), reply("120米")) == {"refused": 0.0}
    assert score(question("120米"), reply("没有", kind="none"))["answer"] == 0.0


def test_answer_too_far_back_does_not_count():
    assert score(question("120米"), reply("空" * 200 + "120米"))["answer"] == 0.0


def test_curve_trades_refusals_for_risk():
    judged = [Judged(0.9, True, True), Judged(0.6, True, False), Judged(0.2, False, False)]
    first, middle, last = curve_of(judged, 2)
    assert (first.false_refusals, first.refused, first.risk) == (0.0, 0.0, 2 / 3)
    assert (middle.false_refusals, middle.refused, middle.risk) == (0.0, 1.0, 0.5)
    assert (last.false_refusals, last.refused, last.risk) == (1.0, 1.0, 0.0)


def test_curve_is_drawn_with_the_threshold_in_use():
    picture = draw(curve_of([Judged(0.9, True, True)]), 0.5)
    assert picture.startswith("<svg") and picture.count("<circle") == 1
