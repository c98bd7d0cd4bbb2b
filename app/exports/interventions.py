"""Records of the knowledge base as a table: ids for programs, labels for people."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from app.domain.corpus import Corpus
from app.domain.intervention import Intervention
from app.exports.tables import Kind, TableColumn, TableData, Value

LICENCE = "Creative Commons Naamsvermelding 4.0 (CC BY 4.0)"

COLUMNS = (
    TableColumn("id", "Id"),
    TableColumn("kind", "Soort"),
    TableColumn("title", "Naam", Kind.LONG),
    TableColumn("summary", "Samenvatting", Kind.LONG),
    TableColumn("description", "Beschrijving", Kind.LONG),
    TableColumn("themes", "Thema's", Kind.LONG),
    TableColumn("topics", "Onderwerpen", Kind.LONG),
    TableColumn("category", "Categorie"),
    TableColumn("form", "Vorm"),
    TableColumn("providers", "Aanbieders", Kind.LONG),
    TableColumn("sectors", "Sectoren", Kind.LONG),
    TableColumn("sectorScope", "Bereik over sectoren"),
    TableColumn("targetGroups", "Doelgroepen", Kind.LONG),
    TableColumn("levels", "Niveaus"),
    TableColumn("phases", "Fasen"),
    TableColumn("evidence", "Bewijs"),
    TableColumn("status", "Status"),
    TableColumn("statusAsOf", "Status op"),
    TableColumn("cost", "Kosten"),
    TableColumn("cautions", "Let op", Kind.LONG),
    TableColumn("links", "Adressen", Kind.LONG),
    TableColumn("sources", "Bronnen", Kind.LONG),
    TableColumn("changedAt", "Gewijzigd op", Kind.DAY),
)

Term = Callable[[str, Iterable[str]], str]


def for_programs(corpus: Corpus, records: Sequence[Intervention]) -> TableData:
    """Ids as they stand in the corpus, several in one cell with `|` between them."""
    return TableData(COLUMNS, _rows(corpus, records, lambda _, ids: "|".join(ids)))


def for_people(corpus: Corpus, records: Sequence[Intervention]) -> TableData:
    """Dutch labels, several in one cell with `; ` between them."""

    def labels(vocabulary: str, ids: Iterable[str]) -> str:
        terms = corpus.vocabulary(vocabulary).by_id
        return "; ".join(terms[term_id].label.nl for term_id in ids)

    return TableData(COLUMNS, _rows(corpus, records, labels))


def _rows(corpus: Corpus, records: Sequence[Intervention], terms: Term) -> Iterator[list[Value]]:
    documents = {document.id: document.title for document in corpus.sources}
    for record in records:
        change = corpus.changes.get(record.id)
        yield [
            record.id,
            terms("kinds", [record.kind.value]),
            record.title,
            record.summary,
            record.description,
            terms("themes", record.themes),
            terms("topics", record.topics),
            terms("categories", [record.category]),
            terms("forms", [record.form]),
            terms("providers", record.providers),
            terms("sectors", record.sectors),
            terms("sector-scopes", [record.sector_scope]),
            terms("target-groups", record.target_groups),
            terms("levels", record.levels),
            terms("phases", record.phases),
            terms("evidence-levels", [record.evidence.level]),
            terms("statuses", [record.status.state]),
            record.status.as_of,
            _cost(record),
            "; ".join(caution.reason for caution in record.cautions),
            " ".join(link.url for link in record.links),
            "; ".join(dict.fromkeys(f"{documents[source.document]}, {source.section}" for source in record.sources)),
            change.changed_on if change else None,
        ]


def _cost(record: Intervention) -> str:
    """Only what a source says: nothing when it says nothing."""
    cost = record.cost
    if cost.amount is None:
        return "" if cost.kind == "onbekend" else cost.kind
    basis = f" {cost.basis}" if cost.basis else ""
    year = f" ({cost.year})" if cost.year else ""
    return f"€ {cost.amount:.2f}".replace(".", ",") + basis + year
