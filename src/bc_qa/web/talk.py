"""A talk as a file to keep: its questions, asked again, with answers, quotes and places, as .docx or Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from bc_qa import phrases
from bc_qa.assistant import Assistant, Chosen
from bc_qa.evidence.citing import plain_text
from bc_qa.outcomes import absence, beside_quotes
from bc_qa.text.normal import encodable
from bc_qa.types import Reply, Status, Turn
from bc_qa.web.markdown import backslashed
from bc_qa.web.place import cited

TALK_QUESTIONS = 50
_FEWEST, _STEP = 4, 15  # of the earlier questions that go with one; together less than HISTORY_TURNS
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MARKDOWN = "text/markdown; charset=utf-8"


class Put(NamedTuple):
    """A question of a talk, and the ids of the reports that it was put to: None for all of them."""

    text: str
    document: Chosen = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with its answer, line by line, and its citations as (number, quote, report and place)."""

    question: str
    lines: tuple[str, ...]
    citations: tuple[tuple[int, str, str], ...]
    nearest: bool


def replies(assistant: Assistant, questions: Sequence[Put], start: int = 0) -> list[Reply]:
    """Return the answers of a talk from question number `start` on (-1: the last), each asked after those before it.

    Raises what `ask` raises.
    """
    return [
        assistant.ask(
            questions[at].text, [Turn(put.text) for put in questions[leans_from(at) : at]], questions[at].document
        )
        for at in range(len(questions))[start:]
    ]


def leans_from(at: int) -> int:
    """Return from where on the questions before number `at` go with it, in steps.

    A question is read over the answer to the one before it, as that was asked. A window that moved with every question
    would have each of them asked anew in another window; one that moves in steps finds them answered, but at a step.
    """
    return max(0, (at - _FEWEST) // _STEP * _STEP)


def exchanges(assistant: Assistant, questions: Sequence[Put]) -> list[Exchange]:
    """Return what a file of the talk holds."""
    documents = {document.id: document for document in assistant.documents}
    return [
        Exchange(
            put.text,
            talk_lines(reply),
            tuple((c.n, plain_text(c.quote), cited(c, documents)) for c in (*reply.citations, *reply.nearest)),
            bool(reply.nearest),
        )
        for put, reply in zip(questions, replies(assistant, questions), strict=True)
    ]


def talk_lines(reply: Reply) -> tuple[str, ...]:
    """Return what is said of a question: the outcome first where it is not an answer, what is missing last."""
    head = {Status.LIKELY: [phrases.LIKELY], Status.NOT_FOUND: [phrases.CHAT_MISSING]}.get(reply.status, [])
    missing = absence(reply.missing) if reply.status is Status.NOT_FOUND else ""
    return tuple(filter(None, (*head, *beside_quotes(reply), missing)))


def talk_docx(talk: Sequence[Exchange]) -> bytes:
    """Return a talk as a Word document; all text in Vietnamese, headings for the questions."""
    book = docx.Document()
    normal = book.styles["Normal"]
    normal.font.name = "Times New Roman"
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    normal.element.get_or_add_rPr().append(language)
    book.add_heading(phrases.TALK_TITLE, 1)
    for exchange in talk:
        book.add_heading(_clean(phrases.TALK_QUESTION.format(question=exchange.question)), 2)
        for line in exchange.lines:
            book.add_paragraph(_clean(line))
        if exchange.nearest:
            book.add_paragraph(phrases.NEAREST)
        for number, quote, place in exchange.citations:
            book.add_paragraph(_clean(f"[{number}] “{quote}” ({place})"), style="List Paragraph")
    book.add_paragraph(phrases.TALK_FOOT)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def talk_markdown(talk: Sequence[Exchange]) -> bytes:
    """Return a talk as Markdown, in which nothing that was typed or stands in a report is markup."""
    parts = [f"# {phrases.TALK_TITLE}"]
    for exchange in talk:
        parts.append(f"## {backslashed(phrases.TALK_QUESTION.format(question=exchange.question))}")
        parts += map(backslashed, exchange.lines)
        if exchange.nearest:
            parts.append(phrases.NEAREST)
        parts += [f"> {backslashed(f'[{number}] “{quote}” ({place})')}" for number, quote, place in exchange.citations]
    return encodable("\n\n".join([*parts, phrases.TALK_FOOT, ""])).encode()


def _clean(text: str) -> str:
    """Return a text without the control characters that XML cannot hold."""
    return "".join(char for char in text if char.isprintable() or char == "\n")


FORMATS: dict[str, tuple[Callable[[Sequence[Exchange]], bytes], str]] = {
    "docx": (talk_docx, DOCX),
    "md": (talk_markdown, MARKDOWN),
}
"""The writers of a talk, with the media type of each."""
