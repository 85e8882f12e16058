"""The whole API by its own description: schemathesis makes requests, valid and not, and holds the answers to it."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case

from bc_qa.assistant import Assistant
from bc_qa.settings import Settings
from bc_qa.web.app import create_app
from bc_qa.web.source import AssistantSource

EXAMPLES = 25  # requests of each call; a hundred times as many were made when this was written


@pytest.fixture(scope="module")
def api(small_assistant: Assistant, small_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> object:
    votes = tmp_path_factory.mktemp("votes") / "votes.sqlite"
    chosen = small_settings.model_copy(update={"feedback": votes, "requests_per_minute": 10_000_000})
    return schemathesis.openapi.from_asgi("/openapi.json", create_app(AssistantSource.of(small_assistant), chosen))


schema = schemathesis.pytest.from_fixture("api")


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_that_the_description_has(case: Case) -> None:
    case.call_and_validate()
