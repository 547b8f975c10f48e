"""Pages whose answers of every kind are known beforehand, so that the service is tried without models."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from pathlib import Path

from qa.records import Article
from qa.replies import Answer, Citation, Item, Related

HOSTILE = '<script>alert(1)</script>"onmouseover="alert(2)" \u202eתשובה\u202c 😀👩‍👩‍👧'
UNBROKEN = "甲" * 2000 + "x" * 3000

BRIDGE = (
    "“过河再也不用绕路了。”9月3日，青河县石桥村村民周大娘走在新桥上说。\n"
    "石桥村一河分两岸，多年来只有一座漫水桥，一到汛期就不能走。2023年，县交通局筹集资金80万元，在村东修起一座新桥。"
    "新桥长120米，宽7米，今年8月底通车。\n"
    "群众出力\n"
    "修桥时，村里成立了由5名老党员组成的监督小组，每天到工地查看。村支部书记赵远山介绍，两岸1600多名村民出行不再绕行6公里，"
    "河西的420亩果园也有了运果子的路。\n"
    "下一步，该村计划在桥头建一处小广场，让群众有地方歇脚、跳舞。"
)
SCHOOL = (
    "暑假里，青河县柳林乡中心小学的教室没有空着。乡里办起暑期托管班，45名学生每天到这里写作业、学画画。\n"
    "托管班由8名返乡大学生当志愿者，上午辅导功课，下午教剪纸、书法和乒乓球，全部免费。\n"
    "“孩子有人管，我们下地也放心。”学生家长刘秀英说。"
)
ORCHARD = (
    "白水县梨园镇有梨树三百亩。今年每亩收入8000元，比去年多1200元。\n"
    "游客采摘\n"
    "镇里修了停车场，办起采摘节，开通网上订购，引进冷库两座。周末一天能来2000多名游客。"
)
COUNTY = "青河县今年新建农村公路62公里，改造危桥9座，农村客车通到了每一个行政村。"


@dataclass(frozen=True)
class Page:
    """A page file and the article that was read from it."""

    article: Article
    printed: str


def page(name: str, text: str, wrap: int = 24, **fields: object) -> Page:
    """The text printed in a narrow column under its heading, and the article with its source map."""
    head = f"{fields.get('title') or ''}\n\n{fields.get('place') or ''}\n\n"
    printed, offsets = head, []
    for paragraph in text.split("\n"):
        for line in textwrap.wrap(paragraph, wrap, break_long_words=True, drop_whitespace=False) or [""]:
            offsets += range(len(printed), len(printed) + len(line))
            printed += line + "\n"
        offsets.append(len(printed) - 1)
    values: dict[str, object] = {
        "source": f"{name}.txt", "title": None, "kicker": None, "place": None, "byline": None,
        "captions": (), "subheads": (), "warnings": (),
    }  # fmt: skip
    return Page(
        Article(id=name, text=text, source_map=offsets[: len(text)], **{**values, **fields}),  # type: ignore[arg-type]
        printed,
    )


PAGES = (
    page(
        "aaaaaaaaaaaa", BRIDGE, source="2024-09-05/一版.txt", title="一桥飞架两岸通", kicker="■ 民生实事",
        place="青河县石桥村", byline="全媒体记者 周小川 通讯员 李文", subheads=("群众出力",),
        captions=("新桥通车当天。 李文 摄",),
    ),
    page(
        "bbbbbbbbbbbb", SCHOOL, source="2024-09-05/一版.txt", title="托管班里暑假忙", place="青河县柳林乡",
        byline="吴越 文/图",
    ),
    page(
        "cccccccccccc", ORCHARD, source="2024-09-05/三版.txt", title="梨花开处是金山", place="白水县梨园镇",
        byline="郑晓", subheads=("游客采摘",),
    ),
    page("dddddddddddd", COUNTY, source="2024-09-05/三版.txt", title=None, place="青河县"),
    page("eeeeeeeeeeee", "", source="2024-09-05/四版.txt", title="秋收时节话丰年"),
    page(
        "ffffffffffff", f"{HOSTILE}\n{UNBROKEN}", source=f"{HOSTILE.replace('/', '⁄')}.txt",
        title=HOSTILE, place=HOSTILE, byline=HOSTILE, warnings=("ends mid-sentence",),
    ),
)  # fmt: skip
ARTICLES = tuple(one.article for one in PAGES)
BY_ID = {article.id: article for article in ARTICLES}


def write_pages(folder: Path) -> None:
    """The page files of the articles that have a name a file system takes; two articles share some."""
    for one in PAGES[:5]:
        path = folder / one.article.source
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text(one.printed, "utf-8")


def cited(n: int, article: str, quote: str, short: str = "") -> Citation:
    """The citation of a quote, with `short` highlighted in it."""
    found = BY_ID[article]
    start = found.text.index(quote)
    at = quote.index(short) if short else 0
    spans = ((at, at + len(short)),) if short else ()
    return Citation(n, found, quote, start, start + len(quote), 0.9, spans)


def _listed() -> Answer:
    said = [
        ("青河县石桥村", "aaaaaaaaaaaa", "在村东修起一座新桥"),
        ("青河县柳林乡", "bbbbbbbbbbbb", "乡里办起暑期托管班"),
        ("白水县梨园镇", "cccccccccccc", "镇里修了停车场，办起采摘节，开通网上订购，引进冷库两座。"),
        ("青河县", "dddddddddddd", "改造危桥9座"),
    ]
    citations = tuple(cited(n, article, quote) for n, (_, article, quote) in enumerate(said, 1))
    items = tuple(Item(label, quote, n) for n, (label, _, quote) in enumerate(said, 1))
    text = "共 4 处：\n" + "\n".join(f"{item.label}：{item.text}[{item.citation}]" for item in items)
    return Answer("list", text, items=items, citations=citations, confidence=0.8)


def _compared() -> Answer:
    bridge = cited(1, "aaaaaaaaaaaa", "县交通局筹集资金80万元，在村东修起一座新桥。", "80万元")
    length = cited(2, "aaaaaaaaaaaa", "新桥长120米，宽7米，今年8月底通车。")
    orchard = cited(3, "cccccccccccc", "今年每亩收入8000元，比去年多1200元。", "8000元")
    items = (
        Item("石桥村", bridge.quote, 1),
        Item("石桥村", length.quote, 2),
        Item("梨园镇", orchard.quote, 3),
        Item("柳林乡", "报道未说明", None),
    )
    text = f"石桥村：{bridge.quote}[1]{length.quote}[2]\n梨园镇：{orchard.quote}[3]\n柳林乡：报道未说明"
    return Answer("compare", text, items=items, citations=(bridge, length, orchard), confidence=0.8)


def _fact(article: str, quote: str, short: str) -> Answer:
    return Answer(
        "fact", f"{quote}[1]", short=short, citations=(cited(1, article, quote, short),), confidence=0.97
    )


def _passage() -> Answer:
    first = cited(1, "aaaaaaaaaaaa", "修桥时，村里成立了由5名老党员组成的监督小组，每天到工地查看。")
    second = cited(2, "aaaaaaaaaaaa", "下一步，该村计划在桥头建一处小广场，让群众有地方歇脚、跳舞。")
    return Answer("passage", f"{first.quote}[1]{second.quote}[2]", citations=(first, second), confidence=0.7)


REFUSAL = Answer(
    "none",
    "报道中没有找到能回答这个问题的内容。可以换个说法，或者问问报道里写到的事。",
    related=(Related(ARTICLES[0], 0.4), Related(ARTICLES[3], 0.3)),
    confidence=0.1,
)
GREETING = Answer(
    "chat", "您好，我是问报，用报上的原话回答问题。可以这样问：石桥村的新桥有多长？　托管班里有多少名学生？"
)
FACT, LIST, COMPARE = (
    "石桥村的新桥有多长？",
    "各地办了哪些实事？",
    "石桥村和梨园镇、柳林乡各花了多少、收了多少？",
)
PASSAGE, REFUSED, HELLO = "石桥村修桥时群众怎么监督？", "青河县的县长是谁？", "你好"
FOLLOW_UP, SLIP = "那花了多少钱？", "石乔村的新桥有多长？"
ANSWERS = {
    FACT: _fact("aaaaaaaaaaaa", "新桥长120米，宽7米，今年8月底通车。", "120米"),
    LIST: _listed(),
    COMPARE: _compared(),
    PASSAGE: _passage(),
    HELLO: GREETING,
    SLIP: _fact("aaaaaaaaaaaa", "新桥长120米，宽7米，今年8月底通车。", "120米"),
    "石桥村的新桥花了多少钱？": _fact(
        "aaaaaaaaaaaa", "2023年，县交通局筹集资金80万元，在村东修起一座新桥。", "80万元"
    ),
    HOSTILE: _fact("ffffffffffff", HOSTILE, HOSTILE[:8]),
}
READ_AS = {FOLLOW_UP: "石桥村的新桥花了多少钱？"}
