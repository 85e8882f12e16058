"""The chat page: Gradio, with nothing among an event's inputs but text, and an HTML shell of our own.

A Chatbot or file among the inputs of an event would let a forged message read files of the server (see
docs/architecture.md), so the Chatbot is output only. The talk is its questions, kept in the page, sent with each: the
same questions have the same answers (the assistant keeps them), so whatever a browser sends in their place can show
nothing but answers, and a server that was started anew goes on where the old one stopped. What comes back is the newest
exchange alone; the page keeps those before it, so that the sixtieth answer costs what the first did.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

# Before gradio is imported: it asks outside hosts otherwise.
os.environ |= {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_RUN_HISTORY": "False",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
}

import gradio as gr
from starlette.concurrency import run_in_threadpool

from bc_qa import phrases
from bc_qa.assistant import Assistant
from bc_qa.errors import BcQaError
from bc_qa.web.admission import Pool
from bc_qa.web.limiter import AskLimiter
from bc_qa.web.markdown import escaped
from bc_qa.web.rendering import error_html, reply_html
from bc_qa.web.root import under
from bc_qa.web.source import AssistantSource
from bc_qa.web.talk import TALK_QUESTIONS, Put, replies

Message = dict[str, Any]

LOAD_SECONDS = 60.0
_LOOK_SECONDS = 0.2
EXAMPLES = 4
FONTS = ("system-ui", "Segoe UI", "Roboto", "Noto Sans", "Arial", "sans-serif")  # nothing to load, all of Vietnamese
_MOST_KEPT = 400_000  # characters of a question with its talk, as the page sends them
_TURN = re.compile(r"\w{1,24}", re.ASCII)
_PASSING = (429, 503)  # what goes by itself: the same question may be asked again


class ChatPage:
    """The events of the page. Each is a public endpoint whatever the page shows: all input is checked here."""

    def __init__(self, source: AssistantSource, limiter: AskLimiter, pool: Pool, root: str = "") -> None:
        self._source = source
        self._limiter = limiter
        self._pool = pool
        self._root = root  # Gradio runs events outside of the request that brought them

    async def ask(self, asked: Any, request: gr.Request) -> list[Message]:
        """Answer a question after those of its talk; return this exchange alone, so that each costs the same."""
        given = Asked.read(asked)
        try:
            self._check(request, 1)
            async with self._pool.place():
                asked = [*given.talk, given.put]
                with under(self._root):
                    return await run_in_threadpool(_messages, self._source.get(), asked, given.turn, -1)
        except BcQaError as error:
            failed = error_html(str(error), given.turn, again=error.status in _PASSING)
            return _exchange(given.put.text, failed)

    async def restored(self, asked: Any, request: gr.Request) -> list[Message]:
        """Return the messages of a talk that the page kept; none for who asks too fast or where that fails now."""
        given = Asked.read(asked)
        await self._loaded()
        try:
            self._check(request, len(given.talk))
            async with self._pool.place():
                assistant = self._source.get()
                there = {document.id for document in assistant.documents}
                talk = [Put(put.text, _still(put, there)) for put in given.talk]
                with under(self._root):
                    return await run_in_threadpool(_messages, assistant, talk, given.turn)
        except BcQaError:
            return []

    async def _loaded(self) -> None:
        """Wait until the assistant is there, or long enough."""
        until = monotonic() + LOAD_SECONDS
        while not self._source.wait(0) and self._source.failed is None and monotonic() < until:
            await asyncio.sleep(_LOOK_SECONDS)

    def _check(self, request: gr.Request, questions: int) -> None:
        self._limiter.check(request.client.host if request.client else "", questions)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page sends: a name for this call, which is sent back, the question, and the talk before it."""

    turn: str
    put: Put
    talk: tuple[Put, ...]

    @classmethod
    def read(cls, given: Any) -> Asked:
        """Read what was sent; anything else that is sent is an empty question."""
        try:
            body = json.loads(str(given or "")[:_MOST_KEPT])
        except ValueError:
            body = None
        body = body if isinstance(body, dict) else {}
        turn, talk = str(body.get("turn", "")), body.get("talk")
        earlier = tuple(map(_put, talk[1 - TALK_QUESTIONS :])) if isinstance(talk, list) else ()
        return cls(turn if _TURN.fullmatch(turn) else "", _put(body), earlier)


def _put(given: Any) -> Put:
    """Read one question and the reports it is put to; anything else is an empty question."""
    given = given if isinstance(given, dict) else {}
    document = given.get("document")
    named = document if isinstance(document, list) else [document]
    return Put(str(given.get("text", "")), tuple(each for each in named if each and isinstance(each, str)) or None)


def _still(put: Put, there: Collection[str]) -> tuple[str, ...] | None:
    """Return those of the reports that a question was put to that have not gone; None, for all, where all have."""
    return tuple(each for each in put.document or () if each in there) or None


def _messages(assistant: Assistant, questions: Sequence[Put], turn: str, start: int = 0) -> list[Message]:
    """Return the messages of a talk from its question number `start` on, the last with its suggestions."""
    documents = {document.id: document for document in assistant.documents}
    messages: list[Message] = []
    options: tuple[str, ...] = ()
    for put, reply in zip(questions[start:], replies(assistant, questions, start), strict=True):
        messages += _exchange(put.text, reply_html(reply, put, documents, turn))
        options = reply.suggestions
    if options:
        messages[-1]["options"] = [{"value": option, "label": option} for option in options]
    return messages


def _exchange(question: str, html: str) -> list[Message]:
    return [{"role": "user", "content": escaped(question)}, {"role": "assistant", "content": html}]


def theme() -> gr.themes.Base:
    """Return Gradio's plain theme with the fonts of the reader's own machine."""
    return gr.themes.Base(font=FONTS, font_mono=("ui-monospace", "monospace"), primary_hue="blue")


def build_page(source: AssistantSource, limiter: AskLimiter, pool: Pool, root: str = "") -> gr.Blocks:
    """Return the page of a site under `root`, not yet mounted; its questions take places in `pool`."""
    page = ChatPage(source, limiter, pool, root)
    with gr.Blocks(title=phrases.CHAT_TITLE, analytics_enabled=False, fill_height=True) as blocks:
        chatbot = gr.Chatbot(
            label=phrases.CHAT_LABEL,
            show_label=False,
            placeholder=" ",
            elem_id="live",
            container=False,
            height=None,
            autoscroll=False,  # the page brings the question to the top; Gradio would show the end of a long answer
            buttons=[],
            latex_delimiters=[],
            sanitize_html=True,
            allow_tags=False,
            allow_file_downloads=False,
            render_markdown=True,
        )
        # What is typed stands in the page's own input; here the page puts what is asked, with the talk before it.
        asking = gr.Textbox("", visible="hidden", elem_id="asking", show_label=False)
        settings: dict[str, Any] = {"concurrency_limit": None, "show_progress": "hidden", "api_visibility": "private"}
        for name, answer in (("go", page.ask), ("restore", page.restored)):
            gr.Button("", visible="hidden", elem_id=name).click(answer, [asking], [chatbot], **settings)
    return blocks
