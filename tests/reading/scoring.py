"""How well articles were read: against the truth of a made page, or against articles read by eye."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from qa.reading.names import byline_names
from qa.records import Article
from tests.reading.page_maker import MadePage, Truth

_FOLD = str.maketrans("，：；！？（）“”‘’【】—", ",:;!?()\"\"''[]-")
EDGE = 15  # characters compared at either end of a body
ASPECTS = ("start", "end", "title", "place", "byline", "whole", "captions")


def folded(text: str | None) -> str:
    """Text for comparison: no white space, half-width punctuation, straight quotes."""
    return re.sub(r"\s", "", text or "").translate(_FOLD)


def score(page: MadePage, articles: Sequence[Article]) -> Counter[str]:
    """How many articles of the page were read right, aspect by aspect, and how many there are ('all')."""
    total: Counter[str] = Counter({"all": len(page.truths)})
    bodies = [article for article in articles if not article.is_stub]
    for truth in page.truths:
        article = max(bodies, key=lambda article: _overlap(truth.body, article.text), default=None)
        if article:
            total.update(_right(truth, article))
    total["articles"] = len(bodies) == len(page.truths)
    total["stubs"] = [folded(a.title) for a in articles if a.is_stub] == [folded(stub) for stub in page.stubs]
    return total


def _overlap(truth: str, text: str) -> int:
    one, other = folded(truth), folded(text)
    return len({one[i : i + 4] for i in range(len(one))} & {other[i : i + 4] for i in range(len(other))})


def _right(truth: Truth, article: Article) -> Iterable[str]:
    """The aspects in which the article was read as it is."""
    made, body, text = truth.made, folded(truth.body), folded(article.text)
    checks = {
        "start": text[:EDGE] == body[:EDGE],
        "end": text[-EDGE:] == body[-EDGE:],
        "title": folded(article.title) == folded(made.title),
        "place": article.place == made.place,
        "byline": byline_names(article.byline or "") == byline_names(truth.byline),
        "whole": text == body,
        "captions": sorted(map(folded, article.captions)) == sorted(map(folded, truth.captions)),
    }
    return [aspect for aspect, right in checks.items() if right]
