"""HTML pages: the article without the furniture around it, every character with its place in the HTML."""

import pytest

from qa.reading import read_text

ARTICLE = (
    "<h1>旧粮仓变身民俗馆</h1><p>本报记者 郑望舒</p>"
    "<p>　　近日，临川县白鹭乡的旧粮仓&ldquo;重新开门&rdquo;，建于<b>1956</b>年的圆仓里摆满农具。</p>"
    "<figure><img src='a.jpg'><figcaption>孩子们在馆内。</figcaption></figure>"
    "<p>开馆以来，已接待参观者8600余人次。</p>"
)
TEXT = (
    "近日，临川县白鹭乡的旧粮仓“重新开门”，建于1956年的圆仓里摆满农具。\n开馆以来，已接待参观者8600余人次。"
)
FURNITURE = {
    "nothing": "{}",
    "head and scripts": "<html><head><script>if (a < b) '<p>x</p>'</script></head><body>{}</body>",
    "navigation": "<nav><a href='/'>首页</a> 新闻</nav>{}<footer>版权所有</footer>",
    "named furniture": "<div class='top-nav'><div>位置</div>首页</div>{}<div id=footer>联系</div>",
    "lists of links": "<ul><li><a>头条</a></li><li><a>要闻</a></li></ul>{}<p><a href=2>下一篇</a></p>",
    "comments": "<!-- <p>旧稿</p> -->{}<!-- 结束 -->",
    "upper case": "<DIV CLASS='share'>分享到</DIV>{}",
    "never closed": "<div class='nav'>{}",
}


@pytest.mark.parametrize("name", FURNITURE)
def test_the_article_is_found_whatever_stands_around_it(name):
    article = read_text(FURNITURE[name].format(ARTICLE), "page.html")[0]
    assert (article.title, article.byline, article.place) == (
        "旧粮仓变身民俗馆",
        "本报记者 郑望舒",
        "临川县白鹭乡",
    )
    assert (article.text, article.captions) == (TEXT, ("孩子们在馆内。",))


def test_offsets_point_into_the_html_and_references_at_their_first_character():
    page = FURNITURE["navigation"].format(ARTICLE)
    article = read_text(page, "page.html")[0]
    assert all(
        page[at] in (char, "&")
        for char, at in zip(article.text, article.source_map, strict=True)
        if char != "\n"
    )
    assert page[slice(*article.facts.title_at)] == "旧粮仓变身民俗馆"
    assert page[slice(*article.facts.byline_at)] == "本报记者 郑望舒"


def test_line_breaks_in_the_source_are_not_line_breaks_of_the_text():
    (article,) = read_text("<p>市图书馆新馆\n日前完成布展，<br>将于下月开放。</p>", "page.html")
    assert article.text == "市图书馆新馆日前完成布展，将于下月开放。"
