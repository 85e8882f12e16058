"""The things that a text is about, as terms with their other forms, and the proper names in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from bc_qa.evidence.question import Term
from bc_qa.figures.units import Dimension
from bc_qa.language import cues, lexicon, synonyms
from bc_qa.text.keys import TOKEN, UPPER, key, syllables

Tagger = Callable[[str], Sequence[tuple[str, str]]]
"""Returns the words of a text with their parts of speech."""

_STRESS = {"N": 1.0, "Np": 1.2, "Nu": 1.0, "Nc": 1.0, "Ny": 1.0, "A": 0.9, "M": 0.8, "V": 0.7}
_LITTLE_STRESS = 0.4
OTHER_FORM = 0.9  # what a term is worth in another spelling of it, or an abbreviation
STANDS_FOR, FURTHER, LEAST_STANDS_FOR = 0.8, 0.05, 0.6  # … in the first word that may stand for it, and each further
_LONGEST_PHRASE = 3  # syllables: longer ones are made of things that may stand apart
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
    held = _held(_levelled(_shortened(tagged)))
    words = ["", *(word.lower().split()[-1] for word, _ in held)]
    behind = [*(word.lower().split()[0] for word, _ in held[1:] if word.strip()), ""]
    for before, after, (written, tag) in zip(words, behind, held, strict=False):
        word = _bare(written, tag)
        tokens = tuple(syllables(word))
        joined = "_".join(tokens)
        small = joined in lexicon.STOP or (tag != "N" and all(token in lexicon.STOP for token in tokens))
        if (
            not tokens
            or small
            or all(token in taken for token in tokens)
            or YEAR.fullmatch(word)
            or (len(joined) == 1 and joined.isascii() and (tag != "M" or after in lexicon.TIME_UNITS))
        ):
            continue
        measure = dimension is not None and joined in lexicon.MEASURES
        if joined in lexicon.KINDS_OF and after and after not in lexicon.STOP:
            continue  # "đàn trâu" is of trâu
        sort = "N" if joined in lexicon.THINGS or before in lexicon.KINDS_OF else tag
        stress = _LITTLE_STRESS if measure else _STRESS.get(sort, _LITTLE_STRESS)
        noun = sort[0] in "NA" and not measure
        terms.setdefault(joined, term(word, tokens, stress, noun, before in lexicon.MODIFIERS, measure))
    return tuple(terms.values())


def _bare(word: str, tag: str) -> str:
    """Return a word without what only leads up to it or follows it: "số nhà", "được học nghề", "sống ở"."""
    bare = cues.LED_BY.sub("", word)
    return cues.VERB_ENDING.sub("", bare) if tag == "V" else bare


def _shortened(tagged: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the words with an abbreviation apart from what it was joined to: "chuẩn NTM"."""
    made: list[tuple[str, str]] = []
    for word, tag in tagged:
        capitals = [piece.lower() for piece in word.split() if piece.isupper()]
        apart = " " in word and any(piece in synonyms.ABBREVIATIONS for piece in capitals)
        made += [(piece, tag) for piece in word.split()] if apart and not word.isupper() else [(word, tag)]
    return made


def _levelled(tagged: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the words with "cấp" joined to the level it names: "cấp huyện"."""
    made: list[tuple[str, str]] = []
    for word, tag in tagged:
        if made and made[-1][0].lower() == "cấp" and word.lower() in lexicon.LEVELS:
            made[-1] = (f"{made[-1][0]} {word}", "N")
        else:
            made.append((word, tag))
    return made


def _held(tagged: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the words with those joined that are a set phrase of the language together: "bỏ" and "vốn"."""
    made: list[tuple[str, str]] = []
    at = 0
    while at < len(tagged):
        sizes = range(min(_LONGEST_PHRASE, len(tagged) - at), 1, -1)
        size = next((n for n in sizes if _is_phrase([word for word, _ in tagged[at : at + n]])), 1)
        made.append((" ".join(word for word, _ in tagged[at : at + size]), tagged[at][1]))
        at += size
    return made


def _is_phrase(words: Sequence[str]) -> bool:
    """Whether words are a set phrase that has others, and no question word or stop is among them."""
    keys = [tuple(syllables(word)) for word in words]
    whole = tuple(token for word in keys for token in word)
    measures = {"_".join(word) for word in keys} & (lexicon.MEASURES | lexicon.THINGS)
    apart = not all(keys) or len(whole) > _LONGEST_PHRASE or measures or lexicon.ASKING_WORDS & set(whole)
    return not apart and bool(synonyms.others(whole))


def term(
    word: str, tokens: synonyms.Words, stress: float, noun: bool, modified: bool = False, measure: bool = False
) -> Term:
    """Return a word as a term, with its other forms and what each is worth."""
    forms = dict.fromkeys([tokens], 1.0)
    for other in _other_forms(word.lower()):
        forms.setdefault(tuple(syllables(other)), OTHER_FORM)
    if len(tokens) > 1 and tokens[0] in lexicon.KINDS_OF and tokens[1] not in lexicon.STOP | lexicon.ANYONE:
        forms.setdefault(tokens[1:], OTHER_FORM)  # "đàn trâu" is "trâu"
    for order, form in enumerate(synonyms.others(tokens)):
        forms.setdefault(form, max(STANDS_FOR - order * FURTHER, LEAST_STANDS_FOR))
    return Term(word, stress, noun, modified, measure, tuple(forms), tuple(forms.values()))


def _other_forms(word: str) -> list[str]:
    found = [
        *lexicon.NUMERALS.get(word, ()),
        lexicon.ORDINALS.get(word, ""),
        *synonyms.same_as(word),
    ]
    return [form for form in found if form]


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
