"""An article as `qa read` shows it: to a person, and to a program."""

from __future__ import annotations

from qa.records import Article

_SHOWN = 15  # first and last characters, enough to see whether an article is whole


def describe(article: Article) -> str:
    """A few lines for a person: name, place, byline, first and last words, warnings."""
    lines = [f"{article.title or '(no title)'}  [{article.source} {article.id}]"]
    fields = {"kicker": article.kicker, "place": article.place, "byline": article.byline}
    lines += [f"  {name}: {value}" for name, value in fields.items() if value]
    if article.text:
        flat = article.text.replace("\n", " ")
        shown = flat if len(flat) <= 2 * _SHOWN else f"{flat[:_SHOWN]} … {flat[-_SHOWN:]}"
        lines.append(f"  text: {shown} ({len(article.text)} characters)")
    lines += [f"  sub-heading: {subhead}" for subhead in article.subheads]
    lines += [f"  caption: {caption}" for caption in article.captions]
    lines += [f"  warning: {warning}" for warning in article.warnings]
    return "\n".join(lines)


def as_json(article: Article) -> dict[str, object]:
    """The article for a program, one JSON object."""
    return {
        "source": article.source,
        "title": article.title,
        "place": article.place,
        "kicker": article.kicker,
        "byline": article.byline,
        "text": article.text,
        "captions": list(article.captions),
        "id": article.id,
        "subheads": list(article.subheads),
        "authors": list(article.facts.authors),
        "warnings": list(article.warnings),
    }
