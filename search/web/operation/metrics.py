"""Figures for Prometheus: requests and how long they take, and the state of the index."""

from collections.abc import Callable, Iterator
from datetime import datetime
from time import perf_counter

from flask import Blueprint, Flask, Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from search.engine import Engine
from search.errors import SearchError

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.5, 5.0)  # seconds: 1.5 is a query's deadline


class _Index(Collector):
    """The state of the index, looked up whenever the figures are asked for.

    Args:
        engine: whose.
        now: the clock, with zone.
    """

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield what is known of the index."""
        try:
            state = self._engine.stats()
        except SearchError:
            yield GaugeMetricFamily("morgue_index_up", "Whether the index can be searched.", value=0)
            return
        age = (self._now() - state.updated).total_seconds()
        for name, meaning, value in (
            ("up", "Whether the index can be searched.", 1),
            ("degraded", "Whether an older generation serves than the one last published.", bool(state.degraded)),
            ("generation", "The generation that serves.", state.generation),
            ("age_seconds", "Time since it was published.", age),
            ("articles", "Articles in it.", state.articles),
            ("passages", "Passages in it.", state.passages),
        ):
            yield GaugeMetricFamily(f"morgue_index_{name}", meaning, value=value)


def measure(app: Flask, engine: Engine, now: Callable[[], datetime]) -> None:
    """Count each request and how long it took, and give the figures at `/metrics`.

    Args:
        app: `g.began` must hold when a request began, by `time.perf_counter`.
        engine: whose state the figures tell.
        now: the clock, with zone.
    """
    registry = CollectorRegistry()
    registry.register(_Index(engine, now))
    requests = Counter("morgue_requests", "Requests answered.", ("route", "method", "status"), registry=registry)
    seconds = Histogram(
        "morgue_request_seconds", "Time until the answer begins.", ("route",), buckets=_BUCKETS, registry=registry
    )

    @app.after_request
    def count(response: Response) -> Response:
        route = str(request.url_rule) if request.url_rule else "none"  # never the path: anybody can make up paths
        requests.labels(route, request.method, response.status_code).inc()
        seconds.labels(route).observe(perf_counter() - g.began)
        return response

    metrics = Blueprint("metrics", __name__)

    @metrics.get("/metrics", endpoint="metrics")
    def figures() -> Response:
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    app.register_blueprint(metrics)
