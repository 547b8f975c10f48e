"""What is counted of the service, in the form Prometheus reads; the one module that knows its library."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import QAError

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry
    from prometheus_client.core import Metric

    from qa.engine import Engine

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # where the library keeps the counts of forked processes
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_READY = ("wenbao_ready", "1 while there is an index to answer from.")


class Metrics:
    """Counts of an application; with a `shared` folder, of all processes forked from this one together."""

    def __init__(self, engine: Engine, shared: Path | None = None) -> None:
        # Whether processes share is settled when the library is imported, by its variable in the environment.
        from prometheus_client import CollectorRegistry, Counter, Histogram  # noqa: PLC0415

        self._engine = engine
        self._shared = shared
        self._registry = own = CollectorRegistry()
        self._requests = Counter(
            "wenbao_requests", "Requests answered.", ("route", "method", "status"), registry=own
        )
        self._request_seconds = Histogram(
            "wenbao_request_seconds", "From a whole request to its last byte.", ("route",),
            registry=own, buckets=_SECONDS,
        )  # fmt: skip
        self._stage_seconds = Histogram(
            "wenbao_stage_seconds", "Stages of answering.", ("stage",), registry=own, buckets=_SECONDS
        )
        self._answers = Counter(
            "wenbao_answers", "Answers by kind; none: the articles do not say.", ("kind",), registry=own
        )

    def count_request(self, route: str, method: str, status: int, seconds: float) -> None:
        """One request is over."""
        self._requests.labels(route, method, str(status)).inc()
        self._request_seconds.labels(route).observe(seconds)

    def count_answer(self, kind: str, stages: Mapping[str, float]) -> None:
        """One question is answered, or refused for what the articles do not say."""
        self._answers.labels(kind).inc()
        for stage, seconds in stages.items():
            self._stage_seconds.labels(stage).observe(seconds)

    def text(self) -> bytes:
        """All counts, of all processes, and how the index is."""
        from prometheus_client import CollectorRegistry, generate_latest  # noqa: PLC0415

        index = CollectorRegistry()
        index.register(_IndexFigures(self._engine))
        return generate_latest(self._counts()) + generate_latest(index)

    def _counts(self) -> CollectorRegistry:
        if self._shared is None:
            return self._registry
        from prometheus_client import CollectorRegistry  # noqa: PLC0415
        from prometheus_client.multiprocess import MultiProcessCollector  # noqa: PLC0415

        all_processes = CollectorRegistry()
        MultiProcessCollector(all_processes, path=str(self._shared))  # type: ignore[no-untyped-call]
        return all_processes


class _IndexFigures:
    """Figures of the index, read when they are asked for: the same in every process."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def collect(self) -> Iterator[Metric]:
        """Each figure; without an index, that there is none."""
        from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily  # noqa: PLC0415

        try:
            index, job = self._engine.index, self._engine.rebuilding.job()
        except QAError:
            yield GaugeMetricFamily(*_READY, 0.0)
            return
        yield GaugeMetricFamily(*_READY, 1.0)
        yield InfoMetricFamily("wenbao_index", "The generation served.", {"generation": index.generation})
        figures = {
            "wenbao_index_age_seconds": ("Since the index was built.", time.time() - self._engine.built_at()),
            "wenbao_index_articles": ("Articles in the index.", len(self._engine.articles())),
            "wenbao_index_passages": ("Passages in the index.", len(index)),
            "wenbao_rebuild_running": ("1 while the index is built again.", job.state == "running"),
            "wenbao_rebuild_seconds": ("What the last build took.", max(0, job.ended_at - job.began_at)),
        }
        for name, (about, value) in figures.items():
            yield GaugeMetricFamily(name, about, float(value))
