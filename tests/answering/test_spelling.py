import pytest

from bc_qa.answering.spelling import Learnt, Speller, question_language
from bc_qa.text.words import dictionary
from bc_qa.types import Passage


@pytest.fixture(scope="module")
def speller(shipped_passages: tuple[Passage, ...]) -> Speller:
    texts = (passage.text for passage in shipped_passages)
    return Speller(Learnt.from_texts(texts, dictionary(), question_language()))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ty le ho can ngheo nam 2022", "tỷ lệ hộ cận nghèo năm 2022"),
        ("so luong dang vien nu la bao nhieu", "số lượng đảng viên nữ là bao nhiêu"),
        ("bao nhieu ho duoc cap tec nuoc", "bao nhiêu hộ được cấp téc nước"),
        ("toan huyen trong duoc bao nhieu ha", "toàn huyện trồng được bao nhiêu ha"),
        ("muong mang tuoi duoc may ha", "mương máng tưới được mấy ha"),
        ("so nguoi nam 2023 hon nam 2019 bao nhieu", "số người năm 2023 hơn năm 2019 bao nhiêu"),
        ("tyr leej lao ddoongj qua ddaof taoj", "tỷ lệ lao động qua đào tạo"),
        ("dien65 tich1 rung72 la2 bao nhieu6 ha", "diện tích rừng là bao nhiêu ha"),
        ("CÒN BAO NHIÊU HỘ CẬN NGHÈO?", "còn bao nhiêu hộ cận nghèo?"),
        ("HO NGHEO 2021", "hộ nghèo 2021"),
        ("SL NTTS năm nay", "SL NTTS năm nay"),
        ("có đc bn người ko", "có được bao nhiêu người không"),
        ("How many schools does the district have?", "bao nhiêu trường huyện"),
        ("the nao la dat chuan", "thế nào là đạt chuẩn"),
        ("Đảng viên nử toàn huyện", "Đảng viên nữ toàn huyện"),
        ("mấy lược học sinh được nhận", "mấy lượt học sinh được nhận"),  # spoken alike in a part of the country
        ("cỡ bao nhiu tấn", "cỡ bao nhiêu tấn"),
        ("tỷlệhộnghèonăm2023làbaonhiêu", "tỷ lệ hộ nghèo năm 2023 là bao nhiêu"),
    ],
)
def test_what_was_typed_is_read_as_it_was_meant(speller: Speller, typed: str, meant: str) -> None:
    assert speller.meant(typed) == [meant]


@pytest.mark.parametrize(
    "right",
    [
        "Thời tiết ngày mai ra sao?",
        "Cách nấu phở bò ngon tại nhà?",
        "Hoà bình, hòa giải",
        "03-NQ/HU",
        "KT-XH, DTTS, NTM",
        "GRDP",
        "GNBV NTM 2021",
        "Bản Vàng Pheo một năm đón mấy lượt khách?",  # "đóng" is in more reports
        "Xã xin tỉnh bao nhiêu tiền?",  # "Sin" is a name
    ],
)
def test_what_is_right_is_left_alone(speller: Speller, right: str) -> None:
    assert speller.meant(right) == [right]


def test_what_may_be_meant_otherwise_is_told_too(speller: Speller) -> None:
    meant = speller.meant("dien tich chuoi", 3)
    assert {"diện tích chuối", "diện tích chuỗi"} <= set(meant)
    assert meant[:1] == speller.meant("dien tich chuoi")


def test_what_is_typed_with_diacritics_is_meant_in_one_way(speller: Speller) -> None:
    assert speller.meant("diện tích chuối", 3) == ["diện tích chuối"]
