"""Pages that programs read: search description, sitemap, feed, robots, security contact."""

from datetime import UTC, datetime, time, timedelta

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from app.web.addresses import TERM_PAGES, record_url, term_url
from app.web.pages import pages_of
from app.web.parameters import LiveCatalogue

router = APIRouter()

_FEED_LENGTH = 100
_SECURITY_VALID = timedelta(days=180)
_FIXED_PAGES = (
    "/",
    "/zoeken",
    *TERM_PAGES.values(),
    "/diagnose",
    "/plan",
    "/over",
    "/methode",
    "/bronnen",
    "/toegankelijkheid",
    "/api",
)


@router.get("/opensearch.xml")
def show_opensearch(request: Request) -> Response:
    """Lets a browser add this site as a search engine."""
    return _xml(pages_of(request).text("opensearch.xml"), "application/opensearchdescription+xml")


@router.get("/sitemap.xml")
def show_sitemap(request: Request, live: LiveCatalogue) -> Response:
    """Every page worth finding, with the day on which a record last changed."""
    corpus = live.corpus
    entries: list[tuple[str, str]] = [(path, "") for path in _FIXED_PAGES]
    for vocabulary in TERM_PAGES:
        counts = live.term_counts(vocabulary)
        entries += [(term_url(vocabulary, term_id), "") for term_id, count in counts.items() if count]
    for record in corpus.interventions:
        change = corpus.changes.get(record.id)
        entries.append((record_url(record.id), change.changed_on.isoformat() if change else ""))
    return _xml(pages_of(request).text("sitemap.xml", entries=entries), "application/xml")


@router.get("/wijzigingen.atom")
def show_feed(request: Request, live: LiveCatalogue) -> Response:
    """What was added or changed last, newest first."""
    corpus = live.corpus
    dated = [(corpus.changes[record.id], record) for record in corpus.interventions if record.id in corpus.changes]
    dated.sort(key=lambda entry: (entry[0].changed_on, entry[0].added_on), reverse=True)
    entries = [
        {
            "record": record,
            "url": record_url(record.id),
            "updated": _midnight(change.changed_on),
            "published": _midnight(change.added_on),
        }
        for change, record in dated[:_FEED_LENGTH]
    ]
    updated = entries[0]["updated"] if entries else live.manifest.built_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return _xml(pages_of(request).text("feed.xml", entries=entries, updated=updated), "application/atom+xml")


@router.get("/robots.txt")
def show_robots(request: Request) -> Response:
    """Everything may be read; searches need not be indexed."""
    sitemap = pages_of(request).site.absolute("/sitemap.xml")
    closed = "".join(f"Disallow: {path}?\n" for path in ("/zoeken", "/vergelijken", "/plan"))
    return PlainTextResponse(f"User-agent: *\n{closed}Allow: /\n\nSitemap: {sitemap}\n")


@router.get("/.well-known/security.txt")
def show_security(request: Request) -> Response:
    """Where to report a leak (RFC 9116)."""
    site = pages_of(request).site
    expires = datetime.combine(datetime.now(UTC).date() + _SECURITY_VALID, time(), UTC)
    lines = (
        f"Contact: mailto:{site.contact_email}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {site.absolute('/.well-known/security.txt')}",
    )
    return PlainTextResponse("\n".join(lines) + "\n", headers={"Cache-Control": "public, max-age=3600"})


def _midnight(day: object) -> str:
    return f"{day}T00:00:00Z"


def _xml(text: str, media_type: str) -> Response:
    return Response(text, media_type=media_type)
