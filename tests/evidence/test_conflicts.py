"""Two values for one thing are found, and parts, years and places are not taken for it."""

from pathlib import Path

import pytest

from bc_qa.assistant import Assistant, build
from bc_qa.search.encoder import HashEncoder
from bc_qa.settings import Settings

REPORT = """BÁO CÁO

Tình hình huyện Thanh Sơn

I. KINH TẾ

Toàn huyện có {first} cơ sở y tế gồm: 01 bệnh viện, 20 trạm. Diện tích cam sành đạt 45 ha. Năm 2023 trồng 30 ha quýt.

II. XÃ HỘI

Mạng lưới toàn huyện có {second} cơ sở y tế. Phấn đấu diện tích cam sành đạt 90 ha. Năm 2024 trồng 50 ha quýt.
"""


def conflicts(tmp_path: Path, first: str, second: str) -> set[tuple[str, str]]:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT.format(first=first, second=second), encoding="utf-8")
    settings = Settings(corpus=folder, index=tmp_path / "index", model="hash")
    build(settings, HashEncoder())
    assistant = Assistant.open(settings=settings)
    text = {entry.id: entry.text for entry in assistant.figures()}
    return {(text[place], other.entry.text) for place, others in assistant.conflicts.items() for other in others}


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [("21", "22", {("21 cơ sở", "22 cơ sở"), ("22 cơ sở", "21 cơ sở")}), ("21", "21", set()), ("21", "021", set())],
)
def test_only_the_thing_with_two_values_is_found(
    tmp_path: Path, first: str, second: str, found: set[tuple[str, str]]
) -> None:
    assert conflicts(tmp_path, first, second) == found
