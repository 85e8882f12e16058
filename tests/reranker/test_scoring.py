"""What a trained reader is shown, and how its pointer is read."""

import math

import pytest

from bc_qa.reranker.inputs import BEFORE_CHARS, CONTEXT_CHARS, PASSAGE, shown
from bc_qa.reranker.scoring import LEAST, Scored


def test_a_passage_is_shown_whole_behind_the_ends_of_what_leads_up_to_it() -> None:
    seen = shown("Toàn xã còn 61 hộ.", "Phần một " * 40, "Câu trước đó. " * 20)
    assert seen.text.startswith(PASSAGE)
    assert seen.text[seen.start :] == "Toàn xã còn 61 hộ."
    assert seen.start <= len(PASSAGE) + CONTEXT_CHARS + BEFORE_CHARS + 6


def test_a_passage_without_context_begins_at_once() -> None:
    assert shown("Toàn xã còn 61 hộ.").start == len(PASSAGE)


def test_the_share_of_a_span_is_that_of_its_words() -> None:
    scored = Scored(0.0, ((0, 4, 0.0), (5, 7, math.log(2)), (8, 10, 0.0)))
    assert math.exp(scored.span(5, 7)) == pytest.approx(0.5)
    assert math.exp(scored.span(5, 10)) == pytest.approx(0.75)
    assert scored.span(20, 30) == LEAST
