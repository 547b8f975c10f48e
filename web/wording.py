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
