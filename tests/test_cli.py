"""The commands as a shell sees them: exit statuses, one-line errors, the same reply as every other door."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from bc_qa.assistant import Assistant
from bc_qa.settings import Settings
from bc_qa.types import plain
from bc_qa.web.app import create_app
from bc_qa.web.source import AssistantSource

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = (
    "index",
    "ask",
    "chat",
    "figures",
    "audit",
    "verify",
    "feedback",
    "eval",
    "serve",
    "reload",
    "mcp",
    "backup",
    "restore",
    "doctor",
)


def run(*words: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "BC_QA_MODEL": "hash", "PYTHONIOENCODING": "utf-8", "COLUMNS": "200", **environment}
    command = [sys.executable, "-c", "from bc_qa.cli import main; main()", *words]
    return subprocess.run(command, input=typed, capture_output=True, text=True, env=env, check=False, timeout=120)


@pytest.fixture(scope="module")
def folders(small_settings: Settings) -> tuple[str, ...]:
    return ("--corpus", str(small_settings.corpus), "--index", str(small_settings.index))


def test_every_command_explains_itself_with_an_example() -> None:
    shown = run("--help")
    assert shown.returncode == 0
    assert all(command in shown.stdout for command in COMMANDS)
    for command in COMMANDS:
        assert f"bc-qa {command}" in run(command, "--help").stdout


def test_ask_prints_the_value_the_sentence_and_the_place(folders: tuple[str, ...]) -> None:
    done = run("ask", "so ho ngheo nam 2024", *folders)
    assert done.returncode == 0
    assert done.stdout.startswith("988 hộ — Năm 2024")
    assert "chú thích 2" in done.stdout


def test_command_line_http_and_python_give_one_reply(folders: tuple[str, ...], small_settings: Settings) -> None:
    question = "Tỷ lệ hộ nghèo năm 2025 là bao nhiêu?"
    assistant = Assistant.open(settings=small_settings)
    client = TestClient(create_app(AssistantSource.of(assistant), small_settings))
    replies = [
        json.loads(run("ask", question, "--json", *folders).stdout),
        client.post("/api/ask", json={"question": question}).json(),
        plain(assistant.ask(question)),
    ]
    for reply in replies:
        assert reply.pop("took_ms") >= 0
    assert replies[0] == replies[1] == replies[2]


def test_explain_shows_each_channel_s_rank(folders: tuple[str, ...]) -> None:
    shown = run("ask", "diện tích chè", "--explain", *folders).stdout
    assert all(channel in shown for channel in ("syllables", "pairs", "words", "blind", "dense"))


def test_exit_status_1_where_the_report_does_not_say(folders: tuple[str, ...]) -> None:
    assert run("ask", "Năm 2011 có bao nhiêu hộ nghèo?", *folders).returncode == 1


@pytest.mark.parametrize(
    "words", [("ask", " "), ("ask", "x" * 5000), ("ask",), ("nonsense",), ("ask", "a", "--limit", "0")]
)
def test_exit_status_2_for_wrong_use(words: tuple[str, ...], folders: tuple[str, ...]) -> None:
    done = run(*words, *(folders if words[0] == "ask" else ()))
    assert done.returncode == 2
    assert done.stdout == ""


def test_exit_status_3_without_an_index_says_how_to_mend_it(tmp_path: Path, folders: tuple[str, ...]) -> None:
    done = run("ask", "hộ nghèo", *folders[:2], "--index", str(tmp_path / "none"))
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "bc-qa index" in done.stderr


def test_exit_status_3_for_a_model_that_is_not_there(folders: tuple[str, ...]) -> None:
    done = run("index", *folders[:2], "--index", "unused", BC_QA_MODEL="./none")
    assert done.returncode == 3
    assert "BC_QA_MODEL" in done.stderr


def test_a_bad_setting_and_a_missing_corpus_are_named(tmp_path: Path) -> None:
    assert "port" in run("serve", BC_QA_PORT="abc").stderr
    done = run("index", "--corpus", str(tmp_path / "none"), "--index", str(tmp_path))
    assert done.returncode == 2
    assert "none" in done.stderr


def test_index_builds_and_says_what_it_built(tmp_path: Path, folders: tuple[str, ...]) -> None:
    done = run("index", *folders[:2], "--index", str(tmp_path))
    assert done.returncode == 0
    assert "1 văn bản" in done.stdout
    assert run("doctor", *folders[:2], "--index", str(tmp_path)).returncode == 0


def test_chat_keeps_the_talk_and_ends_on_an_empty_line(folders: tuple[str, ...]) -> None:
    done = run("chat", *folders, typed="Số hộ nghèo năm 2023?\nCòn năm 2024?\n\n")
    assert done.returncode == 0
    assert "1.204 hộ" in done.stdout
    assert "988 hộ" in done.stdout


def test_doctor_shows_the_structure_for_a_person_to_check(folders: tuple[str, ...]) -> None:
    shown = run("doctor", "--structure", *folders).stdout
    assert "Phần thứ hai NHIỆM VỤ VÀ GIẢI PHÁP" in shown
    assert "Chú thích: 3" in shown
    assert "Chưa xếp được chỗ: 0" in shown


def test_help_and_import_load_nothing_heavy() -> None:
    heavy = {"torch", "faiss", "gradio", "underthesea", "fastapi", "sentence_transformers"}
    look = f"import sys; heavy = {heavy} & set(sys.modules); "
    for code in ("import bc_qa; ", "import bc_qa.cli; "):
        done = subprocess.run([sys.executable, "-c", f"{code}{look}sys.exit(len(heavy))"], check=False)
        assert done.returncode == 0


def test_figures_are_written_as_files_that_offices_open(folders: tuple[str, ...], tmp_path: Path) -> None:
    files = {"--csv": tmp_path / "so.csv", "--xlsx": tmp_path / "so.xlsx"}
    done = run("figures", "-q", "ho ngheo", *(str(word) for pair in files.items() for word in pair), *folders)
    assert done.returncode == 0
    rows = list(csv.DictReader(files["--csv"].read_text(encoding="utf-8-sig").splitlines()))
    sheet = list(load_workbook(files["--xlsx"]).active.iter_rows(values_only=True))
    assert {row["Số liệu"] for row in rows} >= {"988 hộ", "9,21%"}
    assert [row[2] for row in sheet[1:]] == [row["Số liệu"] for row in rows]
    printed = json.loads(run("figures", "-q", "ho ngheo", "--json", *folders).stdout)
    assert printed["total"] == len(rows)
    assert run("figures", "-q", "không đâu có", *folders).returncode == 1
    assert run("figures", "--csv", str(tmp_path), *folders).returncode == 2


def test_the_audit_exits_with_one_where_a_finding_is_major(folders: tuple[str, ...], tmp_path: Path) -> None:
    clean = run("audit", "--json", *folders)
    findings = json.loads(clean.stdout)["findings"]
    assert clean.returncode == 0
    assert [finding["type"] for finding in findings] == ["numbering"]

    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_bytes((ROOT / "tests" / "data" / "audit" / "planted.txt").read_bytes())
    where = ("--corpus", str(corpus), "--index", str(tmp_path / "index"))
    assert run("index", *where).returncode == 0
    shown = run("audit", *where)
    assert shown.returncode == 1
    assert "5.210 + 1.640 + 1.350 = 8.200 ≠ 8.450" in shown.stdout
    file = tmp_path / "ra-soat.xlsx"
    assert run("audit", "--xlsx", str(file), *where).returncode == 1
    sheet = load_workbook(file).active
    assert sheet is not None
    assert sheet["A2"].value == "Nghiêm trọng"


def test_verify_holds_a_draft_against_the_report(
    folders: tuple[str, ...], small_assistant: Assistant, tmp_path: Path
) -> None:
    wrong, right = "Năm 2024, huyện có 989 hộ nghèo.", "Năm 2024, huyện có 988 hộ nghèo."
    shown = run("verify", "-", "--json", *folders, typed=wrong)
    assert shown.returncode == 1, shown.stderr
    assert json.loads(shown.stdout)["claims"] == plain(small_assistant.verify(wrong))
    draft, table, commented = (tmp_path / name for name in ("thao.txt", "ra.xlsx", "ra.docx"))
    draft.write_text(right, encoding="utf-8")
    written = run("verify", str(draft), "--xlsx", str(table), "--docx", str(commented), *folders)
    assert written.returncode == 0, written.stderr
    sheet = load_workbook(table).active
    assert sheet is not None
    assert sheet["B2"].value == "988 hộ"
    assert commented.read_bytes().startswith(b"PK")
    assert "Báo cáo ghi đúng 988 hộ." in run("verify", str(draft), *folders).stdout


def test_a_draft_that_cannot_be_read_is_one_line_on_stderr(folders: tuple[str, ...], tmp_path: Path) -> None:
    missing = run("verify", str(tmp_path / "none.docx"), *folders)
    assert (missing.returncode, missing.stderr.count("\n")) == (2, 1)
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    unsupported = run("verify", str(tmp_path / "a.pdf"), *folders)
    assert unsupported.returncode == 2
    assert "chỉ nhận .docx" in unsupported.stderr
