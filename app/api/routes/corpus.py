"""What is being served: build, counts, licence, sources."""

from typing import Annotated

from fastapi import APIRouter, Query

from app.api import schemas
from app.api.negotiation import JsonOnly
from app.api.parameters import LiveCatalogue, NoParameters
from app.api.present import href
from app.version import VERSION

router = APIRouter(tags=["Over deze gegevens"])

LICENCE = schemas.LicenceView(
    id="CC-BY-4.0",
    label="Creative Commons Naamsvermelding 4.0",
    url="https://creativecommons.org/licenses/by/4.0/",
    note="Geldt voor onze teksten en indeling. De brondocumenten blijven van hun makers.",
)


@router.get("/corpus", summary="Welke gegevens dit zijn", response_model=schemas.CorpusAnswer, dependencies=[JsonOnly])
def get_corpus(live: LiveCatalogue, _none: Annotated[NoParameters, Query()]) -> schemas.CorpusAnswer:
    """Geeft de build waaruit alle antwoorden komen, de aantallen, de licentie en de bronnen."""
    corpus = live.corpus
    return schemas.CorpusAnswer(
        build=live.build_id,
        built_at=live.manifest.built_at,
        version=VERSION,
        counts=live.manifest.counts,
        licence=LICENCE,
        sources=tuple(
            schemas.SourceDocumentView(
                id=source.id,
                title=source.title,
                makers=source.makers,
                commissioned_by=source.commissioned_by,
                published=source.published,
                description=source.description.nl,
                rights=source.rights,
                count=sum(
                    any(reference.document == source.id for reference in record.sources)
                    for record in corpus.interventions
                ),
            )
            for source in corpus.sources
        ),
        links_={
            "self": href("/corpus"),
            "interventions": href("/interventions"),
            "vocabularies": href("/vocabularies"),
            "suggestions": href("/suggestions"),
            "openapi": href("/openapi.json"),
        },
    )
