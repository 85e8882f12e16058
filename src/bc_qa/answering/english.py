"""Questions in English, word by word in the Vietnamese of reports: enough to find a passage, no translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from bc_qa.language.synonyms import Words, table
from bc_qa.text.keys import TOKEN, key

_SMALL = frozenset(
    "the of in is are was were be been does did do has have had a an to for and by on at with from per its it there "
    "their this that s please tell me can you into".split()
)
_LEAST_KNOWN, _LEAST_SHARE = 2, 0.6  # words of the table that make a question English, and share of all its words
_LEAST_LETTERS = 4  # shorter words may be Vietnamese without diacritics: "chi", "ban", "so"
_WHAT = "là gì "
_LONGEST = 4  # words of a phrase
_PLURAL = re.compile(r"(?:(?<=[sxz])es|(?<=[cs]h)es|(?<!s)s)$")


def is_english(text: str) -> bool:
    """Whether a question is English: most of its words are, and more than one is no Vietnamese syllable."""
    pieces = list(_pieces(text))
    count = sum(len(words) for words, _ in pieces)
    known = [word for words, meaning in pieces if meaning for word in words]
    small = [words for words, meaning in pieces if not meaning and key(words[0]) in _SMALL]
    telling = [word for word in known if len(word) >= _LEAST_LETTERS]
    return len(telling) >= _LEAST_KNOWN and len(known) + len(small) >= _LEAST_SHARE * count


def in_vietnamese(text: str) -> str:
    """Return an English question with each word and phrase as reports say it; names and numbers as they are."""
    said = (" ".join(meaning or words) for words, meaning in _pieces(text) if meaning or key(words[0]) not in _SMALL)
    asked = " ".join(said)
    # "What is the poverty rate?" asks how much it is; Vietnamese asks last.
    thing = asked.removeprefix(_WHAT)
    return asked if thing == asked else f"{thing} {_WHAT.strip()}"


def _pieces(text: str) -> Iterator[tuple[Words, Words]]:
    """Yield the words of a text, those of a phrase together, with what each is in reports: nothing if not known."""
    tokens = TOKEN.findall(text)
    at = 0
    while at < len(tokens):
        sizes = range(min(_LONGEST, len(tokens) - at), 0, -1)
        pieces = (tuple(key(token) for token in tokens[at : at + size]) for size in sizes)
        known = next((words for words in pieces if _meaning(words)), ())
        yield (known, _meaning(known)) if known else ((tokens[at],), ())
        at += len(known) or 1


def _meaning(words: Words) -> Words:
    """Return what an English word or phrase is in reports, singular or plural; nothing where that is not known."""
    singular = (*words[:-1], _PLURAL.sub("", words[-1]))
    found = chain(table("english").get(words, ()), table("english").get(singular, ()))
    return next(found, ())
