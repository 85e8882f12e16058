from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bc_qa.search.dense import DenseIndex
from bc_qa.search.encoder import HashEncoder


@given(st.integers(1, 30), st.integers(1, 40), st.integers(0, 5))
@settings(deadline=None, max_examples=40)
def test_search_is_the_sorted_inner_product_with_ties_by_row(rows: int, count: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    vectors = random.integers(-1, 2, size=(rows, 4)).astype(np.float32)  # so few values that scores tie
    vector = random.integers(-1, 2, size=4).astype(np.float32)
    expected = sorted(
        ((float(row @ vector), at) for at, row in enumerate(vectors)), key=lambda pair: (-pair[0], pair[1])
    )
    found = DenseIndex.build(vectors).search(vector, count)
    assert found == [(at, score) for score, at in expected[:count]]


def test_an_index_reads_back_as_it_was(tmp_path: Path) -> None:
    index = DenseIndex.build(HashEncoder().encode_passages(["hộ nghèo", "cây chè"]))
    index.save(tmp_path / "vectors")
    loaded = DenseIndex.load(tmp_path / "vectors")
    assert (len(loaded), loaded.dimensions) == (2, 256)
    assert loaded.search(HashEncoder().encode_queries(["cây chè"])[0], 5)[0][0] == 1
