"""Questions by fresh eyes, on the shipped report and on a second one of another layout, with the packaged model.

The floors are guards against loss: what was reached is in docs/evaluation.md.
"""

from functools import cache
from pathlib import Path

import pytest

from bc_qa.assistant import Assistant
from bc_qa.building import build
from bc_qa.evaluation.cases import read_cases
from bc_qa.evaluation.run import evaluate
from bc_qa.settings import Settings
from tests.conftest import QUESTIONS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def other_reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Assistant]:
    """An assistant over each made-up report by fresh eyes: one with decimal headings, notes as [1] and tables."""
    opened = {}
    for name in ("second", "third"):
        settings = Settings(
            corpus=QUESTIONS / name,
            index=tmp_path_factory.mktemp(name),
            reader="packaged",
            sure=Settings.model_fields["sure"].default,
        )
        build(settings)
        opened[name] = Assistant.open(settings=settings)
    return opened


@cache
def shares(assistant: Assistant, path: Path) -> dict[str, float]:
    """Return what a set comes to, asked once for all its floors."""
    result = evaluate(assistant, path.stem, read_cases(path))
    return {measure: right / of for measure, (right, of) in result.shares.items()}


@pytest.mark.parametrize(
    ("name", "measure", "floor"),
    [
        ("fresh-1", "answer right", 0.92),
        ("fresh-2", "answer right", 0.90),
        ("fresh-3", "answer right", 0.65),
        ("fresh-3", "first citation right", 0.77),
        ("fresh-4", "answer right", 0.86),
        ("fresh-4", "unanswerable refused", 0.86),
        ("fresh-5", "answer right", 0.88),
        ("fresh-5", "unanswerable refused", 0.90),
        ("fresh-6", "answer right", 0.92),
        ("fresh-6", "unanswerable refused", 0.94),
        ("fresh-7", "answer right", 0.91),
        ("fresh-7", "unanswerable refused", 0.90),
        ("fresh-8", "answer right", 0.93),
        ("fresh-8", "unanswerable refused", 0.90),
        ("fresh-9", "answer right", 0.93),
        ("fresh-9", "unanswerable refused", 0.87),
        ("fresh-10", "answer right", 0.94),
        ("fresh-10", "unanswerable refused", 0.92),
        ("fresh-11", "answer right", 0.90),
        ("fresh-11", "unanswerable refused", 0.84),
        ("unanswerable-1", "unanswerable refused", 0.88),
        ("chats-1", "later turns right", 0.86),
        ("chats-2", "later turns right", 0.88),
        ("chats-3", "later turns right", 0.83),
        ("chats-4", "later turns right", 0.92),
        ("chats-5", "later turns right", 0.86),
        ("chats-6", "later turns right", 0.90),
        ("chats-7", "later turns right", 0.87),
        ("chats-8", "later turns right", 0.90),
        ("chats-9", "later turns right", 0.85),
    ],
)
def test_fresh_questions_on_the_shipped_report(
    packaged_assistant: Assistant, name: str, measure: str, floor: float
) -> None:
    assert shares(packaged_assistant, QUESTIONS / f"{name}.jsonl")[measure] >= floor


@pytest.mark.parametrize(
    ("report", "questions", "measure", "floor"),
    [
        ("second", "qa", "answer right", 0.68),
        ("second", "qa", "unanswerable refused", 0.85),
        ("second", "chat", "later turns right", 0.58),
        ("third", "qa", "answer right", 0.77),
        ("third", "qa", "unanswerable refused", 0.90),
        ("third", "chat", "later turns right", 0.66),
    ],
)
def test_other_reports_are_answered_too(
    other_reports: dict[str, Assistant], report: str, questions: str, measure: str, floor: float
) -> None:
    (path,) = (QUESTIONS / report).glob(f"*.{questions}.jsonl")
    assert shares(other_reports[report], path)[measure] >= floor
