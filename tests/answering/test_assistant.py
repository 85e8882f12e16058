"""The whole way over the made-up report, with the hash encoder: what each field of a reply holds."""

import pytest

from bc_qa import phrases
from bc_qa.assistant import HISTORY_TURNS, Assistant
from bc_qa.errors import BadRequest, EmptyQuestion, HistoryTooLong, QuestionTooLong, UnknownDocument
from bc_qa.settings import Settings
from bc_qa.types import Status, Turn, joined


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Diện tích tự nhiên của huyện là bao nhiêu?", "621,10km²"),
        ("dien tich buoi", "77ha"),
        ("Số hộ nghèo năm 2024?", "988 hộ"),
        ("Tỷ lệ hộ nghèo năm 2023 là bao nhiêu?", "11,37%"),
        ("Bao nhiêu trường mầm non?", "12 trường"),
        ("Mục tiêu tỷ lệ lao động qua đào tạo đến năm 2030?", "trên 70%"),
        ("Xã Yên Lãng được công nhận theo quyết định số mấy?", "15/QĐ-UBND"),
        ("Báo cáo đề ngày nào?", "ngày 05 tháng 12 năm 2025"),
        ("Ai ký báo cáo này?", "Trần Văn Mẫu"),
    ],
)
def test_the_value_asked_for_stands_first(small_assistant: Assistant, question: str, value: str) -> None:
    reply = small_assistant.ask(question)
    assert reply.status is Status.ANSWERED
    assert reply.values[0] == value
    assert value in reply.answer
    assert value in reply.citations[0].quote


@pytest.mark.parametrize(
    "question",
    [
        "Số hộ nghèo năm 2019 là bao nhiêu?",
        "Kết quả bóng đá tối qua?",
        "Dân số xã Phù Khánh là bao nhiêu?",
        "Theo bạn năm sau có thoát nghèo không?",
    ],
)
def test_what_the_report_provably_does_not_say_is_denied(small_assistant: Assistant, question: str) -> None:
    reply = small_assistant.ask(question)
    assert reply.status is Status.NOT_FOUND
    assert reply.values == ()
    assert reply.citations == ()
    assert reply.answer.startswith("Báo cáo")
    assert reply.missing is not None
    assert reply.missing.searched == len(small_assistant.passages)


def test_what_is_not_proven_absent_is_shown_and_not_claimed(small_settings: Settings) -> None:
    demanding = Assistant.open(settings=small_settings.model_copy(update={"sure": 0.9}))
    reply = demanding.ask("Sản lượng bưởi là bao nhiêu tấn?")
    assert reply.status is Status.LIKELY
    assert reply.answer.startswith(phrases.LIKELY)
    assert reply.citations


def test_the_missing_year_is_named_with_the_nearest(small_assistant: Assistant) -> None:
    assert "năm 2022" in small_assistant.ask("Số hộ nghèo năm 2022 là bao nhiêu?").answer


def test_a_quote_is_the_text_at_its_spans_over_a_page_break(small_assistant: Assistant) -> None:
    reply = small_assistant.ask("Số hộ được hỗ trợ nhà ở trong năm 2025?")
    citation = reply.citations[0]
    assert len(citation.spans) == 2
    assert joined(small_assistant.documents[0].text, citation.spans) == citation.quote
    assert citation.note == 2
    assert citation.section == ("Phần thứ nhất TÌNH HÌNH CHUNG", "2. Thuận lợi")
    assert citation.url == f"/report/bao-cao-mau?at={','.join(f'{s.start}-{s.end}' for s in citation.spans)}#at"


@pytest.mark.parametrize("said", ["xin chào", "cam on ban", "Bạn là ai?", "bạn làm được gì"])
def test_smalltalk_is_no_question(small_assistant: Assistant, said: str) -> None:
    reply = small_assistant.ask(said)
    assert reply.status is Status.SMALLTALK
    assert reply.suggestions


def test_history_makes_a_follow_up_stand_alone(small_assistant: Assistant) -> None:
    first = small_assistant.ask("Số hộ nghèo năm 2023 là bao nhiêu?")
    reply = small_assistant.ask("Còn năm 2024?", [Turn("Số hộ nghèo năm 2023 là bao nhiêu?", first.answer)])
    assert reply.values[0] == "988 hộ"
    assert "2024" in reply.read_as


def test_the_same_question_has_the_same_reply_but_for_time(small_assistant: Assistant) -> None:
    one, two = (small_assistant.ask("Bao nhiêu trường tiểu học?") for _ in range(2))
    assert (one.id, one.answer, one.citations) == (two.id, two.answer, two.citations)


def test_examples_are_questions_that_the_corpus_answers(shipped_assistant: Assistant) -> None:
    examples = shipped_assistant.examples(12)
    assert len(examples) >= 8
    answered = [shipped_assistant.ask(example).status is Status.ANSWERED for example in examples]
    assert sum(answered) >= 0.9 * len(answered)


def test_what_cannot_be_taken_is_refused_with_its_own_error(small_assistant: Assistant) -> None:
    with pytest.raises(EmptyQuestion):
        small_assistant.ask(" \u200b\n")
    with pytest.raises(QuestionTooLong):
        small_assistant.ask("hộ nghèo " * 200)
    with pytest.raises(HistoryTooLong):
        small_assistant.ask("Còn xã?", [Turn("a", "b")] * (HISTORY_TURNS + 1))
    with pytest.raises(UnknownDocument):
        small_assistant.ask("Số hộ nghèo?", document="khác")
    with pytest.raises(BadRequest):
        small_assistant.ask("Số hộ nghèo?", limit=0)


def test_nearly_all_questions_that_are_suggested_are_answered(shipped_assistant: Assistant) -> None:
    suggested = dict.fromkeys(
        question
        for entry in shipped_assistant.figures()[::12]
        for question in shipped_assistant.ask(f"{entry.thing} là bao nhiêu?").suggestions
    )
    answered = [shipped_assistant.ask(question).status is Status.ANSWERED for question in suggested]
    assert len(suggested) > 15
    assert sum(answered) >= 0.9 * len(answered)
