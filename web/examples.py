"""One question and its reply, as the API description shows them."""

from __future__ import annotations

import hashlib
from typing import Any

_QUOTE = "新桥长120米，宽7米，今年8月底通车。"
_ARTICLE = {
    "id": "3f9c0a51d27e", "title": "一桥飞架两岸通", "place": "青河县石桥村", "byline": "周小川",
    "source": "2024-09-05/二版.txt",
}  # fmt: skip

QUESTION: dict[str, Any] = {"question": "石桥村的新桥有多长？"}
REPLY: dict[str, Any] = {
    "question": QUESTION["question"],
    "resolved_question": QUESTION["question"],
    "conversation": "c_Tq3vZk0aLw8yN1xB5mRd7sPf",
    "reply": "r_Zk3vTq0aLw8yN1xB",
    "kind": "fact",
    "answered": True,
    "answer": f"{_QUOTE}[1]",
    "short": "120米",
    "items": [],
    "citations": [
        {
            "n": 1,
            "article": _ARTICLE,
            "quote": _QUOTE,
            "start": 214,
            "end": 214 + len(_QUOTE),
            "sha256": hashlib.sha256(_QUOTE.encode()).hexdigest(),
            "source_start": 268,
            "source_end": 289,
            "highlights": [[3, 7]],
            "score": 0.97,
            "url": f"/articles/{_ARTICLE['id']}?s=214&e={214 + len(_QUOTE)}",
        }
    ],
    "related": [],
    "confidence": 0.97,
    "notices": [],
    "took_ms": 31.4,
}
COMPLETION_REQUEST: dict[str, Any] = {
    "model": "wenbao",
    "messages": [
        {"role": "user", "content": QUESTION["question"]},
        {"role": "assistant", "content": REPLY["answer"]},
        {"role": "user", "content": "那花了多少钱？"},
    ],
}
