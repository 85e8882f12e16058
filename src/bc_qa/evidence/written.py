"""The terms of a question as the corpus writes them: its abbreviations, initials in capitals, levels of government."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.question import Question, Term
from bc_qa.evidence.terms import OTHER_FORM
from bc_qa.language import lexicon, synonyms
from bc_qa.text.keys import syllables

INITIALS = 0.7  # how surely capitals are the words whose initials they are
_PAIR = 2  # so many capitals are common: they have to be the initials of one word
_LONGEST = 6  # capitals
_LEVEL_STRESS = 0.7  # of that of the noun
_KNOWN = frozenset(synonyms.ABBREVIATIONS) | {
    form[0] for forms in synonyms.phrases().values() for form in forms if len(form) == 1
}


def as_written(question: Question, corpus: Corpus, before: str = "") -> Question:
    """Return a question and its parts with the other forms that the corpus gives their terms.

    A part may have terms of what is asked `before` it: "đường huyện … mấy km, còn đường đất mấy km?".
    """
    words = syllables(f"{before} {question.text}")
    terms = (*(_with_short(term, words, corpus) for term in question.terms), *_levels(question, words, corpus))
    parts = tuple(as_written(part, corpus, _before(question, part)) for part in question.parts)
    return replace(question, terms=terms, parts=parts)


def _before(whole: Question, part: Question) -> str:
    """Return what a question asks before a part of it; nothing for a part that stands alone."""
    return whole.text.partition(part.text)[0] if part.text in whole.text else ""


def _with_short(term: Term, words: Sequence[str], corpus: Corpus) -> Term:
    """Return a term with what the corpus abbreviates it to, or what its abbreviation is in full there."""
    first = term.forms[0]
    if first in corpus.short:
        return _with(term, corpus.short[first], OTHER_FORM)
    for run in _runs(words, first[0]):
        short = "".join(word[0] for word in run)
        if short in corpus.capitals and short not in _KNOWN and (len(short) > _PAIR or run == first):
            return _with(term, (short,), INITIALS)
    return term


def _with(term: Term, form: tuple[str, ...], worth: float) -> Term:
    if form in term.forms:
        return term
    return replace(term, forms=(*term.forms, form), worth=(*term.worth, worth))


def _runs(words: Sequence[str], first: str) -> Iterator[tuple[str, ...]]:
    """Yield the runs of words of a question that begin with `first`, as long as initials in capitals may be."""
    for at, word in enumerate(words):
        if word == first:
            yield from (tuple(words[at : at + size]) for size in range(_PAIR, min(_LONGEST, len(words) - at) + 1))


def _levels(question: Question, words: Sequence[str], corpus: Corpus) -> list[Term]:
    """Return a term for each noun with a level of government behind it that the corpus has: "đường huyện"."""
    found = []
    for term in question.terms:
        last = term.forms[0][-1]
        behind = {after for word, after in pairwise(words) if word == last}
        for level in sorted(behind & lexicon.LEVELS):
            if term.noun and f"{last} {level}" in corpus.frequency:
                form = (*term.forms[0], level)
                found.append(Term(" ".join(form), term.stress * _LEVEL_STRESS, False, False, False, (form,), (1.0,)))
    return found
