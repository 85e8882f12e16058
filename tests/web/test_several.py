"""Several reports over HTTP: some of them asked, by the API, in a talk, on the chat page, and set side by side."""

import json
from collections.abc import Iterator
from html import unescape

import pytest
from fastapi.testclient import TestClient

from bc_qa.assistant import Assistant
from bc_qa.settings import Settings
from bc_qa.web.app import create_app
from bc_qa.web.chat import Asked, _still
from bc_qa.web.rendering import reply_html
from bc_qa.web.source import AssistantSource
from bc_qa.web.talk import Put

CHOSEN = ["huyen-ta-lao", "xa-suoi-sen"]
QUESTION = "So sánh tỷ lệ hộ nghèo năm 2024"


@pytest.fixture(scope="module")
def several(alike_assistant: Assistant, alike_settings: Settings) -> Iterator[TestClient]:
    app = create_app(AssistantSource.of(alike_assistant), alike_settings)
    with TestClient(app, raise_server_exceptions=False) as started:
        yield started


def test_one_some_or_all_reports_are_asked(several: TestClient) -> None:
    def asked(document: object) -> set[str]:
        body = {"question": "Số hộ nghèo năm 2024", "document": document, "limit": 20}
        reply = several.post("/api/ask", json=body).json()
        return {cited["document"] for cited in (*reply["citations"], *reply["nearest"])}

    assert asked(CHOSEN[0]) == {CHOSEN[0]}
    assert asked(CHOSEN[:1]) == {CHOSEN[0]}
    assert asked(CHOSEN) <= set(CHOSEN)
    assert asked(None) - set(CHOSEN)
    assert asked([]) == asked(None)


@pytest.mark.parametrize("document", ["khong-co", ["khong-co"], [*CHOSEN, "khong-co"]])
def test_an_unknown_report_is_the_same_error_in_a_list(several: TestClient, document: object) -> None:
    for path, body in (
        ("/api/ask", {"question": QUESTION, "document": document}),
        ("/api/talk", {"questions": [{"text": QUESTION, "document": document}]}),
    ):
        answer = several.post(path, json=body)
        alone = several.post("/api/ask", json={"question": QUESTION, "document": "khong-co"})
        assert (answer.status_code, answer.json()) == (alone.status_code, alone.json())


@pytest.mark.parametrize("document", [5, [5], {"a": "b"}, [["xa-suoi-sen"]]])
def test_what_is_no_id_is_a_bad_request(several: TestClient, document: object) -> None:
    answer = several.post("/api/ask", json={"question": QUESTION, "document": document})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "bad_request")


def test_reports_side_by_side_are_a_series_of_reports(several: TestClient) -> None:
    reply = several.post("/api/ask", json={"question": QUESTION, "document": CHOSEN}).json()
    (series,) = reply["series"]
    assert series["by"] == "report"
    assert [(point["period"], point["text"]) for point in series["points"]] == [
        ("huyện Tà Lao", "28,41%"),
        ("xã Suối Sen", "7,40%"),
    ]


def test_a_talk_is_saved_as_it_was_asked(several: TestClient) -> None:
    body = {"questions": [{"text": QUESTION, "document": CHOSEN}]}
    saved = several.post("/api/talk?format=md", json=body).text
    assert "Tà Lao: 28,41%" in saved
    assert "Nậm Bung" not in saved


def test_the_table_names_each_report_and_its_source(alike_assistant: Assistant) -> None:
    reply = alike_assistant.ask(QUESTION, document=CHOSEN)
    html = reply_html(reply, Put(QUESTION, tuple(CHOSEN)), {each.id: each for each in alike_assistant.documents})
    assert html.count('<th scope="row">') == 2
    assert "by=report" in unescape(html)
    assert "document=huyen-ta-lao&document=xa-suoi-sen" in unescape(html)


def test_the_chat_page_offers_every_report_and_ticks_the_chosen(several: TestClient, client: TestClient) -> None:
    page = several.get("/chat/", params={"document": [*CHOSEN, "khong-co"]}).text
    assert page.count('type="checkbox"') == 7  # and all of them
    ticked = {line.split('value="')[1].split('"')[0] for line in page.split("<label")[1:] if " checked" in line}
    assert ticked == set(CHOSEN)
    assert 'id="asked-of"' not in client.get("/chat/").text


def test_what_the_page_sends_is_read_whatever_it_is() -> None:
    def put(document: object) -> object:
        return Asked.read(json.dumps({"turn": "a", "text": "x", "document": document})).put.document

    assert put("a") == ("a",)
    assert put(["a", 5, "", "b"]) == ("a", "b")
    assert put([]) is put({}) is put(None) is None
    assert _still(Put("x", ("a", "b")), {"b"}) == ("b",)
    assert _still(Put("x", ("a",)), {"b"}) is None
