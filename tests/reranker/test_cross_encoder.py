"""The packaged reader: what it says of a passage for a question is the same whatever was asked before."""

import pytest

from bc_qa.reranker.cross_encoder import PACKAGED, CrossEncoder
from bc_qa.reranker.inputs import shown

PASSAGES = [
    shown("Toàn xã còn 61 hộ nghèo, chiếm 3,2%.", "II. GIẢM NGHÈO"),
    shown("Năm 2024 thu ngân sách đạt 1.204 triệu đồng, bằng 105% dự toán huyện giao; chi 1.190 triệu đồng."),
    shown("Có 12 km đường được bê tông hóa.", "III. GIAO THÔNG", "Nhân dân hiến 3.400 m² đất."),
]
OTHERS = [shown(f"Thôn {n} có {n * 7} hộ, sản lượng lúa {n},{n % 10} tấn; " * (1 + n % 5)) for n in range(1, 9)]


@pytest.fixture(scope="module")
def fresh() -> CrossEncoder:
    return CrossEncoder(PACKAGED)


def test_what_was_read_before_changes_nothing(fresh: CrossEncoder) -> None:
    used = CrossEncoder(PACKAGED)
    used.predict("sản lượng lúa của thôn", [*OTHERS, PASSAGES[1]])
    used.predict("đường bê tông mấy km", [PASSAGES[2], OTHERS[0]])
    assert used.predict("còn bao nhiêu hộ nghèo", PASSAGES) == fresh.predict("còn bao nhiêu hộ nghèo", PASSAGES)


def test_the_passage_that_says_it_is_the_most_relevant(fresh: CrossEncoder) -> None:
    for question, best in (
        ("xã còn bao nhiêu hộ nghèo", 0),
        ("thu ngân sách được mấy đồng", 1),
        ("duong be tong may km", 2),
    ):
        scores = [scored.relevance for scored in fresh.predict(question, PASSAGES)]
        assert scores.index(max(scores)) == best


def test_nothing_to_read_is_nothing_said(fresh: CrossEncoder) -> None:
    assert fresh.predict("bao nhiêu", []) == []
