"""Telex and VNI left as typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bc_qa.text.keystrokes import Keystrokes

KNOWN = "tỷ lệ hộ nghèo được người lượt mấy điểm đào tạo động rừng tích năm hơn qua lao mở quyết nghe hoá".split()
KEYS = Keystrokes(KNOWN)
TONES = {"\u0301": "1s", "\u0300": "2f", "\u0309": "3r", "\u0303": "4x", "\u0323": "5j"}
SHAPES = {
    "â": ("a6", "aa"), "ê": ("e6", "ee"), "ô": ("o6", "oo"), "ơ": ("o7", "ow"), "ư": ("u7", "uw"), "ă": ("a8", "aw"),
    "đ": ("d9", "dd"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ty3", "tỷ"),
        ("le65", "lệ"),
        ("ho65", "hộ"),
        ("d9uoc75", "được"),
        ("nguoi72", "người"),
        ("lươt", None),
        ("123", None),
        ("m2", None),
    ],
)
def test_vni(typed: str, meant: str | None) -> None:
    assert KEYS.vni(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tyr", "tỷ"),
        ("leej", "lệ"),
        ("dduwowcj", "được"),
        ("ddoongj", "động"),
        ("maays", "mấy"),
        ("mowr", "mở"),
        ("qua", None),
        ("school", None),
    ],
)
def test_telex(typed: str, meant: str | None) -> None:
    assert KEYS.telex(typed) == meant


def spelled(syllable: str, method: int) -> str:
    """Return a syllable letter by letter in VNI (0) or Telex (1), the tone at the end."""
    tone = "".join(TONES[char][method] for char in unicodedata.normalize("NFD", syllable) if char in TONES)
    letters = "".join(
        unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", char) if c not in TONES))
        for char in syllable
    )
    return "".join(SHAPES[char][method] if char in SHAPES else char for char in letters) + tone


@given(st.sampled_from(KNOWN))
def test_what_is_spelled_is_read_back(syllable: str) -> None:
    if spelled(syllable, 0) != syllable:
        assert KEYS.vni(spelled(syllable, 0)) == syllable
        assert KEYS.telex(spelled(syllable, 1)) == syllable
