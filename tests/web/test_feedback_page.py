"""The page of the votes: who may see it, what a click makes of a vote, what is kept, erased and let out."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from bc_qa.assistant import Assistant
from bc_qa.casebook import KeptReply, Label, Place, case_row
from bc_qa.errors import FeedbackFull, InputError
from bc_qa.evaluation.cases import Case, read_cases
from bc_qa.evaluation.judging import judge
from bc_qa.feedback import FeedbackStore
from bc_qa.settings import Settings
from bc_qa.web.app import create_app
from bc_qa.web.source import AssistantSource
from tests.test_cli import run
from tests.web.test_roles import OUTSIDE, PROXY, ROLES

QUESTION = "Số hộ nghèo năm 2024?"


class Office:
    """The app with votes of its own, as somebody at the server sees it."""

    def __init__(self, assistant: Assistant, settings: Settings, folder: Path, **given: Any) -> None:
        self.folder = folder
        kept = {"feedback": folder / "votes.sqlite", "trail": folder / "trail.jsonl"}
        using = settings.model_copy(update={**kept, **given})
        self.app = create_app(AssistantSource.of(assistant), using)
        self.store = FeedbackStore.of(using)
        self.client = self.at("127.0.0.1", "http://127.0.0.1:7860")

    def at(self, address: str, base: str = "http://baocao.local", **headers: str) -> TestClient:
        return TestClient(self.app, base_url=base, client=(address, 4711), headers=headers, follow_redirects=False)

    def vote(self, question: str = QUESTION, vote: str = "down", comment: str = "") -> str:
        reply = self.client.post("/api/ask", json={"question": question}).json()
        sent = {"reply_id": reply["id"], "vote": vote, "question": question, "comment": comment}
        return str(self.client.post("/api/feedback", json=sent).json()["feedback_id"])

    def label(self, vote: str, label: str, **fields: str) -> Any:
        return self.client.post("/feedback-label", data={"vote": vote, "label": label, **fields})

    def trail(self) -> list[dict[str, str]]:
        return [json.loads(line) for line in (self.folder / "trail.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def office(small_assistant: Assistant, small_settings: Settings, tmp_path: Path) -> Office:
    return Office(small_assistant, small_settings, tmp_path, feedback_replies=True)


def test_a_vote_shows_question_reply_place_and_comment_escaped(office: Office) -> None:
    vote = office.vote(comment="<b>Sai</b> năm")
    page = office.client.get("/feedback").text
    assert f'id="v-{vote}"' in page
    assert "988 hộ" in page
    assert re.search(r'<a href="report/bao-cao-mau\?at=[^"]+">[^<]*chú thích 2', page)
    assert "&lt;b&gt;Sai&lt;/b&gt; năm" in page


def test_filters_hold_for_the_page_and_the_files(office: Office) -> None:
    office.vote(comment="=HYPERLINK(1)")
    office.vote("Toàn huyện có bao nhiêu xã?", "up")
    for query, count in (
        ("", 2),
        ("vote=up", 1),
        ("q=ho+ngheo", 1),
        ("label=none", 2),
        ("label=right", 0),
        ("vote=x", 2),
    ):
        assert office.client.get(f"/feedback?{query}").text.count("<article") == count, query
    rows = list(csv.DictReader(StringIO(office.client.get("/feedback.csv?vote=down").content.decode("utf-8-sig"))))
    assert [row["Góp ý"] for row in rows] == ["'=HYPERLINK(1)"]
    assert "988 hộ" in rows[0]["Câu trả lời"]
    sheet = load_workbook(BytesIO(office.client.get("/feedback.xlsx").content)).active
    assert sheet is not None
    assert sheet.max_row == 3
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_one_click_makes_a_row_that_eval_takes(office: Office, small_assistant: Assistant, tmp_path: Path) -> None:
    right, wrong, missing = office.vote(), office.vote("Tỷ lệ hộ nghèo năm 2025?"), office.vote("hộ nghèo năm 2024")
    for vote, label in ((right, "right"), (wrong, "wrong"), (missing, "missing")):
        answer = office.label(vote, label)
        assert (answer.status_code, answer.headers["location"]) == (303, f"feedback?#v-{vote}")
    file = tmp_path / "cau-hoi.jsonl"
    file.write_bytes(office.client.get("/feedback.jsonl").content)
    cases = {case.note: case for case in read_cases(file) if isinstance(case, Case)}
    assert (cases["Đúng"].kind, cases["Đúng"].must) == ("figure", (("988 hộ",),))
    assert cases["Sai"].kind == "unanswerable"
    assert cases["Thiếu"].evidence
    reply = small_assistant.ask(cases["Đúng"].question)
    hits = small_assistant.explain(cases["Đúng"].question)
    assert judge(cases["Đúng"], reply, hits, small_assistant.passages).right
    office.label(right, "none")
    assert len(office.client.get("/feedback.jsonl").text.splitlines()) == 2


def test_what_is_typed_is_what_the_row_holds_and_has_to_be_proven(office: Office) -> None:
    vote = office.vote()
    foreign = office.label(vote, "wrong", answer="12 hộ", evidence="Câu này không có trong báo cáo")
    assert foreign.status_code == 400
    assert "không có trong báo cáo nào" in foreign.text
    assert ">Câu này không có trong báo cáo</textarea>" in foreign.text  # what was typed is not lost
    assert office.label(vote, "wrong", answer="12 hộ").status_code == 400
    assert office.store.cases() == []
    quote = office.store.votes()[0].reply.places[0].quote  # type: ignore[union-attr]
    assert office.label(vote, "wrong", answer="988", evidence=quote).status_code == 303
    (row,) = office.store.cases()
    assert (row["must"], row["evidence"], row["kind"]) == ([["988"]], [quote], "figure")
    for label in ("x", "", "RIGHT"):
        assert office.label(vote, label).status_code == 400
    assert office.label("gone", "right").status_code == 400


def test_a_refusal_that_was_right_is_a_question_without_an_answer() -> None:
    refused = KeptReply("not_found", "Báo cáo không nêu.", (), "Năm 1900?", (Place("gần nhất", "mục 1", "/report/a"),))
    row = case_row("abc", "nam 1900", refused, Label.RIGHT, "", "", ())
    assert (row["kind"], row["question"], row["must"], row["evidence"]) == ("unanswerable", "Năm 1900?", [], [])
    with pytest.raises(InputError):
        case_row("abc", "q", KeptReply("not_found", "", (), "", ()), Label.MISSING, "", "", ())


def test_without_the_setting_no_reply_is_kept_and_it_is_asked_anew(
    small_assistant: Assistant, small_settings: Settings, tmp_path: Path
) -> None:
    office = Office(small_assistant, small_settings, tmp_path)
    vote = office.vote()
    assert office.store.votes()[0].reply is None
    page = office.client.get("/feedback").text
    assert "988 hộ" not in page
    assert 'name="label" value="right"' not in page  # nothing is judged that is not seen
    opened = office.client.get(f"/feedback?open={vote}").text
    assert "988 hộ" in opened
    assert 'name="label" value="right"' in opened
    assert office.label(vote, "right").status_code == 303
    assert office.store.cases()[0]["must"] == [["988 hộ"]]


def test_erasing_takes_all_that_belongs_to_a_vote_out_of_the_file(office: Office) -> None:
    first, second = office.vote(comment="KHÔNG-CÒN-4711"), office.vote()
    office.label(first, "right")
    assert office.client.post("/feedback-erase", data={"vote": first}).status_code == 303
    assert [vote.id for vote in office.store.votes()] == [second]
    assert office.store.cases() == []
    assert "KHÔNG-CÒN-4711".encode() not in (office.folder / "votes.sqlite").read_bytes()
    assert office.client.post("/feedback-erase", data={}).status_code == 400
    assert len(office.store.votes()) == 1
    assert office.client.post("/feedback-erase", data={"sure": "yes"}).status_code == 303
    assert office.store.votes() == []
    whats = [(entry["what"], entry["on"]) for entry in office.trail()]
    assert whats == [("feedback.right", first), ("feedback.erase", first), ("feedback.erase", "*")]
    assert "hộ nghèo" not in (office.folder / "trail.jsonl").read_text(encoding="utf-8")


def test_old_votes_go_and_a_full_book_takes_no_new_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "votes.sqlite"
    old = FeedbackStore(path, quota=2).keep("a", "up", "cũ")
    with sqlite3.connect(path) as database:
        database.execute("update feedback set at = '2020-01-01T00:00:00+00:00' where id = ?", (old,))
    store = FeedbackStore(path, quota=2)
    new = store.keep("b", "up", "mới")
    with pytest.raises(FeedbackFull, match="/feedback"):
        store.keep("c", "up")
    assert store.keep("b", "down", "mới", vote_id=new) == new  # one that is there is still changed
    assert [vote.question for vote in FeedbackStore(path, days=365).votes()] == ["mới"]
    assert FeedbackStore(path, days=365, quota=2).keep("c", "up")


def test_only_the_office_sees_the_page_and_only_an_administrator_erases(
    small_assistant: Assistant, small_settings: Settings, tmp_path: Path
) -> None:
    office = Office(small_assistant, small_settings, tmp_path, **ROLES)
    vote = office.vote()
    paths = ("/feedback", "/feedback.csv", "/feedback.xlsx", "/feedback.jsonl")
    forged = {"remote-user": "lan.nguyen", "remote-groups": "quan-tri", "x-forwarded-for": PROXY}
    for stranger in (office.at(OUTSIDE), office.at(OUTSIDE, **forged), office.client, office.at(PROXY)):
        assert [stranger.get(path).status_code for path in paths] == [403] * 4
        assert QUESTION not in stranger.get("/feedback").text
        assert stranger.post("/feedback-label", data={"vote": vote, "label": "right"}).status_code == 403
        assert stranger.post("/feedback-erase", data={"vote": vote}).status_code == 403
    clerk = office.at(PROXY, **{"remote-user": "mai", "remote-groups": "van-phong"})
    assert [clerk.get(path).status_code for path in paths] == [200] * 4
    assert "feedback-erase" not in clerk.get("/feedback").text
    assert clerk.post("/feedback-erase", data={"vote": vote}).status_code == 403
    assert clerk.post("/feedback-label", data={"vote": vote, "label": "right"}).status_code == 303
    chief = office.at(PROXY, **{"remote-user": "LAN.NGUYEN"})
    foreign = chief.post("/feedback-erase", data={"vote": vote}, headers={"origin": "https://evil.example"})
    assert foreign.status_code == 403
    assert len(office.store.votes()) == 1
    assert chief.post("/feedback-erase", data={"vote": vote}).status_code == 303
    assert office.trail()[-1]["who"] == "LAN.NGUYEN"
    assert {entry["who"] for entry in office.trail()[:-1]} == {"mai"}


def test_the_command_writes_the_questions(office: Office, tmp_path: Path) -> None:
    office.label(office.vote(), "right")
    out = tmp_path / "cau-hoi.jsonl"
    assert run("feedback", "--cases", str(out), BC_QA_FEEDBACK=str(tmp_path / "votes.sqlite")).returncode == 0
    assert [case.kind for case in read_cases(out) if isinstance(case, Case)] == ["figure"]
