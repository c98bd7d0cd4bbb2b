"""Every address of a record stands in the part of the source that the record cites."""

from collections.abc import Iterable, Iterator

from app.corpus.located import Located
from app.corpus.proof.kept import Kept, Where, comparable
from app.domain.intervention import Intervention
from app.errors import CorpusProblem


def check_links(records: Iterable[Located[Intervention]], kept: Kept) -> Iterator[CorpusProblem]:
    """Addresses from elsewhere, and addresses from a part that the record does not cite."""
    for record in records:
        cited = {(source.document, source.section) for source in record.value.sources}
        for position, link in enumerate(record.value.links):
            printed = kept.addresses.get(comparable(link.url), [])
            if not printed:
                yield record.problem("dit adres staat in geen enkele bron", "links", position, "url")
            elif not cited.intersection(printed):
                message = f"dit adres staat in {_parts(printed)}, maar dat deel noemt het record niet bij 'sources'"
                yield record.problem(message, "links", position, "url")


def _parts(printed: Iterable[Where]) -> str:
    return " en ".join(f"{document} {section}" for document, section in dict.fromkeys(printed))
