"""The history of replies to the figures of the desk: what is asked, refused, cited and found useful."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from qa.keeping.history import History

_DAYS = 30  # of the desk's chart
_MOST_CITED = 10  # articles the desk names


@dataclass(frozen=True, slots=True)
class Day:
    """The questions of one day, local time; `refused` of them the articles did not answer."""

    day: str
    asked: int
    refused: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as the desk lists it; `useful` and `reason` are None and empty without feedback."""

    at: float
    question: str
    kind: str
    answered: bool
    took_ms: float
    useful: bool | None
    reason: str


@dataclass(frozen=True, slots=True)
class Usage:
    """The desk's figures; the days come in order, without a gap, today last."""

    asked: int
    refused: int
    useful: int
    useless: int
    median_ms: float
    days: tuple[Day, ...]
    kinds: tuple[tuple[str, int], ...]  # most frequent first
    cited: tuple[tuple[str, int], ...]  # article id and how many replies cite it, most cited first

    @property
    def share_refused(self) -> float:
        """Of all questions but greetings; 0 when nothing was asked."""
        return self.refused / self.asked if self.asked else 0.0


class Desk:
    """What the desk shows of a history."""

    def __init__(self, history: History) -> None:
        self._history = history

    def usage(self) -> Usage:
        """The figures of the desk."""
        return usage_of(self._history, _DAYS, _MOST_CITED)

    def latest(self, count: int, *, with_feedback: bool = False, refused: bool = False) -> list[Asked]:
        """The last questions, newest first: all, those with feedback, or those that were refused."""
        return latest_questions(self._history, count, with_feedback=with_feedback, refused=refused)


_ASKED = """
SELECT r.asked_at, r.question, r.kind, r.answered, r.took_ms, f.useful, coalesce(f.reason, '')
FROM replies r LEFT JOIN feedback f ON f.reply = r.id
"""


def usage_of(history: History, days: int, top: int) -> Usage:
    """The figures over everything the history holds; the chart's days end today."""
    with history.database.reading() as work:
        [(asked, refused)] = work.rows(
            "SELECT count(*), count(CASE WHEN kind = 'none' THEN 1 END) FROM replies WHERE kind <> 'chat'"
        )
        [(useful, useless)] = work.rows(
            "SELECT coalesce(sum(useful), 0), coalesce(sum(1 - useful), 0) FROM feedback"
        )
        median = work.row(
            "SELECT took_ms FROM replies ORDER BY took_ms LIMIT 1 OFFSET (SELECT count(*) / 2 FROM replies)"
        )
        kinds = work.rows("SELECT kind, count(*) AS n FROM replies GROUP BY kind ORDER BY n DESC, kind")
        cited = work.rows(
            "SELECT article, count(*) AS n FROM cited GROUP BY article ORDER BY n DESC, article LIMIT :top",
            top=top,
        )
    counts = [tuple((name, count) for name, count in rows) for rows in (kinds, cited)]
    return Usage(asked, refused, useful, useless, median[0] if median else 0.0, _days(history, days), *counts)


def _days(history: History, count: int) -> tuple[Day, ...]:
    today = date.today()
    names = [(today - timedelta(days=back)).isoformat() for back in range(count - 1, -1, -1)]
    with history.database.reading() as work:
        rows = work.rows(
            "SELECT day, count(*), count(CASE WHEN kind = 'none' THEN 1 END) "
            "FROM replies WHERE kind <> 'chat' AND day >= :first GROUP BY day",
            first=names[0],
        )
    by_day = {day: Day(day, asked, refused) for day, asked, refused in rows}
    return tuple(by_day.get(name, Day(name, 0, 0)) for name in names)


def latest_questions(
    history: History, count: int, *, with_feedback: bool = False, refused: bool = False
) -> list[Asked]:
    """The last questions, newest first: all, those with feedback, or those that were refused."""
    wanted = ["f.reply IS NOT NULL"] * with_feedback + ["r.kind = 'none'"] * refused
    where = f" WHERE {' AND '.join(wanted)}" if wanted else ""
    order = "f.given_at" if with_feedback else "r.asked_at"
    with history.database.reading() as work:
        rows = work.rows(f"{_ASKED}{where} ORDER BY {order} DESC LIMIT :count", count=count)
    return [
        Asked(at, question, kind, bool(answered), ms, None if useful is None else bool(useful), reason)
        for at, question, kind, answered, ms, useful, reason in rows
    ]
