"""The report held against itself: planted faults are found, sound sums and shares are left alone, all of it proven."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bc_qa.assistant import Assistant
from bc_qa.building import build
from bc_qa.search.encoder import HashEncoder
from bc_qa.settings import Settings
from bc_qa.types import Document, Finding, FindingType, Severity, joined

AUDITED = Path(__file__).resolve().parent.parent / "data" / "audit"

Open = Callable[[str], Assistant]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Open:
    """Open an assistant over a text of its own."""

    def over(text: str) -> Assistant:
        folder = tmp_path_factory.mktemp("audited")
        (folder / "corpus").mkdir()
        (folder / "corpus" / "bao-cao.txt").write_text(text, encoding="utf-8")
        settings = Settings(corpus=folder / "corpus", index=folder / "index", model="hash")
        build(settings, HashEncoder())
        return Assistant.open(settings=settings)

    return over


@pytest.fixture(scope="module")
def planted(opened: Open) -> tuple[Finding, ...]:
    return opened((AUDITED / "planted.txt").read_text(encoding="utf-8")).audit()


PLANTED = [
    ("sum", "8.450 ha", "5.210 + 1.640 + 1.350 = 8.200 ≠ 8.450"),
    ("sum", "21.560 con", "6.240 + 9.870 + 5.150 = 21.260 ≠ 21.560"),
    ("sum", "31 trường", "11 + 12 + 9 = 32 ≠ 31"),
    ("sum", "26.400 triệu đồng", "18.000 + 4.200 + 3.300 = 25.500 ≠ 26.400"),
    ("percent", "66,9%", "412 / 655 = 62,9%"),
    ("percent", "65,66%", "121,58 / 182,4 = 66,66%"),
    ("percent", "5,23%", "18,35 - 14,12: giảm 4,23 điểm phần trăm"),
    ("percent", "2,9%", "97,4 - 95,5: tăng 1,9 điểm phần trăm"),
    ("percent", "62 tạ/ha", "1.200 ha × 62 tạ/ha = 7.440"),
    ("value", "930 lao động", "280 + 310 + 340 = 930"),
    ("value", "17 cơ sở và 19 cơ sở", "17 cơ sở ≠ 19 cơ sở"),
    ("value", "60 năm", "2025 - 1964 = 61 ≠ 60"),
    ("value", "27/2023/NQ-HĐND", "12/07/2024"),
    ("value", "đến hết tháng 12/2025", "31/12/2025 sau ngày ký 15/11/2025"),
    ("unit", "812,6 triệu đồng", "0,8126 tỷ đồng"),
    ("unit", "1.450 m³", "“diện tích” không đo bằng m³"),
    ("unit", "640 thẻ/100 dân", "640 / 100 dân = 6,4"),
    ("unit", "lượt học sinh", "2.150 lượt học sinh, 18.400 lượt học sinh"),
    ("name", "Trà Leng / Trà Lèng", "1 lần"),
    ("name", "Kim Sơn / Kinh Sơn", "1 lần"),
    ("name", "ngoặc kép", "không ai bị bỏ lại sau"),
    ("numbering", "nhảy", "2.2. Công nghiệp"),
    ("numbering", "nhảy", "Dự án 4"),
    ("truncated", "cắt ngang", "ảnh hưởng đến kế hoạch"),
]


@pytest.mark.parametrize(("kind", "said", "shown"), PLANTED)
def test_a_planted_fault_is_found_with_its_arithmetic(
    planted: tuple[Finding, ...], kind: str, said: str, shown: str
) -> None:
    assert any(f.type == kind and said in f.what and shown in f.detail for f in planted)


def test_nothing_but_what_was_planted_is_found(planted: tuple[Finding, ...]) -> None:
    assert len(planted) == len(PLANTED)


def test_nothing_sound_is_accused(opened: Open) -> None:
    assert opened((AUDITED / "sound.txt").read_text(encoding="utf-8")).audit() == ()


def test_every_quote_is_the_report_s_and_holds_its_highlights(shipped_assistant: Assistant) -> None:
    text = shipped_assistant.documents[0].text
    for finding in shipped_assistant.audit():
        assert finding.citations
        for citation in finding.citations:
            assert citation.quote == joined(text, citation.spans)
            assert len(citation.quote) <= 900
            assert citation.highlights
            assert all(any(span.covers(light) for span in citation.spans) for light in citation.highlights)


def test_what_to_correct_first_stands_first_and_ids_are_stable(opened: Open, shipped_assistant: Assistant) -> None:
    found = shipped_assistant.audit()
    severities = [list(Severity).index(finding.severity) for finding in found]
    assert severities == sorted(severities)
    assert len({finding.id for finding in found}) == len(found)
    text = (AUDITED / "planted.txt").read_text(encoding="utf-8")
    assert opened(text).audit() == opened(text).audit()


REPORT = """BÁO CÁO

Kết quả năm 2025 của xã Tân Hòa

1. KẾT QUẢ

{}

2. TỒN TẠI

Một số chỉ tiêu còn chậm.
"""


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Có 30 lớp, gồm 12 lớp nhỏ, 10 lớp vừa và 7 lớp lớn.", "sum"),
        ("Kinh phí 1.200 triệu đồng, trong đó: tỉnh 800 triệu đồng, huyện 360 triệu đồng.", "sum"),
        ("Trồng 60,5 ha rừng, cụ thể: keo 40,2 ha; quế 20,1 ha.", "sum"),
        ("Có 120 hộ trồng cam, bưởi (gồm 80 hộ trồng cam, 45 hộ trồng bưởi).", "sum"),
        ("Đã nhận 350 hồ sơ; giải quyết 331 hồ sơ, còn 09 hồ sơ.", "sum"),
        ("Sáp nhập 04 thôn: Đồng Tâm, Tiền Phong, Suối Cát.", "sum"),
        ("Có 45/60 hộ đạt chuẩn, chiếm 85%.", "percent"),
        ("Sản lượng đạt 96 tấn, tăng 30% so với năm 2024 (80 tấn).", "percent"),
        ("Hoàn thành 7,4%/6,1% kế hoạch (vượt 1,5%).", "percent"),
        ("- Có 348 cán bộ, trong đó:\n\n+ Xã: 189 cán bộ.\n\n+ Thôn: 149 cán bộ.", "sum"),
        ("Năm 2023, hộ nghèo chiếm 9,8%; Năm 2024, hộ nghèo chiếm 7,5%; tỷ lệ giảm hộ nghèo đạt 2,5%.", "percent"),
        ("Diện tích tự nhiên 5.000 ha. Diện tích rừng hiện có 2.600 ha, tỷ lệ che phủ rừng đạt 50%.", "percent"),
        ("Năm 2025 có 120 hộ nghèo, chiếm 12,05%; 95 hộ cận nghèo, chiếm 9,67%.", "percent"),
        ("Xã giao 12.456 ha đất. Đường liên thôn có 12.456 km được rải nhựa.", "unit"),
        ("Mức giảm tỷ lệ sinh là 13,2‰ giảm 0,4‰ so với năm 2024 (13,6‰).", "unit"),
        ("Tổng số lao động được đào tạo đạt 44,6%.", "unit"),
        ("Có 02 trạm y tế (Đồng Tâm; Suối Cát).\n\nSửa xong 02 phân trạm khu vực (Đồng Tâm; Suối Cát).", "name"),
        ("Làm sạch môi trường (đường làng, ngõ xóm ở các thôn.", "truncated"),
        ("Thu nhập bình quân đầu người đạt 48 tỷ đồng/người/năm.", "unit"),
        ("Số hộ tham gia chiếm 132% tổng số hộ.", "unit"),
        ("Ao nuôi có diện tích 350 m, do hợp tác xã quản lý.", "unit"),
        ("Xã phấn đấu giảm nghèo, phấn đấu làm giàu; các thôn cùng phân đấu vươn lên.", "truncated"),
        ("Nhà văn hóa đã đã được sửa chữa và đưa vào sử dụng.", "truncated"),
    ],
)
def test_a_fault_is_found_wherever_it_stands(opened: Open, sentence: str, kind: str) -> None:
    assert [finding.type for finding in opened(REPORT.format(sentence)).audit()] == [kind]


@pytest.mark.parametrize(
    "sentence",
    [
        "Có 30 lớp, gồm 12 lớp nhỏ, 10 lớp vừa và 8 lớp lớn.",
        "Kinh phí 1.200 triệu đồng, trong đó: tỉnh 800 triệu đồng, huyện 400 triệu đồng (đã giải ngân 250 triệu đồng).",
        "Trồng 60,5 ha rừng, trong đó keo 40,2 ha, quế 12 ha….",
        "Có 120 hộ trồng cam, trong đó 30 hộ trồng trên 1 ha, 15 hộ trồng trên 2 ha.",
        "Có hơn 120 hộ trồng cây ăn quả, gồm 80 hộ trồng cam, 45 hộ trồng bưởi.",
        "Đã nhận 350 hồ sơ; giải quyết 341 hồ sơ, còn 09 hồ sơ.",
        "Sáp nhập 04 thôn, trong đó có các thôn: Đồng Tâm, Tiền Phong, Suối Cát...",
        "Có 45/60 hộ đạt chuẩn, chiếm 75%, tăng 5% so với năm 2024.",
        "Thu ngân sách đạt 46/40 tỷ đồng, đạt 115% kế hoạch.",
        "Sản lượng đạt 96 tấn, tăng 20% so với năm 2024 (80 tấn).",
        "Hoàn thành 7,4%/6,1% kế hoạch (vượt 1,3%).",
        "Xã có 210 đảng viên (chính thức 200, dự bị 10; nữ 85; dân tộc thiểu số 130).",
        "Năm 2024 có 69 lao động, năm 2025 có 75 lao động đi làm việc ở nước ngoài.",
        "- Có 348 cán bộ, trong đó:\n\n+ Xã: 189 cán bộ.\n\n+ Thôn: 159 cán bộ.",
        "- Có 348 cán bộ, trong đó:\n\n+ Trình độ: đại học 220 cán bộ, trung cấp 128 cán bộ.\n\n+ Nữ: 140 cán bộ.",
        "Tổng vốn 120 tỷ đồng, trong đó vốn tỉnh 80 tỷ đồng, đã giải ngân 36 tỷ đồng đạt 45%.",
        "Tổng đàn trâu, bò 1.250 con (trâu 520 con, bò 730 con), đàn lợn 3.500 con.",
        "Năm 2023, xã có 25 trường đạt chuẩn quốc gia.\n\nToàn xã có 26 trường đạt chuẩn quốc gia.",
        "Năm 2023, hộ nghèo chiếm 9,8%; Năm 2024, hộ nghèo chiếm 7,5%; tỷ lệ giảm hộ nghèo đạt 2,31%.",
        "Diện tích tự nhiên 5.000 ha. Diện tích rừng hiện có 2.500 ha, tỷ lệ che phủ rừng đạt 50%.",
        "Năm 2025 có 120 hộ nghèo, chiếm 12%; 95 hộ cận nghèo, chiếm 9,5%.",
        "Kinh phí làm đường 5 km là 3 tỷ đồng. Tỷ suất hàng hóa đạt 62%. 5 năm qua xã đã đổi mới.",
        "Giá trị sản xuất trên một ha đạt 85 triệu đồng. Thu nhập bình quân đầu người đạt 46 triệu đồng/năm.",
        "Chỉ đạo đối với xã, đối với thôn đi đôi với kiểm tra; cả nước, hằng năm, hàng năm, hàng năm đều thế.",
        "Hành vi vi phạm được xử lý, người người phấn khởi, nhà nhà thi đua.",
        "Các xã Tân Hòa, Tân Hoà và huyện Bắc Hòa cùng ký kết.",
        "Đảng bộ có 14 chi bộ, gồm 8 chi bộ thôn, 4 chi bộ trường học, chi bộ Công an và chi bộ Quân sự.",
        "Tiêm lở mồm long móng 168.200 liều (79,4% diện tiêm), tụ huyết trùng 121.300 liều (71,2%).",
        "Chi ngân sách xã 17.900 triệu đồng, trong đó chi đầu tư 7.100 triệu đồng, chi thường xuyên 9.900 triệu đồng.",
        "Số vốn được phép kéo dài 641,5 tỷ đồng sang năm sau.",
        "Kết quả học tập: Khá 214 em (37,3%), Đạt 301 em (52,6%).",
        "Cà phê 21.350 ha, năng suất 28,6 tạ/ha, sản lượng 58.700 tấn nhân xô.",
        "Công ty Giày Vĩnh Phong mở nhà trẻ. Công ty Giấy Hưng Long tuyển thêm thợ.",
        "Các đồng chí đều nhất trí. Đồng chí Bí thư kết luận. Chi ngân sách xã 820 triệu đồng chi cho giáo dục.",
        "g.1) Khu dân cư văn hóa: 12 khu dân cư được công nhận.",
    ],
)
def test_what_may_be_sound_is_left_alone(opened: Open, sentence: str) -> None:
    assert opened(REPORT.format(sentence)).audit() == ()


BROKEN = """BÁO CÁO

Kết quả năm 2025 của xã Tân Hòa

1. KẾT QUẢ

Xã giải quyết việc làm cho 40 người. Năm qua giải quyết việc làm gặp khó. Sẽ tiếp tục giải quyết việc làm tại chỗ.
Xã phấn đấu đẩy mạnh giảm nghèo nhanh, bền vững, nâng cao đời sống nhân dân và giải quyết việc

¹ Gồm cả lao động thời vụ.

chuyển đổi sản xuất, ngành nghề phù hợp ở những nơi thiếu đất sản xuất¹; từng bước tạo ra sản phẩm hàng hóa.

2. MỤC TIÊU

Công nhận thêm 10 trường đạt chuẩn quốc gia, nâng tổng số trường đạt chuẩn quốc gia lên 38 trường.

Đến năm 2030 có trên 95% hộ được dùng điện lưới quốc gia.

3. HẠ TẦNG

Có 23/48 trường được công nhận là trường đạt chuẩn quốc gia. Tỷ lệ hộ được dùng điện lưới quốc gia đạt 98,6%.
"""


def test_text_lost_at_a_page_break_and_aims_behind_the_present_are_found(opened: Open) -> None:
    found = {finding.type.value: finding.detail for finding in opened(BROKEN).audit()}
    assert found == {
        "truncated": "“quyết việc [làm …] chuyển”",
        "sum": "23 + 10 = 33 ≠ 38",
        "value": "98,6% hiện nay > trên 95% của mục tiêu",
    }


@pytest.mark.parametrize("seed", range(4))
def test_whatever_the_digits_the_audit_ends_and_is_proven(opened: Open, shipped: Document, seed: int) -> None:
    draw = random.Random(seed)
    text = re.sub(r"\d", lambda found: draw.choice((found.group(), draw.choice("0123456789"))), shipped.text)
    assert opened(text).audit()


TWICE = """
5. VĂN HÓA

Toàn huyện có 128 đội văn nghệ quần chúng hoạt động đều ở các thôn.

Đã xây mới 46 nhà nhân ái cho hộ nghèo.

6. {}

{}
"""
BOTH = "HẠN CHẾ VÀ PHƯƠNG HƯỚNG NĂM 2026"


@pytest.mark.parametrize(
    ("heading", "sentence", "values"),
    [
        (BOTH, "Việc duy trì 131 đội văn nghệ quần chúng hiện có ở các thôn còn khó khăn.", ("128 đội", "131 đội")),
        (BOTH, "Việc xây 64 nhà nhân ái cho hộ nghèo trong năm còn dồn vào quý IV.", ("46 nhà", "64 nhà")),
        (BOTH, "Nâng lên 131 đội văn nghệ quần chúng ở các thôn.", ()),
        (BOTH, "Xây mới 64 nhà nhân ái cho hộ nghèo.", ()),
        ("XÃ BẮC HÒA", "Xã có 131 đội văn nghệ quần chúng hoạt động đều ở các thôn trong năm 2023.", ()),
        ("MỤC TIÊU NĂM 2026", "Toàn huyện có 131 đội văn nghệ quần chúng hoạt động đều ở các thôn.", ()),
    ],
)
def test_one_thing_with_two_values_is_told_from_an_aim(
    opened: Open, heading: str, sentence: str, values: tuple[str, ...]
) -> None:
    sound = (AUDITED / "sound.txt").read_text(encoding="utf-8")
    found = opened(sound + TWICE.format(heading, sentence)).audit()
    assert [finding.type for finding in found] == [FindingType.VALUE] * bool(values)
    assert all(value in finding.what for finding in found for value in values)


def test_a_list_that_may_be_open_is_less_sure(tmp_path: Path) -> None:
    text = REPORT.format(
        "Chi 17.900 triệu đồng, trong đó chi đầu tư 7.100 triệu đồng, chi thường xuyên 9.900 triệu đồng."
    )
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "bao-cao.txt").write_text(text, encoding="utf-8")
    settings = Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", model="hash", audit_sure=0.2)
    build(settings, HashEncoder())
    assert [finding.confidence for finding in Assistant.open(settings=settings).audit()] == [0.4]


def test_only_rounding_is_trivial(shipped_assistant: Assistant) -> None:
    shares = [f for f in shipped_assistant.audit() if f.type is FindingType.PERCENT and f.severity is Severity.TRIVIAL]
    assert shares
    assert all("chênh 0,01" in f.detail or "chênh 0,02" in f.detail for f in shares)


def test_another_report_may_say_otherwise(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    for name, count in (("a", 17), ("b", 19)):
        text = REPORT.format(f"Toàn huyện có {count} cơ sở y tế công lập đang hoạt động.")
        (tmp_path / "corpus" / f"{name}.txt").write_text(text, encoding="utf-8")
    settings = Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", model="hash")
    build(settings, HashEncoder())
    assert Assistant.open(settings=settings).audit() == ()
