"""Numbers for Prometheus: rate, errors and duration of requests, the build that answers, what is in it."""

from collections.abc import Callable, Iterable, Iterator

from prometheus_client import (
    CollectorRegistry,
    Counter,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from app.catalogue.build import INDEX
from app.catalogue.current import CurrentCatalogue
from app.errors import BuildUnavailable
from app.service.counting import count_together

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """Counts requests; the rest is read from the live build when somebody asks."""

    def __init__(self, current: CurrentCatalogue) -> None:
        # When a counter began is said by process_start_time_seconds already; this halves the text.
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self._together = count_together()
        self._registry = CollectorRegistry()
        self._build = _Build(current)
        self._requests = Counter(
            "interventiebank_requests", "Answers given.", ["method", "route", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "interventiebank_request_seconds", "How long an answer took.", ["route"],
            buckets=_BUCKETS, registry=self._registry,
        )  # fmt: skip
        #: Looking labels up takes longer than counting; routes are templates, so there are few.
        self._children: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self._cache = Counter(
            "interventiebank_cache", "Answers looked up in the answer cache.", ["outcome"], registry=self._registry
        )
        self._searches = Counter(
            "interventiebank_searches", "Searches with words, by whether anything was found.", ["outcome"],
            registry=self._registry,
        )  # fmt: skip

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count an answer; `route` is the template of the address, never the address."""
        labels = (method, route, status)
        if labels not in self._children:
            self._children[labels] = (self._requests.labels(method, route, str(status)), self._seconds.labels(route))
        count, duration = self._children[labels]
        count.inc()
        duration.observe(seconds)

    def cache(self, outcome: str) -> None:
        """Count a look-up in the cache: hit or miss."""
        self._cache.labels(outcome).inc()

    def search(self, found: int) -> None:
        """Count a search with words."""
        self._searches.labels("found" if found else "nothing").inc()

    def text(self) -> bytes:
        """Everything, in the text format of Prometheus."""
        registry = CollectorRegistry()
        registry.register(self._build)
        if self._together:
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        else:
            for collector in (ProcessCollector, PlatformCollector, GCCollector):
                collector(registry=registry)
            registry.register(_Of(self._registry.collect))
        return generate_latest(registry)


class _Of(Collector):
    """The metrics of another registry."""

    def __init__(self, collect: Callable[[], Iterable[object]]) -> None:
        self._collect = collect

    def collect(self) -> Iterable:  # type: ignore[type-arg]
        return self._collect()


class _Build(Collector):
    """What is served."""

    def __init__(self, current: CurrentCatalogue) -> None:
        self._current = current

    def collect(self) -> Iterator[GaugeMetricFamily | InfoMetricFamily]:
        refused = self._current.refused
        yield GaugeMetricFamily("interventiebank_build_refused", "1 when a newer build is refused.", bool(refused))
        try:
            manifest = self._current.get().manifest
        except BuildUnavailable:
            yield GaugeMetricFamily("interventiebank_ready", "1 when there is a build to answer from.", 0)
            return
        yield GaugeMetricFamily("interventiebank_ready", "1 when there is a build to answer from.", 1)
        about = {"build": manifest.build_id, "schema": manifest.schema_version, "engine": manifest.engine}
        yield InfoMetricFamily("interventiebank_build", "The build that answers.", about)
        made = manifest.built_at.timestamp()
        yield GaugeMetricFamily("interventiebank_build_timestamp_seconds", "When that build was made.", made)
        size = sum(file.size for name, file in manifest.files.items() if name.startswith(f"{INDEX}/"))
        yield GaugeMetricFamily("interventiebank_index_bytes", "Size of the full-text index.", size)
        records = GaugeMetricFamily("interventiebank_records", "What is in the corpus.", labels=["kind"])
        for kind, count in manifest.counts.items():
            records.add_metric([kind], count)
        yield records
