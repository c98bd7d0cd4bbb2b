"""From domain values to what goes over the wire."""

from collections.abc import Iterable
from urllib.parse import urlencode

from app.api import related_schemas, schemas
from app.catalogue.catalogue import Catalogue
from app.catalogue.related import Related
from app.catalogue.results import Found, Reason, SearchResult, Understood
from app.domain.corpus import Corpus
from app.domain.facets import FACETS, FacetCount
from app.domain.intervention import Intervention, Link
from app.domain.query import DEFAULT_PAGE_SIZE, SearchQuery, Sort
from app.domain.vocabulary import Term, Vocabulary

BASE = "/v1"

_SHARED_LISTS = {
    "extra_themes": "themes",
    "target_groups": "target-groups",
    "levels": "levels",
    "phases": "phases",
    "barriers": "barriers",
    "organisation_sizes": "organisation-sizes",
}


def href(path: str) -> schemas.Href:
    """An address below the API's base."""
    return schemas.Href(href=BASE + path)


def record_links(record_id: str) -> schemas.Links:
    """The addresses around a record."""
    return schemas.Links(self=href(f"/interventions/{record_id}"))


def reference(corpus: Corpus, vocabulary: str, term_id: str) -> schemas.TermReference:
    """A term with its Dutch label."""
    return schemas.TermReference(id=term_id, label=corpus.vocabulary(vocabulary).by_id[term_id].label.nl)


def references(corpus: Corpus, vocabulary: str, ids: Iterable[str]) -> tuple[schemas.TermReference, ...]:
    """Terms with their Dutch labels, in the given order."""
    return tuple(reference(corpus, vocabulary, term_id) for term_id in ids)


def summary(corpus: Corpus, found: Found) -> schemas.InterventionSummary:
    """A record as it stands in a list."""
    return schemas.InterventionSummary(
        **_summary_fields(corpus, found.record),
        score=found.score,
        highlights=dict(found.highlights) or None,
        reasons=tuple(_reason(reason) for reason in found.reasons) or None,
    )


def _reason(reason: Reason) -> schemas.FoundReasonView:
    return schemas.FoundReasonView(
        factor=reason.factor,
        said=reason.said,
        found=reason.found,
        fields=reason.fields,
        facet=reason.facet,
        value=reason.value,
        contribution=reason.points,
        text=reason.text,
    )


def detail(corpus: Corpus, record: Intervention) -> schemas.InterventionDetail:
    """A record, whole."""
    change = corpus.changes.get(record.id)
    lists = {
        field: references(corpus, vocabulary, getattr(record, field)) for field, vocabulary in _SHARED_LISTS.items()
    }
    return schemas.InterventionDetail(
        **_summary_fields(corpus, record) | {"links": tuple(_link(corpus, link) for link in record.links)},
        **lists,
        aliases=record.aliases,
        description=record.description,
        category_basis=record.category_basis.value,
        type=_record_reference(corpus, record.type) if record.type else None,
        sector_scope=reference(corpus, "sector-scopes", record.sector_scope),
        cost=record.cost,
        cautions=tuple(
            schemas.CautionView(
                id=caution.kind,
                label=corpus.vocabulary("cautions").by_id[caution.kind].label.nl,
                reason=caution.reason,
            )
            for caution in record.cautions
        ),
        steps=record.steps,
        sources=tuple(
            schemas.SourceView(
                document=_document_reference(corpus, source.document),
                section=source.section,
                row=source.row,
            )
            for source in record.sources
        ),
        related=tuple(_record_reference(corpus, other) for other in record.related),
        examples=tuple(
            _record_reference(corpus, other.id) for other in corpus.interventions if other.type == record.id
        ),
        en=record.en,
        added_at=change.added_on if change else None,
    )


def search_answer(catalogue: Catalogue, result: SearchResult) -> schemas.SearchAnswer:
    """One page of results."""
    query = result.query
    return schemas.SearchAnswer(
        total=result.total,
        page=query.page.number,
        page_size=query.page.size,
        query=schemas.QueryEcho(
            q=query.text,
            understood=tuple(dict.fromkeys(item.label for item in result.understood)),
            recognised=tuple(_understood(item) for item in result.understood),
            filters={name: tuple(sorted(values)) for name, values in query.filters.items() if values},
        ),
        items=tuple(summary(catalogue.corpus, found) for found in result.items),
        facets=tuple(_facet(count) for count in result.facets),
        suggestions=tuple(
            schemas.CorrectionView(q=item.text, total=item.total, applied=item.applied) for item in result.corrections
        ),
        nearest=tuple(_understood(item) for item in result.nearest),
        links_=_page_links(query, result.total),
    )


def related_answer(corpus: Corpus, record: Intervention, items: Iterable[Related]) -> related_schemas.RelatedAnswer:
    """The records beside a record, each with the reason."""
    own = f"/interventions/{record.id}"
    return related_schemas.RelatedAnswer(
        items=tuple(
            related_schemas.RelatedIntervention(
                **_summary_fields(corpus, item.record), reason=item.reason, relation=item.relation
            )
            for item in items
        ),
        links_=related_schemas.RelatedLinks(self=href(f"{own}/related"), intervention=href(own)),
    )


def _understood(item: Understood) -> schemas.UnderstoodView:
    return schemas.UnderstoodView(facet=item.facet, value=item.value, label=item.label, said=item.said)


def vocabulary_summary(vocabulary: Vocabulary) -> schemas.VocabularySummary:
    """A vocabulary as it stands in a list."""
    return schemas.VocabularySummary(**_vocabulary_fields(vocabulary))


def vocabulary_detail(catalogue: Catalogue, vocabulary: Vocabulary) -> schemas.VocabularyDetail:
    """A vocabulary with its terms; terms that records are filtered by carry the number of records."""
    counts = catalogue.term_counts(vocabulary.name)
    return schemas.VocabularyDetail(
        **_vocabulary_fields(vocabulary),
        terms=tuple(_term(term, counts.get(term.id)) for term in vocabulary.terms),
    )


def _summary_fields(corpus: Corpus, record: Intervention) -> dict[str, object]:
    change = corpus.changes.get(record.id)
    evidence = reference(corpus, "evidence-levels", record.evidence.level)
    status = reference(corpus, "statuses", record.status.state)
    return {
        "id": record.id,
        "kind": record.kind,
        "title": record.title,
        "summary": record.summary,
        "theme": reference(corpus, "themes", record.theme),
        "topics": references(corpus, "topics", record.topics),
        "category": reference(corpus, "categories", record.category),
        "form": reference(corpus, "forms", record.form),
        "providers": references(corpus, "providers", record.providers),
        "sectors": references(corpus, "sectors", record.sectors),
        "evidence": schemas.EvidenceView(id=evidence.id, label=evidence.label, claim=record.evidence.claim),
        "status": schemas.StatusView(
            id=status.id, label=status.label, as_of=record.status.as_of, note=record.status.note
        ),
        "links": record.links,
        "changed_at": change.changed_on if change else None,
        "links_": record_links(record.id),
    }


def _link(corpus: Corpus, link: Link) -> schemas.LinkView:
    health = corpus.health(link.url)
    return schemas.LinkView(
        url=link.url,
        label=link.label,
        health=schemas.LinkHealthView(
            id=health.state.value,
            label=health.state.label,
            status=health.status,
            checked_on=health.checked_on,
            final_url=health.final_url,
            archived_url=health.archived_url,
        ),
    )


def _record_reference(corpus: Corpus, record_id: str) -> schemas.TermReference:
    return schemas.TermReference(id=record_id, label=corpus.by_id[record_id].title)


def _document_reference(corpus: Corpus, document_id: str) -> schemas.TermReference:
    document = next(source for source in corpus.sources if source.id == document_id)
    return schemas.TermReference(id=document_id, label=document.title)


def _facet(count: FacetCount) -> schemas.FacetView:
    return schemas.FacetView(
        name=count.name,
        label=count.label,
        missing=count.missing,
        values=tuple(
            schemas.FacetValueView(
                value=value.value,
                label=value.label,
                count=value.count,
                selected=value.selected,
                broader=value.broader,
            )
            for value in count.values
        ),
    )


def _page_links(query: SearchQuery, total: int) -> schemas.PageLinks:
    last = query.page.last(total)
    number = query.page.number
    return schemas.PageLinks(
        self=_page(query, number),
        first=_page(query, 1),
        prev=_page(query, min(number - 1, last)) if number > 1 else None,
        next=_page(query, number + 1) if number < last else None,
        last=_page(query, last),
    )


def _page(query: SearchQuery, number: int) -> schemas.Href:
    parameters: list[tuple[str, str]] = [("q", query.text)] if query.text else []
    for name, values in query.filters.items():
        parameters += [(name, value) for value in sorted(values)]
    parameters += [("facets", name) for name in query.facets]
    if query.sort is not Sort.RELEVANCE:
        parameters.append(("sort", query.sort.value))
    if query.highlight:
        parameters.append(("highlight", "true"))
    if query.explain:
        parameters.append(("explain", "true"))
    if query.page.size != DEFAULT_PAGE_SIZE:
        parameters.append(("pageSize", str(query.page.size)))
    if number > 1:
        parameters.append(("page", str(number)))
    return href("/interventions" + ("?" + urlencode(parameters) if parameters else ""))


def _vocabulary_fields(vocabulary: Vocabulary) -> dict[str, object]:
    facet = next((facet.name for facet in FACETS.values() if facet.vocabulary == vocabulary.name), None)
    return {
        "name": vocabulary.name,
        "label": vocabulary.label.nl,
        "label_en": vocabulary.label.en,
        "definition": vocabulary.definition.nl,
        "facet": facet,
        "size": len(vocabulary.terms),
        "links_": schemas.Links(self=href(f"/vocabularies/{vocabulary.name}")),
    }


def _term(term: Term, count: int | None) -> schemas.TermView:
    return schemas.TermView(
        id=term.id,
        label=term.label.nl,
        label_en=term.label.en,
        definition=term.definition.nl,
        definition_en=term.definition.en,
        broader=term.broader,
        theme=term.theme,
        sbi=term.sbi,
        synonyms=term.synonyms,
        synonyms_en=term.synonyms_en,
        aliases=term.aliases,
        count=count,
    )
