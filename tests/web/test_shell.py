"""The chat page's own HTML: the report's name, the ways on, and nothing of a report or file name as markup."""

from pathlib import Path

import gradio
import pytest
from fastapi.testclient import TestClient

from bc_qa import phrases
from bc_qa.types import Document
from bc_qa.web.pages import PAGES
from bc_qa.web.reader import report_page
from bc_qa.web.shell import Shell

HOSTILE = '"><img src=x onerror=alert(1)><script>alert(1)</script>'


@pytest.fixture(scope="module")
def shell() -> Shell:
    return Shell(Path(gradio.__file__).parent / "templates" / "frontend")


def test_the_report_is_named_with_number_and_date(client: TestClient) -> None:
    page = client.get("/chat/").text
    assert "<h1>BÁO CÁO" in page
    assert "Báo cáo 41/BC-UBND ngày 05/12/2025" in page


def test_several_reports_and_none_have_names_too(shell: Shell, small: Document) -> None:
    assert "2 báo cáo" in shell.html([small, small])
    assert f"<h1>{phrases.CHAT_TITLE}</h1>" in shell.html([])


def test_titles_numbers_and_file_names_are_text(shell: Shell) -> None:
    document = Document("id", HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    for page in (shell.html([document]), report_page(document, [])):
        assert "<img" not in page
        assert page.count("<script>") == 0
        assert "&lt;img" in page


def test_every_page_is_linked_and_answers(client: TestClient) -> None:
    page = client.get("/chat/").text
    for path, name in PAGES:
        assert client.get(path, follow_redirects=False).status_code < 400
        assert f'<a href="{path}"' in page
        assert name in page
