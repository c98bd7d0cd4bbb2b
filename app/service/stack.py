"""Puts the parts of the service around the application, in the order that the package describes."""

from collections.abc import Callable

from starlette.types import ASGIApp

from app.api.headers import HeadAsGet
from app.service.cache import AnswerCache
from app.service.hosts import Hosts
from app.service.limits import RequestLimits
from app.service.metrics import Metrics
from app.service.rate_limit import RateLimit
from app.service.request_log import RequestLog, RouteName
from app.service.time_limit import TimeLimit
from app.service.tracing import RequestSpans, Tracing
from app.settings import Settings

_MB = 1024 * 1024


def surround(
    app: ASGIApp,
    settings: Settings,
    build_id: Callable[[], str | None],
    metrics: Metrics,
    tracing: Tracing | None = None,
) -> ASGIApp:
    """The application with everything around it."""
    app = RouteName(app)
    app = TimeLimit(app, settings.time_limit_seconds, settings.max_at_once)
    if settings.cache_mb:
        app = AnswerCache(app, build_id, settings.cache_mb * _MB)
    app = HeadAsGet(app)
    if settings.rate_limit:
        app = RateLimit(app, settings.rate_limit)
    app = RequestLimits(app)
    hosts = allowed_hosts(settings)
    if hosts:
        app = Hosts(app, hosts)
    if tracing:
        app = RequestSpans(app, tracing)
    return RequestLog(app, metrics, settings.log_queries)


def allowed_hosts(settings: Settings) -> tuple[str, ...]:
    """Names that are answered for; empty for every name, which is only so while the public address has no TLS."""
    if settings.allowed_hosts:
        return () if "*" in settings.allowed_hosts else settings.allowed_hosts
    public = settings.public_url
    return (public.host,) if public.scheme == "https" and public.host else ()
