"""What a claim is held against is found by short cuts: they find what a look at every statement does."""

from collections import Counter

import pytest

from bc_qa.claims import checker as checking
from bc_qa.claims.agreeing import agrees
from bc_qa.claims.checker import LOOKED_AT, MOST_ROUNDED, Checker
from bc_qa.claims.draft import read_clauses, read_draft
from bc_qa.claims.judging import figures_of_one_sort
from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.reading import Reading
from bc_qa.types import Document, FigureKind

DRAFT = """
Toàn huyện có hơn 17 nghìn hộ, gần 86.000 người; tỷ lệ hộ nghèo giảm từ 43,81% xuống 37,93%.
Tổng vốn khoảng 57 tỷ đồng, trong đó ngân sách trung ương trên 54.000 triệu đồng, đạt 784/1610 người.
Ngày 27/5/2024, theo Nghị quyết số 03-NQ/HU, xã Nậm Ban đạt loại IV, từ 4 đến 6 triệu đồng/người/tháng.
Diện tích tự nhiên khoảng 1.029 km2; khoảng một phần ba đảng viên là nữ; dự án số 5 có 102.931 ha.
"""


def clauses(corpus: Corpus, *texts: str) -> list[Reading]:
    return [reading for text in texts for reading in read_clauses(read_draft(text), corpus.known)]


@pytest.fixture(scope="module")
def told(shipped: Document, shipped_corpus: Corpus) -> list[Reading]:
    return clauses(shipped_corpus, DRAFT, shipped.text[20_000:32_000])


def test_roundings_are_those_of_all_that_is_stated(shipped_checker: Checker, told: list[Reading]) -> None:
    stated = shipped_checker._stated
    looked = 0
    for figure in (figure for reading in told for figure in reading.figures):
        every = [place for place, found in stated.items() if any(agrees(figure, s.figure) for s in found)]
        large = figure.kind is FigureKind.QUANTITY and (figure.base or 0) >= checking.LEAST_ROUNDED
        looked += bool(large and every)
        assert shipped_checker._rounded(figure) == (every if large and len(every) <= MOST_ROUNDED else [])
    assert looked > 10


def test_a_sort_fits_where_each_figure_of_it_does(shipped_checker: Checker, told: list[Reading]) -> None:
    every = [s.figure for stated in shipped_checker._stated.values() for s in stated]
    claimed = {checking.sort_of(figure): figure for reading in told for figure in reading.figures}
    assert len(claimed) > 20
    for figure in claimed.values():
        fitting = shipped_checker._fitting(figure)
        assert all((checking.sort_of(other) in fitting) is figures_of_one_sort(figure, other) for other in every)


def test_passages_are_ranked_by_the_words_that_they_hold(
    shipped_checker: Checker, shipped_corpus: Corpus, told: list[Reading]
) -> None:
    holding = {
        place: {*reading.places, *reading.context}
        for place, reading in shipped_corpus.readings.items()
        if shipped_checker._stated[place]
    }
    for reading in told[:12]:
        clause = shipped_checker._clause(reading, shipped_checker._statements(reading))
        held: Counter[str] = Counter()
        for term in clause.terms:
            for place, tokens in holding.items():
                share = max(sum(token in tokens for token in form) / len(form) for form in term.forms)
                if share:
                    held[place] += share * clause.weights[term.text]  # type: ignore[assignment]
        every = sorted(held, key=lambda place: (-held[place], shipped_corpus.order[place]))
        assert shipped_checker._ranked(clause, None) == every[:LOOKED_AT]
