"""The light page and the widget, as served: weight, headers, nothing that a host page would notice."""

import re

from fastapi.testclient import TestClient

from bc_qa.assistant import Assistant
from bc_qa.settings import Settings
from bc_qa.web.app import create_app
from bc_qa.web.source import AssistantSource

FLOOR = 30_000  # bytes over the wire


def parts(client: TestClient) -> list[str]:
    page = client.get("/embed").text
    return ["/embed", "/widget.js", *re.findall(r'(?:src|href)="(/static/[^"]+)"', page)]


def test_widget_and_light_page_are_light(client: TestClient) -> None:
    sizes = []
    for part in parts(client):
        with client.stream("GET", part, headers={"accept-encoding": "gzip"}) as answer:
            assert answer.status_code == 200
            sizes.append(sum(len(piece) for piece in answer.iter_raw()))
    assert sum(sizes) < FLOOR


def test_the_light_page_offers_questions_of_the_corpus(client: TestClient, small_assistant: Assistant) -> None:
    page = client.get("/embed").text
    assert '<html lang="vi">' in page
    assert all(example in page for example in small_assistant.examples(3))


def test_nothing_sets_a_cookie(client: TestClient) -> None:
    for path in (*parts(client), "/chat/", "/report/bao-cao-mau"):
        assert "set-cookie" not in client.get(path).headers
    assert "cookie" not in client.get("/widget.js").text.replace("No cookies", "")


def test_only_allowed_origins_may_frame(small_assistant: Assistant, small_settings: Settings) -> None:
    settings = small_settings.model_copy(update={"allowed_origins": ("https://noi-bo.example",)})
    guarded = TestClient(create_app(AssistantSource.of(small_assistant), settings))
    policy = guarded.get("/embed").headers["content-security-policy"]
    assert "frame-ancestors 'self' https://noi-bo.example" in policy


def test_before_the_index_is_loaded_the_light_page_still_opens(small_settings: Settings) -> None:
    waiting = TestClient(create_app(AssistantSource(lambda: Assistant.open(settings=small_settings)), small_settings))
    assert waiting.get("/embed").status_code == 200
    assert waiting.get("/chat/").status_code == 200
