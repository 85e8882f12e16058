from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from bc_qa.assistant import Assistant
from bc_qa.settings import Settings
from bc_qa.web.app import create_app
from bc_qa.web.source import AssistantSource


@pytest.fixture(scope="session")
def client(small_assistant: Assistant, small_settings: Settings) -> Iterator[TestClient]:
    """The whole app over the made-up report; server errors come back as answers, as they would to a user."""
    app = create_app(AssistantSource.of(small_assistant), small_settings)
    with TestClient(app, raise_server_exceptions=False) as started:
        yield started
