"""Running the app: uvicorn, with the assistant loading beside it."""

from __future__ import annotations

import logging
import signal
import sys

import uvicorn

from bc_qa import phrases
from bc_qa.assistant import Assistant
from bc_qa.building import PageProgress, Progress
from bc_qa.drafts.apart import prepare
from bc_qa.settings import Settings
from bc_qa.web.app import create_app
from bc_qa.web.logs import set_up
from bc_qa.web.renewing import Renewer, silent
from bc_qa.web.serving import Announcement
from bc_qa.web.source import AssistantSource
from bc_qa.web.uploads import clear_aside

GRACE = 10  # seconds that requests in flight are given when the server is told to stop; open streams end then
SWITCH = 0.001  # seconds after which a thread that works lets another go on: whoever only looks in waits no longer
KEEP_ALIVE = 30  # … that a connection may say nothing between two requests
log = logging.getLogger(__name__)


def serve(settings: Settings, progress: Progress = silent, scans: PageProgress = lambda name, done, of: None) -> None:
    """Serve until stopped; the index is mended first where it is missing, stale or damaged, and renewed while serving.

    Where it cannot be mended, the last good one is served, which the pages say. Raises CorpusError, BuildFailed,
    EncoderUnavailable or ReaderUnavailable where there is none.
    """

    def load() -> Assistant:
        assistant = renewer.first(progress)
        for note in assistant.manifest["noted"]:
            log.warning(note)
        prepare()
        log.warning(phrases.SERVING.format(url=f"http://{settings.host}:{settings.port}{settings.root_path}/"))
        return assistant

    def stop() -> None:
        server.should_exit = True

    set_up(settings.log_level)
    sys.setswitchinterval(SWITCH)
    source = AssistantSource(load, stop)
    renewer = Renewer(source, settings, scans=scans)
    config = uvicorn.Config(
        create_app(source, settings, renewer),
        settings.host,
        settings.port,
        log_config=None,
        access_log=False,
        proxy_headers=False,  # app.py reads them, behind the layer that has to know who has the connection
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=GRACE,
    )
    server = uvicorn.Server(config)
    clear_aside(settings.corpus)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, lambda *_: renewer.want())
    announcement = Announcement(settings.index)
    renewer.keep(announcement)
    source.start()
    server.run()
    announcement.withdraw()
    if source.failed:
        raise source.failed
