"""One FastAPI app: our own routes first, Gradio mounted last, one gate around all."""

from __future__ import annotations

import logging
from hashlib import sha256
from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

import gradio
from fastapi import FastAPI, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from bc_qa import __version__, phrases
from bc_qa.feedback import FeedbackStore
from bc_qa.settings import Settings
from bc_qa.trail import Trail
from bc_qa.web import chat
from bc_qa.web.admission import Admission, Pools
from bc_qa.web.api import add_error_handlers, api_router
from bc_qa.web.apidocs import docs_router
from bc_qa.web.audit_api import audit_router
from bc_qa.web.audit_page import audit_page_router
from bc_qa.web.chart import chart_router
from bc_qa.web.documents import documents_page_router, documents_router
from bc_qa.web.embed import embed_router
from bc_qa.web.feedback_page import feedback_page_router
from bc_qa.web.figures_page import figures_page_router
from bc_qa.web.limiter import AskLimiter
from bc_qa.web.logs import Logged
from bc_qa.web.metrics import Counted, Metrics, add_metrics
from bc_qa.web.originals import originals_router
from bc_qa.web.place import known
from bc_qa.web.prefix import Entry, Rooted
from bc_qa.web.reader import reader_router
from bc_qa.web.renewing import Renewer
from bc_qa.web.roles import Known, LoginRequired
from bc_qa.web.root import link
from bc_qa.web.security import CHAT, Gate
from bc_qa.web.shell import Shell
from bc_qa.web.source import AssistantSource
from bc_qa.web.static import FOLDER
from bc_qa.web.uploads import Library
from bc_qa.web.verify import verify_router

_PACKED = 4  # how hard answers are packed: harder takes the server's loop twice as long for a tenth less


def create_app(source: AssistantSource, settings: Settings, renewer: Renewer | None = None) -> FastAPI:
    """Return the whole product as one app over an assistant that may still be loading, and is renewed by `renewer`."""
    keeper = renewer or Renewer(source, settings)
    # The stock /docs and /redoc load their scripts from a CDN: apidocs.py has one of our own.
    app = FastAPI(title="bc-qa", version=__version__, description=phrases.CLI_HELP, docs_url=None, redoc_url=None)
    app.state.trail = Trail(settings.trail)
    limiter, pools = AskLimiter(settings.requests_per_minute), Pools(settings)
    add_error_handlers(app)
    store = FeedbackStore.of(settings)
    app.include_router(api_router(source, limiter, store, settings.feedback_replies))
    app.include_router(feedback_page_router(source, store))
    app.include_router(documents_router(Library(settings, keeper), settings))
    app.include_router(documents_page_router(source, settings))
    for router in (audit_router(source), audit_page_router(source), figures_page_router(source)):
        app.include_router(router)
    app.include_router(verify_router(source, settings))
    app.include_router(reader_router(source))
    app.include_router(originals_router(source, settings.corpus))
    app.mount("/static", StaticFiles(directory=FOLDER), name="static")
    app.include_router(chart_router())
    app.include_router(embed_router(source))
    app.include_router(docs_router(app))
    metrics = Metrics(source, pools)
    metrics.renewals(keeper)
    add_metrics(app, metrics)
    _add_chat(app, source)
    blocks = chat.build_page(source, limiter, pools.asking, settings.root_path)
    options = {"footer_links": [], "run_history": False, "enable_monitoring": False, "ssr_mode": False, "pwa": False}
    mounted: FastAPI = gradio.mount_gradio_app(app, blocks, CHAT, theme=chat.theme(), **options)
    # A page that was open when the server was started anew asks whether the app is still the one it knows.
    blocks.app_id = int(sha256(f"{__version__} {gradio.__version__}".encode()).hexdigest()[:12], 16)
    blocks.has_launched = True  # Gradio checks file paths only of what was launched, and mounting does not launch
    logging.getLogger("gradio").setLevel(logging.WARNING)
    mounted.add_middleware(Rooted, root=settings.root_path)
    mounted.add_middleware(GZipMiddleware, minimum_size=600, compresslevel=_PACKED)
    mounted.add_middleware(Admission, settings=settings, pools=pools, limiter=limiter)
    mounted.add_middleware(Counted, metrics=metrics)
    if settings.login_required:
        mounted.add_middleware(LoginRequired)
    mounted.add_middleware(Gate, settings=settings)
    mounted.add_middleware(Logged, refused=metrics.refused)
    mounted.add_middleware(Entry, root=settings.root_path)
    mounted.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.trusted_proxies))
    mounted.add_middleware(Known, settings=settings)
    return mounted


def _add_chat(app: FastAPI, source: AssistantSource) -> None:
    shell = Shell(Path(gradio.__file__).parent / "templates" / "frontend")

    @app.get("/", include_in_schema=False)
    def root(request: Request) -> RedirectResponse:
        query = urlencode(list(request.query_params.multi_items()))
        return RedirectResponse(link(f"{CHAT}/?{query}" if query else f"{CHAT}/"))

    @app.get(f"{CHAT}/", include_in_schema=False)
    def chat_page(document: Annotated[list[str], Query()] = []) -> HTMLResponse:  # noqa: B006
        documents = source.documents()
        chosen = known(document, documents)
        examples = source.get().examples(chat.EXAMPLES, chosen) if documents else ()
        return HTMLResponse(shell.html(documents, examples, chosen, source.behind))
