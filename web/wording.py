"""What the reading remarks on articles and files, in English, to the words a page says it in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.records import Article

# Each remark as the reading writes it, and as a visitor or an editor reads it; a group is taken over.
_REMARKS: Sequence[tuple[str, str]] = (
    (r"the page prints no title for it", "版面上没有标题"),
    (r"the page prints its title only", "只有标题，没有正文"),
    (r"put together from (\d+) places of the page", r"由版面上 \1 处拼成"),
    (r"begins mid-sentence", "开头不全"),
    (r"ends mid-sentence", "结尾不全"),
    (r"left out an upright title: (.+)", r"略去竖排标题：\1"),
    (r"it is a binary file.*", "不是文字文件，请存成 UTF-8 文本"),
    (r"it is neither UTF-8 nor GB18030.*", "编码认不出，请存成 UTF-8"),
    (r"it is larger than (\d+) MB.*", r"超过 \1 MB，请分成几个文件"),
    (r"it cannot be opened \((.*)\)", r"打不开（\1）"),
    (r"it holds no text", "没有文字"),
    (r"its name is not UTF-8.*", "文件名不是 UTF-8，请改名"),
    (r"its name holds a control character.*", "文件名里有控制字符，请改名"),
    (r"it is a link out of the folder of pages.*", "链接指向版面文件夹之外，请把文件放进来"),
    (r"it is a link to a folder.*", "是文件夹的链接，不跟随"),
    (r"it is a link that leads nowhere", "链接无效"),
    (r"it is not a file", "不是文件"),
    (r"the process that built it stopped", "建索引的进程中断了，请再试一次"),
    (r"The index in .* cannot be written \((.*?)\).*", r"索引写不进去（\1），原来的仍在使用"),
    (r"No readable page in .*", "版面文件夹里没有能读的文件"),
    (r"No folder (.*)\. Make it.*", r"没有文件夹 \1"),
    (r"its format needs an extra: (.*)", r"这种格式需要先安装：\1"),
    (r"it is not a readable PDF.*", "PDF 读不了"),
    (r"it is not a readable Word file.*", "Word 文件读不了"),
)


def in_chinese(remark: str) -> str:
    """The remark in Chinese; one that is not known stays as it is."""
    for pattern, words in _REMARKS:
        if match := re.fullmatch(pattern, remark):
            return match.expand(words)
    return remark


def remarks(article: Article) -> list[str]:
    """What is to be said of how an article was read, each once; nothing of one that reads well."""
    said = ["the page prints its title only"] * article.is_stub + list(article.warnings)
    return list(dict.fromkeys(in_chinese(remark) for remark in said))
