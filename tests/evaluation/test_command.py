"""`bc-qa eval` and `bc-qa ask --explain` as a shell sees them."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bc_qa.assistant import Assistant
from bc_qa.cli import app
from bc_qa.errors import InputError
from bc_qa.evaluation.outcomes import read_kept
from bc_qa.explaining import explained
from bc_qa.settings import Settings


def run(*words: str) -> Result:
    return CliRunner().invoke(app, words, env={"BC_QA_MODEL": "hash", "COLUMNS": "200"})


def test_a_world_is_asked_kept_and_compared(world: Path, tmp_path: Path) -> None:
    index, kept, page, results = (str(tmp_path / name) for name in ("ix", "a.jsonl.gz", "page.md", "r.json"))
    done = run("eval", str(world), "--index", index, "--keep", kept, "--results", results)
    assert done.exit_code == 0, done.stderr
    assert "100.0% (2/2)" in done.stdout
    assert "8/8" in done.stderr
    assert "8/8" not in done.stdout
    assert len(read_kept(Path(kept))) == 8
    assert json.loads(Path(results).read_text(encoding="utf-8"))["files"][-1]["name"] == "all"
    again = run("eval", kept, "--against", kept, "--page", page)
    assert again.exit_code == 0, again.stderr
    assert "0 won, 0 lost" in again.stdout
    assert "## By report" in Path(page).read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [("--page", "a.md"), ("--keep", "a.txt"), ("--against", "none.jsonl.gz")])
def test_wrong_use_is_refused_before_anything_is_asked(world: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    index = tmp_path / "ix"
    assert isinstance(run("eval", str(world), "--index", str(index), *words).exception, InputError)
    assert not index.exists()


def test_explain_says_what_decided(small_assistant: Assistant, small_settings: Settings) -> None:
    question = "Số hộ nghèo năm 2024 là bao nhiêu?"
    lines = explained(*small_assistant.weigh(question), small_assistant.ask(question))
    text = "\n".join(lines)
    assert "terms: " in text
    assert "years: 2024" in text
    assert "COUNT: “bao nhiêu”" in text
    assert "covered = " in text
    assert "Giá trị dễ đúng nhất: 988 hộ" in text
    first = [float(line.split()[0]) for line in lines if line.startswith("    ")][:6]
    assert first[:3] == sorted(first[:3], key=abs, reverse=True)
    folders = ("--corpus", str(small_settings.corpus), "--index", str(small_settings.index))
    shown = run("ask", question, "--explain", *folders).stdout
    assert all(line in shown for line in lines if line.startswith("    "))


def test_explain_names_what_is_missing(small_assistant: Assistant) -> None:
    question = "Số hộ nghèo năm 1987 là bao nhiêu?"
    lines = explained(*small_assistant.weigh(question), small_assistant.ask(question))
    assert "1987" in lines[-1]
    assert lines[-1].startswith("Thiếu: ")
