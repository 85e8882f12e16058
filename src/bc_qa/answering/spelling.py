"""What was typed, as it was meant: diacritics put back, slips mended, run-together words parted.

A syllable that the corpus or the dictionary holds is right; for any other, the reading that it and its neighbours make
most likely is taken, the corpus weighing most. A word that nothing known comes near stays as it was typed.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from bc_qa.answering.english import in_vietnamese, is_english
from bc_qa.figures.units import UNITS
from bc_qa.language import synonyms
from bc_qa.text.keys import TOKEN, blind, is_plain, key, syllables
from bc_qa.text.keystrokes import Keystrokes
from bc_qa.text.ngrams import Arrays, NGrams, Options, packed, unpacked

_LONGEST_SYLLABLE = 7
_LEAST_MENDED = 4  # a shorter syllable is one letter away from too many others
_RUN_TOGETHER = 12  # as many letters without a diacritic are no English word either
_LONGEST_RUN = 80  # letters of words typed without spaces; what is longer is no question
_CORPUS_WEIGHT = 2  # against 1 of the questions: the words of the reports are likelier than any others
_DICTIONARY_WEIGHT = 0.05
_DIGITS_MEET_LETTERS = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_TRUST = 3.0  # how much likelier (log) a word is meant as typed
_TRUST_IN_CORPUS = 1.5  # … a syllable that the reports have, among words without diacritics
_TRUST_IN_UNITS = 1.0  # … a unit without diacritics, among words without any: "ha", not "hạ"
_FAR_LESS = 2.0  # how much less likely (log) than the likeliest way a text may be meant otherwise
_QUICKEST = 2  # letters of a quick spelling that is no syllable as well
_NOWHERE: Mapping[str, float] = {}
# Hỏi and ngã are taken for one another by half of the country: "hổ trợ", "muốn sữa".
_HOI, _NGA = "ảẳẩẻểỉỏổởủửỷ", "ãẵẫẽễĩõỗỡũữỹ"
_TWINS = str.maketrans(_HOI + _NGA, _NGA + _HOI)
# … and so are consonants that sound alike in a part of it: "mấy lược học sinh", "xữa trửa".
_ALIKE_FIRST = (("s", "x"), ("x", "s"), ("ch", "tr"), ("tr", "ch"), ("d", "gi"), ("gi", "d"), ("l", "n"), ("n", "l"))
_ALIKE_LAST = (("c", "t"), ("t", "c"), ("n", "ng"), ("ng", "n"))
_VOWELS = "aàáảạeèéêoòóôơởủuùúưyýỷỵíì"
_UNITS = frozenset(unit for unit in UNITS if unit.isascii() and unit.isalpha())
_QUICK = re.compile(r"(?<![\w.,-])(?<!\d )[^\W\d_]+(?![\w-])|(?<=\d )tr\b")
_TYPED = re.compile(r"[^\W_]+")
_LEAST_TELEX = 2  # one word alone may be foreign
_LEAST_CAPITALS = 4  # as many words in capitals are a keyboard's accident; so are two that can be spoken


@lru_cache(maxsize=1)
def question_language() -> tuple[str, ...]:
    """Return questions as people ask them of any report, rightly spelt: neighbours of words are learnt from them."""
    text = files(__package__).joinpath("questions.txt").read_text(encoding="utf-8")
    return tuple(text.splitlines())


@dataclass(frozen=True, slots=True)
class Learnt:
    """What spelling is mended by.

    `corpus` are the syllables of the reports, `pairs` those that stand side by side there, `common` are those of the
    reports and of questions; a `sure` one is right as it is typed.
    """

    language: NGrams
    corpus: frozenset[str]
    pairs: frozenset[str]
    common: frozenset[str]
    sure: frozenset[str]

    @classmethod
    def from_texts(
        cls,
        texts: Iterable[str],
        dictionary: Iterable[str] = (),
        questions: Iterable[str] = (),
        words: Iterable[str] = (),
    ) -> Learnt:
        """Learn from texts; `words` are those of the same texts as a tokenizer parts them (joined by underscores)."""
        language = NGrams()
        language.learn_words(words)
        read, known, asked = tuple(texts), tuple(dictionary), tuple(questions)
        language.learn(read, _CORPUS_WEIGHT)
        corpus = frozenset(language.counts)
        words_in_row = (pair for text in read for pair in pairwise(TOKEN.findall(text)))
        pairs = frozenset(f"{key(one)} {key(other)}" for one, other in words_in_row if other[0].islower())
        common = corpus | {token for text in asked for token in syllables(text)}
        language.learn((*synonyms.ABBREVIATIONS.values(), *synonyms.SAME), 1, sentences=False)
        language.learn(asked, 1)
        language.learn(known, _DICTIONARY_WEIGHT, sentences=False)
        # A syllable that only ever stands inside some rare compound ("nhiu nhíu") is more likely a slip.
        return cls(language, corpus, pairs, common, common | {key(word) for word in known if " " not in word})

    def arrays(self) -> Arrays:
        """Return what was learnt as arrays: what `of` makes the same of."""
        sets = {"corpus": self.corpus, "beside": self.pairs, "common": self.common, "sure": self.sure}
        return {**self.language.arrays(), **{name: packed(sorted(words)) for name, words in sets.items()}}

    @classmethod
    def of(cls, arrays: Arrays) -> Learnt:
        """Return what some arrays hold."""
        sets = (frozenset(unpacked(arrays[name])) for name in ("corpus", "beside", "common", "sure"))
        return cls(NGrams.of(arrays), *sets)


class Speller:
    """Mends typed questions by the syllables of a corpus; a pure function of what was learnt."""

    def __init__(self, learnt: Learnt) -> None:
        self._language, self._corpus, self._pairs = learnt.language, learnt.corpus, learnt.pairs
        self._common, self._sure = learnt.common, learnt.sure
        self._counts = self._language.counts
        known = sorted(token for token in self._counts if token[0].isalpha())
        self._keystrokes = Keystrokes(sorted(known, key=lambda token: -self._counts[token]))
        self._by_blind: dict[str, list[str]] = defaultdict(list)
        for token in known:
            self._by_blind[blind(token)].append(token)

    def meant(self, text: str, most: int = 1, near: Mapping[str, float] = _NOWHERE) -> list[str]:
        """Return what `text` (cleaned) may mean, the likeliest first; what is between the words is kept.

        `most` ways at most, none far less likely than the first: "dien tich chuoi" may be of bananas ("chuối") or of a
        chain ("chuỗi"). `near` says how much likelier (log) some syllables are meant: those of the place that a talk is
        about.
        """
        if is_english(text):
            text = in_vietnamese(text)
        text = self._spelled(_without_capitals(text))
        plain = is_plain(text)
        text = _in_full(text, self._by_blind if plain else ())
        if any(map(_runs_together, TOKEN.findall(text))):
            text = _DIGITS_MEET_LETTERS.sub(" ", text)
        text = TOKEN.sub(lambda found: self._parted(found.group()), text)
        found = list(TOKEN.finditer(text))
        keys = ["", *(key(token.group()) for token in found), ""]
        beside = zip(keys, keys[2:], strict=False)
        choices = [self._choices(token.group(), plain, near, by) for token, by in zip(found, beside, strict=True)]
        ways = self._language.likeliest(choices, most)
        return [_put(text, found, words) for score, words in ways if score >= ways[0][0] - _FAR_LESS]

    def _spelled(self, text: str) -> str:
        """Return a text with what Telex or VNI left in it as syllables."""
        telex = sum(self._telex(word) is not None for word in _TYPED.findall(text)) >= _LEAST_TELEX

        def read(found: re.Match[str]) -> str:
            word = found.group()
            return self._keystrokes.vni(word) or (self._telex(word) if telex else None) or word

        return _TYPED.sub(read, text)

    def _telex(self, word: str) -> str | None:
        """Return what a word is in Telex, if it is no syllable as it stands."""
        return None if key(word) in self._by_blind else self._keystrokes.telex(word)

    def _choices(self, typed: str, plain: bool, near: Mapping[str, float], beside: tuple[str, str]) -> Options:
        """Return what a typed token may mean: itself where it is known, else what comes nearest to it as well.

        `beside` are the tokens before and after it.
        """
        token = key(typed)
        if not typed[0].isalpha() or _is_symbol(typed) or (plain and not is_plain(typed)):
            return [(token, 0.0)]
        if token in self._sure and not plain:
            twin = token.translate(_TWINS)
            twins = [twin] if twin != token and twin in self._corpus else []
            return [(token, _TRUST), *((twin, 0.0) for twin in (*twins, *self._sounding_alike(token, beside)))]
        if plain:
            meant = self._by_blind.get(token) or self._near(token) or [token]
            return [(word, self._odds(token, word) + near.get(word, 0.0)) for word in meant]
        alike = dict.fromkeys([*self._by_blind.get(blind(token), ()), *self._near(blind(token))])
        return [(token, _TRUST), *((word, 0.0) for word in alike if word != token)]

    def _sounding_alike(self, token: str, beside: tuple[str, str]) -> list[str]:
        """Return what is spoken like a token and stands by its neighbours in the corpus, where the token never does."""

        def stands(word: str) -> bool:
            return f"{beside[0]} {word}" in self._pairs or f"{word} {beside[1]}" in self._pairs

        return [] if stands(token) else [word for word in _sounding_alike(token) if stands(word)]

    def _odds(self, token: str, word: str) -> float:
        """Return how much likelier a syllable is meant for what the reports are about, or for a unit as typed."""
        unit = word == token and word in _UNITS
        return (_TRUST_IN_UNITS if unit else 0.0) + (_TRUST_IN_CORPUS if word in self._corpus else 0.0)

    def _near(self, token: str) -> list[str]:
        """Return the common syllables one letter away from a token that is none, the most frequent of them."""
        if len(token) < _LEAST_MENDED:
            return []
        near = {word for other in _edits(token) for word in self._by_blind.get(other, ()) if word in self._common}
        best = sorted(near, key=lambda word: (-self._counts.get(word, 0), word))
        return best[:6]

    def _parted(self, token: str) -> str:
        """Return a run of words typed without spaces, parted; anything else as it is."""
        known = key(token) in self._counts
        if known or not token.isalpha() or not _runs_together(token) or len(token) > _LONGEST_RUN:
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


def _put(text: str, found: Sequence[re.Match[str]], words: Sequence[str]) -> str:
    """Return a text with words in the place of those found in it."""
    pieces, at = [], 0
    for token, word in zip(found, words, strict=True):
        pieces += [text[at : token.start()], _as_typed(token.group(), word)]
        at = token.end()
    return "".join([*pieces, text[at:]])


def _is_symbol(typed: str) -> bool:
    """Whether a token is an abbreviation: nothing that diacritics could be put on."""
    small = typed.lower()
    return small in synonyms.ABBREVIATIONS or (typed.isupper() and len(typed) > 1)


def _in_full(text: str, but: Collection[str]) -> str:
    """Return a text with the spellings of quick typing in full: "đc" is "được"; none behind a digit but "tr".

    Not those in `but`: "hong" is "không" in a chat, but "hỏng" where no word has diacritics.
    """
    table = synonyms.table("chat_words")

    def read(found: re.Match[str]) -> str:
        word = found.group()
        kept = word.lower() in synonyms.ABBREVIATIONS or (len(word) > _QUICKEST and word.lower() in but)
        meant = () if kept else table.get((key(word),), ())
        return " ".join(meant[0]) if meant and not word.isupper() else word

    return _QUICK.sub(read, text)


def _without_capitals(text: str) -> str:
    """Return a text typed in capitals throughout in small letters, abbreviations and document numbers as they are."""
    words = text.split()
    typed = [word.strip("?.,!:;").lower() for word in words]
    typed = [word for word in typed if word.isalpha() and word not in synonyms.ABBREVIATIONS]
    accident = len(words) >= _LEAST_CAPITALS or (len(typed) > 1 and all(set(word) & set(_VOWELS) for word in typed))
    if text.upper() != text or not accident:
        return text
    kept = (
        word if word.lower() in synonyms.ABBREVIATIONS or not word.strip("?.,!:;").isalpha() else word.lower()
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
def _sounding_alike(token: str) -> tuple[str, ...]:
    """Return the other spellings of a syllable that a part of the country speaks like it."""
    tones = {token, token.translate(_TWINS)}
    firsts = {b + t[len(a) :] for t in tones for a, b in _ALIKE_FIRST if t.startswith(a)}
    lasts = {t[: -len(a)] + b for t in tones for a, b in _ALIKE_LAST if t.endswith(a)}
    return tuple(sorted((tones | firsts | lasts) - {token}))


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
