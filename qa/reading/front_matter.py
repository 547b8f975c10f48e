"""A Markdown page without the fields at its head that site generators read, but for title and author."""

from __future__ import annotations

import re

_BLOCK = re.compile(r"\s*---[ \t]*\r?\n(?P<fields>(?:[^\n]*\n){0,60}?)---[ \t]*(?:\r?\n|$)")
_FIELD = re.compile(r"^(?P<name>title|author):[ \t]*[\"']?(?P<value>[^\r\n\"']+)", re.M)
_PRINTED = re.compile(r"[^\r\n]")


def without_front_matter(text: str) -> str:
    """The page with its fields blanked, character for character, but for the title it prints nowhere else and
    the author."""
    block = _BLOCK.match(text)
    if not block:
        return text
    head = list(_PRINTED.sub(" ", block.group()))
    for found in _FIELD.finditer(text, *block.span("fields")):
        value = found["value"].strip()
        if found["name"] == "author" or value not in text[block.end() :]:
            start, end = found.span("value")
            head[start:end] = text[start:end]
            head[found.start("name") - 1] = "\n"
    return "".join(head) + text[block.end() :]
