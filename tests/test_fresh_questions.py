"""Questions by fresh eyes, on the shipped report and on a second one of another layout, with the packaged model.

The floors are guards against loss: what was reached is in docs/evaluation.md.
"""

from pathlib import Path

import pytest

from bc_qa.assistant import Assistant, build
from bc_qa.evaluation.cases import read_cases
from bc_qa.evaluation.run import evaluate
from bc_qa.settings import Settings
from tests.conftest import DATA

pytestmark = pytest.mark.slow
SECOND = DATA / "second"


@pytest.fixture(scope="module")
def second_assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    settings = Settings(corpus=SECOND, index=tmp_path_factory.mktemp("second"))
    build(settings)
    return Assistant.open(settings=settings)


def shares(assistant: Assistant, path: Path) -> dict[str, float]:
    result = evaluate(assistant, path.stem, read_cases(path))
    return {measure: right / of for measure, (right, of) in result.shares.items()}


@pytest.mark.parametrize(
    ("name", "measure", "floor"),
    [
        ("fresh-1", "answer right", 0.92),
        ("fresh-2", "answer right", 0.90),
        ("fresh-3", "answer right", 0.65),
        ("fresh-3", "first citation right", 0.77),
        ("fresh-4", "answer right", 0.76),
        ("unanswerable-1", "unanswerable refused", 0.88),
        ("chats-1", "later turns right", 0.80),
        ("chats-2", "later turns right", 0.83),
    ],
)
def test_fresh_questions_on_the_shipped_report(
    packaged_assistant: Assistant, name: str, measure: str, floor: float
) -> None:
    assert shares(packaged_assistant, DATA / "questions" / f"{name}.jsonl")[measure] >= floor


def test_the_second_report_is_answered_too(second_assistant: Assistant) -> None:
    measured = shares(second_assistant, SECOND / "questions.jsonl")
    assert measured["answer right"] >= 0.55
    assert measured["unanswerable refused"] >= 0.85
