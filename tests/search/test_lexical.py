"""BM25 held against a brute-force oracle written from the formula."""

import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bc_qa.search.lexical import K1, B, LexicalIndex, query_terms


def oracle(rows: list[list[str]], terms: list[str]) -> list[float]:
    """Lucene's BM25, term by term: idf = ln(1 + (N - n + 0.5) / (n + 0.5)), tf / (tf + k1 (1 - b + b len/avg))."""
    average = sum(map(len, rows)) / len(rows)
    scores = []
    for row in rows:
        counts = Counter(row)
        score = 0.0
        for term in set(terms):
            holding = sum(term in other for other in rows)
            idf = math.log(1 + (len(rows) - holding + 0.5) / (holding + 0.5))
            norm = counts[term] + K1 * (1 - B + B * len(row) / average)
            score += idf * counts[term] / norm if counts[term] else 0.0
        scores.append(score)
    return scores


ROWS = st.lists(st.lists(st.sampled_from("abcde"), max_size=8), min_size=1, max_size=8).filter(any)


@given(ROWS, st.lists(st.sampled_from("abcdez"), max_size=5))
@settings(deadline=None, max_examples=80)
def test_scores_are_those_of_the_formula(rows: list[list[str]], terms: list[str]) -> None:
    assert LexicalIndex.build(rows).scores(terms) == pytest.approx(oracle(rows, terms), abs=1e-5)


def test_an_index_reads_back_as_it_was_and_is_written_the_same_twice(tmp_path: Path) -> None:
    rows = [["hộ", "nghèo"], ["hộ"], []]
    for name in ("one", "two"):
        LexicalIndex.build(rows).save(tmp_path / name)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert all((tmp_path / "one" / n).read_bytes() == (tmp_path / "two" / n).read_bytes() for n in files)
    loaded = LexicalIndex.load(tmp_path / "one", len(rows))
    assert np.array_equal(loaded.scores(["nghèo"]), LexicalIndex.build(rows).scores(["nghèo"]))


def test_texts_without_a_word_make_an_index_that_finds_nothing(tmp_path: Path) -> None:
    LexicalIndex.build([[], []]).save(tmp_path / "none")
    assert list(LexicalIndex.load(tmp_path / "none", 2).scores(["a"])) == [0, 0]


def test_each_channel_reads_a_query_in_its_own_way() -> None:
    assert query_terms("Hộ nghèo", "syllables") == ["hộ", "nghèo"]
    assert query_terms("Hộ nghèo", "pairs") == ["hộ_nghèo"]
    assert query_terms("Hộ nghèo", "blind") == ["ho", "ngheo", "ho_ngheo"]
    assert "sản_phẩm" in query_terms("23 sản phẩm", "words")
