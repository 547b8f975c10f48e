"""An article's printed words to its facts: authors, county, town, village, dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from qa.reading.datelines import dateline_end
from qa.reading.names import byline_names
from qa.reading.places import ladder_of, places_in
from qa.records import Facts

# The first character is read before it is looked back at, so that the search can run from one to the next.
_DATE = re.compile(
    r"[\d一二三四五六七八九十今去前明近日昨年](?:"
    r"(?:(?<=\d)\d{3}年|(?<=[今去前明])年)(?:\d{1,2}月(?:\d{1,2}日|份|底|初|中旬|上旬|下旬)?|年?[初底中](?![\u4e00-\u9fff]级)|[春夏秋冬]季?|以来|[上下]半年)?"
    r"|(?<=\d)\d?月(?:\d{1,2}日|份|底|初|中旬|上旬|下旬)|(?<=[\d一二三四五六七八九十])[\d一二三四五六七八九十]{0,2}月\d{1,2}日"
    r"|(?<=近)年来|(?<=[近昨今])日|(?<=日)前|(?<=年)[底初])"
)
_LEAD_CHARS = 300  # where a report says when and where; further down it names places in passing


def facts_of(place: str | None, bylines: Iterable[str], text: str) -> Facts:
    """The facts of an article; its spans in the page are added by the caller."""
    county, town, village = ladder_of(place) if place else (None, None, None)
    if place and county is None and (lead := places_in(text[:_LEAD_CHARS])):
        county = next((match["county"] for match in lead if match["town"] == town), None)
    authors = dict.fromkeys(name for byline in bylines for name in byline_names(byline))
    dates = dict.fromkeys(match.group() for match in _DATE.finditer(text))
    return Facts(tuple(authors), county, town, village, tuple(dates), dateline_end(text))


def place_in(texts: Iterable[str]) -> str | None:
    """The county and town the texts name, the most often named first; None when they name none."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(match["place"] for match in places_in(text))
    return counts.most_common(1)[0][0] if counts else None
