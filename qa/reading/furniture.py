"""Lines that are furniture of the page and no text: page heads and feet, and the signposts of web pages."""

from __future__ import annotations

import re

_LONGEST = 120  # characters; head and foot of a page are a line each
_LONGEST_NAME = 16  # characters of a column's name, set wide between ornaments
_DATE = r"\*?\d{4}\s*[年/.-]\s*\d{1,2}\s*[月/.-]\s*\d{1,2}\s*日?\*?"
_MAKERS = "编辑|责编|美编|校对|版式|组版|排版|制图|审核|统筹|编审|终审|主编"
# The names that papers give their pages. Alone on a line they head no article.
_PAGE_NAME = (
    "(?:今日|国内|国际|综合|本地|社会)?"
    "(?:要闻|新闻|副刊|时评|民生|综合|法治|文化|文艺|教育|健康|体育|国际|理论|党建|专题|专版|广告)"
)
# The names that papers give the columns of a page: they stand over articles and are the title of none.
_COLUMN_NAME = re.compile(
    "简讯|短讯|快讯|简明新闻|新闻简报|一句话新闻|(?:工作|基层|各地|乡镇)动态|公告栏|公示栏"
    "|(?:读者|群众|百姓)(?:来信|心声|之声)|凡人(?:微光|善举|故事)|身边(?:好人|榜样)"
    "|[\u4e00-\u9fff]{2}(?:走笔|视窗|之窗|速递|播报|传真|茶座|夜话|论坛)"
)
_AROUND_NAMES = "·•■◆●★☆—-―─【】[]|｜"

# What is furniture when nothing else stands on the line.
_ALONE = re.compile(
    rf"(?:[A-Z]?\d{{1,2}}\s*)?{_PAGE_NAME}|[A-Z]\d{{1,2}}"
    # 社区·民生
    rf"|[\u4e00-\u9fff]{{2,4}}\s*[·•]\s*{_PAGE_NAME}|{_PAGE_NAME}\s*[·•]\s*[\u4e00-\u9fff]{{2,4}}"
    r"|(?:上一|下一)[篇版页条](?:\s*[:：].{0,60})?|返回(?:首页|目录|顶部|列表)|分享到.{0,20}|收藏|字号.{0,12}"
    r"|【?(?:打印(?:本页)?|关闭(?:窗口)?|放大|缩小|默认)】?(?:\s*【(?:打印(?:本页)?|关闭(?:窗口)?|收藏)】)*"
    r"|(?:当前位置|您的位置|您(?:现在)?所?在的位置)\s*[:：].{0,60}"  # how one came to a web page
    r"|[-—=*_~·•.■◆□○●★☆\s]{2,}|#{1,6}|-{0,2}\s*\d{1,3}\s*-{0,2}"  # ornaments, the number of the page
    r"|(?P<bracket>[（(【])?(?:下转|上接|转|接)第?\s*[A-Z\d一二三四五六七八九十]{1,3}\s*版(?(bracket)[)）】]|.{0,12})"
)
# What furniture is made of, when all of a line is made of it. The first kind is enough for itself.
_END = r"[）)】\]]?(?:[\s|｜]+|$)"
_SURE = re.compile(
    rf"(?:[（(【\[]?(?:本版|本期|值班|责任|执行|责|美术|图片|视觉)?(?:{_MAKERS})\s*[:：/／].{{1,16}}?(?:\s[\u4e00-\u9fff]{{2,4}}(?=[\s）)]|$)){{0,3}}"
    r"|第?\s*[A-Z]?\d{1,3}\s*版(?:[:：].{0,12}?)?|第?[一二三四五六七八]版"
    rf"|{_DATE}(?:\s*\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?(?:\s*星期[一二三四五六日天])?"
    r"|[（(]?(?:发布时间|发布日期|来源|稿件来源|信息来源|浏览次数|访问量|点击数)\s*[:：].{0,30}?"
    rf"|(?:本版|本报|新闻|报料|投稿|广告|发行)(?:热线|电话|邮箱|信箱|微信|网址)\s*[:：].{{4,40}}?"
    r"|(?:承印|印刷)\s*[:：]\s*[\u4e00-\u9fff]{2,12}报[\u4e00-\u9fff]{0,8}(?:公司|厂|中心)"  # a paper's own
    rf"|(?:国内统一(?:连续出版物|刊)号|邮发代号|广告(?:发布|经营)?(?:登记|许可)证?号?)\s*[:：].{{4,40}}?){_END}"
)
# This kind stands in notices and over articles as well.
_BESIDE = re.compile(
    r"(?:[\u4e00-\u9fff]{1,6}(?:[日晚早晨时周商]|都市)报|"
    r"[\u4e00-\u9fff]{2,4}\s*[·•]\s*[\u4e00-\u9fff]{2,4}|"  # 县域·望海
    r"[\u4e00-\u9fff]{2,12}社(?:主办|编辑|出版)+|零售价\s*[:：]\s*[\d.]{1,4}元|(?:社址|地址|邮编)\s*[:：].{4,30}?"
    rf"|星期[一二三四五六日天]|\d{{1,2}}:\d{{2}}(?::\d{{2}})?|农历.{{2,10}}?|{_PAGE_NAME}|(?:电话|热线|邮箱|E-?mail|时间|日期|作者|浏览|阅读量?|点击)\s*[:：]?.{{0,30}}?"
    rf"|(?:来源|编辑)\s+.{{1,20}}?){_END}"
)


_AUTHOR = re.compile(r"作者\s*[:：]\s*(?P<name>[^\s|｜]{2,12})")


def author_in(page: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a line of furniture names who wrote the article, as the head of a web page does."""
    found = _AUTHOR.search(page, start, end)
    return found.span("name") if found else None


def is_column_name(line: str) -> bool:
    """True for the name of a column, whatever ornaments stand around it."""
    return len(line) <= _LONGEST_NAME and bool(
        _COLUMN_NAME.fullmatch("".join(line.split()).strip(_AROUND_NAMES))
    )


def is_furniture(line: str) -> bool:
    """True for a line that belongs to the page and to none of its articles."""
    if len(line) > _LONGEST:
        return False
    return bool(_ALONE.fullmatch(line)) or _is_made_of_items(line)


def _is_made_of_items(line: str) -> bool:
    at, is_sure = 0, False
    while at < len(line):
        sure = _SURE.match(line, at)
        item = sure or _BESIDE.match(line, at)
        if not item:
            return False
        is_sure = is_sure or sure is not None
        at = item.end()
    return is_sure
