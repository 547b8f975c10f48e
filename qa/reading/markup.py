"""An HTML page to plain page text, each character with its offset in the HTML file."""

from __future__ import annotations

import html
import re
from array import array
from collections.abc import Callable
from dataclasses import dataclass, field

from qa.reading.kinds import CAPTION_MARK

# One token: a tag with its name and attributes, a character reference, or a run of text.
# Lengths are bounded so that a broken page cannot make the search for a closing mark slow.
_TOKEN = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,15})(?P<attributes>[^<>]{0,4000})>"
    r"|<[!?][^<>]{0,4000}>"
    r"|(?P<reference>&(?:\#\d{1,7}|\#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});)"
    r"|(?P<text>[^<&]+|[<&])",
    re.S,
)
# Elements that hold no article: programs, and the furniture HTML has names for.
_SKIPPED = frozenset(
    [
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "iframe",
        "svg",
        "object",
    ]
)
# Furniture that pages name by class or id instead.
_FURNITURE = re.compile(
    r"(?:class|id)\s*=\s*[\"']?[^\"'>]*\b(?:nav|menu|breadcrumbs?|crumbs?|footer|copyright|share|sidebar|related|"
    r"comments?|pagination|pager|toolbar|ads?|advert|login|search)\b",
    re.I,
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "dl",
        "dd",
        "dt",
        "tr",
        "td",
        "th",
        "table",
        "section",
        "article",
        "main",
        "blockquote",
        "figure",
        "figcaption",
        "body",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
    ]
)
_VOID = frozenset(
    ["br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr"]
)
_LONGEST_LINK = 40  # characters; a block of nothing but shorter links leads somewhere else and says nothing


@dataclass(slots=True)
class _Page:
    """The plain text so far, and the block that is being read."""

    texts: list[str] = field(default_factory=list)
    offsets: array[int] = field(default_factory=lambda: array("I"))
    block: list[tuple[str, int, bool]] = field(
        default_factory=list
    )  # text, offset, whether it stands in the file
    links: int = 0  # characters of the block inside links
    mark: str = ""  # what the block begins with: '#' for headings

    def add(self, text: str, offset: int, as_printed: bool, in_link: bool) -> None:
        """Add text to the block; text that is not as printed has one offset for all of its characters."""
        self.block.append((text, offset, as_printed))
        self.links += len(text.strip()) if in_link else 0

    def close(self, offset: int) -> None:
        """End the block: keep it, unless it is empty or only links."""
        length = sum(len(text.strip()) for text, _, _ in self.block)
        if length and not (self.links >= length and length <= _LONGEST_LINK):
            self._write(self.mark, self.block[0][1], False)
            for text, start, as_printed in self.block:
                self._write(text, start, as_printed)
            self._write("\n\n", offset, False)
        self.block, self.links, self.mark = [], 0, ""

    def _write(self, text: str, offset: int, as_printed: bool) -> None:
        self.texts.append(text)
        self.offsets.extend(range(offset, offset + len(text)) if as_printed else [offset] * len(text))


def plain_text(page: str) -> tuple[str, array[int]]:
    """The text of an HTML page in blocks, headings marked with '#', and the offset of each character in
    the page."""
    page = _without_comments(page)
    out, is_whole = _read(page, _is_furniture)
    if not is_whole:  # furniture that is never closed would swallow the article
        out, _ = _read(page, _is_program)
    return "".join(out.texts), out.offsets


def _without_comments(page: str) -> str:
    """The page with its comments blanked, character for character."""
    kept, at = [], 0
    while (begin := page.find("<!--", at)) >= 0 and (end := page.find("-->", begin)) >= 0:
        kept += [page[at:begin], " " * (end + 3 - begin)]
        at = end + 3
    return "".join([*kept, page[at:]])


def _read(page: str, is_skipped: Callable[[str, str], bool]) -> tuple[_Page, bool]:
    """Read the page without the elements to skip; False with it when one of them is never closed."""
    out = _Page()
    skipping: list[str] = []  # the skipped element, and every element of its name inside it
    in_link = False
    for token in _TOKEN.finditer(page):
        name = (token["name"] or "").lower()
        if skipping:
            _follow(skipping, name, bool(token["close"]), token["attributes"] or "")
        elif name:
            if not token["close"] and is_skipped(name, token["attributes"]):
                out.close(token.start())
                skipping.append(name)
            elif name == "a":
                in_link = not token["close"]
            else:
                _read_tag(out, name, bool(token["close"]), token.start())
        elif token["text"]:
            out.add(re.sub(r"[\r\n]", " ", token["text"]), token.start(), True, in_link)
        elif token["reference"]:
            out.add(html.unescape(token["reference"]), token.start(), False, in_link)
    out.close(len(page))
    return out, not skipping


def _is_program(name: str, attributes: str) -> bool:
    return name in ("script", "style") and not attributes.endswith("/")


def _is_furniture(name: str, attributes: str) -> bool:
    if name in _VOID or name in ("html", "body", "article", "main") or attributes.endswith("/"):
        return False
    return name in _SKIPPED or bool(_FURNITURE.search(attributes))


def _follow(skipping: list[str], name: str, closes: bool, attributes: str) -> None:
    """Keep count of the elements inside a skipped one, to know where it ends."""
    if name == skipping[0]:
        if closes:
            skipping.pop()
        elif not attributes.endswith("/"):
            skipping.append(name)


def _read_tag(out: _Page, name: str, closes: bool, offset: int) -> None:
    """A tag of the article: a new line, a new block, a heading or a caption."""
    if name == "br":
        out.add("\n", offset, False, False)
    elif name in _BLOCKS:
        out.close(offset)
        if not closes and name[0] == "h" and name[1:].isdigit():
            out.mark = "#" * int(name[1]) + " "
        elif not closes and name == "figcaption":
            out.mark = CAPTION_MARK
