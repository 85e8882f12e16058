"""Questions that lean on earlier ones: what they are read as, and that another thing gets another value."""

import pytest

from bc_qa.answering.dialogue import Before, leans, returned, standing_alone
from bc_qa.assistant import Assistant
from bc_qa.text.words import tagged
from bc_qa.types import Status, Turn
from tests.answering.test_answers import LOST


@pytest.mark.parametrize(
    ("before", "question", "alone"),
    [
        ("Năm 2021 có bao nhiêu hộ nghèo?", "Còn năm 2022?", "Năm 2022 có bao nhiêu hộ nghèo?"),
        ("Năm 2019 có bao nhiêu hộ nghèo?", "Năm sau đó thì sao?", "Năm 2020 có bao nhiêu hộ nghèo?"),
        ("Có bao nhiêu hộ nghèo?", "Còn năm 2022?", "Có bao nhiêu hộ nghèo năm 2022?"),
        ("Có bao nhiêu hộ nghèo?", "Còn năm 2020?", "Có bao nhiêu hộ nghèo năm 2020?"),
        (
            "Năm học 2023-2024 có bao nhiêu học sinh?",
            "Năm học 2020-2021 thì sao?",
            "Năm học 2020-2021 có bao nhiêu học sinh?",
        ),
        ("Tỷ lệ sinh năm 2019 là mấy?", "vậy tăng bao nhiêu?", "tăng bao nhiêu; Tỷ lệ sinh năm 2019"),
        (
            "Kế hoạch số 12/KH-UBND nói gì?",
            "Còn kế hoạch số 15/KH-UBND?",
            "kế hoạch số 15/KH-UBND",
        ),
        ("Năm 2023 có bao nhiêu lớp?", "năm đó mấy người học", "năm 2023 mấy người học; có bao nhiêu lớp?"),
    ],
)
def test_a_question_that_leans_is_made_to_stand_alone(before: str, question: str, alone: str) -> None:
    assert leans(question, [before])
    assert standing_alone(question, Before(before), tagged)[0] == alone


@pytest.mark.parametrize(
    ("question", "asked", "back"),
    [
        ("Quay lại giống lúa lúc đầu: cho bao nhiêu hộ?", "cho bao nhiêu hộ?", 0),
        ("Trở lại chuyện trường học, mấy lớp?", "mấy lớp?", 1),
        ("Quay lại chuyện khác, còn sa nhân?", "còn sa nhân?", None),
        ("Có bao nhiêu lớp?", "Có bao nhiêu lớp?", None),
    ],
)
def test_going_back_to_an_earlier_question(question: str, asked: str, back: int | None) -> None:
    earlier = ["Hỗ trợ giống lúa được mấy tấn?", "Có bao nhiêu trường học?", "Có mấy trạm BTS?"]
    assert returned(question, earlier) == (asked, back)


def test_only_the_last_questions_are_leant_on() -> None:
    alone = "Diện tích cây chè?"
    for question in ("Trong đó trồng mới mấy ha?", "Của xã nào thế đó?", "Trong đó hộ nghèo mấy hộ?"):
        alone, _ = standing_alone(question, Before(alone), tagged)
    assert alone == "hộ nghèo mấy hộ; của xã nào thế; trồng mới mấy ha"


def talk(assistant: Assistant, *questions: str) -> tuple[str, Status, tuple[str, ...]]:
    """Return what the last question of a talk was read as, its status and its values."""
    history: list[Turn] = []
    for question in questions:
        reply = assistant.ask(question, history)
        history.append(Turn(question, reply.answer))
    return reply.read_as, reply.status, reply.values


@pytest.mark.parametrize(
    ("questions", "read_as", "value"),
    [
        (("dien tich cay mac ca", "Thế còn chuối?"), "diện tích chuối", "2.551,89ha"),
        (("dien tich cay mac ca", "Thế còn chuối?", "còn chè?"), "diện tích chè", "754,2ha"),
        # Without diacritics, what the place talked about names is meant.
        (("huyen co may con trau", "bo?"), "huyện có mấy con bò", "1.372 con"),
        # What is gone back to need not be named: a passage that was cited names it.
        (
            ("Huyện có mấy ha Sâm Lai Châu?", "Có bao nhiêu công trình thủy lợi?", "Quay lại cây trồng, còn sa nhân?"),
            "Huyện có mấy ha sa nhân?",
            "404,24 ha",
        ),
        (("Số đảng viên nữ?", "còn dân tộc thiểu số?"), "Số đảng viên dân tộc thiểu số?", "2.391 đồng chí"),
        # It may be of the next passage, and begin with the words before it.
        pytest.param(
            ("Kỷ niệm bao nhiêu năm thành lập Đảng bộ tỉnh?", "Thế Đảng bộ huyện?"),
            "Kỷ niệm bao nhiêu năm thành lập đảng bộ huyện?",
            "74 năm",
            marks=LOST,
        ),
    ],
)
def test_another_subject_takes_the_place_of_the_one_before(
    packaged_assistant: Assistant, questions: tuple[str, ...], read_as: str, value: str
) -> None:
    assert talk(packaged_assistant, *questions) == (read_as, Status.ANSWERED, (value,))


@pytest.mark.parametrize(
    ("questions", "value"),
    [
        # A part is never the value of the whole that was given.
        (("Nhà đại đoàn kết đã hỗ trợ được bao nhiêu căn?", "Trong đó xây mới mấy căn?"), "120 căn nhà"),
        (("tỷ lệ sinh con thứ 3 trở lên năm 2023 là mấy", "thế năm 2019"), "16,76%"),
        (("tỷ lệ sinh con thứ 3 trở lên năm 2023 là mấy", "thế năm 2019", "vay la tang bao nhieu"), "5,71%"),
        # What is asked of the value just given stands beside it.
        (("Trong đường huyện còn bao nhiêu km đường đất?", "Chiếm mấy phần trăm?"), "55,81%"),
        # No value that was given for another thing, however long ago.
        (
            (
                "Nhà đại đoàn kết do MTTQ huyện hỗ trợ từ 2019 đến nay được bao nhiêu căn?",
                "Hết bao nhiêu tiền?",
                "Xây mới mấy căn?",
            ),
            "120 căn nhà",
        ),
        (("Toàn huyện có mấy điểm du lịch?", "Trong đó loại sinh thái thì mấy điểm?"), "01 điểm"),
        (("Tỷ lệ che phủ bao nhiêu?", "Đến 2029 phấn đấu thế nào?"), "trên 45%"),
        # Another year of the subject asked for last, not of the one before it.
        (("Tỷ lệ hộ nghèo năm 2021?", "Thế hộ cận nghèo?", "còn 2023", "2022?"), "17,24%"),
        # Greetings between do not break the talk.
        (("dien tich cay mac ca", "cảm ơn", "Thế còn chuối?"), "2.551,89ha"),
        # What the wider question is refused for stands where the one before was answered.
        (
            ("Năm 2023 Dự án 5 hỗ trợ làm nhà cho bao nhiêu hộ?", "Hết bao nhiêu tiền?", "Còn Dự án 1 giúp mấy hộ?"),
            "107 hộ",
        ),
    ],
)
def test_what_is_asked_next_gets_its_own_value(
    packaged_assistant: Assistant, questions: tuple[str, ...], value: str
) -> None:
    assert talk(packaged_assistant, *questions)[2] == (value,)


def test_another_numbered_thing_takes_the_place_of_the_one_before(packaged_assistant: Assistant) -> None:
    questions = ("Bài học kinh nghiệm thứ năm là gì?", "Thế bài học thứ tư?", "Còn thứ hai?")
    assert talk(packaged_assistant, *questions)[0] == "Bài học kinh nghiệm thứ hai là gì?"


def test_a_school_year_that_is_not_told_of_is_refused(packaged_assistant: Assistant) -> None:
    questions = ("Năm học 2023-2024 cấp THCS có bao nhiêu học sinh?", "Năm học 2020-2021 thì sao?")
    assert talk(packaged_assistant, *questions)[1] != Status.ANSWERED
