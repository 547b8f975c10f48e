"""Pages as other city and county papers and their web sites lay them out, with what a reader sees in each."""

import pytest

from qa.reading import read_page, read_text
from qa.reading.furniture import is_furniture
from qa.reading.kinds import Kind, marked_kind

REPORT = """临江县打通农产品出村“最后一公里”
——冷链车开进十二个村
本报讯（记者 陈小雨 通讯员 黄大为）11月2日清晨，临江县东坪镇的冷链车准时出发，把蘑菇送往城里。
　　据介绍，冷链车每天跑两趟，覆盖12个村。
临江县中医院推出夜间门诊
本报讯（记者 周晓芸）即日起，临江县中医院推出夜间门诊，时间为每晚6时至9时。
　　夜间门诊设内科、儿科、推拿科3个科室，挂号费不变。
▲图为菇农在分拣蘑菇。 陈小雨 摄
"""
HEAD = "2024年11月4日 星期一 第3版 要闻    责任编辑：李某  电话：0000-1234567\n\n"
FOOT = "本版邮箱：abc@example.com  热线：0000-1112223\n第3版 2024年11月4日 星期一\n"


def read(page, source="page.txt"):
    return read_text(page, source)


def titles_and_texts(page, source="page.txt"):
    return [(article.title, article.text) for article in read(page, source)]


def test_head_and_foot_of_a_page_are_no_text():
    assert titles_and_texts(HEAD + REPORT + FOOT) == titles_and_texts(REPORT)
    assert [article.byline for article in read(HEAD + REPORT + FOOT)] == [
        "记者 陈小雨 通讯员 黄大为",
        "记者 周晓芸",
    ]


def test_a_page_saved_on_chinese_windows_reads_the_same(tmp_path):
    (tmp_path / "page.txt").write_bytes(REPORT.replace("\n", "\r\n").encode("gb18030"))
    found = read_page(tmp_path / "page.txt", "page.txt")
    assert [(article.title, article.text) for article in found] == titles_and_texts(REPORT)


NOT_TEXT = [
    "（责任编辑：李某）",
    "责任编辑：李某 张某  校对：王某",
    "发布时间：2024-11-03 08:15:22　来源：临江日报　作者：赵明远　编辑：孙琳　浏览次数：1203",
    "当前位置：首页 > 民生 > 正文",
    "上一篇：县图书馆延长开放时间",
    "【打印】【关闭】",
    "第2版 2024年11月4日 星期一",
    "临江日报 2024年11月4日 星期一 第3版 县域·白水",
    "青河晚报 2024年11月4日 要闻",
    "副刊",
    "03 综合新闻",
    "社区·民生",
    "（下转第三版）",
    "投稿邮箱：paper@example.org",
    "广告许可证：临市监广发登字001号",
    "临江日报社出版 印刷：临江日报印务公司 零售价：1.50元",
]
TEXT = [
    "电话：0371-5551234",
    "时间：11月5日上午",
    "作者：张三",
    "来源丰富",
    "版式多样",
    "第3版画册出版",
    "12 15 20",
    "2024年11月4日，新馆开放",
    "由人民文学出版社出版",
    "零售价：1.50元",
    "地址：和平路12号",
    "印刷：临江县彩印厂",
    "小麦·水稻",
    "临江日报",
    "转载自青河晚报 2024年",
]


@pytest.mark.parametrize("line", NOT_TEXT)
def test_lines_of_the_page_alone_are_furniture(line):
    assert is_furniture(line)
    assert marked_kind(line) is Kind.NOISE


@pytest.mark.parametrize("line", TEXT)
def test_lines_that_articles_and_notices_print_are_not_furniture(line):
    assert not is_furniture(line)


def test_notices_are_parted_by_their_names():
    page = (
        "公　告\n　　因管网改造，定于6日8时至18时停水。\n　　特此公告。\n　　　　临江县自来水公司\n\n"
        "招标公告\n项目名称：污水处理站设备采购\n\n投标截止时间：2024年11月25日9时30分。\n联系人：吴先生\n\n"
        "遗失启事\n张某不慎遗失身份证，声明作废。\n"
    )
    water, tender, loss = read(page)
    assert (water.title, tender.title, loss.title) == ("公告", "招标公告", "遗失启事")
    assert water.text == "因管网改造，定于6日8时至18时停水。\n特此公告。\n临江县自来水公司"
    assert tender.text.startswith("项目名称：污水处理站设备采购")
    assert tender.text.endswith("联系人：吴先生")
    assert loss.text == "张某不慎遗失身份证，声明作废。"


POEM = "稻子倒下的时候\n风把田埂让了出来\n父亲弯着腰\n像一株更沉的稻子\n母亲在场边晒被\n阳光一层一层"


def test_a_poem_keeps_its_lines_and_its_poet():
    page = (
        f"副刊\n\n秋天的稻场\n□ 林一苇\n\n{POEM[:22]}\n\n{POEM[23:]}\n\n"
        "老井\n□ 何川\n\n　　村口那口老井，比我爷爷还老。\n"
    )
    poem, well = read(page)
    assert (poem.title, poem.byline, poem.text, poem.warnings) == ("秋天的稻场", "林一苇", POEM, ())
    assert (well.title, well.byline, well.text) == ("老井", "何川", "村口那口老井，比我爷爷还老。")


def test_every_character_of_a_poem_is_at_its_place():
    page = f"秋天的稻场\n□ 林一苇\n{POEM}\n"
    (poem,) = read(page)
    assert page[poem.source_map[0] : poem.source_map[-1] + 1] == poem.text == POEM
    assert all(char in (page[at], "\n") for char, at in zip(poem.text, poem.source_map, strict=True))


def test_short_reports_behind_ornaments_are_articles_each_signed():
    page = (
        "◆ 简讯\n▲县供电公司开展冬季线路巡检，消除隐患47处。（李强）\n"
        "▲西河乡举办农民运动会，8个村240人参加。（王芳）\n"
        "▲图为运动会现场。（赵磊 摄）\n"
    )
    power, sports = read(page)
    assert (power.byline, sports.byline) == ("李强", "王芳")
    assert sports.text == "▲西河乡举办农民运动会，8个村240人参加。"
    assert sports.captions == ("▲图为运动会现场。（赵磊 摄）",)


def test_news_after_a_signed_article_is_not_the_caption_of_its_picture():
    page = "工程完工\n\n本报讯 工程昨日完工。\n\n（刘洋）\n\n据县气象局消息，本周末将有一次降水过程。\n"
    first, second = read(page)
    assert first.captions == ()
    assert second.text == "据县气象局消息，本周末将有一次降水过程。"


def test_an_interview_with_points_keeps_every_line():
    body = (
        "记者：今年有哪些安排？\n宋文涛：要建成20个社区食堂，每个至少供60位老人用餐。\n"
        "一、完善网络\n（一）城区。建设养老服务中心8处。\n1.每处面积不少于300平方米。\n①每年培训护理员200名；\n"
        "②建立星级评定制度。"
    )
    (article,) = read(f"打造“半小时养老圈”\n——访县民政局局长 宋文涛\n本报记者 陈小雨\n\n{body}\n")
    assert (article.title, article.kicker) == ("打造“半小时养老圈”", "访县民政局局长 宋文涛")
    assert (article.byline, article.text) == ("本报记者 陈小雨", body)
    assert article.subheads == ("一、完善网络",)


WEB = """<html><head><title>智慧公交-临江网</title><script>var a="<p>x</p>";</script></head><body>
<div class="top-nav"><a href="/">首页</a></div><div class="crumbs">当前位置：首页 &gt; 正文</div>
<h1>临江县首条智慧公交线开通</h1>
<div>发布时间：2024-11-03 08:15:22　来源：临江日报　作者：赵明远　编辑：孙琳</div>
<p>&nbsp;&nbsp;11月2日上午，首条智慧公交线开通，投入公交车16辆。</p>
<p>市民乘坐智慧公交。赵明远 摄</p><p>线路全长14.6公里，票价1元。<!-- ad --></p>
<div class="ad">广告：全场五折</div><p>（责任编辑：孙琳）</p><div>【打印】【关闭】</div>
<div>上一篇：县图书馆延长开放时间</div><footer>版权所有 备案号000</footer></body></html>"""


def test_a_news_site_gives_title_author_caption_and_text_and_nothing_of_its_frame():
    (article,) = read(WEB, "page.html")
    assert (article.title, article.byline) == ("临江县首条智慧公交线开通", "赵明远")
    assert article.text == "11月2日上午，首条智慧公交线开通，投入公交车16辆。\n线路全长14.6公里，票价1元。"
    assert article.captions == ("市民乘坐智慧公交。赵明远 摄",)


FIELDS = "---\ntitle: 临江县推进河道清淤\ndate: 2024-11-02\nauthor: 陈小雨\ntags: [水利]\n---\n\n"


@pytest.mark.parametrize("heading", ["# 临江县推进河道清淤\n\n", ""])
def test_markdown_fields_give_title_and_author_and_are_no_text(heading):
    (article,) = read(f"{FIELDS}{heading}今冬，临江县计划清淤河道**86公里**。\n\n> 水清了。\n", "page.md")
    assert (article.title, article.byline) == ("临江县推进河道清淤", "陈小雨")
    assert article.text == "今冬，临江县计划清淤河道86公里。\n水清了。"


def test_a_rule_at_the_head_of_a_markdown_page_hides_nothing():
    (article,) = read("---\n\n新馆昨日开放。\n", "page.md")
    assert article.text == "新馆昨日开放。"


def test_a_markdown_link_reads_as_its_words():
    (article,) = read("新馆昨日开放，见[开放通知](https://example.org/a?b=1)，欢迎前往。\n", "page.md")
    assert article.text == "新馆昨日开放，见开放通知，欢迎前往。"
