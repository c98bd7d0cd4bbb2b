"""The catalogue that is live now: opened beside the old one when a new build is published."""

import gc
import logging
from pathlib import Path
from threading import Event, Lock, Thread

from app.catalogue.build import Pointer, build_ids, current_pointer, open_build
from app.catalogue.catalogue import Catalogue
from app.errors import BuildUnavailable

log = logging.getLogger(__name__)


class CurrentCatalogue:
    """Hands out the live catalogue and follows the pointer.

    A request takes the catalogue once and keeps it, so its answer comes from one build. An old build is
    let go when the last request that uses it is done: searchers close when nobody holds them any more.
    """

    def __init__(self, builds_dir: Path, every_seconds: float = 1.0) -> None:
        self._builds_dir = builds_dir
        self._every_seconds = every_seconds
        self._catalogue: Catalogue | None = None
        self._refused: Pointer | None = None
        self._reason = "de service start nog"
        self._lock = Lock()
        self._stop = Event()
        self._thread: Thread | None = None

    def get(self) -> Catalogue:
        """The live catalogue. Raises BuildUnavailable with the reason when there is none."""
        if self._catalogue is None:
            raise BuildUnavailable(self._reason)
        return self._catalogue

    def build_id(self) -> str | None:
        """The id of the live build, None without one. Cheap: asked for every request."""
        catalogue = self._catalogue
        return catalogue.build_id if catalogue else None

    @property
    def refused(self) -> str | None:
        """The id of a newer build that could not be opened; None when the newest one is served."""
        return self._refused.build_id if self._refused else None

    def start(self) -> None:
        """Open the live build and follow the pointer from now on."""
        self.refresh()
        self._thread = Thread(target=self._follow, name="build-follower", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop following and close."""
        self._stop.set()
        if self._thread:
            self._thread.join()
        if self._catalogue:
            self._catalogue.close()
            self._catalogue = None
            gc.unfreeze()

    def refresh(self) -> None:
        """Open the build that the pointer names, if it is not the one that is open.

        A build that cannot be opened is refused and logged once each time it is published; the last good one
        goes on. At start the next newest whole build is tried instead.
        """
        with self._lock:
            try:
                wanted = current_pointer(self._builds_dir)
            except BuildUnavailable as error:
                self._unavailable(str(error))
                return
            if wanted == self._refused:
                return
            if self._catalogue and self._catalogue.build_id == wanted.build_id:
                self._refused = None
                return
            if self._open(wanted.build_id):
                self._refused = None
                return
            self._refused = wanted
            if self._catalogue is None:
                any(self._open(build_id) for build_id in self._others(wanted.build_id))

    def _others(self, wanted: str) -> list[str]:
        return [build_id for build_id in build_ids(self._builds_dir) if build_id != wanted]

    def _open(self, build_id: str) -> bool:
        try:
            opened = open_build(self._builds_dir / build_id)
        except BuildUnavailable as error:
            log.error("build refused: %s", error)
            self._unavailable(f"{error}; maak een nieuwe met 'interventiebank build'")
            return False
        replaces, self._catalogue = self._catalogue is not None, opened
        _set_aside(collect_first=replaces)
        log.info("serving build %s", build_id)
        return True

    def _unavailable(self, reason: str) -> None:
        if reason != self._reason and self._catalogue is None:
            log.error("no build to serve: %s", reason)
        self._reason = reason

    def _follow(self) -> None:
        while not self._stop.wait(self._every_seconds):
            try:
                self.refresh()
            except Exception:
                # Whatever it is, the next build must be noticed all the same.
                log.exception("could not look for a new build")


def _set_aside(collect_first: bool) -> None:
    """Keep the garbage collector from looking at a build again and again.

    It stays as it is until the next one, and to look through it holds up every request for a quarter of a second,
    every few seconds. What was set aside with the build before is looked at once, now that nobody uses it.
    """
    if collect_first:
        gc.unfreeze()
        gc.collect()
    gc.freeze()
