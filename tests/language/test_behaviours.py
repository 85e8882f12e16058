"""What lists of words do beyond questions."""

import pytest

from tests.language.behaviours import BEHAVIOURS


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_it_behaves(name: str) -> None:
    assert BEHAVIOURS[name]()
