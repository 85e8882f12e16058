"""Old Vietnamese encodings and broken ones are found out and put right; what is right is left alone."""

import pytest

from bc_qa.errors import UnsupportedFile
from bc_qa.files.encodings import _TCVN3, _VNI_ALL, converted
from bc_qa.files.plain import read_plain

TEXT = """BÁO CÁO
Kết quả thực hiện nhiệm vụ năm 2023 của huyện Nậm Khao

Tổng diện tích lúa cả năm là 1.204,5 ha, đạt 102% kế hoạch; tỷ lệ hộ nghèo còn 12,4%, giảm 3,1% so với năm 2022.
Các xã đã thực hiện tốt công tác xây dựng nông thôn mới; có 5/11 xã được công nhận đạt chuẩn, số xã khó khăn còn ít.
"""


def encoded(text: str, table: dict[str, str]) -> str:
    backwards = {made: one for one, made in table.items()}
    return "".join(backwards.get(char, char) for char in text)


SMALL = TEXT.replace("BÁO CÁO", "Báo cáo")  # capitals of TCVN3 are the small letters in another font


@pytest.mark.parametrize("table", [_TCVN3, _VNI_ALL], ids=["TCVN3", "VNI"])
def test_an_old_encoding_is_converted(table: dict[str, str]) -> None:
    made, name = converted(encoded(SMALL, table))
    assert made == SMALL
    assert name


def test_capitals_that_tcvn3_has_none_of_are_made_from_those_around_them() -> None:
    told = "BÁO CÁO\nỦY BAN NHÂN DÂN, Ý KIẾN VÀ ĐỀ NGHỊ\nCủa các xã đã có. Ấp Bàu Lác có số hộ là 12, ở 3 tổ.\n"
    typed = "".join({one.upper(): one for one in _TCVN3.values()}.get(c, c) if c not in "ĂÂĐÊÔƠƯ" else c for c in told)
    made, name = converted(encoded(typed, _TCVN3))
    assert made == told
    assert name


def test_a_file_of_old_bytes_is_read_and_it_is_told() -> None:
    file = read_plain("cũ.txt", encoded(SMALL, _TCVN3).encode("latin-1"))
    assert file.text == SMALL
    assert "TCVN3" in file.noted[0]


def test_text_decoded_by_the_wrong_encoding_is_mended() -> None:
    made, name = converted(TEXT.encode().decode("latin-1"))
    assert made == TEXT
    assert name


@pytest.mark.parametrize("text", [TEXT, "Plain English text, in which no word is Vietnamese.", "", "café à la carte"])
def test_what_is_right_is_left_alone(text: str) -> None:
    assert converted(text) == (text, "")


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnsupportedFile):
        read_plain("ảnh.txt", bytes(range(256)) * 4)
