"""What a passage says of the things that a question is about: where each term stands in it, and how well it agrees."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.question import OF_ITSELF, Kind, Question, Term
from bc_qa.evidence.reading import Reading
from bc_qa.figures.units import BASES, Dimension
from bc_qa.language import lexicon
from bc_qa.text.keys import TOKEN, blind
from bc_qa.types import Figure, ParagraphKind

CONTEXT = 0.7  # what a term is worth that stands only in the context of a passage
OUTER = 0.4  # … only in the outer headings: what a whole part is about
BLIND = 0.6  # … that agrees only without its diacritics
PART = 0.2  # … of which only a syllable is there
ANOTHER = 0.3  # … behind a word that makes it another thing
MEASURED = 0.85  # … that asks for a measure, which only the unit of a value tells
SILENT = 0.15  # a thing that agrees less than this is not spoken of
UNKNOWN = 0.6  # how surely a thing is missed that may only go by another word

Place = tuple[int, int, float]
"""Where a term stands in a passage's text (start, end), and how well it agrees there, 0–1."""


@dataclass(frozen=True, slots=True)
class Support:
    """How far a passage speaks of what a question asks: shares 0–1 of the terms' weight.

    `asked` are the syllables of the terms in each of their forms. By term: `found` where it stands, `above` how well it
    agrees with the context, `strength` the better of both. `absent` is the share of the things asked about that the
    passage is silent on, `weakest` how well that thing agrees which agrees least among those that the corpus knows.
    """

    reading: Reading
    terms: tuple[Term, ...]
    asked: frozenset[str]
    covered: float
    found: dict[str, list[Place]]
    above: dict[str, float]
    strength: dict[str, float]
    weights: dict[str, float]
    absent: float
    weakest: float


def support(corpus: Corpus, reading: Reading, question: Question, weights: dict[str, float]) -> Support:
    """Measure a passage against the terms of a question."""
    found = {term.text: matches(reading, term, corpus.knows(term)) for term in question.terms}
    text = {name: places[0][2] if places else 0.0 for name, places in found.items()}
    above = {term.text: in_context(reading, term) for term in question.terms}
    strength = {name: max(value, above[name]) for name, value in text.items()}
    if any(dimension_of(figure) is question.dimension for figure in reading.figures):
        strength |= {term.text: max(strength[term.text], MEASURED) for term in question.terms if term.measure}
    total = sum(weights.values()) or 1.0
    own = 1.0 if of_itself(reading, question) else 0.0
    return Support(
        reading=reading,
        terms=question.terms,
        asked=question.asked,
        covered=own or sum(weights[name] * value for name, value in strength.items()) / total,
        found=found,
        above=above,
        strength=strength,
        weights=weights,
        weakest=min((strength[t.text] for t in question.terms if t.noun and corpus.knows(t)), default=1.0),
        absent=sum(weights[term.text] * _missed(corpus, term, strength[term.text]) for term in question.terms) / total,
    )


def matches(reading: Reading, term: Term, known: bool) -> list[Place]:
    """Return where a term stands in a passage's text, and how well it agrees there: (start, end, 0–1), best first.

    A term that the corpus does not know as it is spelt may agree without its diacritics.
    """
    found: list[Place] = []
    spelt, plain = _syllables(term.forms)
    if reading.places.keys().isdisjoint(spelt) and (known or reading.blind_places.keys().isdisjoint(plain)):
        return found
    for form, full in zip(term.forms, term.worth, strict=True):
        found += [(*place, full * _same(reading, place[0], term)) for place in _runs(reading, form, reading.places)]
        if not found and not known:
            bare = tuple(blind(token) for token in form)
            found += [(*place, full * BLIND) for place in _runs(reading, bare, reading.blind_places)]
    if not found and len(term.forms[0]) > 1:
        found += _partly(reading, max(term.forms, key=len))
    return sorted(found, key=lambda place: -place[2])


@lru_cache(maxsize=4096)
def _syllables(forms: tuple[tuple[str, ...], ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the syllables of all forms of a term, with and without diacritics: where none stands, no form does."""
    spelt = frozenset(token for form in forms for token in form)
    return spelt, frozenset(map(blind, spelt))


def _same(reading: Reading, start: int, term: Term) -> float:
    """Return 1, or little where the word before makes it another thing: "phó", "cận"; or where the question's did."""
    before = TOKEN.findall(reading.passage.text[:start].lower())[-1:]
    return 1.0 if bool(lexicon.MODIFIERS & set(before)) == term.modified else ANOTHER


def _partly(reading: Reading, form: tuple[str, ...]) -> list[Place]:
    """Return where half or more of a form stands in one run: "dân tộc" for "dân tộc thiểu số"."""
    for size in range(len(form) - 1, 0, -1):
        worth = PART if size == 1 else BLIND * size / len(form)
        runs = [
            run for at in range(len(form) - size + 1) for run in _runs(reading, form[at : at + size], reading.places)
        ]
        if runs and size * 2 >= len(form):
            return [(*run, worth) for run in runs]
    return []


def _runs(reading: Reading, form: tuple[str, ...], places: dict[str, list[int]]) -> list[tuple[int, int]]:
    """Return where the syllables of a form stand one after another."""
    runs = []
    for at in places.get(form[0], ()):
        if all(at + step in places.get(token, ()) for step, token in enumerate(form)):
            runs.append((reading.tokens[at][1], reading.tokens[at + len(form) - 1][2]))
    return runs


def in_context(reading: Reading, term: Term) -> float:
    """Return how well a term agrees with the context of a passage, 0–1."""
    if _syllables(term.forms)[0].isdisjoint(reading.above):
        return 0.0
    padded, near = f" {reading.context_text} ", f" {reading.near_context} "
    worth = {f" {' '.join(form)} ": full for form, full in zip(term.forms, term.worth, strict=True)}
    if stands := [full for form, full in worth.items() if form in near]:
        # The lines of a masthead have no other subject than the document and the line above them.
        head = reading.kind in (ParagraphKind.MASTHEAD, ParagraphKind.SIGNATURE)
        numbered = term.text[-1:].isdigit()  # a note that "Dự án 3" calls is of nothing else
        return max(stands) * (1.0 if head or numbered else CONTEXT)
    if stands := [full for form, full in worth.items() if form in padded]:
        return max(stands) * OUTER
    return max(_partly_in(padded, form) for form in term.forms) * CONTEXT


def _partly_in(padded: str, form: tuple[str, ...]) -> float:
    """Return what the longest run of a form is worth that stands in a text, half of the form at least."""
    for size in range(len(form) - 1, 0, -1):
        if size * 2 < len(form):
            break
        runs = (" ".join(form[at : at + size]) for at in range(len(form) - size + 1))
        if any(f" {run} " in padded for run in runs):
            return PART if size == 1 else BLIND * size / len(form)
    return 0.0


def _missed(corpus: Corpus, term: Term, strength: float) -> float:
    """Return how surely a passage is silent on a thing: 1 if the corpus knows it, less if it never names it."""
    if not term.noun or strength >= SILENT:
        return 0.0
    return 1.0 if corpus.knows(term) else UNKNOWN


def of_itself(reading: Reading, question: Question) -> bool:
    """Whether a question is about the document as such ("đề ngày nào?") and the passage is of its head or foot.

    Its number stands in the head only: the foot may name other documents.
    """
    places = (ParagraphKind.MASTHEAD, ParagraphKind.SIGNATURE)[: 1 if question.kind is Kind.NUMBERED else 2]
    return not question.terms and question.kind in OF_ITSELF and reading.kind in places


def dimension_of(figure: Figure) -> Dimension | None:
    """Return what a figure measures, None for a count of things or a bare number."""
    return BASES.get(figure.base_unit)
