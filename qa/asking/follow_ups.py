"""A question and the turns before it to a question that stands alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.asking.conversations import Turn

# A question that leans on the one before: it opens with a connective, points back, or names no subject.
_LEANS_BACK = re.compile(
    r"^(那么?|还有|另外|再问|它|他|她|其中|这个|那个|该|第[一二三四五六七八九十\d]+个)|(它|他|她)(们)?的?|.{0,12}呢[?？]?$"
)


def resolve(question: str, turns: Sequence[Turn]) -> str:
    """The question as asked, or led by the last turn's when it leans on it; a new topic inherits nothing."""
    if not turns or not _LEANS_BACK.search(question.strip()):
        return question
    before = turns[-1].resolved_question.rstrip("?？。!！ ")
    return f"{before}，{question.strip()}"
