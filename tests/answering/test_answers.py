"""Plain questions put to the shipped report with the packaged model: the value that stands first, or a refusal."""

import pytest

from bc_qa.assistant import Assistant
from bc_qa.types import Status

LOST = pytest.mark.xfail(
    reason="lost when the order came to be learnt on other reports: docs/evaluation.md", strict=True
)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Dân số bao nhiêu người?", "85.327 người"),
        pytest.param(
            "co may truong dat chuan quoc gia", "23/48 trường", marks=LOST
        ),  # a target of 38 schools ranks above it
        ("bao nhiêu khách du lịch", "khoảng 50.000 lượt người"),
        ("Báo cáo này ký ngày nào?", "ngày 27 tháng 5 năm 2024"),
        ("Báo cáo do ai ký?", "Mai Thị Hồng Sim"),
        ("Đường huyện dài bao nhiêu km?", "128,64 km"),  # not the border's 97,229km
        ("tỷ lệ phòng học kiên cố với bán kiên cố đạt bao nhiu", "92,9%"),  # "KC, BKC" in the report
        ("Bao nhiêu % cơ quan, trường học được công nhận danh hiệu văn hóa?", "98,5%"),
        ("Hạt giống ngô đã cấp mấy tấn?", "100,242 tấn"),
        ("Năm 2020 tỷ lệ hộ nghèo giảm bao nhiêu?", "3,21%"),  # its year stands in the clause before
        ("cán bộ công chức xã có mấy thạc sĩ", "7"),  # the district has 3
        ("Huyện mình rộng bao nhiêu cây số vuông?", "1.029,31km²"),
        ("tỷ lệ bác sĩ trên vạn dân mục tiêu 2029", "9 bác sỹ/1 vạn dân"),
        ("đàn trâu bao nhiêu con", "10.260 con"),  # 11.919 are buffaloes, cows and horses
        ("dien tich che", "754,2ha"),
        pytest.param("diện tích lúa", "4.623,3ha", marks=LOST),  # 177ha of it are a speciality
        ("what is the poverty rate in 2023?", "37,93%"),
        ("ho ngheo 2023", "6.687 hộ"),
        pytest.param("giường bệnh trên vạn dân", "15 giường", marks=LOST),  # the aim of 2029 stands in just these words
        ("Nghị quyết số 02-NQ/HU ban hành ngày nào?", "ngày 08/01/2021"),
        ("hổ trợ chi phí học tập có mấy lược học sinh được nhận", "135.464 lượt học sinh"),  # two decrees between
        ("Năm 2022 có bao nhiêu người đi xuất khẩu lao động?", "175 lao động"),  # not the 1.286 who found work
        ("Ở cấp xã còn bao nhiêu người chưa học qua lớp lý luận chính trị nào?", "64 người"),  # 14 have
        ("Đến 2029 phải có trên mấy phần trăm lao động DTTS được học nghề?", "trên 47%"),
        ("Huyện có bao nhiêu đảng viên dự bị?", "134 đồng chí"),  # a part of 3.556 đảng viên, in brackets
        ("co bao nhieu chi bo truong hoc truc thuoc dang uy co so", "48 chi bộ"),
        ("Công trình nước sinh hoạt tập trung sửa chữa mấy cái?", "03 dự án"),  # in 03 communes
        ("Máy làm đất được cấp mấy chiếc?", "2.420 máy"),
        ("Báo cáo này mang số ký hiệu gì?", "73/BC-BCĐ"),
        ("có mấy dân tộc sống ở huyện", "10 dân tộc"),
        ("số nhà bị thiên tai được vận động khắc phục", "3.659 ngôi nhà"),
        ("dien tich cao su dang giu la bao nhieu", "1.360,1ha"),  # đang, not đảng
        ("học sinh là người DTTS năm học 2023-2024 có bao nhiêu em", "22.037 cháu"),
    ],
)
def test_the_value_asked_for_stands_first(packaged_assistant: Assistant, question: str, value: str) -> None:
    assert packaged_assistant.ask(question).values[:1] == (value,)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param(
            "Tỷ lệ ly hôn năm 2023?", marks=LOST
        ),  # the report knows no such word; a birth rate stands nearest
        "Tỷ lệ thất nghiệp của huyện là bao nhiêu?",
        "Diện tích cây cà phê của huyện?",
        "bao nhieu con de",
        "số hộ thoát nghèo năm 2022",  # other households than the poor ones
        "hộ tái nghèo năm 2023",
        "Trong 23.621 học sinh có bao nhiêu em là nữ?",
        "Dân số tỉnh Lai Châu là bao nhiêu?",
        "Ba xã được nâng cấp công trình nước sinh hoạt tập trung là những xã nào?",  # how many is told, not which
        "tỷ lệ hộ dân dùng nước sạch",  # no share of households; one with electricity stands nearest
        "Năm 2024 có bao nhiêu lao động đi xuất khẩu lao động?",  # "Hàng năm …" is of no year by itself
        "Trong số khách du lịch mỗi năm có bao nhiêu khách nước ngoài?",
        "Quý I năm 2024 doanh thu du lịch của huyện được bao nhiêu?",
        "huyen Muong Te co bao nhieu nguoi co uy tin",  # a figure of ours stands behind a visit there
        "Tỷ lệ tái nghèo năm 2023 là bao nhiêu phần trăm?",
        pytest.param("téc nước phát được mấy cái", marks=LOST),  # for how many households is told
    ],
)
def test_no_figure_of_another_thing_stands_in(packaged_assistant: Assistant, question: str) -> None:
    reply = packaged_assistant.ask(question)
    assert reply.status != Status.ANSWERED


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Tỷ lệ cán bộ là người DTTS ở cấp xã so với ở cấp huyện thế nào?", ("83%", "45,8%")),
        ("Tỷ lệ cán bộ là người dân tộc thiểu số ở xã và ở huyện mỗi nơi bao nhiêu?", ("83%", "45,8%")),
        ("Hỗ trợ theo chuỗi giá trị thì khoai sọ mấy ha, dong riềng mấy ha?", ("104,68 ha", "139,65ha")),
        pytest.param(
            "Đường vào thôn bản với đường nội đồng, bên nào được đổ bê tông tỷ lệ cao hơn?",
            ("68,88%", "32,28%"),
            marks=LOST,
        ),
        ("xuất khẩu lao động 2021 với 2022 mỗi năm bao nhiêu người", ("69 lao động", "175 lao động")),
        ("Số xã đạt chuẩn NTM hiện nay và mục tiêu hết năm 2029?", ("04 xã", "10 xã trở lên")),
        ("Đường huyện đã láng nhựa mấy km, còn đường đất mấy km?", ("51,84 km", "71,8 km")),  # of one passage
        ("Tỷ lệ hộ nghèo 2020 và 2021 là bao nhiêu, vì sao?", ("22,43%", "48,42%")),
        ("Hộ cận nghèo năm 2022 với 2023, năm nào nhiều hơn?", ("Năm 2023", "3.077 hộ")),
        ("Tỷ lệ sinh năm 2019 với năm 2023 là bao nhiêu phần nghìn?", ("18,29‰", "12,97‰")),
    ],
)
def test_each_of_two_values_is_given(packaged_assistant: Assistant, question: str, values: tuple[str, ...]) -> None:
    assert packaged_assistant.ask(question).values[:2] == values


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Tại sao năm 2020 giảm nghèo không đạt kế hoạch tỉnh giao?", "đại dịch Covid-19"),  # the sentence behind
        pytest.param(
            "Vì sao năm 2020 tỷ lệ giảm nghèo chưa đạt kế hoạch?", "thiên tai", marks=LOST
        ),  # not the section headed giảm nghèo
        ("Vốn sự nghiệp trung ương giao chi tiết từng tiểu dự án thì vướng chỗ nào?", "điều chỉnh vốn"),
        ("Sắp tới bậc mầm non cần chú trọng việc gì?", "tai nạn thương tích"),
        ("Vì sao khó điều chỉnh vốn sự nghiệp giữa các dự án của chương trình MTQG?", "được giao chi tiết"),  # before
        ("Dự án 10 của chương trình MTQG dân tộc thiểu số làm mảng gì thế?", "Truyền thông, tuyên truyền"),
        ("Sắp xếp bộ máy từ huyện xuống cơ sở là theo tinh thần nghị quyết nào?", "Nghị quyết Trung ương 6 khóa XII"),
        ("bao cao nay gui cho nhung noi nao", "Ban Dân tộc tỉnh"),
    ],
)
def test_what_is_told_is_found(packaged_assistant: Assistant, question: str, said: str) -> None:
    assert said in packaged_assistant.ask(question).answer


@LOST
def test_a_person_who_is_not_named_is_not_called_a_number(packaged_assistant: Assistant) -> None:
    reply = packaged_assistant.ask("Chủ tịch UBND huyện là ai?")
    assert reply.status != Status.ANSWERED
    assert not any(value[:1].isdigit() for value in reply.values)


@pytest.mark.parametrize(
    "question",
    [
        "Huyện có bao nhiêu cơ sở y tế, các phần ghi có khớp nhau không?",
        "Trong báo cáo huyện có bao nhiêu cơ sở y tế? Hình như hai chỗ ghi khác nhau",
        "Huyện có 19 hay 18 cơ sở y tế, báo cáo ghi sao?",
    ],
)
def test_both_values_are_shown_to_who_doubts_that_the_report_agrees(
    packaged_assistant: Assistant, question: str
) -> None:
    reply = packaged_assistant.ask(question)
    assert set(reply.values) == {"18 cơ sở", "19 cơ sở"}
    assert [conflict.citations for conflict in reply.conflicts] == [(1, 2)]


def test_a_doubt_cites_no_more_than_is_shown(packaged_assistant: Assistant) -> None:
    reply = packaged_assistant.ask("Huyện có bao nhiêu cơ sở y tế, các phần ghi có khớp nhau không?", limit=1)
    assert len(reply.citations) == 1
    assert reply.conflicts == ()
