"""Pages that explain: about, method, sources, accessibility, the API."""

from fastapi import APIRouter, Request, Response

from app.web.pages import Head, pages_of
from app.web.parameters import LiveCatalogue
from app.web.views.texts import about

router = APIRouter()

#: Path, template, title and description.
_TEXTS = {
    "over": ("about.html", "Over deze kennisbank", "Wat de Interventiebank is, voor wie, en wat zij niet is."),
    "methode": ("method.html", "Hoe wij werken", "Hoe zoeken, indelen en bewijs in deze kennisbank werken."),
    "bronnen": ("sources.html", "Bronnen en licentie", "De brondocumenten, en wat u met de gegevens mag doen."),
    "toegankelijkheid": ("accessibility.html", "Toegankelijkheid", "Hoe toegankelijk deze pagina's zijn."),
    "api": ("api.html", "Voor programmeurs", "De open API van de Interventiebank, met voorbeelden."),
}


@router.get("/over")
@router.get("/methode")
@router.get("/bronnen")
@router.get("/toegankelijkheid")
@router.get("/api")
def show_text(request: Request, live: LiveCatalogue) -> Response:
    """A text with the figures of the live build in it."""
    name = request.url.path.strip("/")
    template, title, description = _TEXTS[name]
    section = "over" if name in {"over", "methode", "bronnen"} else name
    head = Head(title, description, section=section, path=f"/{name}")
    return pages_of(request).answer(template, head, about(live))
