"""Which reports a question is asked of."""

import pytest

from bc_qa.answering.routing import routed
from bc_qa.report.scope import scope_of
from bc_qa.report.structure import read_structure
from bc_qa.types import Document


def report(place: str, year: int, number: str) -> Document:
    text = (
        f"UBND XÃ {place.upper()}\nSố: {number}\n{place}, ngày 10 tháng 01 năm {year + 1}\n\nBÁO CÁO\n"
        f"Kết quả giảm nghèo năm {year}\n\nI. KẾT QUẢ\nToàn xã còn {year - 1900} hộ nghèo, giảm so với năm trước đó."
    )
    return read_structure(f"{place}-{year}", text, place)


DOCUMENTS = (
    report("Tân Hòa", 2022, "11/BC-UBND"),
    report("Tân Hòa", 2023, "12/BC-UBND"),
    report("Bình Vọng", 2023, "13/BC-UBND"),
)
SCOPES = {document.id: scope_of(document) for document in DOCUMENTS}


@pytest.mark.parametrize(
    ("question", "years", "wanted"),
    [
        ("Toàn xã có bao nhiêu hộ nghèo?", (), {"Tân Hòa-2022", "Tân Hòa-2023", "Bình Vọng-2023"}),
        ("Xã Bình Vọng có bao nhiêu hộ nghèo?", (), {"Bình Vọng-2023"}),
        ("xa binh vong con bao nhieu ho ngheo", (), {"Bình Vọng-2023"}),
        ("Xã Tân Hoà có bao nhiêu hộ nghèo?", (), {"Tân Hòa-2022", "Tân Hòa-2023"}),
        ("Năm 2023 xã Tân Hòa có bao nhiêu hộ nghèo?", (2023,), {"Tân Hòa-2023"}),
        ("Hộ nghèo xã Tân Hòa năm 2022 và 2023?", (2022, 2023), {"Tân Hòa-2022", "Tân Hòa-2023"}),
        ("Báo cáo 13/BC-UBND nêu bao nhiêu hộ nghèo?", (), {"Bình Vọng-2023"}),
    ],
)
def test_a_question_goes_to_the_reports_that_it_names(question: str, years: tuple[int, ...], wanted: set[str]) -> None:
    assert routed(question, years, DOCUMENTS, SCOPES) == wanted
