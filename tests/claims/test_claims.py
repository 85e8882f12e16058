import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bc_qa.assistant import Assistant
from bc_qa.building import build
from bc_qa.claims.checker import Checker
from bc_qa.errors import BadRequest, TextTooLong, UnknownDocument
from bc_qa.settings import Settings
from bc_qa.text.normal import document_text
from bc_qa.types import Claim, joined
from tests.conftest import QUESTIONS

FRESH = sorted(QUESTIONS.glob("claims-*.jsonl"))


def about(claims: tuple[Claim, ...], quoted: str) -> Claim:
    return next(claim for claim in claims if quoted in claim.figure or claim.figure in quoted)


# What the made-up report says of itself, and each way of getting it wrong.
CASES = [
    ("Toàn huyện có 12 xã, thị trấn.", "12 xã", "supported", ""),
    ("Diện tích tự nhiên của huyện là 62.110 ha.", "62.110 ha", "supported", "621,10km²"),
    ("Diện tích tự nhiên của huyện là 612,10 km².", "612,10 km²", "contradicted", "621,10km²"),
    ("Năm 2024, huyện có 988 hộ nghèo.", "988 hộ", "supported", ""),
    ("Năm 2023, huyện có 988 hộ nghèo.", "988 hộ", "contradicted", "1.204 hộ"),
    ("Năm 2021, tỷ lệ hộ nghèo là 9,21%.", "9,21%", "contradicted", "9,21%"),
    ("Huyện có 412 trường.", "412 trường", "contradicted", "31 trường"),
    ("Số trường tiểu học là 12 trường.", "12 trường", "contradicted", "11 trường"),
    ("So với năm 2020, mầm non tăng 01 trường.", "01 trường", "contradicted", ""),
    ("Phấn đấu đến năm 2030 tỷ lệ lao động qua đào tạo đạt dưới 70%.", "dưới 70%", "contradicted", "trên 70%"),
    ("Hiện nay 70% lao động đã qua đào tạo.", "70%", "not_found", ""),
    ("Xã Yên Lãng đạt chuẩn theo Quyết định số 51/QĐ-UBND.", "51/QĐ-UBND", "contradicted", "15/QĐ-UBND"),
    ("Quyết định số 15/QĐ-UBND được ban hành ngày 3 tháng 4 năm 2024.", "năm 2024", "supported", ""),
    ("Huyện có 988 hộ nghèo.", "988 hộ", "supported", ""),
    ("Hộ nghèo giảm từ 1.204 hộ năm 2023 xuống 988 hộ năm 2024.", "1.204 hộ", "supported", ""),
    ("Hộ nghèo giảm từ 1.204 hộ năm 2023 xuống 988 hộ năm 2024.", "988 hộ", "supported", ""),
    ("Hộ nghèo năm 2023 và năm 2024 lần lượt là 1.204 hộ và 988 hộ.", "1.204 hộ", "supported", ""),
    ("Hộ nghèo năm 2023 và năm 2024 lần lượt là 988 hộ và 1.204 hộ.", "1.204 hộ", "contradicted", "988 hộ"),
    ("Năm 2023 huyện có số hộ nghèo là 1.204 hộ; năm 2024 là 988 hộ.", "988 hộ", "supported", ""),
    ("Đến năm 2024, số hộ nghèo còn 988 hộ, giảm 216 hộ so với năm 2023.", "216 hộ", "supported", "1.204 hộ"),
    ("Đàn trâu của huyện có 2.300 con.", "2.300 con", "not_found", ""),
    ("Dự án thủy điện có công suất 12 MW.", "12 MW", "not_found", ""),
]


@pytest.mark.parametrize(("text", "quoted", "verdict", "value"), CASES)
def test_claims_of_the_small_report(
    small_assistant: Assistant, text: str, quoted: str, verdict: str, value: str
) -> None:
    claim = about(small_assistant.verify(text), quoted)
    assert claim.verdict == verdict, claim
    assert value in " ".join(claim.report_values)
    assert bool(claim.citations) == (verdict != "not_found")


def test_what_is_cited_is_the_report_s_text(small_assistant: Assistant) -> None:
    text = "Năm 2024, huyện có 988 hộ nghèo, tỷ lệ 9,12%. Đàn trâu có 2.300 con."
    report = small_assistant.documents[0].text
    for claim in small_assistant.verify(text):
        assert text[slice(*claim.span)] == claim.figure
        assert claim.explanation
        for citation in (*claim.citations, *claim.nearest):
            assert joined(report, citation.spans) == citation.quote


def test_years_and_ordinals_are_context_unless_nothing_else_is_quoted(small_assistant: Assistant) -> None:
    assert [claim.figure for claim in small_assistant.verify("Năm 2024, huyện có 988 hộ nghèo.")] == ["988 hộ"]
    assert [claim.figure for claim in small_assistant.verify("Mục tiêu đặt ra cho năm 2030.")] == ["năm 2030"]


def test_a_text_too_long_or_empty_is_refused(small_assistant: Assistant) -> None:
    with pytest.raises(BadRequest):
        small_assistant.verify(" … ")
    with pytest.raises(TextTooLong):
        small_assistant.verify("a " * 100_001)


@pytest.mark.parametrize("path", FRESH, ids=lambda path: path.stem)
def test_fresh_claims_of_the_shipped_report(shipped_checker: Checker, path: Path) -> None:
    """Claims put together for this test alone; the floors are those of the issue, and a little above."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    pairs = []
    for line in lines:
        claims = tuple(claim for step in shipped_checker.verify(line["claim"]) for claim in step.claims)
        met = (c for c in claims if line["quoted"] in c.figure or c.figure in line["quoted"])
        pairs.append((line["verdict"], next((str(c.verdict) for c in met), "none")))
    tally = Counter(pairs)
    right = sum(count for (wanted, got), count in tally.items() if wanted == got)
    assert tally["contradicted", "supported"] == 0
    assert tally["supported", "contradicted"] <= 1
    assert right / len(pairs) >= 0.9, tally


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="năm 2023xãhộ%‰.,;:()/-⁵³kmđồng\n0123456789", min_size=1, max_size=120))
def test_any_text_is_read(small_assistant: Assistant, text: str) -> None:
    if any(char.isalnum() for char in text):
        normal = document_text(text)
        for claim in small_assistant.verify(text):
            assert 0 <= claim.span.start < claim.span.end <= len(normal)


def test_a_text_is_held_against_the_report_that_is_named(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, trees in (("xa-mot", "1.200"), ("xa-hai", "3.400")):
        text = f"BÁO CÁO\nKết quả năm 2024\n\nToàn xã trồng được {trees} cây keo trong năm 2024.\n"
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
    chosen = Settings(corpus=corpus, index=tmp_path / "index", model="hash")
    build(chosen)
    assistant = Assistant.open(settings=chosen)
    claimed = "Năm 2024 toàn xã trồng được 3.400 cây keo."
    assert [claim.verdict for claim in assistant.verify(claimed, "xa-hai")] == ["supported"]
    assert [claim.verdict for claim in assistant.verify(claimed, "xa-mot")] == ["contradicted"]
    (claim,) = assistant.verify(claimed, "xa-mot")
    assert {citation.document for citation in claim.citations} == {"xa-mot"}
    with pytest.raises(UnknownDocument):
        assistant.verify(claimed, "xa-ba")
