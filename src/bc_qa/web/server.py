"""Running the app: uvicorn, with the assistant loading beside it."""

from __future__ import annotations

import logging

import uvicorn

from bc_qa import phrases
from bc_qa.assistant import Assistant, PageProgress, Progress, ensure
from bc_qa.search.encoder import load_encoder
from bc_qa.search.store import read_manifest
from bc_qa.settings import Settings
from bc_qa.web.app import create_app
from bc_qa.web.source import AssistantSource

GRACE = 10  # seconds that requests in flight are given when the server is told to stop; open streams end then
KEEP_ALIVE = 30  # … that a connection may say nothing between two requests
log = logging.getLogger(__name__)


def serve(
    settings: Settings, progress: Progress | None = None, scans: PageProgress = lambda name, done, of: None
) -> None:
    """Serve until stopped; the index is mended first where it is missing, stale or damaged.

    Raises CorpusError or EncoderUnavailable where the assistant cannot be loaded.
    """

    def load() -> Assistant:
        encoder = load_encoder(settings.model)
        if ensure(settings, encoder, progress, scans):
            log.warning(phrases.INDEX_MENDED.format(folder=settings.index))
        for note in read_manifest(settings.index)["noted"]:
            log.warning(note)
        assistant = Assistant.open(settings=settings, encoder=encoder)
        log.warning(phrases.SERVING.format(url=f"http://{settings.host}:{settings.port}/"))
        return assistant

    def stop() -> None:
        server.should_exit = True

    source = AssistantSource(load, stop)
    config = uvicorn.Config(
        create_app(source, settings),
        settings.host,
        settings.port,
        log_level="warning",
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=GRACE,
    )
    server = uvicorn.Server(config)
    source.start()
    server.run()
    if source.failed:
        raise source.failed
