"""What Prometheus reads at /metrics: requests by route and status, and how long they took. Never what was asked.

Also what is refused and why, how many wait, the index's age, the process's memory and the models' time.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from http import HTTPMethod
from time import perf_counter

from fastapi import FastAPI
from fastapi.responses import Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bc_qa.web.admission import Pools
from bc_qa.web.renewing import Renewer
from bc_qa.web.security import App, Message, Receive, Scope, Send
from bc_qa.web.source import AssistantSource

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
# A path that no route has and a method that HTTP has not: one label for all, or a scanner would fill the memory.
_OTHER = "other"
_METHODS = frozenset(HTTPMethod)
_REASONS = {403: "origin", 413: "size", 421: "host", 429: "rate", 503: "busy"}


class Metrics:
    """The counts of one running app, in a registry of its own."""

    def __init__(self, source: AssistantSource, pools: Pools) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "bc_qa_requests", "Requests answered.", ("route", "method", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "bc_qa_request_seconds", "Time to the last byte.", ("route",), registry=self._registry, buckets=_SECONDS
        )
        self._refused = Counter("bc_qa_refused", "Requests refused, by reason.", ("reason",), registry=self._registry)
        for reason in _REASONS.values():
            self._refused.labels(reason)
        ready = Gauge("bc_qa_ready", "1 once index and model are loaded.", registry=self._registry)
        ready.set_function(lambda: source.wait(0))
        self._registry.register(_Inside(source, pools))
        ProcessCollector(registry=self._registry)

    def renewals(self, renewer: Renewer) -> None:
        """Count how often the index was renewed, or could not be."""
        for name, says, value in (
            ("bc_qa_index_renewed_total", "Indexes put in force while serving.", lambda: renewer.renewed),
            ("bc_qa_index_failed_total", "Renewals that failed.", lambda: renewer.failed),
            ("bc_qa_index_behind", "1 where the index is not of the corpus as it is.", lambda: bool(renewer.behind)),
        ):
            Gauge(name, says, registry=self._registry).set_function(value)

    def count(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count one request."""
        self._requests.labels(route, method, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def refused(self, status: int) -> None:
        """Count one request that was refused with a status."""
        self._refused.labels(_REASONS.get(status, _OTHER)).inc()

    def text(self) -> bytes:
        """Return all counts in the text format of Prometheus."""
        return generate_latest(self._registry)


class _Inside(Collector):
    """What is so right now, read when it is asked for."""

    def __init__(self, source: AssistantSource, pools: Pools) -> None:
        self._source = source
        self._pools = pools

    def collect(self) -> Iterator[Metric]:
        """Yield how many wait and are served of each kind, the models' time, and the index's age, once it is there."""
        waiting = GaugeMetricFamily("bc_qa_waiting", "Requests that wait their turn, by kind.", labels=["kind"])
        served = GaugeMetricFamily("bc_qa_serving", "Requests that are being served, by kind.", labels=["kind"])
        for pool in self._pools.all:
            waiting.add_metric([pool.name], pool.waiting)
            served.add_metric([pool.name], pool.served)
        yield from (waiting, served)
        if not self._source.wait(0):
            return
        assistant = self._source.get()
        spent = CounterMetricFamily("bc_qa_model_seconds", "Time that each model has taken.", labels=["model"])
        for model, seconds in assistant.model_seconds.items():
            spent.add_metric([model], seconds)
        yield spent
        age = time.time() - assistant.built
        yield GaugeMetricFamily("bc_qa_index_age_seconds", "Time since the index was built.", max(age, 0.0))


class Counted:
    """A layer of the app that counts what passes, by the route that took it."""

    def __init__(self, app: App, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and count it when it has ended, well or not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, began = 500, perf_counter()

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            route = getattr(scope.get("route"), "path", _OTHER)
            method = scope["method"] if scope["method"] in _METHODS else _OTHER
            self._metrics.count(route, method, status, perf_counter() - began)


def add_metrics(app: FastAPI, metrics: Metrics) -> None:
    """Serve the counts at /metrics, as the contract has it."""

    @app.get("/metrics", include_in_schema=False)
    async def metrics_page() -> Response:
        return Response(metrics.text(), media_type=CONTENT_TYPE_LATEST)
