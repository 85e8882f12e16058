"""The chat page: Gradio, with nothing among an event's inputs but text, and an HTML shell of our own.

A Chatbot or file among the inputs of an event would let a forged message read files of the server (see
docs/architecture.md), so the talk lives in `gr.State` as plain text and the Chatbot is output only.
"""

from __future__ import annotations

import os
import re
from html import escape
from pathlib import Path
from typing import Any

# Before gradio is imported: it asks outside hosts otherwise.
os.environ |= {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_RUN_HISTORY": "False",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
}

import gradio as gr

from bc_qa import phrases
from bc_qa.assistant import HISTORY_TURNS
from bc_qa.errors import BcQaError
from bc_qa.types import Turn
from bc_qa.web.limiter import AskLimiter
from bc_qa.web.markdown import escaped, message
from bc_qa.web.source import AssistantSource
from bc_qa.web.static import asset

Message = dict[str, Any]
Talk = list[list[str]]
"""Earlier turns: question and answer as plain text, and the message shown."""

LOAD_SECONDS = 60.0
EXAMPLES = 3
_MOST_TYPED = 4_000  # what is read of an input before the assistant says that it is too long


class ChatPage:
    """The events of the page. Each is a public endpoint whatever the page shows: all input is checked here."""

    def __init__(self, source: AssistantSource, limiter: AskLimiter) -> None:
        self._source = source
        self._limiter = limiter

    def ask(self, typed: Any, talk: Any, request: gr.Request) -> tuple[list[Message], Talk, str]:
        """Answer what was typed; return the messages, the talk and an emptied input (kept where nothing was asked)."""
        question = str(typed or "")[:_MOST_TYPED]
        turns = _talk(talk)
        try:
            self._limiter.check(request.client.host if request.client else "")
            history = [Turn(asked, answer) for asked, answer, _ in turns[-HISTORY_TURNS:]]
            reply = self._source.get().ask(question, history)
        except BcQaError as error:
            shown = [*_messages(turns), *_exchange(question, escaped(str(error)), ())]
            return shown, turns, question
        text = message(reply)
        shown = [*_messages(turns), *_exchange(question, text, reply.suggestions)]
        return shown, [*turns, [question, reply.answer, text]], ""

    def choose(self, talk: Any, request: gr.Request, chosen: gr.SelectData) -> tuple[list[Message], Talk, str]:
        """Ask a question that was offered."""
        value = chosen.value
        return self.ask(value.get("text", "") if isinstance(value, dict) else value, talk, request)

    def opened(self, request: gr.Request) -> tuple[Any, Any]:
        """Fill the page when it opens: the examples, and the answer to `?q=` where the address has one.

        Nothing else is touched: what was typed or asked while this waits for the assistant stays.
        """
        self._source.wait(LOAD_SECONDS)
        asked = str(request.query_params.get("q", "")) if request.query_params else ""
        if not asked.strip():
            return gr.update(examples=self._examples()), gr.skip()
        shown, talk, _ = self.ask(asked, [], request)
        return gr.update(examples=self._examples(), value=shown), talk

    def _examples(self) -> list[Message]:
        try:
            return [{"text": example} for example in self._source.get().examples(EXAMPLES)]
        except BcQaError:
            return []


def _talk(given: Any) -> Talk:
    """Return the turns of a talk as they were kept; anything else that is sent in its place is no talk."""
    if not isinstance(given, list):
        return []
    turns = [turn for turn in given if isinstance(turn, list) and [type(part) for part in turn] == [str, str, str]]
    return turns[-HISTORY_TURNS:]


def _messages(talk: Talk) -> list[Message]:
    return [part for asked, _, shown in talk for part in _exchange(asked, shown, ())]


def _exchange(question: str, text: str, options: tuple[str, ...]) -> list[Message]:
    said: Message = {"role": "assistant", "content": text}
    if options:
        said["options"] = [{"value": option, "label": option} for option in options]
    return [{"role": "user", "content": escaped(question)}, said]


def build_page(source: AssistantSource, limiter: AskLimiter) -> gr.Blocks:
    """Return the page, not yet mounted."""
    page = ChatPage(source, limiter)
    with gr.Blocks(title=phrases.CHAT_TITLE, analytics_enabled=False, fill_height=True) as blocks:
        talk = gr.State([])
        chatbot = gr.Chatbot(
            label=phrases.CHAT_LABEL,
            placeholder=escaped(phrases.CHAT_EMPTY),
            elem_id="chat",
            scale=1,
            height="calc(100dvh - 6rem)",
            buttons=[],
            latex_delimiters=[],
            sanitize_html=True,
            allow_tags=False,
            render_markdown=True,
        )
        with gr.Row(elem_id="ask"):
            box = gr.Textbox(
                label=phrases.CHAT_INPUT,
                placeholder=phrases.CHAT_PLACEHOLDER,
                show_label=False,
                container=False,
                lines=1,
                max_lines=6,
                autofocus=True,
                scale=1,
                elem_id="question",
            )
            send = gr.Button(phrases.CHAT_SEND, variant="primary", scale=0, min_width=88)
        outputs = [chatbot, talk, box]
        settings: dict[str, Any] = {"concurrency_limit": None, "show_progress": "minimal", "api_visibility": "private"}
        box.submit(page.ask, [box, talk], outputs, **settings)
        send.click(page.ask, [box, talk], outputs, **settings)
        chatbot.example_select(page.choose, [talk], outputs, **settings)
        chatbot.option_select(page.choose, [talk], outputs, **settings)
        blocks.load(page.opened, None, [chatbot, talk], **settings)
    return blocks


def shell(frontend: Path) -> str:
    """Return the HTML of the page: Gradio's hashed files, `lang="vi"`, no inline script, and room for the report."""
    stock = (frontend / "index.html").read_text(encoding="utf-8")
    script = re.search(r'src="\./(assets/index-[\w-]+\.js)"', stock)
    style = re.search(r'href="\./(assets/index-[\w-]+\.css)"', stock)
    if not script or not style:
        raise RuntimeError("gradio's index.html names no hashed script and style: its shape has changed")
    title = escape(phrases.CHAT_TITLE)
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><base href="/chat/">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/chat/{style[1]}">'
        f'<link rel="stylesheet" href="{asset("chat.css")}"><script src="{asset("chat.js")}"></script>'
        f'<script type="module" src="/chat/{script[1]}"></script></head>'
        f'<body><main id="talk"><gradio-app control_page_title="false" embed="false" eager="true"></gradio-app></main>'
        f'<aside id="source" aria-label="{escape(phrases.CHAT_SOURCE)}" hidden><button type="button" id="close-source">'
        f'{escape(phrases.CHAT_CLOSE)}</button><iframe title="{escape(phrases.CHAT_SOURCE)}"></iframe></aside>'
        f'<noscript><p>{escape(phrases.CHAT_NO_SCRIPT)} <a href="/report/">{escape(phrases.CHAT_SOURCE)}</a></p>'
        "</noscript>"
        "</body></html>"
    )
