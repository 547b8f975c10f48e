"""Passages that may put their articles on a list to what each article says for that."""

from __future__ import annotations

from collections.abc import Sequence

from qa.asking.finding import Finding, judge
from qa.asking.query import Query
from qa.asking.readings import Reads
from qa.asking.retrieval import Found
from qa.indexing.index import Index
from qa.indexing.passages import heading_of

# Windows of eight passages. Of what belongs on 105 lists .751 is named with 4, .757 with 5, in 392 and 404
# characters; each costs 2.5 ms.
_READ_TO_THE_END = 4


def found_in_each(
    index: Index, reader: Reads, query: Query, found: Sequence[Found]
) -> dict[str, list[Finding]]:
    """What all of some passages say, by their article's name, the likeliest first."""
    passages = [index.passage(one.passage) for one in found]
    texts = [(heading_of(index.articles[passage.article]), passage.text) for passage in passages]
    said: dict[str, list[Finding]] = {}
    for finding in judge(index, query, found, reader.read(query.text, texts, most=_READ_TO_THE_END)):
        said.setdefault(finding.article.id, []).append(finding)
    return said
