"""What a folder of pages may hold besides pages: links, strange names, what cannot be opened."""

import os

import pytest

from qa.errors import PagesError
from qa.reading import pages_mark, read_folder
from qa.reading.listing import list_pages

TEXT = "市图书馆新馆下月开放\n\n本报讯 新馆日前完成布展，将于下月向市民开放。\n\n（张三丰）\n"


@pytest.fixture
def folder(tmp_path):
    """A folder of one page, with a file beside the folder that nobody meant to publish."""
    (tmp_path / "secret.txt").write_text(TEXT.replace("图书馆", "保险库"), "utf-8")
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.txt").write_text(TEXT, "utf-8")
    return pages


def left_out(folder):
    return {page.source: page.reason for page in list_pages(folder)[1]}


def test_links_out_of_the_folder_are_not_followed(folder):
    (folder / "b.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "c.txt").symlink_to("../secret.txt")
    (folder / "d").symlink_to(folder.parent)
    pages = read_folder(folder)
    assert [article.source for article in pages.articles] == ["a.txt"]
    assert {page.source for page in pages.skipped} == {"b.txt", "c.txt", "d"}
    assert all("link out of the folder" in page.reason for page in pages.skipped)


def test_links_that_lead_nowhere_or_round_in_circles_are_named(folder):
    (folder / "b.txt").symlink_to("c.txt")
    (folder / "c.txt").symlink_to("b.txt")
    (folder / "d.txt").symlink_to("gone.txt")
    (folder / "e").symlink_to(".")
    reasons = left_out(folder)
    assert {name: reasons[name] for name in ("b.txt", "c.txt", "d.txt")} == dict.fromkeys(
        ("b.txt", "c.txt", "d.txt"), "it is a link that leads nowhere"
    )
    assert reasons["e"] == "it is a link to a folder, which is not followed"


def test_a_link_to_a_page_of_the_folder_is_a_page(folder):
    (folder / "b.txt").symlink_to("a.txt")
    assert [article.source for article in read_folder(folder).articles] == ["a.txt", "b.txt"]


def test_the_folder_itself_may_be_a_link(folder, tmp_path):
    (tmp_path / "link").symlink_to(folder)
    assert len(read_folder(tmp_path / "link").articles) == 1


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("two\nlines.txt", r"two\nlines.txt"),
        ("bell\x07.txt", r"bell\x07.txt"),
        ("turned\u202etxt.exe.txt", r"turned\u202etxt.exe.txt"),
        ("line\u2028end.txt", r"line\u2028end.txt"),
    ],
)
def test_names_with_control_characters_are_left_out_and_shown_written_out(folder, name, shown):
    (folder / name).write_text(TEXT, "utf-8")
    assert left_out(folder) == {shown: "its name holds a control character; rename it"}


def test_a_name_that_is_not_utf_8_is_left_out_and_shown_written_out(folder):
    with open(os.fsencode(folder) + b"/\xb1\xa8.txt", "w", encoding="utf-8") as file:  # noqa: PTH123  (bytes)
        file.write(TEXT)
    assert left_out(folder) == {r"\udcb1\udca8.txt": "its name is not UTF-8; rename it"}


@pytest.mark.parametrize(
    "name", ["报" * 83 + ".txt", "a b　c.txt", "-rf.txt", "%2e%2e.txt", "..txt.txt", "'\"<&>.txt"]
)
def test_any_other_name_is_a_page(folder, name):
    (folder / name).write_text(TEXT, "utf-8")
    kept = {article.source for article in read_folder(folder).articles}
    assert kept == {"a.txt"} | ({name} if not name.startswith(".") else set())


def test_a_path_too_long_to_be_opened_is_named(folder):
    here = os.getcwd()  # noqa: PTH109
    try:
        os.chdir(folder)
        for _ in range(20):  # deeper than one path can say
            os.mkdir("层" * 80)  # noqa: PTH102
            os.chdir("层" * 80)
        os.close(os.open("deep.txt", os.O_CREAT | os.O_WRONLY))
    finally:
        os.chdir(here)
    assert list(left_out(folder).values()) == ["it cannot be opened (File name too long)"]


def test_what_is_no_file_is_named_and_not_waited_for(folder):
    os.mkfifo(folder / "pipe.txt")
    assert left_out(folder) == {"pipe.txt": "it is not a file"}


def test_the_mark_changes_when_a_page_comes_goes_or_is_written_to(folder):
    marks = [pages_mark(folder)]
    assert pages_mark(folder) == marks[0]
    (folder / "b.txt").write_text(TEXT, "utf-8")
    marks.append(pages_mark(folder))
    os.utime(folder / "b.txt", ns=(0, 0))
    marks.append(pages_mark(folder))
    (folder / "b.txt").rename(folder / "c.txt")
    marks.append(pages_mark(folder))
    (folder / "c.txt").unlink()
    assert len(set(marks)) == 4
    assert pages_mark(folder) == marks[0]


def test_hidden_files_do_not_change_the_mark(folder):
    mark = pages_mark(folder)
    (folder / ".a.txt.swp").write_text("half", "utf-8")
    assert pages_mark(folder) == mark


def test_a_missing_folder_has_no_mark(tmp_path):
    with pytest.raises(PagesError, match="No folder"):
        pages_mark(tmp_path / "none")
