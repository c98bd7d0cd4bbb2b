"""Domain values to rows and back. Nothing is lost: the round-trip test compares the whole corpus."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlmodel import SQLModel

from app.domain.corpus import Corpus, LinkHealth, LinkState, Removal, Section, SourceDocument
from app.domain.intervention import (
    Caution,
    Change,
    Claim,
    Cost,
    English,
    Evidence,
    Intervention,
    Link,
    SourceReference,
    Status,
    Step,
)
from app.domain.vocabulary import Definition, Label, Term, Vocabulary
from app.store import tables

Rows = dict[type[SQLModel], list[Any]]
ByRecord = dict[str, list[Any]]


def corpus_to_rows(corpus: Corpus) -> Iterator[SQLModel]:
    """Every row of the database, referenced tables before the tables that refer to them."""
    for position, vocabulary in enumerate(corpus.vocabularies):
        yield tables.VocabularyRow(
            name=vocabulary.name,
            position=position,
            label=vocabulary.label.nl,
            label_en=vocabulary.label.en,
            definition=vocabulary.definition.nl,
            definition_en=vocabulary.definition.en,
        )
    for name, table in tables.TERM_TABLES.items():
        for position, term in enumerate(corpus.vocabulary(name).terms):
            yield _term_row(table, term, position)
    for position, document in enumerate(corpus.sources):
        yield from _document_rows(document, position)
    for position, record in enumerate(corpus.interventions):
        yield _intervention_row(record, corpus.changes.get(record.id), position)
    for record in corpus.interventions:
        yield from _detail_rows(record)
    for removal in corpus.removals:
        yield tables.RemovalRow(id=removal.id, removed_on=removal.removed_on.isoformat(), reason=removal.reason)
    for url, health in corpus.link_health.items():
        yield _health_row(url, health)


def rows_to_corpus(rows: Rows) -> Corpus:
    """The corpus that these rows were made from; rows come in the order of their `position`."""
    details = {table: _by_record(found) for table, found in rows.items() if _is_detail(table)}
    records = rows[tables.InterventionRow]
    return Corpus(
        interventions=tuple(_intervention(row, details) for row in records),
        vocabularies=tuple(_vocabulary(row, rows[tables.TERM_TABLES[row.name]]) for row in rows[tables.VocabularyRow]),
        sources=tuple(_documents(rows)),
        changes={
            row.id: Change(added_on=date.fromisoformat(row.added_on), changed_on=date.fromisoformat(row.changed_on))
            for row in records
            if row.added_on
        },
        removals=tuple(
            Removal(id=row.id, removed_on=date.fromisoformat(row.removed_on), reason=row.reason)
            for row in rows[tables.RemovalRow]
        ),
        link_health={row.url: _health(row) for row in rows[tables.LinkHealthRow]},
    )


def _health_row(url: str, health: LinkHealth) -> tables.LinkHealthRow:
    return tables.LinkHealthRow(
        url=url,
        state=health.state.value,
        status=health.status,
        checked_on=health.checked_on.isoformat() if health.checked_on else None,
        final_url=health.final_url,
        archived_url=health.archived_url,
    )


def _health(row: tables.LinkHealthRow) -> LinkHealth:
    return LinkHealth(
        state=LinkState(row.state),
        status=row.status,
        checked_on=date.fromisoformat(row.checked_on) if row.checked_on else None,
        final_url=row.final_url,
        archived_url=row.archived_url,
    )


def _term_row(table: type[tables.TermRow], term: Term, position: int) -> tables.TermRow:
    return table(
        id=term.id,
        position=position,
        label=term.label.nl,
        label_en=term.label.en,
        definition=term.definition.nl,
        definition_en=term.definition.en,
        broader_id=term.broader,
        theme_id=term.theme,
        sbi_section=term.sbi,
        synonyms=list(term.synonyms),
        synonyms_en=list(term.synonyms_en),
        aliases=list(term.aliases),
    )


def _vocabulary(row: tables.VocabularyRow, terms: Iterable[tables.TermRow]) -> Vocabulary:
    return Vocabulary(
        name=row.name,
        label=Label(nl=row.label, en=row.label_en),
        definition=Definition(nl=row.definition, en=row.definition_en),
        terms=tuple(
            Term(
                id=term.id,
                label=Label(nl=term.label, en=term.label_en),
                definition=Definition(nl=term.definition, en=term.definition_en),
                broader=term.broader_id,
                theme=term.theme_id,
                sbi=term.sbi_section,
                synonyms=tuple(term.synonyms),
                synonyms_en=tuple(term.synonyms_en),
                aliases=tuple(term.aliases),
            )
            for term in terms
        ),
    )


def _document_rows(document: SourceDocument, position: int) -> Iterator[SQLModel]:
    yield tables.DocumentRow(
        id=document.id,
        position=position,
        title=document.title,
        makers=list(document.makers),
        commissioned_by=document.commissioned_by,
        published=document.published,
        language=document.language,
        description=document.description.nl,
        description_en=document.description.en,
        rights=document.rights,
    )
    for order, section in enumerate(document.sections):
        yield tables.SectionRow(document_id=document.id, id=section.id, position=order, title=section.title)


def _documents(rows: Rows) -> Iterator[SourceDocument]:
    sections: ByRecord = defaultdict(list)
    for section in rows[tables.SectionRow]:
        sections[section.document_id].append(Section(id=section.id, title=section.title))
    for row in rows[tables.DocumentRow]:
        yield SourceDocument(
            id=row.id,
            title=row.title,
            makers=tuple(row.makers),
            commissioned_by=row.commissioned_by,
            published=row.published,
            language=row.language,
            description=Definition(nl=row.description, en=row.description_en),
            rights=row.rights,
            sections=tuple(sections[row.id]),
        )


def _intervention_row(record: Intervention, change: Change | None, position: int) -> tables.InterventionRow:
    claim = record.evidence.claim
    return tables.InterventionRow(
        id=record.id,
        position=position,
        kind_id=record.kind.value,
        title=record.title,
        title_en=record.en.title,
        summary=record.summary,
        summary_en=record.en.summary,
        description=record.description,
        theme_id=record.theme,
        category_id=record.category,
        category_basis=record.category_basis.value,
        form_id=record.form,
        type_id=record.type,
        sector_scope_id=record.sector_scope,
        evidence_level_id=record.evidence.level,
        evidence_claim=claim.text if claim else None,
        evidence_claim_by=claim.by if claim else None,
        cost_kind=record.cost.kind,
        cost_amount=record.cost.amount,
        cost_basis=record.cost.basis,
        cost_year=record.cost.year,
        status_id=record.status.state,
        status_as_of=record.status.as_of,
        status_note=record.status.note,
        added_on=change.added_on.isoformat() if change else None,
        changed_on=change.changed_on.isoformat() if change else None,
    )


def _detail_rows(record: Intervention) -> Iterator[SQLModel]:
    for field, (table, column) in tables.LINK_TABLES.items():
        for position, value in enumerate(getattr(record, field)):
            yield table(**{"intervention_id": record.id, "position": position, column: value})
    for position, alias in enumerate(record.aliases):
        yield tables.AliasRow(intervention_id=record.id, position=position, alias=alias)
    for position, caution in enumerate(record.cautions):
        yield tables.CautionRow(
            intervention_id=record.id, position=position, caution_id=caution.kind, reason=caution.reason
        )
    for position, step in enumerate(record.steps):
        yield tables.StepRow(intervention_id=record.id, position=position, title=step.title, text=step.text)
    for position, link in enumerate(record.links):
        yield tables.UrlRow(intervention_id=record.id, position=position, url=link.url, label=link.label)
    for position, source in enumerate(record.sources):
        yield tables.SourceRow(
            intervention_id=record.id,
            position=position,
            document_id=source.document,
            section=source.section,
            part=source.row,
        )


def _is_detail(table: type[SQLModel]) -> bool:
    return "intervention_id" in table.model_fields


def _by_record(rows: Iterable[Any]) -> ByRecord:
    grouped: ByRecord = defaultdict(list)
    for row in rows:
        grouped[row.intervention_id].append(row)
    return grouped


def _intervention(row: tables.InterventionRow, details: dict[type[SQLModel], ByRecord]) -> Intervention:
    def of(table: type[SQLModel]) -> list[Any]:
        return details[table].get(row.id, [])

    lists = {
        field: tuple(getattr(link, column) for link in of(table))
        for field, (table, column) in tables.LINK_TABLES.items()
    }
    claim = Claim(text=row.evidence_claim, by=row.evidence_claim_by or "") if row.evidence_claim else None
    return Intervention.model_validate(
        {
            **lists,
            "id": row.id,
            "kind": row.kind_id,
            "title": row.title,
            "aliases": tuple(alias.alias for alias in of(tables.AliasRow)),
            "summary": row.summary,
            "description": row.description,
            "theme": row.theme_id,
            "category": row.category_id,
            "category_basis": row.category_basis,
            "form": row.form_id,
            "type": row.type_id,
            "sector_scope": row.sector_scope_id,
            "evidence": Evidence(level=row.evidence_level_id, claim=claim),
            "cost": Cost(kind=row.cost_kind, amount=row.cost_amount, basis=row.cost_basis, year=row.cost_year),
            "status": Status(state=row.status_id, as_of=row.status_as_of, note=row.status_note),
            "cautions": tuple(
                Caution(kind=caution.caution_id, reason=caution.reason) for caution in of(tables.CautionRow)
            ),
            "steps": tuple(Step(title=step.title, text=step.text) for step in of(tables.StepRow)),
            "links": tuple(Link(url=link.url, label=link.label) for link in of(tables.UrlRow)),
            "sources": tuple(
                SourceReference(document=source.document_id, section=source.section, row=source.part)
                for source in of(tables.SourceRow)
            ),
            "en": English(title=row.title_en, summary=row.summary_en),
        }
    )
