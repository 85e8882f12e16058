import pytest

from bc_qa.answering.question import parted, read_question
from bc_qa.evidence.question import Kind, Question
from bc_qa.figures.units import Dimension
from bc_qa.text.words import tagged

NAMES = frozenset({("mường", "so")})


def read(text: str) -> Question:
    return parted(read_question(text, tagged(text), NAMES, 2024), tagged, 2024)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Toàn tỉnh có bao nhiêu hợp tác xã?", Kind.FIGURE),
        ("Sản lượng thủy sản mấy tấn?", Kind.FIGURE),
        ("số lượng đoàn viên", Kind.FIGURE),
        ("Hội nghị diễn ra ngày nào?", Kind.DATE),
        ("Quyết định số mấy phê duyệt đề án?", Kind.NUMBERED),
        ("Theo nghị định nào?", Kind.NUMBERED),
        ("Nghị quyết đó mang số bao nhiêu?", Kind.NUMBERED),
        ("Dân số bao nhiêu người?", Kind.FIGURE),
        ("Doanh số bao nhiêu?", Kind.FIGURE),
        ("Ai ký báo cáo?", Kind.PERSON),
        ("Vì sao thu ngân sách giảm?", Kind.REASON),
        ("Liệt kê các xã đạt chuẩn", Kind.LIST),
        ("Những bản nào chưa có điện?", Kind.LIST),
        ("Có phải tỉnh đã xong kế hoạch không?", Kind.YES_NO),
        ("Theo bạn kết quả có tốt không?", Kind.OPINION),
        ("Nhiệm vụ trọng tâm là gì?", Kind.PROSE),
    ],
)
def test_the_kind_of_answer_is_read(text: str, kind: Kind) -> None:
    assert read(text).kind is kind


@pytest.mark.parametrize(
    ("text", "unit", "dimension"),
    [
        ("Có bao nhiêu hộ thoát nghèo?", "hộ_thoát", None),
        ("Diện tích cam là bao nhiêu?", "", Dimension.AREA),
        ("mấy phần trăm hộ có điện", "", Dimension.SHARE),
        ("tỉnh chi hết bao nhiêu tiền?", "", Dimension.MONEY),
        ("đường dài mấy cây số", "", Dimension.LENGTH),
        ("có mấy đồng chí là nữ?", "đồng_chí", None),
        ("dân số thị xã", "người", None),
        ("bao nhiêu người đi học?", "người", None),
        ("hội đồng họp mấy lần", "lần", None),  # no money
        ("diện tích đường nội đồng", "", Dimension.AREA),
        ("tỷ lệ sinh là bao nhiêu phần nghìn", "", Dimension.SHARE),
        ("sửa nhà tốn bao nhiêu?", "", Dimension.MONEY),
        ("cầu treo xây được mấy cái?", "cái", None),
    ],
)
def test_the_unit_asked_for_is_read(text: str, unit: str, dimension: Dimension | None) -> None:
    question = read(text)
    assert (question.unit, question.dimension) == (unit, dimension)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Báo cáo này được ký ngày nào?", []),
        ("Báo cáo do ai ký?", []),
        ("Số ký hiệu của báo cáo là gì?", []),
        ("Nghị quyết về du lịch ban hành ngày nào?", ["Nghị quyết", "du lịch", "ban hành"]),
    ],
)
def test_a_question_about_the_report_itself_has_no_terms(text: str, terms: list[str]) -> None:
    assert [term.text for term in read(text).terms] == terms


def test_who_is_counted_is_no_thing_asked_about() -> None:
    assert "người" not in [term.text for term in read("có bao nhiêu người dự hội nghị").terms]


def test_years_aims_and_names_are_read() -> None:
    question = read("Mục tiêu đến 2028 của xã Mường So và dự án 4 là gì?")
    assert question.target
    assert question.years == (2028,)
    assert question.names == (("mường", "so"),)
    assert question.labels == (("dự án", "4"),)
    assert not read("Kết quả chương trình mục tiêu quốc gia năm 2020").target


@pytest.mark.parametrize(
    ("question", "years", "aimed"),
    [
        ("Tổng thu ngân sách năm qua và chỉ tiêu thu năm 2025", [(), (2025,)], [False, True]),
        ("Dư nợ cuối 2023 và kế hoạch 2024", [(2023,), (2024,)], [False, True]),
        ("Lợi nhuận làm được năm 2019 và mức phấn đấu năm 2020?", [(2019,), (2020,)], [False, True]),
    ],
)
def test_one_thing_at_two_moments_is_asked_in_halves(
    question: str, years: list[tuple[int, ...]], aimed: list[bool]
) -> None:
    parts = read(question).parts
    assert [part.years for part in parts] == years
    assert [part.target for part in parts] == aimed
    assert all(part.kind is Kind.FIGURE and part.terms for part in parts)


@pytest.mark.parametrize(
    "question",
    [
        "Năm 2024, kế hoạch thu là bao nhiêu?",
        "Thu ngân sách năm 2020 và 2021",
        "Vì sao kế hoạch năm 2024 và 2025 chậm?",
    ],
)
def test_years_alone_and_what_only_leads_in_are_no_halves(question: str) -> None:
    assert read(question).parts == ()


def test_who_is_asked_beside_how_many() -> None:
    parts = read("Kè chậm mấy tháng và ai giám sát?").parts
    assert [part.kind for part in parts] == [Kind.FIGURE, Kind.PERSON]


def test_a_question_of_two_parts_is_read_as_two() -> None:
    parts = read("Năm 2021 có bao nhiêu hộ vay vốn, sang 2022 thì bao nhiêu lượt?").parts
    assert [part.years for part in parts] == [(2021,), (2022,)]
    assert [part.unit for part in parts] == ["hộ_vay", "lượt"]


def test_an_abbreviation_is_met_by_its_words() -> None:
    term = next(term for term in read("Tiêu chí NTM là gì?").terms if term.text == "NTM")
    assert ("nông", "thôn", "mới") in term.forms


def test_whole_questions_one_behind_the_other_are_read_each_by_itself() -> None:
    parts = read("Tỷ lệ hộ nghèo năm 2023? Tỷ lệ hộ nghèo năm 2022? Có bao nhiêu trường học?").parts
    assert [part.years for part in parts] == [(2023,), (2022,), ()]
    assert [term.text for term in parts[2].terms] == ["trường học"]


def test_a_year_that_is_the_only_one_named_holds_for_all_questions() -> None:
    parts = read("Năm 2023 thu ngân sách bao nhiêu? Sản lượng thóc bao nhiêu?").parts
    assert [part.years for part in parts] == [(2023,), (2023,)]


def test_a_question_that_leans_on_the_one_before_it_is_none_by_itself() -> None:
    parts = read("Năm 2023 bao nhiêu hộ nghèo? Còn năm 2022 bao nhiêu?").parts
    assert [part.years for part in parts] == [(2023,), (2022,)]
    assert "hộ nghèo" in [term.text for term in parts[1].terms]


def test_thanks_behind_a_question_are_no_question() -> None:
    assert read("Toàn huyện có bao nhiêu trường học? Xin cảm ơn các đồng chí.").parts == ()
