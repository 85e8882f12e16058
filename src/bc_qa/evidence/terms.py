"""The things that a text is about, as terms with their other forms, and the proper names in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from bc_qa.evidence import lexicon
from bc_qa.evidence.question import Term
from bc_qa.figures.units import Dimension
from bc_qa.text.keys import TOKEN, UPPER, key, syllables

Tagger = Callable[[str], Sequence[tuple[str, str]]]
"""Returns the words of a text with their parts of speech."""

_STRESS = {"N": 1.0, "Np": 1.2, "Nu": 1.0, "Nc": 1.0, "Ny": 1.0, "A": 0.9, "M": 0.8, "V": 0.7}
_LITTLE_STRESS = 0.4
_LONGEST_NAME = 4  # syllables
_WORD = rf"[{UPPER}][^\W\d_{UPPER}]+"
_CAPITALS = re.compile(rf"(?<=[^\W\d_{UPPER}] ){_WORD}(?: {_WORD})*(?![^\W\d_])")
# A year that stands alone: no end of a period, no part of a date or number.
YEAR = re.compile(r"(?<![\d./,-])(?<![-–] )(?:19|20)\d\d(?![\d.,]\d|/|\s?[-–]\s?\d)")


def words_of(text: str, names: Collection[tuple[str, ...]], tag: Tagger) -> list[tuple[str, str]]:
    """Return the words of a text with their parts of speech, the names of the corpus held together as they are."""
    tokens = list(TOKEN.finditer(text))
    keys = [key(token.group()) for token in tokens]
    made: list[tuple[str, str]] = []
    done = at = 0
    while at < len(tokens):
        sizes = range(min(_LONGEST_NAME, len(tokens) - at), 1, -1)
        size = next((n for n in sizes if tuple(keys[at : at + n]) in names), 0)
        if size:
            made += tag(text[done : tokens[at].start()]) if text[done : tokens[at].start()].strip() else ()
            done = tokens[at + size - 1].end()
            made.append((text[tokens[at].start() : done], "Np"))
        at += size or 1
    rest = text[done:]
    return [*made, *(tag(rest) if rest.strip() else ())]


def terms_of(
    tagged: Sequence[tuple[str, str]], dimension: Dimension | None, taken: Collection[str]
) -> tuple[Term, ...]:
    """Return the content words of a question as terms, each with its other forms; not the syllables in `taken`."""
    terms: dict[str, Term] = {}
    joined_levels = _levelled(tagged)
    words = ["", *(word.lower().split()[-1] for word, _ in joined_levels)]
    for before, (word, tag) in zip(words, joined_levels, strict=False):
        tokens = tuple(syllables(word))
        joined = "_".join(tokens)
        small = joined in lexicon.STOP or all(token in lexicon.STOP for token in tokens)
        if (
            not tokens
            or small
            or all(token in taken for token in tokens)
            or YEAR.fullmatch(word)
            or (len(joined) == 1 and joined.isascii() and tag != "M")
        ):
            continue
        measure = dimension is not None and joined in lexicon.MEASURES
        stress = _LITTLE_STRESS if measure else _STRESS.get(tag, _LITTLE_STRESS)
        noun = tag[0] in "NA" and not measure
        terms.setdefault(
            joined, Term(word, stress, noun, before in lexicon.MODIFIERS, measure, _forms(word.lower(), tokens))
        )
    return tuple(terms.values())


def _levelled(tagged: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the words with "cấp" joined to the level it names: "cấp huyện"."""
    made: list[tuple[str, str]] = []
    for word, tag in tagged:
        if made and made[-1][0].lower() == "cấp" and word.lower() in lexicon.LEVELS:
            made[-1] = (f"{made[-1][0]} {word}", "N")
        else:
            made.append((word, tag))
    return made


def _forms(word: str, tokens: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    others = [
        *lexicon.NUMERALS.get(word, ()),
        lexicon.ORDINALS.get(word, ""),
        lexicon.ABBREVIATIONS.get(word, ""),
        lexicon.ENGLISH.get(word, ""),
        *lexicon.EVERYDAY.get(word, ()),
    ]
    others += [short for short, full in lexicon.ABBREVIATIONS.items() if full == word]
    forms = [tokens, *(tuple(syllables(other)) for other in others if other)]
    return tuple(dict.fromkeys(forms))


def names_of(text: str, names: Collection[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Return the corpus names that a question mentions, and other runs of capitals in it; none inside another."""
    tokens = tuple(syllables(text))
    found: list[tuple[str, ...]] = []
    longest = max((len(name) for name in names), default=0)
    at = 0
    while at < len(tokens):
        sizes = range(min(longest, len(tokens) - at), 1, -1)
        name = next((tokens[at : at + size] for size in sizes if tokens[at : at + size] in names), None)
        if name:
            found.append(name)
        at += len(name) if name else 1
    for run in _CAPITALS.findall(text):
        keys = tuple(syllables(run))
        if not any(set(keys) & set(name) for name in found):
            found.append(keys)
    return tuple(dict.fromkeys(found))
