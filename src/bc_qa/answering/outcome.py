"""What a passage is worth as an answer: how surely it is one, and what provably stands nowhere."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.items import item_of
from bc_qa.evidence.question import Kind, Question
from bc_qa.evidence.ranking import Features, Pick, absent_label, is_target
from bc_qa.evidence.reading import Reading
from bc_qa.evidence.values import VALUED
from bc_qa.figures.units import Dimension
from bc_qa.language import cues, lexicon, synonyms
from bc_qa.text.keys import blind, blind_syllables, syllables
from bc_qa.types import Absent

DOUBTFUL, UNKNOWN = 0.12, 0.25  # a confidence below which, and a share of a question in unknown words above which
LEAST_OF_ROLE = 0.5  # how well each thing that says who is meant has to agree
COMMON = 5  # a syllable that more passages than this hold is no name by itself
MOST_LEAD = 5.0  # over the next passage, where there is none
LOOKED_AT = 8  # passages, best first, of which one has to be of the year that is asked of
SPELT_ALIKE = 0.75  # share of the letters that a name has in common with one that is only spelt otherwise
_NAMED = re.compile(
    r"(?<!\w)(?:(tỉnh|huyện|thành phố|thị xã|thị trấn|quận|phường|xã|thôn|bản)|(ông|bà|đồng chí|anh|chị))$"
)


@dataclass(frozen=True, slots=True)
class Lack:
    """What was asked for and stands nowhere in the reports asked, as typed."""

    kind: Absent
    what: str = ""


class Judge:
    """Judges evidence against one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._words: dict[str, str] = {}
        self._years: dict[str, frozenset[int]] = {}

    def absence(self, question: Question, picks: Sequence[Pick], documents: Collection[str]) -> Lack | None:
        """Return what provably stands nowhere in some reports; None where that cannot be proven.

        That no passage agrees proves nothing: only a year, a document's number, a place or a person that is named and
        of which these reports hold no trace.
        """
        if question.kind is Kind.OPINION:
            return Lack(Absent.OPINION)
        return self._no_year(question, picks, documents) or self._no_name(question, documents)

    def unspoken(self, question: Question, likely: float, features: Features) -> Lack | None:
        """Return a thing that no report has a word for, where much of the question is that and no passage is likely."""
        if likely >= DOUBTFUL or features.get("unknown", 0.0) < UNKNOWN:
            return None
        unknown = [term for term in question.terms if term.noun and not self._corpus.knows(term)]
        named = max(unknown, key=self._corpus.weight, default=None)
        return Lack(Absent.THING, named.text) if named else None

    def features(self, question: Question, picks: Sequence[Pick]) -> Features:
        """Return all that the confidence is told from: what the best passage says and lacks, its lead."""
        if not picks:
            return {}
        best = picks[0]
        scores = [pick.score for pick in picks[:LOOKED_AT]]
        found = best.features | {
            "best": best.score,
            "some": _log_sum([*scores, 0.0]),
            "lead": best.score - max(scores[1:], default=best.score - MOST_LEAD),
        }
        if "relevance" in best.features:
            found["read"] = 1.0
        return found | self.signs(question, best) | {f"asks {question.kind.value}": 1.0}

    def signs(self, question: Question, best: Pick) -> Features:
        """Return what speaks against the best passage, 1 where it does: a name, aim, year or value that it lacks."""
        reading = best.reading
        target = is_target(reading, best.candidates)
        dated = {*reading.years, *reading.context_years}
        valued = question.kind in VALUED
        found = {
            "lacks name": self._absent_name(question, best),
            "lacks number": _absent_number(question, reading) or absent_label(question, reading, in_context=True),
            "lacks scope": _other_scope(question, reading) or _absent_school_year(question, reading),
            "lacks target": question.target and not question.result and not target,
            "lacks result": not question.target and target and question.kind is Kind.FIGURE,
            "lacks year": question.years and not dated & set(question.years),
            "lacks value": valued and (best.best is None or best.best.unit < 0),
            "lacks sorting": _lacks_sorting(question, reading),
            "lacks person": question.kind is Kind.PERSON and _no_person(question, best),
            "other period": question.years and best.best is not None and best.best.period < 0,
        }
        return {name: 1.0 for name, sign in found.items() if sign}

    def _no_year(self, question: Question, picks: Sequence[Pick], documents: Collection[str]) -> Lack | None:
        """Return a year asked of that these reports never name, or that no passage read is of."""
        if school_year := next(filter(None, (self._absent_span(f, documents) for f in _school_years(question))), ""):
            return Lack(Absent.YEAR, school_year)
        if not question.years or question.kind in (Kind.NUMBERED, Kind.DATE):
            return None
        named = frozenset().union(*(self._years_of(document) for document in documents))
        absent = next((year for year in question.years if year not in named), None)
        if absent is not None:
            return Lack(Absent.YEAR, str(absent))
        dated = (pick.reading.years | pick.reading.context_years for pick in picks[:LOOKED_AT])
        if picks and not any(years & set(question.years) for years in dated):
            return Lack(Absent.YEAR, str(question.years[0]))
        return None

    def _absent_span(self, found: re.Match[str], documents: Collection[str]) -> str:
        """Return a school year as typed that these reports never name, else nothing."""
        named = re.compile(rf"{found[1]}\s?[-–]\s?{found[2]}")
        readings = (r for r in self._corpus.readings.values() if r.passage.document in documents)
        told = any(named.search(r.passage.text) or named.search(r.passage.context) for r in readings)
        return "" if told else found.group()

    def _years_of(self, document: str) -> frozenset[int]:
        if document not in self._years:
            readings = (r for r in self._corpus.readings.values() if r.passage.document == document)
            self._years[document] = frozenset().union(*(r.years | r.context_years for r in readings))
        return self._years[document]

    def _no_name(self, question: Question, documents: Collection[str]) -> Lack | None:
        """Return a place, person or document that is asked of by name and of which these reports hold no trace."""
        there = [self._words_of(document) for document in documents]
        number = next((n for n in question.numbers if not any(f" {_spaced(n)} " in words for words in there)), "")
        if number:
            return Lack(Absent.DOCUMENT, number)
        for name in question.names:
            typed = _as_typed(question.text, name)
            sort = _NAMED.search(question.text[: question.text.find(typed)].rstrip().lower())
            if sort and len(name) > 1 and not any(_has_trace(blind(" ".join(name)), words) for words in there):
                return Lack(Absent.PLACE if sort[1] else Absent.PERSON, typed)
        return None

    def _words_of(self, document: str) -> str:
        """Return all syllables of a report without diacritics, a space on either side of each."""
        if document not in self._words:
            readings = (r for r in self._corpus.readings.values() if r.passage.document == document)
            self._words[document] = f" {' '.join(_spaced(f'{r.passage.context} {r.passage.text}') for r in readings)} "
        return self._words[document]

    def _absent_name(self, question: Question, best: Pick) -> str:
        """Return a name of the question that neither the passage nor its context has, as typed; none is empty."""
        reading = best.reading
        there = f"{_blind(reading)}{blind(reading.context_text)} "
        written = f"{reading.passage.context}\n{reading.passage.text}"
        for name in question.names:
            if name in self._corpus.own_names:
                continue
            typed = _as_typed(question.text, name)
            if any(f" {blind(' '.join(other))} " in there for other in synonyms.others(name)):
                continue
            known = name in self._corpus.names
            if len(name) == 1 and not known and self._corpus.frequency.get(name[0], 0) > COMMON:
                continue  # "Huyện ủy": a common word with a capital
            # "Mỹ" is not said by "mỹ phẩm": a name of one syllable, unknown to the corpus, needs its capital.
            if _is_above(question, typed) and not _is_of(best, blind(" ".join(name))):
                return typed
            if typed not in written if len(name) == 1 and not known else f" {blind(' '.join(name))} " not in there:
                return typed
        return ""


def _blind(reading: Reading) -> str:
    """Return a passage's own syllables without diacritics, a space on either side of each."""
    return f" {' '.join(blind(token) for token, _, _ in reading.tokens)} "


def _is_of(best: Pick, name: str) -> bool:
    """Whether the likeliest value of a passage, if it has one, stands in the item of a name (without diacritics)."""
    text = best.reading.passage.text
    left, right = item_of(best.reading, best.best.figure) if best.best else (0, len(text))
    return f" {name} " in f" {' '.join(blind_syllables(text[left:right]))} "


def _is_above(question: Question, name: str) -> bool:
    """Whether a figure is asked of another province or district by name: that headings name it is not enough."""
    before = question.text[: question.text.find(name)].rstrip()
    return question.kind is Kind.FIGURE and bool(cues.OF_PLACE.search(before))


def _other_scope(question: Question, reading: Reading) -> str:
    """Return the whole that a figure is asked of, where the passage tells of another: "toàn tỉnh", not "toàn huyện"."""
    if question.kind is not Kind.FIGURE:
        return ""
    asked = list(cues.SCOPES.finditer(question.text.lower()))
    told = {found[1] for found in cues.SCOPES.finditer(reading.passage.text.lower())}
    other = asked and told and not told & {found[1] for found in asked}
    return asked[0].group() if other else ""


def _school_years(question: Question) -> Iterator[re.Match[str]]:
    """Return the school years of a question: "năm học 2023-2024"."""
    return cues.SCHOOL_YEAR.finditer(question.text)


def _absent_school_year(question: Question, reading: Reading) -> str:
    """Return a school year of the question that neither the passage nor its context has."""
    there = f"{reading.passage.context}\n{reading.passage.text}"
    asked = cues.SCHOOL_YEAR.finditer(question.text)
    return next((year.group() for year in asked if not re.search(rf"{year[1]}\s?[-–]\s?{year[2]}", there)), "")


def _absent_number(question: Question, reading: Reading) -> str:
    """Return a document number of the question that neither the passage nor its context has."""
    there = f"{reading.passage.context}\n{reading.passage.text}"
    return next((number for number in question.numbers if number not in there), "")


def _lacks_sorting(question: Question, reading: Reading) -> bool:
    """Whether a number is asked of things told from others by a word that the passage has not: "hộ thoát nghèo"."""
    words = set(syllables(question.text)) & lexicon.SORTING
    counted = question.kind is Kind.FIGURE and question.dimension in (None, Dimension.SHARE)
    return counted and bool(words) and not words & {*reading.places, *reading.near_context.split()}


def _log_sum(logits: Sequence[float]) -> float:
    most = max(logits)
    return most + math.log(sum(math.exp(logit - most) for logit in logits))


def _spaced(text: str) -> str:
    return " ".join(blind_syllables(text))


def _has_trace(name: str, words: str) -> bool:
    """Whether a text has a name, or one that is spelt nearly like it ("phu rag" for "phu rach")."""
    if f" {name} " in words:
        return True
    first = name.split(maxsplit=1)[0]
    size = len(name.split())
    tokens = words.split()
    runs = {" ".join(tokens[at : at + size]) for at, token in enumerate(tokens) if token[:1] == first[:1]}
    return any(SequenceMatcher(None, name, run).ratio() >= SPELT_ALIKE for run in runs)


def _no_person(question: Question, best: Pick) -> bool:
    """Whether a name that is asked for is not given: the role has to be just that ("phó chủ tịch" is another)."""
    if not question.named:
        return False
    things = [term.text for term in question.terms if term.noun]
    vague = any(best.held.strength[thing] < LEAST_OF_ROLE for thing in things)
    return vague or best.best is None


def _as_typed(text: str, name: tuple[str, ...]) -> str:
    """Return a name as the question has it."""
    words = text.split()
    for at in range(len(words)):
        piece = " ".join(words[at : at + len(name)])
        if tuple(syllables(piece)) == name:
            return piece.strip(".,?!:;\"'()")
    return " ".join(name)
