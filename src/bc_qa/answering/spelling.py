"""What was typed, as it was meant: diacritics put back, slips mended, run-together words parted.

A syllable that the corpus or the dictionary holds is right; for any other, the reading that it and its neighbours make
most likely is taken, the corpus weighing most. A word that nothing known comes near stays as it was typed.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from bc_qa.evidence import lexicon
from bc_qa.text.keys import TOKEN, blind, is_plain, key, syllables
from bc_qa.text.keystrokes import Keystrokes

_LONGEST_SYLLABLE = 7
_LEAST_MENDED = 4  # a shorter syllable is one letter away from too many others
_RUN_TOGETHER = 12  # as many letters without a diacritic are no English word either
_QUESTION_PHRASES = (
    "xin chào", "chào bạn", "cảm ơn", "cảm ơn bạn", "bạn là ai", "bạn làm được gì", "tạm biệt", "theo bạn",
    "bao nhiêu", "là bao nhiêu", "như thế nào", "thế nào", "ra sao", "là gì", "là ai", "ai ký", "tại sao", "vì sao",
    "xã nào", "bản nào", "ngày nào", "năm nào", "mỗi năm", "hàng năm", "hằng năm", "hiện nay", "hiện có", "có mấy",
    "mấy", "cho biết", "cho tôi hỏi", "xin hỏi", "liệt kê", "so với", "báo cáo", "báo cáo này", "ở đâu",
    "gồm những gì", "tổng số", "tỷ lệ", "là của", "không", "còn", "một", "hai", "ba", "bốn", "hai loại", "trong",
    "thì sao", "những gì", "với", "mỗi", "nhất", "được", "đã", "nhiều", "ít",
)  # fmt: skip
_PAIR_SHARE = 0.85  # how much of a syllable's likelihood its neighbour tells, the rest its own frequency
_DICTIONARY_WEIGHT = 0.2  # against a corpus count of 1
_QUESTION_WEIGHT = 25  # a question word counts as if the corpus held it so often: reports ask nothing
_DIGITS_MEET_LETTERS = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_TRUST = 3.0  # how much likelier (log) a word is meant as typed
_VOWELS = "aàáảạeèéêoòóôơởủuùúưyýỷỵíì"
_START = "<s>"
_UNSEEN = 0.01  # count of a syllable that nothing holds
_TYPED = re.compile(r"[^\W_]+")
_LEAST_TELEX = 2  # one word alone may be foreign
_LEAST_CAPITALS = 4  # as many words in capitals are a keyboard's accident


class Speller:
    """Mends typed questions by the syllables of a corpus; a pure function of the texts it is made from."""

    def __init__(self, texts: Iterable[str], dictionary: Iterable[str] = ()) -> None:
        self._counts: defaultdict[str, float] = defaultdict(float)
        self._pairs: defaultdict[tuple[str, str], float] = defaultdict(float)
        for text in texts:
            self._learn(text, 1)
        self._corpus = set(self._counts)
        for phrase in (*lexicon.ABBREVIATIONS.values(), *lexicon.EVERYDAY):
            self._learn(phrase, 1)
        for phrase in _QUESTION_PHRASES:
            self._learn(phrase, _QUESTION_WEIGHT)
        for word in dictionary:
            self._learn(word, _DICTIONARY_WEIGHT)
        # A syllable that only ever stands inside some rare compound ("nhiu nhíu") is more likely a slip.
        self._sure = {*self._corpus, *(key(word) for word in (*dictionary, *_QUESTION_PHRASES) if " " not in word)}
        self._corpus |= {token for phrase in _QUESTION_PHRASES for token in syllables(phrase)}
        self._sure |= self._corpus
        self._total = sum(self._counts.values()) or 1.0
        self._keystrokes = Keystrokes(sorted(self._counts, key=lambda token: (-self._counts[token], token)))
        self._by_blind: dict[str, list[str]] = defaultdict(list)
        for token in sorted(self._counts):
            self._by_blind[blind(token)].append(token)

    def _learn(self, phrase: str, weight: float) -> None:
        tokens = [token for token in syllables(phrase) if token[0].isalpha()]
        for token in tokens:
            self._counts[token] += weight
        for pair in pairwise(tokens):
            self._pairs[pair] += weight

    def mend(self, text: str) -> str:
        """Return `text` (cleaned) as it was meant; what is between the words is kept."""
        text = self._spelled(_without_capitals(text))
        if any(map(_runs_together, TOKEN.findall(text))):
            text = _DIGITS_MEET_LETTERS.sub(" ", text)
        text = TOKEN.sub(lambda found: self._parted(found.group()), text)
        found = list(TOKEN.finditer(text))
        plain = is_plain(text)
        choices = [self._choices(token.group(), plain) for token in found]
        chosen = self._likeliest(choices)
        pieces, at = [], 0
        for token, word in zip(found, chosen, strict=True):
            pieces += [text[at : token.start()], _as_typed(token.group(), word)]
            at = token.end()
        return "".join([*pieces, text[at:]])

    def _spelled(self, text: str) -> str:
        """Return a text with what Telex or VNI left in it as syllables; one that is English has none."""
        words = _TYPED.findall(text)
        english = sum(word.lower() in lexicon.ENGLISH for word in words) > 1
        telex = not english and sum(self._telex(word) is not None for word in words) >= _LEAST_TELEX

        def read(found: re.Match[str]) -> str:
            word = found.group()
            return self._keystrokes.vni(word) or (self._telex(word) if telex else None) or word

        return _TYPED.sub(read, text)

    def _telex(self, word: str) -> str | None:
        """Return what a word is in Telex, if it is no syllable as it stands."""
        return None if key(word) in self._by_blind else self._keystrokes.telex(word)

    def _choices(self, typed: str, plain: bool) -> list[str]:
        """Return what a typed token may mean: itself where the corpus knows it, else what comes nearest."""
        token = key(typed)
        if not typed[0].isalpha() or typed.lower() in lexicon.ABBREVIATIONS or typed.lower() in lexicon.ENGLISH:
            return [token]
        if plain:
            return ["", *(self._by_blind.get(token) or self._near(token) or [token])]
        if token in self._sure:
            return [token]
        return [token, *self._by_blind.get(blind(token), ()), *self._near(blind(token))]

    def _near(self, token: str) -> list[str]:
        """Return the corpus syllables one letter away from a token that it does not hold, if there are few."""
        if len(token) < _LEAST_MENDED:
            return []
        near = {word for other in _edits(token) for word in self._by_blind.get(other, ()) if word in self._corpus}
        best = sorted(near, key=lambda word: (-self._counts.get(word, 0), word))
        return best[:6]

    def _likeliest(self, choices: Sequence[list[str]]) -> list[str]:
        """Return the likeliest way through the choices by pairs of neighbours (Viterbi); what was typed comes first."""
        best: dict[str, tuple[float, list[str]]] = {_START: (0.0, [])}
        for options in choices:
            step: dict[str, tuple[float, list[str]]] = {}
            for word in filter(None, options):
                trust = _TRUST if word == options[0] else 0
                ways = ((score + trust + self._weight(before, word), way) for before, (score, way) in best.items())
                score, way = max(ways, key=lambda item: (item[0], item[1]))
                step[word] = (score, [*way, word])
            best = step
        return max(best.values(), key=lambda item: item[0])[1]

    def _weight(self, before: str, word: str) -> float:
        """Return the likelihood (log) of a syllable after another: interpolated bigrams."""
        alone = (self._counts.get(word, 0) + _UNSEEN) / self._total
        after = self._pairs.get((before, word), 0) / (self._counts.get(before, 0) + 1)
        return math.log(_PAIR_SHARE * after + (1 - _PAIR_SHARE) * alone)

    def _parted(self, token: str) -> str:
        """Return a run of words typed without spaces, parted; anything else as it is."""
        if not _runs_together(token) or not token.isalpha() or key(token) in self._counts:
            return token
        return " ".join(self._part(token)) or token

    def _part(self, token: str) -> list[str]:
        ways: list[tuple[float, list[str]] | None] = [(0.0, []), *[None] * len(token)]
        plain = is_plain(token)
        for end in range(1, len(token) + 1):
            for start in range(max(0, end - _LONGEST_SYLLABLE), end):
                way, piece = ways[start], token[start:end]
                known = key(piece) in self._counts or (plain and key(piece) in self._by_blind)
                if way is None or not known or (len(piece) == 1 and piece not in _VOWELS):
                    continue
                score = way[0] - 8 + math.log(1 + self._counts.get(key(piece), 0))
                current = ways[end]
                if current is None or score > current[0]:
                    ways[end] = (score, [*way[1], piece])
        last = ways[-1]
        return last[1] if last else []


def _without_capitals(text: str) -> str:
    """Return a text typed in capitals throughout in small letters, abbreviations and document numbers as they are."""
    words = text.split()
    if len(words) < _LEAST_CAPITALS or text.upper() != text:
        return text
    kept = (
        word if word.lower() in lexicon.ABBREVIATIONS or not word.strip("?.,!:;").isalpha() else word.lower()
        for word in words
    )
    return " ".join(kept)


def _runs_together(token: str) -> bool:
    """Whether a token is longer than any syllable: words typed without spaces."""
    return len(token) > (_RUN_TOGETHER if is_plain(token) else _LONGEST_SYLLABLE)


def _as_typed(typed: str, word: str) -> str:
    """Return a mended word in the case it was typed in; the typed one where only its spelling of a tone differs."""
    if key(typed) == word:
        return typed
    if typed.isupper() and len(typed) > 1:
        return word.upper()
    return word.capitalize() if typed[0].isupper() else word


@lru_cache(maxsize=2048)
def _edits(token: str) -> tuple[str, ...]:
    """Return every string one letter away: one dropped, doubled in, changed, or two swapped."""
    letters = "abcdeghiklmnopqrstuvxy"
    splits = [(token[:at], token[at:]) for at in range(len(token) + 1)]
    edits = {left + right[1:] for left, right in splits if right}
    edits |= {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1}
    edits |= {left + letter + right[1:] for left, right in splits if right for letter in letters}
    edits |= {left + letter + right for left, right in splits for letter in letters}
    return tuple(sorted(edits - {token}))
