"""Plain questions put to the shipped report with the packaged model: the value that stands first, or a refusal."""

import pytest

from bc_qa import phrases
from bc_qa.assistant import Assistant


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Dân số bao nhiêu người?", "85.327 người"),
        ("co may truong dat chuan quoc gia", "23/48 trường"),  # a target of 38 schools ranks above it
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
        ("diện tích lúa", "4.623,3ha"),  # 177ha of it are a speciality
        ("what is the poverty rate in 2023?", "37,93%"),
        ("ho ngheo 2023", "6.687 hộ"),
        ("giường bệnh trên vạn dân", "15 giường"),
        ("Nghị quyết số 02-NQ/HU ban hành ngày nào?", "ngày 08/01/2021"),
    ],
)
def test_the_value_asked_for_stands_first(packaged_assistant: Assistant, question: str, value: str) -> None:
    assert packaged_assistant.ask(question).values[:1] == (value,)


@pytest.mark.parametrize(
    "question",
    [
        "Tỷ lệ ly hôn năm 2023?",  # the report knows no such word; a birth rate stands nearest
        "Tỷ lệ thất nghiệp của huyện là bao nhiêu?",
        "Diện tích cây cà phê của huyện?",
        "bao nhieu con de",
        "số hộ thoát nghèo năm 2022",  # other households than the poor ones
        "hộ tái nghèo năm 2023",
        "Trong 23.621 học sinh có bao nhiêu em là nữ?",
        "Dân số tỉnh Lai Châu là bao nhiêu?",
        "Ba xã được nâng cấp công trình nước sinh hoạt tập trung là những xã nào?",  # how many is told, not which
        "tỷ lệ hộ dân dùng nước sạch",  # no share of households; one with electricity stands nearest
    ],
)
def test_no_figure_of_another_thing_stands_in(packaged_assistant: Assistant, question: str) -> None:
    reply = packaged_assistant.ask(question)
    assert (reply.status, reply.values) == ("not_found", ())


def test_a_person_who_is_not_named_is_not_called_a_number(packaged_assistant: Assistant) -> None:
    assert packaged_assistant.ask("Chủ tịch UBND huyện là ai?").answer == phrases.NO_PERSON


def test_both_values_are_shown_to_who_doubts_that_the_report_agrees(packaged_assistant: Assistant) -> None:
    reply = packaged_assistant.ask("Huyện có bao nhiêu cơ sở y tế, các phần ghi có khớp nhau không?")
    assert set(reply.values) == {"18 cơ sở", "19 cơ sở"}
    assert [conflict.citations for conflict in reply.conflicts] == [(1, 2)]


def test_a_doubt_cites_no_more_than_is_shown(packaged_assistant: Assistant) -> None:
    reply = packaged_assistant.ask("Huyện có bao nhiêu cơ sở y tế, các phần ghi có khớp nhau không?", limit=1)
    assert len(reply.citations) == 1
    assert reply.conflicts == ()
