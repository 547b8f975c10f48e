"""The articles before and after a build to what it changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qa.records import Article, SkippedPage

_NAMED = 200  # articles named in each list of changes; the counts are always true


@dataclass(frozen=True, slots=True)
class Changes:
    """What a build changed against the index before it; each list names articles, a few hundred at most."""

    articles: int
    added_count: int
    removed_count: int
    changed_count: int
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    skipped: tuple[SkippedPage, ...]
    embedded: int = 0  # passages whose vectors were computed
    kept: int = 0  # passages whose vectors were taken from the index before

    @classmethod
    def of_json(cls, body: Mapping[str, Any]) -> Changes:
        """The changes that were written as JSON."""
        lists = {name: tuple(body[name]) for name in ("added", "removed", "changed")}
        skipped = tuple(SkippedPage(**page) for page in body["skipped"])
        return cls(**{**body, **lists, "skipped": skipped})


def compare(
    before: Sequence[Article],
    after: Sequence[Article],
    skipped: Sequence[SkippedPage],
    embedded: int = 0,
    kept: int = 0,
) -> Changes:
    """The articles added, removed and changed; changed are those with the page and name of a removed one."""
    old = {article.id: f"{article.source} {article.name}" for article in before}
    texts = {article.id: article.text for article in before}
    new, rewritten = {}, []
    for article in after:
        new[article.id] = f"{article.source} {article.name}"
        if texts.get(article.id, article.text) != article.text:
            rewritten.append(new[article.id])
    gone = [name for key, name in old.items() if key not in new]
    come = [name for key, name in new.items() if key not in old]
    moved = set(gone) & set(come)
    changed = [*rewritten, *sorted(moved)]
    added = [name for name in come if name not in moved]
    removed = [name for name in gone if name not in moved]
    return Changes(
        articles=len(new),
        added_count=len(added),
        removed_count=len(removed),
        changed_count=len(changed),
        added=tuple(added[:_NAMED]),
        removed=tuple(removed[:_NAMED]),
        changed=tuple(changed[:_NAMED]),
        skipped=tuple(skipped),
        embedded=embedded,
        kept=kept,
    )
