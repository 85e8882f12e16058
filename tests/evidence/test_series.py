"""Series are one thing in one unit over years, within one paragraph."""

from pathlib import Path

from bc_qa.assistant import Assistant
from bc_qa.building import build
from bc_qa.evidence.series import series_in
from bc_qa.search.encoder import HashEncoder
from bc_qa.settings import Settings

REPORT = """BÁO CÁO

Kết quả của xã Tân Hòa

I. KẾT QUẢ

Năm 2022, hộ nghèo 120 hộ, chiếm 12%; Năm 2023, hộ nghèo 98 hộ, chiếm 9,8%; Năm 2024, hộ nghèo 75 hộ, chiếm 7,5%.

Năm 2024 thu hoạch 45 tấn cam. Năm 2024 thu hoạch 52 tấn bưởi.

Phấn đấu năm 2025, hộ nghèo 60 hộ; năm 2026, hộ nghèo 50 hộ.
"""


def test_years_of_one_thing_in_one_paragraph_make_a_series(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text(REPORT, encoding="utf-8")
    settings = Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", model="hash")
    build(settings, HashEncoder())
    found = series_in(Assistant.open(settings=settings).figures())
    told = {series.unit: [(e.years[0], e.text) for e in series.entries] for series in found}
    assert told["%"] == [(2022, "12%"), (2023, "9,8%"), (2024, "7,5%")]
    assert [years for years, _ in told["hộ"]] == [2022, 2023, 2024]
    assert len(found) == 2
