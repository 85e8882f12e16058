"""The talk as a file."""

from io import BytesIO

import docx
from fastapi.testclient import TestClient

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
