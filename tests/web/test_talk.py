"""The talk as a file."""

import time
from collections.abc import Sequence
from io import BytesIO

import docx
from fastapi.testclient import TestClient

from bc_qa.assistant import HISTORY_TURNS, Assistant
from bc_qa.types import Reply, Status, Turn
from bc_qa.web.talk import Put, leans_from, replies

ASKED = ["Số hộ nghèo năm 2024?", "Còn năm 2025?"]


def test_a_talk_is_saved_for_word_with_questions_answers_and_places(client: TestClient) -> None:
    answer = client.post("/api/talk", json={"questions": ASKED}, params={"format": "docx"})
    assert 'filename="hoi-dap.docx"' in answer.headers["content-disposition"]
    lines = [paragraph.text for paragraph in docx.Document(BytesIO(answer.content)).paragraphs]
    assert f"Hỏi: {ASKED[0]}" in lines
    assert any(line.startswith("988 hộ — Năm 2024") for line in lines)
    assert any(line.startswith("[1] “") and "chú thích" in line for line in lines)


def test_a_follow_up_is_answered_in_its_talk(client: TestClient) -> None:
    both = client.post("/api/talk", json={"questions": ASKED}, params={"format": "md"}).text
    alone = client.post("/api/talk", json={"questions": ASKED[1:]}, params={"format": "md"}).text
    assert alone.split("## ")[1] != both.split("## ")[2]


def test_each_question_of_a_talk_is_asked_of_its_report(client: TestClient) -> None:
    there, gone = ({"text": ASKED[0], "document": name} for name in ("bao-cao-mau", "none"))
    assert "988 hộ" in client.post("/api/talk", json={"questions": [there]}, params={"format": "md"}).text
    assert client.post("/api/talk", json={"questions": [ASKED[1], gone]}).status_code == 404


def test_what_was_typed_is_no_markup_in_the_file(client: TestClient) -> None:
    hostile = "<img src=x> [a](javascript:b) \x00 số hộ nghèo"
    text = client.post("/api/talk", json={"questions": [hostile]}, params={"format": "md"}).text
    assert "\\<img" in text
    assert "](" not in text.replace("\\](", "")
    assert client.post("/api/talk", json={"questions": [hostile]}).status_code == 200


def test_a_bad_talk_is_a_clear_error(client: TestClient) -> None:
    for body in ({}, {"questions": []}, {"questions": ["x"] * 51}, {"questions": [" "]}):
        assert client.post("/api/talk", json=body).status_code == 400
    assert client.post("/api/talk", json={"questions": ["x"]}, params={"format": "exe"}).status_code == 400


class Counting:
    """An assistant that tells with how many earlier questions it is asked, and how often as never before."""

    def __init__(self) -> None:
        self.known: set[tuple[str, ...]] = set()
        self.fresh = 0

    def ask(self, question: str, history: Sequence[Turn], document: str | None = None) -> Reply:
        """Ask as the real one does: the question before is asked again in its place of the talk."""
        asked = (*(turn.question for turn in history), question)
        assert len(history) <= HISTORY_TURNS
        if asked not in self.known:
            self.known.add(asked)
            self.fresh += 1
            if history:
                self.ask(history[-1].question, history[:-1])
        return Reply("x", 0, Status.ANSWERED, question)


def test_a_late_turn_of_a_talk_asks_no_more_than_an_early_one() -> None:
    counting, questions, costs = Counting(), [Put(f"câu {n}") for n in range(60)], []
    for at in range(60):
        before = counting.fresh
        [reply] = replies(counting, questions[: at + 1], -1)  # type: ignore[arg-type]
        assert reply.answer == questions[at].text
        costs.append(counting.fresh - before)
    assert costs[59] == costs[5] == 1
    assert max(costs) <= 5
    assert sum(costs[30:]) <= 1.3 * 30
    assert all(at - leans_from(at) >= min(at, 4) for at in range(60))


def test_the_sixtieth_turn_takes_the_time_of_the_fifth(small_assistant: Assistant) -> None:
    things = ("hộ nghèo", "xã", "trường học", "bò", "lúa", "ngô")
    questions = [Put(f"Còn {things[n % 6]} năm {2016 + n % 10} thì sao, lần {n}?") for n in range(60)]
    costs = []
    for at in range(60):
        began = time.process_time()
        replies(small_assistant, questions[: at + 1], -1)
        costs.append(time.process_time() - began)
    # Fifteen turns each, a step of the window among the later: what a talk costs on the whole.
    early, late = sorted(costs[4:19])[7], sorted(costs[45:60])[7]
    print(f"turn 5 {early * 1000:.1f} ms, turn 60 {late * 1000:.1f} ms: {late / early:.2f} ×")
    assert late <= 1.3 * early
