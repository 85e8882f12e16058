"""The chat page: Gradio, with nothing among an event's inputs but text, and an HTML shell of our own.

A Chatbot or file among the inputs of an event would let a forged message read files of the server (see
docs/architecture.md), so the Chatbot is output only. The talk is its questions, kept in the page as a JSON list: the
same questions have the same answers (the assistant keeps them), so whatever a browser sends in their place can show
nothing but answers, and a server that was started anew goes on where the old one stopped.
"""

from __future__ import annotations

import json
import os
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
from bc_qa.assistant import Assistant
from bc_qa.errors import BcQaError
from bc_qa.web.limiter import AskLimiter
from bc_qa.web.markdown import escaped
from bc_qa.web.rendering import error_html, reply_html
from bc_qa.web.source import AssistantSource
from bc_qa.web.talk import TALK_QUESTIONS, replies

Message = dict[str, Any]

LOAD_SECONDS = 60.0
EXAMPLES = 4
FONTS = ("system-ui", "Segoe UI", "Roboto", "Noto Sans", "Arial", "sans-serif")  # nothing to load, all of Vietnamese
_MOST_KEPT = 200_000  # characters of a talk as the page keeps it
_MOST_TYPED = 4_000  # what is read of an input before the assistant says that it is too long


class ChatPage:
    """The events of the page. Each is a public endpoint whatever the page shows: all input is checked here."""

    def __init__(self, source: AssistantSource, limiter: AskLimiter) -> None:
        self._source = source
        self._limiter = limiter

    def ask(self, typed: Any, talk: Any, request: gr.Request) -> tuple[list[Message], str, str]:
        """Answer what was typed; return the messages, the talk and an emptied input (kept where nothing was asked)."""
        question = str(typed or "")[:_MOST_TYPED]
        earlier = _questions(talk)
        try:
            self._limiter.check(request.client.host if request.client else "")
            asked = [*earlier, question]
            shown = _talk(self._source.get(), asked)
        except BcQaError as error:
            return [*self._shown(earlier), *_exchange(question, error_html(str(error)))], json.dumps(earlier), question
        return shown, json.dumps(asked, ensure_ascii=False), ""

    def choose(self, talk: Any, request: gr.Request, chosen: gr.SelectData) -> tuple[list[Message], str, str]:
        """Ask a question that was offered."""
        value = chosen.value
        return self.ask(value.get("text", "") if isinstance(value, dict) else value, talk, request)

    def restored(self, talk: Any, request: gr.Request) -> list[Message]:
        """Return the messages of a talk that the page kept while it was loaded anew; none for who asks too fast."""
        self._source.wait(LOAD_SECONDS)
        try:
            self._limiter.check(request.client.host if request.client else "")
        except BcQaError:
            return []
        return self._shown(_questions(talk))

    def opened(self, request: gr.Request) -> tuple[Any, Any]:
        """Fill the page when it opens: the examples, and the answer to `?q=` where the address has one.

        Nothing else is touched: what was typed or asked while this waits for the assistant stays.
        """
        self._source.wait(LOAD_SECONDS)
        asked = str(request.query_params.get("q", "")) if request.query_params else ""
        if not asked.strip():
            return gr.update(examples=self._examples()), gr.skip()
        shown, talk, _ = self.ask(asked, "", request)
        return gr.update(examples=self._examples(), value=shown), talk

    def _shown(self, questions: list[str]) -> list[Message]:
        """Return the messages of a talk that was answered before; none where that fails now."""
        try:
            return _talk(self._source.get(), questions)
        except BcQaError:
            return []

    def _examples(self) -> list[Message]:
        try:
            return [{"text": example} for example in self._source.get().examples(EXAMPLES)]
        except BcQaError:
            return []


def _questions(given: Any) -> list[str]:
    """Return the earlier questions of a talk as the page kept them; anything else that is sent is no talk."""
    try:
        talk = json.loads(str(given or "")[:_MOST_KEPT])
    except ValueError:
        return []
    if not isinstance(talk, list):
        return []
    return [question for question in talk if isinstance(question, str)][1 - TALK_QUESTIONS :]


def _talk(assistant: Assistant, questions: list[str]) -> list[Message]:
    """Return the messages of a talk: each question answered after those before it, the last with its suggestions."""
    documents = {document.id: document for document in assistant.documents}
    messages: list[Message] = []
    options: tuple[str, ...] = ()
    for question, reply in zip(questions, replies(assistant, questions), strict=True):
        messages += _exchange(question, reply_html(reply, question, documents))
        options = reply.suggestions
    if options:
        messages[-1]["options"] = [{"value": option, "label": option} for option in options]
    return messages


def _exchange(question: str, html: str) -> list[Message]:
    return [{"role": "user", "content": escaped(question)}, {"role": "assistant", "content": html}]


def theme() -> gr.themes.Base:
    """Return Gradio's plain theme with the fonts of the reader's own machine."""
    return gr.themes.Base(font=FONTS, font_mono=("ui-monospace", "monospace"), primary_hue="blue")


def build_page(source: AssistantSource, limiter: AskLimiter) -> gr.Blocks:
    """Return the page, not yet mounted."""
    page = ChatPage(source, limiter)
    with gr.Blocks(title=phrases.CHAT_TITLE, analytics_enabled=False, fill_height=True) as blocks:
        chatbot = gr.Chatbot(
            label=phrases.CHAT_LABEL,
            show_label=False,
            placeholder=escaped(phrases.CHAT_EMPTY),
            elem_id="chat",
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
        # Not gr.State: what the browser keeps outlives the server's process.
        talk = gr.Textbox("", visible="hidden", elem_id="questions", show_label=False)
        with gr.Row(elem_id="ask"):
            box = gr.Textbox(
                label=phrases.CHAT_INPUT,
                placeholder=phrases.CHAT_PLACEHOLDER,
                show_label=False,
                container=False,
                lines=1,
                max_lines=6,
                scale=1,
                elem_id="question",
            )
            send = gr.Button(phrases.CHAT_SEND, variant="primary", scale=0, min_width=80, elem_id="send")
        outputs = [chatbot, talk, box]
        settings: dict[str, Any] = {"concurrency_limit": None, "show_progress": "hidden", "api_visibility": "private"}
        box.submit(page.ask, [box, talk], outputs, **settings)
        send.click(page.ask, [box, talk], outputs, **settings)
        chatbot.example_select(page.choose, [talk], outputs, **settings)
        chatbot.option_select(page.choose, [talk], outputs, **settings)
        restore = gr.Button("", visible="hidden", elem_id="restore")
        restore.click(page.restored, [talk], [chatbot], **settings)
        blocks.load(page.opened, None, [chatbot, talk], **settings)
    return blocks
