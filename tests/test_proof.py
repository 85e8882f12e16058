"""The proof must fail where a reply is wrong: each way of being wrong is tried."""

from dataclasses import replace
from typing import Any

import pytest

from bc_qa.assistant import Assistant
from bc_qa.errors import Unproven
from bc_qa.proof import prove
from bc_qa.types import Document, Reply, Span

QUESTION = "Số hộ nghèo năm 2024 là bao nhiêu?"


@pytest.fixture
def reply(small_assistant: Assistant) -> Reply:
    return small_assistant.ask(QUESTION)


@pytest.fixture
def documents(small_assistant: Assistant) -> dict[str, Document]:
    return {document.id: document for document in small_assistant.documents}


def test_a_true_reply_passes_unchanged(reply: Reply, documents: dict[str, Document]) -> None:
    assert prove(reply, documents, QUESTION) is reply


def test_a_changed_quote_fails(reply: Reply, documents: dict[str, Document]) -> None:
    wrong = replace(reply.citations[0], quote=reply.citations[0].quote.replace("988", "998"))
    with pytest.raises(Unproven, match="quote"):
        prove(replace(reply, citations=(wrong,)), documents, QUESTION)


def test_a_moved_span_fails(reply: Reply, documents: dict[str, Document]) -> None:
    first = reply.citations[0]
    moved = replace(first, spans=tuple(Span(span.start + 1, span.end + 1) for span in first.spans))
    with pytest.raises(Unproven, match="quote"):
        prove(replace(reply, citations=(moved,)), documents, QUESTION)


def test_a_value_that_no_quote_holds_fails(reply: Reply, documents: dict[str, Document]) -> None:
    with pytest.raises(Unproven, match="value"):
        prove(replace(reply, values=("999 hộ",)), documents, QUESTION)


def test_a_number_of_the_answer_that_no_quote_holds_fails(reply: Reply, documents: dict[str, Document]) -> None:
    with pytest.raises(Unproven, match="9,12"):
        prove(replace(reply, answer=f"{reply.answer} tức 9,12%"), documents, QUESTION)


def test_a_highlight_outside_its_quote_fails(reply: Reply, documents: dict[str, Document]) -> None:
    wrong = replace(reply.citations[0], highlights=(Span(0, 3),))
    with pytest.raises(Unproven, match="highlight"):
        prove(replace(reply, citations=(wrong,)), documents, QUESTION)


def test_a_document_that_is_not_there_fails(reply: Reply) -> None:
    with pytest.raises(Unproven, match="no document"):
        prove(reply, {}, QUESTION)


def test_what_is_not_proven_is_shown_and_not_claimed(
    small_assistant: Assistant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    made = small_assistant._reply

    def wrong(*words: Any) -> Reply:
        reply = made(*words)
        return replace(reply, answer=f"{reply.answer} 4711", values=("4711",))

    monkeypatch.setattr(small_assistant, "_reply", wrong)
    reply = small_assistant.ask("Năm 2024 toàn huyện có bao nhiêu hộ nghèo, xin số chính xác?")
    assert reply.status == "likely"
    assert "4711" not in reply.answer
    assert not reply.values
    assert reply.citations
    assert "4711" in caplog.text
