"""Votes: kept by the server, changed by who knows their id, read at the command line."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from bc_qa.assistant import Assistant
from bc_qa.errors import FeedbackUnusable
from bc_qa.feedback import FeedbackStore
from bc_qa.settings import Settings
from bc_qa.tables import csv_bytes, feedback_rows
from bc_qa.web.app import create_app
from bc_qa.web.source import AssistantSource
from tests.test_cli import run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "votes.sqlite"


@pytest.fixture
def client(path: Path, small_assistant: Assistant, small_settings: Settings) -> TestClient:
    return TestClient(
        create_app(AssistantSource.of(small_assistant), small_settings.model_copy(update={"feedback": path}))
    )


def test_a_vote_is_kept_and_its_comment_added(client: TestClient, path: Path) -> None:
    sent = {"reply_id": "abc", "vote": "down", "question": "Số hộ nghèo?"}
    kept = client.post("/api/feedback", json=sent).json()["feedback_id"]
    client.post("/api/feedback", json={**sent, "feedback_id": kept, "comment": "=Sai năm"})
    [vote] = FeedbackStore(path).votes()
    assert (vote.reply_id, vote.vote, vote.question, vote.comment) == ("abc", "down", "Số hộ nghèo?", "=Sai năm")
    assert len(kept) == 24


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"reply_id": "a", "vote": "x"},
        {"reply_id": "../a", "vote": "up"},
        {"reply_id": "a", "vote": "up", "comment": "c" * 1001},
    ],
)
def test_what_is_no_vote_is_refused(client: TestClient, path: Path, body: dict[str, str]) -> None:
    assert client.post("/api/feedback", json=body).status_code == 400
    assert FeedbackStore(path).votes() == []


def test_the_command_prints_and_writes_them(path: Path, tmp_path: Path) -> None:
    FeedbackStore(path).keep("abc", "up", "Số hộ nghèo?", "=1+1")
    out = tmp_path / "votes.csv"
    assert run("feedback", "--csv", str(out), BC_QA_FEEDBACK=str(path)).returncode == 0
    [row] = csv.DictReader(StringIO(out.read_text(encoding="utf-8-sig")))
    assert (row["Đánh giá"], row["Góp ý"]) == ("hữu ích", "'=1+1")
    assert "Số hộ nghèo?" in run("feedback", BC_QA_FEEDBACK=str(path)).stdout
    assert feedback_rows([]) == []
    assert csv_bytes(("a",), [])


def test_a_file_that_cannot_be_used_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "bad").write_text("not a database, but long enough to be read as one" * 40)
    with pytest.raises(FeedbackUnusable):
        FeedbackStore(tmp_path / "bad").votes()
    assert run("feedback", BC_QA_FEEDBACK=str(tmp_path / "bad")).returncode == 3
