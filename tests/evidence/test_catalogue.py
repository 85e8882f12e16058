"""The catalogue over the made-up and the shipped report: what each figure is of, and the spans that prove it."""

import pytest

from bc_qa.assistant import Assistant
from bc_qa.errors import UnknownDocument
from bc_qa.types import CatalogueEntry, joined


def the(assistant: Assistant, text: str) -> CatalogueEntry:
    return next(entry for entry in assistant.figures() if entry.text == text)


@pytest.mark.parametrize("name", ["small_assistant", "shipped_assistant"])
def test_every_figure_is_the_text_at_its_spans(name: str, request: pytest.FixtureRequest) -> None:
    assistant: Assistant = request.getfixturevalue(name)
    found = assistant.figures()
    assert len({entry.id for entry in found}) == len(found) > 10
    for entry in found:
        text = assistant.document(entry.document).text
        assert joined(text, entry.spans) == entry.text
        assert entry.text in entry.quote
        assert not entry.place or entry.place in entry.quote
        assert not entry.period or entry.period in entry.quote


@pytest.mark.parametrize(
    ("text", "thing", "years", "unit"),
    [
        ("1.204 hộ", "hộ nghèo", (2023,), "hộ"),
        ("9,21%", "hộ nghèo", (2024,), "%"),
        ("12 trường", "Mầm non", (), "trường"),
        ("621,10km²", "diện tích tự nhiên", (), "km²"),
        ("77ha", "bưởi", (), "ha"),
        ("trên 70%"[5:], "tỷ lệ lao động qua đào tạo", (2030,), "%"),
    ],
)
def test_a_figure_has_its_thing_years_and_unit(
    small_assistant: Assistant, text: str, thing: str, years: tuple[int, ...], unit: str
) -> None:
    entry = the(small_assistant, text)
    assert thing in entry.thing
    assert entry.years == years
    assert entry.unit == unit


def test_a_change_is_told_from_a_level_and_an_aim_from_a_result(small_assistant: Assistant) -> None:
    change = the(small_assistant, "01 trường")
    assert (change.change, change.compared_with) == ("giảm", (2020,))
    assert the(small_assistant, "12 trường").change == ""
    assert the(small_assistant, "70%").target
    assert not the(small_assistant, "7,35%").target


def test_the_catalogue_is_searched_by_words_year_and_unit(small_assistant: Assistant) -> None:
    plain = small_assistant.figures("ho ngheo", year=2024)
    assert [entry.text for entry in plain] == [entry.text for entry in small_assistant.figures("hộ nghèo", year=2024)]
    assert {"988 hộ", "9,21%"} <= {entry.text for entry in plain}
    assert {entry.unit for entry in small_assistant.figures(unit="HA")} == {"ha"}
    assert small_assistant.figures("không có từ này") == []
    with pytest.raises(UnknownDocument):
        small_assistant.figures(document="khac")
