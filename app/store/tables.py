"""The database, made to be read by people too: one table a vocabulary, one link table a field.

    SELECT i.title FROM intervention i
    JOIN intervention_topic t ON t.intervention_id = i.id
    JOIN intervention_sector s ON s.intervention_id = i.id
    WHERE t.topic_id = 'werkdruk' AND s.sector_id = 'onderwijs';

Lists keep their order in `position` (0 is the main one). Dates are ISO text.
"""

from typing import Any, ClassVar

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

#: The metaclass makes a table of a class when told `table=True`.
_SQLMODEL: Any = type(SQLModel)


def _key(target: str) -> Any:
    return Field(foreign_key=target, primary_key=True, index=True)


class TermRow(SQLModel):
    """A term of a vocabulary; every vocabulary is a table of its own."""

    vocabulary: ClassVar[str]

    id: str = Field(primary_key=True)
    position: int
    label: str
    label_en: str
    definition: str
    definition_en: str
    broader_id: str | None = None
    theme_id: str | None = None
    sbi_section: str | None = None
    synonyms: list[str] = Field(sa_type=JSON)
    synonyms_en: list[str] = Field(sa_type=JSON)
    aliases: list[str] = Field(sa_type=JSON)


def _term_table(name: str, vocabulary: str) -> type[TermRow]:
    """The table of one vocabulary: `topic` for 'topics'. Broader terms point into the same table."""
    annotations = {"broader_id": str | None, "theme_id": str | None}
    fields: dict[str, Any] = {
        "broader_id": Field(default=None, foreign_key=f"{name}.id"),
        "theme_id": Field(default=None, foreign_key="theme.id"),
    }
    namespace = {
        "__module__": __name__,
        "__tablename__": name,
        "__annotations__": annotations,
        "vocabulary": vocabulary,
        **fields,
    }
    class_name = "".join(part.title() for part in name.split("_"))
    made: type[TermRow] = _SQLMODEL(class_name, (TermRow,), namespace, table=True)
    return made


#: Table name by vocabulary, themes first because topics point to them.
TERM_TABLES: dict[str, type[TermRow]] = {
    vocabulary: _term_table(name, vocabulary)
    for vocabulary, name in {
        "themes": "theme",
        "kinds": "kind",
        "topics": "topic",
        "categories": "category",
        "forms": "form",
        "sectors": "sector",
        "sector-scopes": "sector_scope",
        "target-groups": "target_group",
        "levels": "level",
        "phases": "phase",
        "barriers": "barrier",
        "organisation-sizes": "organisation_size",
        "providers": "provider",
        "evidence-levels": "evidence_level",
        "statuses": "status",
        "cautions": "caution",
    }.items()
}


class VocabularyRow(SQLModel, table=True):
    """The name and meaning of a vocabulary as a whole."""

    __tablename__ = "vocabulary"

    name: str = Field(primary_key=True)
    position: int
    label: str
    label_en: str
    definition: str
    definition_en: str


class DocumentRow(SQLModel, table=True):
    """A source document."""

    __tablename__ = "document"

    id: str = Field(primary_key=True)
    position: int
    title: str
    makers: list[str] = Field(sa_type=JSON)
    commissioned_by: str | None
    published: str | None
    language: str
    description: str
    description_en: str
    rights: str


class SectionRow(SQLModel, table=True):
    """A part of a source document."""

    __tablename__ = "document_section"

    document_id: str = _key("document.id")
    id: str = Field(primary_key=True)
    position: int
    title: str


class InterventionRow(SQLModel, table=True):
    """One record, with everything that it has once."""

    __tablename__ = "intervention"

    id: str = Field(primary_key=True)
    position: int
    kind_id: str = Field(foreign_key="kind.id", index=True)
    title: str = Field(index=True)
    title_en: str | None
    summary: str
    summary_en: str
    description: str
    theme_id: str = Field(foreign_key="theme.id", index=True)
    category_id: str = Field(foreign_key="category.id", index=True)
    category_basis: str
    form_id: str = Field(foreign_key="form.id", index=True)
    type_id: str | None = Field(foreign_key="intervention.id", index=True)
    sector_scope_id: str = Field(foreign_key="sector_scope.id")
    evidence_level_id: str = Field(foreign_key="evidence_level.id")
    evidence_claim: str | None
    evidence_claim_by: str | None
    cost_kind: str
    cost_amount: float | None
    cost_basis: str | None
    cost_year: int | None
    status_id: str = Field(foreign_key="status.id")
    status_as_of: str | None
    status_note: str | None
    added_on: str | None
    changed_on: str | None


class LinkRow(SQLModel):
    """Base of the tables that join a record to the terms of one vocabulary."""

    field: ClassVar[str]

    intervention_id: str = _key("intervention.id")
    position: int


def _link_table(name: str, field: str, target: str) -> type[LinkRow]:
    """The table `intervention_<name>` with the columns intervention_id, <name>_id and position."""
    namespace = {
        "__module__": __name__,
        "__tablename__": f"intervention_{name}",
        "__annotations__": {f"{name}_id": str},
        "field": field,
        f"{name}_id": _key(f"{target}.id"),
    }
    class_name = "Intervention" + "".join(part.title() for part in name.split("_"))
    made: type[LinkRow] = _SQLMODEL(class_name, (LinkRow,), namespace, table=True)
    return made


#: Link table and the name of its other column, by the record's field.
LINK_TABLES: dict[str, tuple[type[LinkRow], str]] = {
    field: (_link_table(name, field, target), f"{name}_id")
    for field, (name, target) in {
        "extra_themes": ("extra_theme", "theme"),
        "topics": ("topic", "topic"),
        "providers": ("provider", "provider"),
        "sectors": ("sector", "sector"),
        "target_groups": ("target_group", "target_group"),
        "levels": ("level", "level"),
        "phases": ("phase", "phase"),
        "barriers": ("barrier", "barrier"),
        "organisation_sizes": ("organisation_size", "organisation_size"),
        "related": ("related", "intervention"),
    }.items()
}


class AliasRow(SQLModel, table=True):
    """Another name for a record."""

    __tablename__ = "intervention_alias"

    intervention_id: str = _key("intervention.id")
    position: int = Field(primary_key=True)
    alias: str


class CautionRow(SQLModel, table=True):
    """Something to know before recommending a record."""

    __tablename__ = "intervention_caution"

    intervention_id: str = _key("intervention.id")
    position: int = Field(primary_key=True)
    caution_id: str = Field(foreign_key="caution.id")
    reason: str


class StepRow(SQLModel, table=True):
    """A step of an approach."""

    __tablename__ = "intervention_step"

    intervention_id: str = _key("intervention.id")
    position: int = Field(primary_key=True)
    title: str
    text: str | None


class UrlRow(SQLModel, table=True):
    """An address that a source prints for a record."""

    __tablename__ = "intervention_link"

    intervention_id: str = _key("intervention.id")
    position: int = Field(primary_key=True)
    url: str = Field(index=True)
    label: str


class LinkHealthRow(SQLModel, table=True):
    """What the link check found at an address; addresses that were never checked have no row."""

    __tablename__ = "link_health"

    url: str = Field(primary_key=True)
    state: str = Field(index=True)
    status: int | None
    checked_on: str | None
    final_url: str | None
    archived_url: str | None


class SourceRow(SQLModel, table=True):
    """Where a source names a record."""

    __tablename__ = "intervention_source"

    intervention_id: str = _key("intervention.id")
    position: int = Field(primary_key=True)
    document_id: str = Field(foreign_key="document.id")
    section: str
    part: str | None


class RemovalRow(SQLModel, table=True):
    """A record that was removed; its id is never used again."""

    __tablename__ = "removed_intervention"

    id: str = Field(primary_key=True)
    removed_on: str
    reason: str
