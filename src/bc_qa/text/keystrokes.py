"""What an input method leaves behind when it is off: Telex ("tyr leej") and VNI ("ty3 le65") read as syllables.

Both write a syllable as its plain letters and, in any order behind them, what each diacritic is. So a syllable has one
signature, its plain letters and the set of its diacritics by their VNI digits, and typing is read by looking it up:
1 sắc, 2 huyền, 3 hỏi, 4 ngã, 5 nặng, 6 â ê ô, 7 ơ ư, 8 ă, 9 đ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from bc_qa.text.keys import blind

_MARKS = {
    "\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5",
    "\u0302": "6", "\u031b": "7", "\u0306": "8",
}  # fmt: skip
_TELEX_LETTERS = {"aa": "a6", "ee": "e6", "oo": "o6", "aw": "a8", "ow": "o7", "uw": "u7", "dd": "d9"}
_TELEX_TONES = {"s": "1", "f": "2", "r": "3", "x": "4", "j": "5"}
_TELEX = re.compile("|".join(_TELEX_LETTERS))
_FIRST_VOWEL = re.compile("[aeiouy]")
_VNI = re.compile(r"[a-z]+(?:[1-9][a-z]*)+")

Signature = tuple[str, frozenset[str]]


class Keystrokes:
    """Reads what was typed in Telex or VNI as syllables of a language; the likelier of two comes first in it."""

    def __init__(self, syllables: Iterable[str]) -> None:
        self._by_signature: dict[Signature, str] = {}
        for syllable in syllables:
            self._by_signature.setdefault(_signature(syllable), syllable)

    def vni(self, typed: str) -> str | None:
        """Return the syllable that `typed` is in VNI, None where it is none: "d9uoc75" is "được"."""
        token = typed.lower()
        return self._meant(token) if _VNI.fullmatch(token) else None

    def telex(self, typed: str) -> str | None:
        """Return the syllable with diacritics that `typed` is in Telex, None where it is none: "leej" is "lệ"."""
        token = _TELEX.sub(lambda found: _TELEX_LETTERS[found.group()], typed.lower())
        vowel = _FIRST_VOWEL.search(token)
        if not token.isascii() or vowel is None:
            return None
        head, tail = token[: vowel.end()], token[vowel.end() :]
        decoded = head + "".join(_TELEX_TONES.get(letter, "7" if letter == "w" else letter) for letter in tail)
        return self._meant(decoded) if any(char.isdigit() for char in decoded) else None

    def _meant(self, coded: str) -> str | None:
        letters = "".join(char for char in coded if char.isalpha())
        return self._by_signature.get((letters, frozenset(char for char in coded if char.isdigit())))


def _signature(syllable: str) -> Signature:
    parts = unicodedata.normalize("NFD", syllable.lower())
    marks = {_MARKS[char] for char in parts if char in _MARKS} | ({"9"} if "đ" in parts else set())
    return blind(syllable), frozenset(marks)
