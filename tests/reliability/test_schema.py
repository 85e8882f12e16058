"""The whole API by its own description: schemathesis makes requests, valid and not, and holds the answers to it."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from bc_qa.assistant import Assistant
from bc_qa.settings import Settings
from bc_qa.web.app import create_app
from bc_qa.web.source import AssistantSource

EXAMPLES = 15  # requests of each call and each kind
bounded = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_answer_is_one_that_the_description_has(
    small_assistant: Assistant, small_settings: Settings, tmp_path_factory: pytest.TempPathFactory, mode: GenerationMode
) -> None:
    votes = tmp_path_factory.mktemp("votes") / "votes.sqlite"
    chosen = small_settings.model_copy(update={"feedback": votes, "requests_per_minute": 10_000_000})
    schema = schemathesis.openapi.from_asgi("/openapi.json", create_app(AssistantSource.of(small_assistant), chosen))
    found, asked = [], 0
    for result in schema.get_all_operations():
        operation = result.ok()

        @bounded
        @given(case=operation.as_strategy(generation_mode=mode))
        def answered(case: Case) -> None:
            nonlocal asked
            asked += 1
            # What is left of a text once it is cleaned, and what is in a file, no schema tells: such bodies may be
            # refused with a 4xx of the description.
            free = case.method == "POST"
            case.call_and_validate(excluded_checks=[positive_data_acceptance] if free else [])

        try:
            answered()
        except Unsatisfiable:  # a call that takes nothing cannot be given something wrong
            assert mode is GenerationMode.NEGATIVE
        except Exception as error:
            found.append(f"{operation.label}: {error}")
    assert asked > 20
    assert not found, "\n\n".join(found)
