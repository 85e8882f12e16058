"""What the list of documents tells of each."""

import pytest

from bc_qa.facts.profile import Profile
from bc_qa.types import Document

HUYEN = Document("a", "", "BÁO CÁO Kết quả công tác năm 2023 của UBND huyện Sơn Trà", date="05/01/2024")
XA = Document("a", "", "NGHỊ QUYẾT về phát triển kinh tế", issuer="HĐND XÃ NÀ LƠI")
CASES = [
    (HUYEN, ("báo cáo", 2024, "huyện Sơn Trà")),
    (XA, ("nghị quyết", None, "xã Nà Lơi")),
    (Document("a", "", "BÁO CÁO sơ kết", issuer="HUYỆN ỦY EA DRÔNG"), ("báo cáo", None, "huyện Ea Drông")),
    (Document("a", "", "Tình hình sản xuất vụ xuân"), (None, None, None)),
]


@pytest.mark.parametrize(("document", "wanted"), CASES)
def test_the_profile_of_a_document(document: Document, wanted: tuple[str | None, int | None, str | None]) -> None:
    found = Profile.of(document)
    assert (found.kind, found.year, found.place) == wanted
