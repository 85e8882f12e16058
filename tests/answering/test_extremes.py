"""The highest and lowest of a table's column, told from all its rows."""

import pytest

from bc_qa.assistant import Assistant
from bc_qa.building import build
from bc_qa.settings import Settings

TABLE = """BÁO CÁO
Kết quả hoạt động của các trạm bơm năm 2024

Biểu 2. Các trạm bơm do công ty quản lý
Trạm bơm | Diện tích tưới (ha) | Điện tiêu thụ (kWh) | Số công nhân
Vĩnh Lợi | 1.240 | 86.500 | 9
Gò Sao | 2.915 | 74.200 | 14
Bến Cát | 870 | 91.300 | 6
Tổng cộng | 5.025 | 252.000 | 29
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("extremes")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "tram-bom.txt").write_text(TABLE, encoding="utf-8")
    chosen = Settings(corpus=folder / "corpus", index=folder / "index", model="hash", sure=0.0)
    build(chosen)
    return Assistant.open(settings=chosen)


@pytest.mark.parametrize(
    ("question", "names", "expression"),
    [
        ("Trạm bơm nào có diện tích tưới lớn nhất?", ["Gò Sao", "2.915"], "2.915 > 1.240 > 870"),
        ("Trạm bơm nào có điện tiêu thụ thấp nhất?", ["Gò Sao", "74.200"], "74.200 < 86.500 < 91.300"),
        ("Trạm bơm nào đông công nhân nhất?", ["Gò Sao", "14"], "14 > 9 > 6"),
        ("Trạm bơm nào có ít công nhân nhất?", ["Bến Cát", "6"], "6 < 9 < 14"),
    ],
)
def test_the_row_of_the_extreme_is_named(
    assistant: Assistant, question: str, names: list[str], expression: str
) -> None:
    reply = assistant.ask(question)
    assert list(reply.values) == names
    assert reply.answer.splitlines()[0].endswith(f"{names[0]} — {names[1]} [1].")
    assert reply.computed[0].expression == expression
    assert names[0] in reply.citations[0].quote


def test_both_ends_of_a_column_are_named(assistant: Assistant) -> None:
    reply = assistant.ask("Trạm bơm nào tốn điện tiêu thụ nhiều nhất, trạm nào tốn điện tiêu thụ ít nhất?")
    assert list(reply.values) == ["Bến Cát", "91.300", "Gò Sao", "74.200"]
    assert len(reply.computed) == 2


def test_the_ends_as_people_say_them(assistant: Assistant) -> None:
    reply = assistant.ask("trạm bơm nào đông công nhân nhứt, trạm nào bét")
    assert list(reply.values) == ["Gò Sao", "14", "Bến Cát", "6"]


def test_a_column_that_is_not_told_from_another_gives_nothing(assistant: Assistant) -> None:
    assert not assistant.ask("Trạm bơm nào lớn nhất?").computed
