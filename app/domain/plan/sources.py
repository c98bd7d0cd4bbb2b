"""The numbered list of sources of one plan."""

from app.domain.corpus import Corpus
from app.domain.intervention import Intervention
from app.domain.plan.completed import Named, Place, SourceNote


class Bibliography:
    """Numbers every set of places in a source once, in the order in which the plan first needs it."""

    def __init__(self, corpus: Corpus) -> None:
        self._documents = {document.id: document for document in corpus.sources}
        self._notes: dict[tuple[str, tuple[Place, ...]], SourceNote] = {}

    @property
    def notes(self) -> tuple[SourceNote, ...]:
        """The list so far."""
        return tuple(self._notes.values())

    def cite(self, record: Intervention) -> tuple[int, ...]:
        """The numbers of the notes that say where a record's sources name it: one note for each document."""
        places: dict[str, list[Place]] = {}
        for reference in record.sources:
            places.setdefault(reference.document, []).append(Place(section=reference.section, row=reference.row))
        return tuple(self._note(document, tuple(named)).number for document, named in places.items())

    def _note(self, document_id: str, places: tuple[Place, ...]) -> SourceNote:
        key = (document_id, places)
        if key not in self._notes:
            document = self._documents[document_id]
            self._notes[key] = SourceNote(
                number=len(self._notes) + 1,
                document=Named(id=document.id, label=document.title),
                makers=document.makers,
                published=document.published,
                places=places,
            )
        return self._notes[key]
