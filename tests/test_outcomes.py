"""The outcomes as the terminal and a saved talk tell them."""

from dataclasses import replace

import pytest

from bc_qa import phrases
from bc_qa.outcomes import absence, beside_quotes
from bc_qa.terminal import show_reply
from bc_qa.types import Absent, Citation, MissingPart, Reply, Status
from bc_qa.web.talk import talk_lines

QUOTE = "Năm 2023, tổng số hộ nghèo 6.687 hộ nghèo¹⁹"
CITED = Citation(1, "mau", "X", ("2.3. Giảm nghèo",), 19, QUOTE, (), (), "/report/mau?at=1-2", 1)
LIKELY_ANSWER = f"{phrases.LIKELY}\n6.687 hộ — Năm 2023, tổng số hộ nghèo 6.687 hộ nghèo. [1]"
LIKELY = Reply("a", 0, Status.LIKELY, LIKELY_ANSWER, ("6.687 hộ",), citations=(CITED,), confidence=0.43)
MISSING = MissingPart(Absent.YEAR, "2018", 568)
ABSENT = Reply("b", 0, Status.NOT_FOUND, "Báo cáo không có số liệu năm 2018.", nearest=(CITED,), missing=MISSING)
ANSWERED = replace(LIKELY, status=Status.ANSWERED, answer="6.687 hộ — Năm 2023. [1]", confidence=0.97)


def test_the_terminal_tells_the_outcomes_apart(capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for reply in (ANSWERED, LIKELY, ABSENT):
        show_reply(reply)
        said.append(capsys.readouterr().out)
    assert said[0].startswith("6.687 hộ — ")
    assert said[1].startswith(f"{phrases.LIKELY}\n[1] ")
    assert said[1].count(QUOTE) == 1
    assert said[1].count("6.687 hộ") == 1
    assert "(đã tìm trong 568 đoạn)" in said[2]
    assert said[2].index("568") < said[2].index(phrases.NEAREST)
    assert not any(number in text for text in said for number in ("0.43", "0.97", "43%", "97%"))


def test_a_saved_talk_tells_the_outcomes_apart() -> None:
    assert talk_lines(ANSWERED) == ("6.687 hộ — Năm 2023. [1]",)
    assert talk_lines(LIKELY) == (phrases.LIKELY,)  # what it rests on follows as quotes
    assert talk_lines(ABSENT) == (phrases.CHAT_MISSING, ABSENT.answer, absence(MISSING))


def test_an_answer_is_told_whole_and_a_likely_one_without_what_is_quoted() -> None:
    assert beside_quotes(ANSWERED) == [ANSWERED.answer]
    assert beside_quotes(replace(LIKELY, answer=f"{LIKELY.answer}\nCần xem thêm. [1]")) == ["Cần xem thêm. [1]"]
    assert beside_quotes(replace(LIKELY, answer=LIKELY.answer.replace("2023", "2022"))) != []
