"""The index kept in line with the corpus while the server runs: built beside, swapped in, no request refused."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, RLock, Thread

from bc_qa import phrases
from bc_qa.assistant import Assistant
from bc_qa.building import PageProgress, Progress
from bc_qa.child import Build, build_apart
from bc_qa.errors import BcQaError, BuildFailed, IndexDamaged, IndexUnusable
from bc_qa.report.reading import corpus_hashes
from bc_qa.reranker.cross_encoder import load_reranker
from bc_qa.reranker.scoring import Reranker
from bc_qa.search.encoder import Encoder, load_encoder
from bc_qa.search.store import check_fresh, read_manifest
from bc_qa.settings import Settings
from bc_qa.web.serving import Announcement
from bc_qa.web.source import AssistantSource

log = logging.getLogger(__name__)

Seen = tuple[tuple[str, int, int], ...]


def silent(*_: int) -> None:
    """Tell nobody how far a build is."""


class Renewer:
    """Builds an index when the corpus has changed and puts it in force; one at a time. Safe to share between threads.

    What cannot be built leaves the index before it in force: `source.behind` says why.
    """

    def __init__(
        self,
        source: AssistantSource,
        settings: Settings,
        build: Build = build_apart,
        scans: PageProgress = lambda name, done, of: None,
    ) -> None:
        self._source, self._settings, self._build, self._scans = source, settings, build, scans
        self._models: tuple[Encoder, Reranker | None] | None = None
        self._assistant: Assistant | None = None
        self._alone = RLock()
        self._wanted = Event()
        self.renewed = self.failed = 0

    def first(self, progress: Progress = silent) -> Assistant:
        """Return the assistant to begin with: over a fresh index, else the last good one, and say so.

        Raises what building raised where there is no good one; EncoderUnavailable, ReaderUnavailable.
        """
        with self._alone:
            try:
                self._assistant = self._freshly_opened(progress)
            except BcQaError as error:
                try:
                    self._assistant = self._opened(last=True)
                except IndexUnusable:
                    raise error from None
                self._fall_behind(error)
            return self._assistant

    def renew(self, progress: Progress = silent, required: Collection[str] = ()) -> Assistant:
        """Bring the index in line with the corpus, put it in force, and return the assistant over it.

        `required` names files that have to be readable. Raises what building raises, and then nothing has changed.
        """
        with self._alone:
            before = self._assistant
            if before is None or not self._is_fresh() or read_manifest(self._settings.index) != before.manifest:
                self._assistant = self._freshly_opened(progress, required)
                self._source.put(self._assistant)
                self.renewed += 1
                log.warning(phrases.LOG_RENEWED.format(documents=len(self._assistant.documents)))
                return self._assistant
            self._source.behind = None  # what could not be read is gone again
            return before

    @property
    def behind(self) -> str | None:
        """Why what is answered from is not the corpus as it is now; None where it is."""
        return self._source.behind

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep the corpus to oneself: nothing is built meanwhile but by the one who holds it."""
        with self._alone:
            yield

    def want(self) -> None:
        """Ask for a renewal soon, whatever the corpus looks like; to be called from anywhere, a signal too."""
        self._wanted.set()

    def keep(self, announcement: Announcement | None = None) -> None:
        """Renew in a thread of its own when asked to, and when the corpus has changed and then held still."""
        Thread(target=self._keep, args=(announcement,), name="renew-index", daemon=True).start()

    def _keep(self, announcement: Announcement | None) -> None:
        done = seen = self._look()
        self._source.wait(None)
        while True:
            asked = self._wanted.wait(self._settings.watch_seconds or None)
            self._wanted.clear()
            before, seen = seen, self._look()
            if not asked and (seen == done or seen != before):
                continue  # nothing new, or still being copied
            if announcement:
                announcement.begun()
            failure = self._tried()
            done = seen
            if announcement:
                announcement.ended(failure, len(self._source.documents()))

    def _tried(self) -> str:
        """Renew; return why that failed, empty where it did not."""
        try:
            self.renew()
        except BcQaError as error:
            self._fall_behind(error)
            return str(error)
        except Exception as error:  # the corpus is to be watched on, whatever goes wrong
            log.exception("index not renewed")
            failure = BuildFailed(phrases.BUILD_DIED.format(status=type(error).__name__))
            self._fall_behind(failure)
            return str(failure)
        return ""

    def _fall_behind(self, error: BcQaError) -> None:
        self.failed += 1
        self._source.behind = str(error)
        log.error(phrases.LOG_LAST_GOOD.format(reason=error))

    def _freshly_opened(self, progress: Progress, required: Collection[str] = ()) -> Assistant:
        """Return an assistant over an index of the corpus as it is, built where it is missing, stale or damaged."""
        if self._is_fresh():
            try:
                return self._opened()
            except IndexDamaged:
                pass
        self._build(self._settings, progress, required, self._scans)
        return self._opened()

    def _is_fresh(self) -> bool:
        try:
            check_fresh(read_manifest(self._settings.index), self._settings, corpus_hashes(self._settings.corpus))
        except IndexUnusable:
            return False
        return True

    def _opened(self, last: bool = False) -> Assistant:
        encoder, reranker = self._loaded()
        return Assistant.open(settings=self._settings, encoder=encoder, reranker=reranker, last=last)

    def _loaded(self) -> tuple[Encoder, Reranker | None]:
        """Return the models, loaded once."""
        if self._models is None:
            self._models = load_encoder(self._settings.model), load_reranker(self._settings.reader)
        return self._models

    def _look(self) -> Seen:
        """Return what tells that a file of the corpus has changed: names, sizes, times."""
        return looked_at(self._settings.corpus)


def looked_at(folder: Path) -> Seen:
    """Return names, sizes and times (ns) of the files of a folder; nothing where there is none."""
    found = []
    try:
        for path in folder.iterdir():
            if not path.name.startswith("."):
                stat = path.stat()
                found.append((path.name, stat.st_size, stat.st_mtime_ns))
    except OSError:
        return ()
    return tuple(sorted(found))
