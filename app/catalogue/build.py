"""Publishing: corpus files become one immutable directory, and one pointer moves to it at the end.

    builds/
      current            the id of the live build, replaced atomically
      1-3f2a.../         corpus.sqlite, index/, manifest.json (written last)
      .making-x/         work in progress; leftovers of a killed build are swept by the next one

A build's name is the hash of what goes into it, so building the same corpus twice is building it once.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

from pydantic import TypeAdapter, ValidationError

from app.catalogue.catalogue import Catalogue
from app.catalogue.manifest import MANIFEST, Manifest, built_files, read_manifest, verify
from app.corpus.history import HISTORY
from app.corpus.lexicon import LEXICON_FILES, read_lexicon
from app.corpus.link_health import LINK_HEALTH
from app.corpus.reader import CORPUS_FILES, read_corpus
from app.corpus.schemes import SCHEMES_FILE, read_schemes
from app.domain.corpus import Corpus
from app.domain.lexicon import Lexicon
from app.domain.query import SearchQuery
from app.domain.schemes import Scheme
from app.errors import BuildDamaged, BuildFailed, BuildUnavailable
from app.search import meaning
from app.search.analysis import analyser
from app.search.document import ALL_WEIGHTS, documents
from app.search.engine import EngineKind
from app.search.meaning import Encoder
from app.search.searcher import Searcher
from app.search.whoosh_engine import WhooshKind
from app.store.repository import read_store, write_store

#: Changes with the shape of the database or of the index.
SCHEMA_VERSION = "2"
CURRENT = "current"
STORE = "corpus.sqlite"
INDEX = "index"
LEXICON = "lexicon.json"
SCHEMES = "schemes.json"
_SCHEMES = TypeAdapter(tuple[Scheme, ...])
_MAKING = ".making-"
_BUILD_ID = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
#: The live build and the one before it stay, for a roll-back; older ones go.
_KEPT = 2

ENGINE: EngineKind = WhooshKind()


def encoder_if(wanted: bool) -> Encoder | None:
    """The sentence encoder for `publish`, when it is wanted. Raises EncoderNotInstalled."""
    return meaning.encoder() if wanted else None


def publish(data_dir: Path, builds_dir: Path, encoder: Encoder | None = None) -> str:
    """Build the corpus in `data_dir` and make it the live build; returns the build id.

    With an encoder the build holds vectors too, and has another id. Raises InvalidCorpus when the files are not right,
    and BuildFailed when the self-check fails or the disk is full; in every case the live build stays as it was.
    """
    corpus = read_corpus(data_dir)
    corpus_hash = _hash(data_dir, encoder)
    build_id = _build_name(corpus_hash)
    with _plainly(builds_dir), _exclusive(builds_dir):
        _sweep(builds_dir)
        if not _is_whole(builds_dir / build_id):
            _make(builds_dir, build_id, _read(data_dir, corpus, encoder), corpus_hash)
        _point(builds_dir, build_id)
        _forget_old(builds_dir, build_id)
    return build_id


def open_build(directory: Path) -> Catalogue:
    """Open a build after checking every file. Raises BuildDamaged; never repairs anything."""
    manifest = read_manifest(directory)
    if manifest.schema_version != SCHEMA_VERSION:
        raise BuildDamaged(
            f"de build {directory.name} heeft schema {manifest.schema_version}, "
            f"deze versie leest {SCHEMA_VERSION}: bouw opnieuw met 'interventiebank build'"
        )
    verify(directory, manifest)
    try:
        lexicon = Lexicon.model_validate_json((directory / LEXICON).read_bytes())
        schemes = _SCHEMES.validate_json((directory / SCHEMES).read_bytes())
    except (OSError, ValidationError) as error:
        raise BuildDamaged(f"de build {directory.name} heeft geen leesbaar {LEXICON} of {SCHEMES}: {error}") from error
    corpus = read_store(directory / STORE)
    # The manifest vouches for the other files; what vouches for the manifest is that it agrees with them.
    if manifest.counts != _counts(corpus) or manifest.build_id != _build_name(manifest.corpus_hash):
        raise BuildDamaged(f"de build {directory.name} is beschadigd: {MANIFEST} klopt niet met de rest")
    near = meaning.read(directory, corpus)
    searcher = Searcher(corpus, lexicon, ENGINE.open(directory / INDEX), near)
    return Catalogue(corpus, lexicon, searcher, manifest, schemes)


def _build_name(corpus_hash: str) -> str:
    return f"{SCHEMA_VERSION}-{corpus_hash[:16]}"


@dataclass(frozen=True)
class Pointer:
    """Which build is live, and when it was published: a repaired build has its old id and another time."""

    build_id: str
    published_ns: int


def current_pointer(builds_dir: Path) -> Pointer:
    """The pointer as it stands. Raises BuildUnavailable when there is none or it names no build."""
    path = builds_dir / CURRENT
    try:
        pointer = Pointer(path.read_text(encoding="ascii").strip(), path.stat().st_mtime_ns)
    except (OSError, UnicodeDecodeError) as error:
        raise BuildUnavailable("er is nog geen build: maak er een met 'interventiebank build'") from error
    if not _BUILD_ID.match(pointer.build_id):
        raise BuildDamaged("het bestand 'current' noemt geen build: maak er een met 'interventiebank build'")
    return pointer


def current_id(builds_dir: Path) -> str:
    """The id of the live build. Raises BuildUnavailable when there is none."""
    return current_pointer(builds_dir).build_id


def build_ids(builds_dir: Path) -> list[str]:
    """The whole builds there are, newest first."""
    made: dict[str, float] = {}
    for path in builds_dir.glob(f"[!.]*/{MANIFEST}"):
        # Another process may be removing an old build right now.
        with suppress(FileNotFoundError):
            made[path.parent.name] = path.parent.stat().st_mtime
    return sorted(made, key=lambda build_id: made[build_id], reverse=True)


def _hash(data_dir: Path, encoder: Encoder | None) -> str:
    """Everything that decides what a build holds: the files, the analysis, the engine and its weights, the encoder."""
    digest = sha256(f"{SCHEMA_VERSION}|{analyser.VERSION}|{ENGINE.name}|{ENGINE.version}".encode())
    digest.update(repr(sorted(ALL_WEIGHTS.items())).encode())
    if encoder:
        digest.update(f"|{encoder.name}|{meaning.VERSION}".encode())
    for name in (*LEXICON_FILES, SCHEMES_FILE, *CORPUS_FILES, HISTORY, LINK_HEALTH):
        path = data_dir / name
        digest.update(name.encode() + b"\0" + (path.read_bytes() if path.exists() else b"") + b"\0")
    return digest.hexdigest()


@dataclass(frozen=True)
class _Read:
    """Everything that a build is made of."""

    corpus: Corpus
    lexicon: Lexicon
    schemes: tuple[Scheme, ...]
    encoder: Encoder | None


def _read(data_dir: Path, corpus: Corpus, encoder: Encoder | None) -> _Read:
    return _Read(corpus, read_lexicon(data_dir, corpus), read_schemes(data_dir, corpus.vocabularies), encoder)


def _make(builds_dir: Path, build_id: str, read: _Read, corpus_hash: str) -> None:
    making = Path(mkdtemp(prefix=_MAKING, dir=builds_dir))
    try:
        write_store(making / STORE, read.corpus)
        (making / INDEX).mkdir()
        ENGINE.build(making / INDEX, documents(read.corpus, read.lexicon.asked.records), ALL_WEIGHTS)
        (making / LEXICON).write_text(read.lexicon.model_dump_json(by_alias=True, exclude_defaults=True), "utf-8")
        (making / SCHEMES).write_bytes(_SCHEMES.dump_json(read.schemes, by_alias=True))
        if read.encoder:
            meaning.write(making, read.corpus, read.lexicon, read.encoder)
        manifest = Manifest(
            build_id=build_id,
            schema_version=SCHEMA_VERSION,
            corpus_hash=corpus_hash,
            engine=f"{ENGINE.name} {ENGINE.version}",
            built_at=datetime.now(UTC).replace(microsecond=0),
            counts=_counts(read.corpus),
            files=dict(built_files(making)),
        )
        (making / MANIFEST).write_text(manifest.model_dump_json(by_alias=True, indent=2), encoding="utf-8")
        _self_check(making, read.corpus)
        _flush_to_disk(making)
        target = builds_dir / build_id
        shutil.rmtree(target, ignore_errors=True)
        making.chmod(0o755)
        making.rename(target)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


def _counts(corpus: Corpus) -> dict[str, int]:
    counts = {"interventions": len(corpus.interventions), "sources": len(corpus.sources)}
    for term in corpus.vocabulary("kinds").terms:
        counts[term.id] = sum(record.kind.value == term.id for record in corpus.interventions)
    return counts


def _self_check(directory: Path, corpus: Corpus) -> None:
    """The build answers as it should: the store gives back the corpus, and titles find their records."""
    catalogue = open_build(directory)
    try:
        if catalogue.corpus != corpus:
            raise BuildFailed("de database geeft niet terug wat erin ging")
        for record in corpus.interventions[:: max(1, len(corpus.interventions) // 10)]:
            found = catalogue.search(SearchQuery(text=record.title[:200]))
            if record.id not in {item.record.id for item in found.items}:
                raise BuildFailed(f"de index vindt '{record.title}' niet op zijn eigen titel")
    finally:
        catalogue.close()


def _flush_to_disk(directory: Path) -> None:
    """Survive a power cut: contents first, then the names."""
    for path in (*directory.rglob("*"), directory):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _point(builds_dir: Path, build_id: str) -> None:
    """Move the pointer: readers see the old id or the new one, never half of either."""
    pointer = builds_dir / f"{_MAKING}{CURRENT}"
    try:
        with pointer.open("w", encoding="ascii") as file:
            file.write(build_id + "\n")
            file.flush()
            os.fsync(file.fileno())
        pointer.replace(builds_dir / CURRENT)
    finally:
        pointer.unlink(missing_ok=True)


def _is_whole(directory: Path) -> bool:
    try:
        verify(directory, read_manifest(directory))
    except BuildDamaged:
        return False
    return True


def _sweep(builds_dir: Path) -> None:
    """Remove what a killed build left behind; nobody else builds, for we hold the lock."""
    for path in builds_dir.glob(f"{_MAKING}*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _forget_old(builds_dir: Path, live: str) -> None:
    others = [build_id for build_id in build_ids(builds_dir) if build_id != live]
    for build_id in others[_KEPT - 1 :]:
        shutil.rmtree(builds_dir / build_id, ignore_errors=True)


@contextmanager
def _plainly(builds_dir: Path) -> Iterator[None]:
    """Say in one sentence what the disk refuses, and where: no room, no right to write, not there."""
    try:
        builds_dir.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise BuildFailed(f"de build kon niet in {builds_dir} worden geschreven: {reason}") from error


@contextmanager
def _exclusive(builds_dir: Path) -> Iterator[None]:
    """One build at a time; the kernel drops the lock when its holder dies."""
    import fcntl

    with (builds_dir / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
