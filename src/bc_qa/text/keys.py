"""Search keys, derived beside the text and never shown: lower case, one placement of tone marks, diacritics dropped."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

# A token of search: a run of letters, or a number with its inner separators (1.029,31 · 784/1610 · 30/4/2024).
# Superscript digits are letters to \w: they are left out, being footnote marks, or the power of a unit.
TOKEN = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_⁰¹²³⁴-⁹]+")
# For character classes: Vietnamese capitals and small letters are interleaved in Unicode, no range tells them apart.
UPPER = "".join(char for char in map(chr, range(0x1EFA)) if char.isupper())
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# òa óa … → oà oá …: both placements are in use (hòa, hoà); the key keeps the mark on the last vowel of oa, oe, uy.
_OLD_PLACEMENT = re.compile(rf"\b([^\W\d_]*?)([ou])([{_TONES}])([aey])(?![^\W\d_])")


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """Return a word's key: lower case, and the tone mark of oa, oe, uy on the second vowel (hòa = hoà)."""
    parts = unicodedata.normalize("NFD", word.lower())
    moved = _OLD_PLACEMENT.sub(_move_tone, parts)
    return unicodedata.normalize("NFC", moved)


def _move_tone(found: re.Match[str]) -> str:
    head, first, tone, second = found.groups()
    if first + second not in ("oa", "oe", "uy") or (head.endswith("q") and first == "u"):
        return found.group(0)
    return f"{head}{first}{second}{tone}"


@lru_cache(maxsize=65536)
def blind(text: str) -> str:
    """Return `text` in lower case with every diacritic dropped, đ as d. Not of the same length as `text` unless NFC."""
    stripped = (char for char in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(char))
    return "".join(stripped).replace("đ", "d")


def syllables(text: str) -> list[str]:
    """Return the keys of the syllables and numbers of `text`, in order."""
    return [key(found.group()) for found in TOKEN.finditer(text)]


def blind_syllables(text: str) -> list[str]:
    """Return the syllables and numbers of `text` without diacritics, in order."""
    return [blind(found.group()) for found in TOKEN.finditer(text)]


def pairs(tokens: list[str]) -> list[str]:
    """Return each token joined to the next by an underscore; one fewer than the tokens."""
    return [f"{left}_{right}" for left, right in pairwise(tokens)]


def is_plain(text: str) -> bool:
    """Whether `text` has no Vietnamese diacritic at all: typed without them, or not Vietnamese."""
    return blind(text) == text.lower()
