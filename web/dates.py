"""Moments to the words a Chinese page says them in, local time."""

from __future__ import annotations

from datetime import datetime


def day(moment: float) -> str:
    """Such as 2026年3月5日."""
    at = datetime.fromtimestamp(moment)
    return f"{at.year}年{at.month}月{at.day}日"


def clock(moment: float) -> str:
    """Such as 09:30."""
    return f"{datetime.fromtimestamp(moment):%H:%M}"


def minute(moment: float) -> str:
    """Such as 3月5日 09:30."""
    at = datetime.fromtimestamp(moment)
    return f"{at.month}月{at.day}日 {at:%H:%M}"
