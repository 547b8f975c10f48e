"""Files of a folder: encodings are recognised, what cannot be read is named, the rest is read."""

import sys

import pytest

from qa.errors import PagesError
from qa.reading import as_json, describe, read_folder, read_page
from qa.reading.files import decode

BODY = "新馆建筑面积2.3万平方米，藏书120万册，设有少儿阅览区、古籍修复室和自助书房。"
TEXT = "市图书馆新馆下月开放\n\n本报讯 新馆日前完成布展，将于下月向市民开放。\n\n（张三丰）\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_encodings_are_recognised(tmp_path, encoding):
    (tmp_path / "page.txt").write_bytes(TEXT.encode(encoding))
    (article,) = read_page(tmp_path / "page.txt", "page.txt")
    assert article.title == "市图书馆新馆下月开放"


def test_source_map_points_into_the_decoded_text_without_its_mark(tmp_path):
    (tmp_path / "page.txt").write_bytes(TEXT.encode("utf-8-sig"))
    (article,) = read_page(tmp_path / "page.txt", "page.txt")
    assert [TEXT[at] for at in article.source_map] == list(article.text)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00", b"\xff\xff\xff\xff", b"MZ\x00\x01"])
def test_what_is_no_text_is_refused_with_a_reason(data):
    with pytest.raises(PagesError, match="UTF-8"):
        decode(data)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "2024" / "05").mkdir(parents=True)
    (tmp_path / "2024" / "05" / "b.txt").write_text(TEXT, "utf-8")
    (tmp_path / "a.md").write_text(TEXT, "utf-8")
    (tmp_path / "c.html").write_text(f"<html><p>{TEXT}</p></html>", "utf-8")
    (tmp_path / "empty.txt").write_text(" \n", "utf-8")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (tmp_path / "table.csv").write_text("a,b", "utf-8")
    (tmp_path / ".hidden.txt").write_text(TEXT, "utf-8")
    return tmp_path


def test_folders_are_read_nested_and_in_path_order(folder):
    assert [article.source for article in read_folder(folder).articles] == ["2024/05/b.txt", "a.md", "c.html"]


def test_skipped_files_are_named_with_their_reasons(folder):
    reasons = {page.source: page.reason for page in read_folder(folder).skipped}
    assert reasons == {
        "empty.txt": "it holds no text",
        "picture.txt": "it is a binary file; save its text as UTF-8",
        "table.csv": ".csv is not a page format; use .txt, .md or .html",
    }


def test_missing_folder_is_named_with_the_next_step(tmp_path):
    with pytest.raises(PagesError, match=r"No folder .*nowhere\. Make it"):
        read_folder(tmp_path / "nowhere")


def test_folder_without_a_readable_page_is_named_with_the_next_step(tmp_path):
    (tmp_path / "empty.txt").write_text("", "utf-8")
    with pytest.raises(PagesError, match=r"No readable page in .*empty\.txt: it holds no text.*Put \.txt"):
        read_folder(tmp_path)


def test_a_page_of_five_megabytes_is_read_whole(tmp_path):
    page = "".join(
        f"第{at}条新闻\n\n本报讯 新馆第{at}次布展完成，将于下月向市民开放。{BODY * 4}\n\n（张三丰）\n\n"
        for at in range(9_200)
    )
    (tmp_path / "big.txt").write_text(page, "utf-8")
    assert (tmp_path / "big.txt").stat().st_size > 5_000_000
    articles = read_page(tmp_path / "big.txt", "big.txt")
    assert (len(articles), articles[-1].title) == (9_200, "第9199条新闻")


@pytest.mark.parametrize(("name", "library"), [("page.pdf", "pypdf"), ("page.docx", "docx")])
def test_without_the_extra_its_formats_are_skipped_by_name(tmp_path, monkeypatch, name, library):
    monkeypatch.setitem(sys.modules, library, None)
    (tmp_path / name).write_bytes(b"anything")
    with pytest.raises(PagesError, match=r"pip install wenbao\[formats\]"):
        read_page(tmp_path / name, name)


def test_word_headings_become_titles(tmp_path):
    import docx

    document = docx.Document()
    document.add_heading("市图书馆新馆下月开放", 1)
    document.add_paragraph("本报讯 新馆日前完成布展，将于下月向市民开放。")
    document.save(str(tmp_path / "page.docx"))
    (article,) = read_page(tmp_path / "page.docx", "page.docx")
    assert (article.title, article.text[:3]) == ("市图书馆新馆下月开放", "本报讯")


@pytest.mark.parametrize("name", ["page.pdf", "page.docx"])
def test_damaged_documents_are_refused_with_a_reason(tmp_path, name):
    (tmp_path / name).write_bytes(b"not a document")
    with pytest.raises(PagesError, match="it is not a readable"):
        read_page(tmp_path / name, name)


def test_a_person_sees_title_byline_ends_and_warnings(tmp_path):
    (tmp_path / "page.txt").write_text("本报讯 新馆日前完成布展，将于下月\n\n（张三丰）\n", "utf-8")
    (article,) = read_page(tmp_path / "page.txt", "page.txt")
    assert describe(article).splitlines() == [
        f"(no title)  [page.txt {article.id}]",
        "  byline: 张三丰",
        "  text: 本报讯 新馆日前完成布展，将于下月 (17 characters)",
        "  warning: the page prints no title for it",
        "  warning: ends mid-sentence",
    ]


def test_a_program_gets_every_field(tmp_path):
    (tmp_path / "page.txt").write_text(TEXT, "utf-8")
    (article,) = read_page(tmp_path / "page.txt", "page.txt")
    assert as_json(article) == {
        "source": "page.txt",
        "title": "市图书馆新馆下月开放",
        "place": None,
        "kicker": None,
        "byline": "张三丰",
        "text": "本报讯 新馆日前完成布展，将于下月向市民开放。",
        "captions": [],
        "id": article.id,
        "subheads": [],
        "authors": ["张三丰"],
        "warnings": [],
    }
