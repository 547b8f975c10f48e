"""Five short articles with their facts, two of them of namesake towns, and what asks them."""

from dataclasses import replace
from functools import cache

from qa.asking.answering import Asker
from qa.asking.confidence import Signs
from qa.asking.finding import Finding
from qa.asking.spans import sentence_around
from qa.records import Facts
from tests.corpus import FakeReader, article, build

BRIDGE = "石桥村修了一座新桥。新桥长120米，总投资80万元。村支书赵远山说：“过河不用再绕路了。”"
SCHOOL = "柳林乡中心小学办起了暑期托管班。班里有45名学生，每天下午由志愿者辅导功课。"
ORCHARD = (
    "梨园镇种了三百亩梨树。今年每亩收入8000元。\n"
    "镇里做了三件事。一是修了停车场。二是办了采摘节。三是开了直播间。"
)
TOWN_A = "城关镇设了专属网格。全镇划分9个专属网格，调解纠纷30件。"
TOWN_B = "城关镇设了专属网格。全镇划分17个专属网格，调解纠纷52件。"


def _told(name, title, place, byline, text, **facts):
    return replace(article(name, title, place, byline, text), facts=Facts(**facts))


ARTICLES = (
    _told("a" * 12, "一桥飞架两岸通", "青河县石桥村", "周小川", BRIDGE,
          authors=("周小川",), county="青河县", village="石桥村"),
    _told("b" * 12, "托管班里暑假忙", "青河县柳林乡", "吴越 文/图", SCHOOL,
          authors=("吴越",), county="青河县", town="柳林乡"),
    _told("c" * 12, "梨花开处是金山", "白水县梨园镇", "全媒体记者 郑晓", ORCHARD,
          authors=("郑晓",), county="白水县", town="梨园镇"),
    _told("d" * 12, "网格织密邻里情", "青河县城关镇", "周小川", TOWN_A,
          authors=("周小川",), county="青河县", town="城关镇"),
    _told("e" * 12, "小网格里大民生", "白水县城关镇", "白水县城关镇党委书记 孙立", TOWN_B,
          authors=("孙立",), county="白水县", town="城关镇"),
)  # fmt: skip


@cache
def index():
    """The index over the five articles."""
    return build(ARTICLES)


def asker(refuse_below=0.5, list_above=0.5):
    """What answers from the five articles with a reader worked out on paper."""
    return Asker(index(), FakeReader(), refuse_below, list_above)


def ask(question, **settings):
    """The answer to one question that stands alone."""
    return asker(**settings).ask(question)


UNWEIGHED = Signs(0.0, 0.0, 0.0, 0.0, False, None, 0.0)


def finding(words, probability, paper=ARTICLES[0]):
    """The sentence that holds the words, found with a probability."""
    text = paper.text
    start = text.index(words)
    sentence = sentence_around(text, start, start + len(words))
    return Finding(paper, start, start + len(words), sentence, probability, UNWEIGHED, ((*sentence, 1.0),))
