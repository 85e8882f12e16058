"""The passages found, in the order in which they speak of what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bc_qa.evidence import ranker
from bc_qa.evidence.corpus import NEIGHBOURS, Corpus, same_place
from bc_qa.evidence.items import is_aimed, period_of
from bc_qa.evidence.question import Kind, Question, Term
from bc_qa.evidence.reading import Reading
from bc_qa.evidence.support import SILENT, Support, support
from bc_qa.evidence.values import Candidate, candidates
from bc_qa.language import cues, lexicon
from bc_qa.text.keys import syllables
from bc_qa.types import Hit, ParagraphKind

_NEWS = 2  # a passage that adds fewer words than this to those of the question says nothing
_HEADED = 0.75  # a passage whose own heading says so much of the question stands under it
_HEADED_TOGETHER, _HEADED_IN_PART = 0.9, 0.5  # … or with the heading above, and by itself
_SAME_PLACE = 0.6  # how close a passage of the same note or section is
_STALEST = 5  # years that a value's age counts, at most

TOLD = (Kind.LIST, Kind.REASON, Kind.PROSE)
"""Kinds of question that are answered by what is told, not by a value."""

Features = dict[str, float]
"""What speaks for and against a passage, by name."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One passage taken as evidence, with the candidates for the value in it, best first.

    `score` is how surely it answers: a log-odds against "none does".
    """

    held: Support
    score: float
    features: Features
    candidates: tuple[Candidate, ...] = ()
    also: tuple[Candidate, ...] = ()  # the values that answer other parts of the question
    following: tuple[Reading, ...] = ()  # what goes on with the same list, sentence or section

    @property
    def reading(self) -> Reading:
        """The passage as read."""
        return self.held.reading

    @property
    def best(self) -> Candidate | None:
        """The likeliest value, if the question asks for one."""
        return self.candidates[0] if self.candidates else None


def ranked(corpus: Corpus, question: Question, hits: Sequence[Hit]) -> list[Pick]:
    """Return the hits as picks, best first, equal ones in their order."""
    weighed = {term.text: corpus.weight(term) for term in question.terms}
    unknown = sum(weighed[term.text] for term in question.terms if not corpus.knows(term)) / (
        sum(weighed.values()) or 1.0
    )
    found = _found(hits)
    picks = []
    for hit, search in zip(hits, found, strict=True):
        held = support(corpus, corpus.readings[hit.passage.id], question, weighed)
        values = tuple(candidates(question, held))
        features = (
            search | {"unknown": unknown} | _said(corpus, held) | _value(values) | _fit(corpus, question, held, values)
        )
        if question.which:
            features["unnamed"] = 1.0 - corpus.gives_names(held.reading, question.names)
        features["beside"] = _beside(corpus, question, held.reading)
        picks.append(Pick(held, 0.0, features, values))
    if question.kind is Kind.FIGURE and not question.years:
        picks = _aged(picks)
    asks = {f"asks {question.kind.value}": 1.0}
    scores = ranker.packaged().scores([pick.features | asks for pick in picks])
    scored = [replace(pick, score=score) for pick, score in zip(picks, scores, strict=True)]
    return sorted(scored, key=lambda pick: -pick.score)


def _found(hits: Sequence[Hit]) -> list[Features]:
    """Return what the search says of each hit: each channel's z-score, and its place between worst (0) and best (1).

    The place is given by all channels together, and by the vectors alone where they were asked.
    """
    scores = [hit.score for hit in hits]
    dense = [hit.scores.get("dense") for hit in hits]
    near = [cosine for cosine in dense if cosine is not None]
    return [
        {
            "retrieval": _between(hit.score, scores),
            "dense": _between(cosine, near) if cosine is not None else 0.0,
            **{f"{channel} z": value for channel, value in hit.scores.items()},
        }
        for hit, cosine in zip(hits, dense, strict=True)
    ]


def _between(value: float, values: Sequence[float]) -> float:
    low, high = min(values), max(values)
    return (value - low) / (high - low) if high > low else 0.0


def _said(corpus: Corpus, held: Support) -> Features:
    """Return what a passage says of the question: all, its core, the least of it; `told` in its own text, not above.

    `lost` is the share of the thing that it is wholly silent on, though the corpus has the very word.
    """
    things = [term for term in held.terms if term.noun] or held.terms
    core = max(things, key=lambda term: held.weights[term.text], default=None)
    named = [term for term in held.terms if not term.measure]
    total = sum(held.weights[term.text] for term in named) or 1.0
    told = sum(held.weights[t.text] * (held.found[t.text][0][2] if held.found[t.text] else 0.0) for t in named)
    silent = [t for t in named if _is_telling(t) and held.strength[t.text] < SILENT and corpus.knows_word(t)]
    return {
        "told": told / total,
        "lost": max((held.weights[term.text] / total for term in silent), default=0.0),
        "covered": held.covered,
        "absent": held.absent,
        "weakest": held.weakest,
        "core": held.strength[core.text] if core else 1.0,
    }


def _is_telling(term: Term) -> bool:
    """Whether a term names a thing that tells one question from another: no whole, no classifier."""
    return term.noun and not set(term.forms[0]) <= lexicon.LEVELS | lexicon.CLASSIFIERS


def _value(found: Sequence[Candidate]) -> Features:
    """Return how well the likeliest value of a passage is the one asked for."""
    if not found:
        return {}
    best = found[0]
    return {"near": best.near, "unit": best.unit, "period": best.period, "exact": best.exact, "phrases": best.phrases}


def _aged(picks: Sequence[Pick]) -> list[Pick]:
    """Return picks with the age of their value beside the newest: what is asked for without a year is asked of now."""
    years = [
        max(period_of(p.reading, p.best.figure), default=0) if p.best and not is_target(p.reading, p.candidates) else 0
        for p in picks
    ]
    newest = max(years, default=0)
    return [
        replace(pick, features=pick.features | {"stale": float(min(newest - year, _STALEST)) if year else 0.0})
        for pick, year in zip(picks, years, strict=True)
    ]


def _fit(corpus: Corpus, question: Question, held: Support, found: Sequence[Candidate]) -> Features:
    """Return how a passage fits by its years, its aim, and what sort of passage it is."""
    labelled = bool(question.labels) and not absent_label(question, held.reading, in_context=False)
    features = (
        _years(question, held.reading) | _aim(question, is_target(held.reading, found)) | _sort(corpus, question, held)
    )
    level = {"other level": 1.0} if _other_level(question, held.reading) else {}
    return features | level | ({"label": 1.0} if labelled else {})


def _other_level(question: Question, reading: Reading) -> bool:
    """Whether a passage, or what stands closest above it, is of another level of government than the one asked for."""
    asked = {found[1] for found in cues.OF_LEVEL.finditer(question.text.lower())}
    told = {found[1] for found in cues.OF_LEVEL.finditer(reading.passage.text.lower())}
    told |= {found[1] for found in cues.OF_LEVEL.finditer(reading.near_context)}
    return bool(asked) and bool(told) and not asked & told


def _beside(corpus: Corpus, question: Question, reading: Reading) -> float:
    """Return how close a passage stands to the one that answered before: 1 the same, less in its note or section."""
    before = corpus.readings.get(question.beside)
    if before is None:
        return 0.0
    if before is reading:
        return 1.0
    apart = abs(corpus.order[question.beside] - corpus.order[reading.passage.id])
    return _SAME_PLACE if same_place(before, reading) and apart <= NEIGHBOURS else 0.0


def _years(question: Question, reading: Reading) -> Features:
    if any(period <= reading.years for period in question.periods):
        return {"year": 1.0}
    if not question.years:
        return {}
    shared = set(question.years) & reading.years
    if shared:
        return {"year": float(len(shared)) if len(shared) == len(question.years) else 1.0}
    if reading.years:
        return {"other year": 1.0}
    return {"year": 0.5} if set(question.years) & reading.context_years else {"no year": 1.0}


def is_target(reading: Reading, found: Sequence[Candidate]) -> bool:
    """Whether what a passage says to a question is aimed at: its likeliest value, or all of it where there is none."""
    return is_aimed(reading, found[0].figure) if found else reading.target


def _aim(question: Question, target: bool) -> Features:
    """Return whether a passage states a target where a result is asked for, or the other way round."""
    if question.target == target or (question.target and question.result):
        return {}
    return {"other aim": 1.0 if question.target or question.result else 0.5}


def _sort(corpus: Corpus, question: Question, held: Support) -> Features:
    """Return what sort of passage it is: a note, a heading or label that says nothing new, a list, one of the tasks."""
    reading = held.reading
    features: Features = {}
    if reading.passage.note is not None:
        features["note for total" if question.total else "note"] = 1.0
    news = sum(token not in held.asked and token not in lexicon.STOP for token, _, _ in reading.tokens)
    if news < _NEWS and not (question.kind is Kind.FIGURE and reading.figures):
        return features | {"no news": 1.0}
    if question.kind is Kind.LIST and reading.lists:
        features["list"] = 1.0
    if question.kind is Kind.REASON:
        features["no cause"] = float(not (reading.cause or corpus.cause_behind(reading)))
    if question.kind in TOLD:
        features["headed"] = float(_is_headed(held))
        features["plan"] = float(question.plans and reading.plan)
    heading = reading.kind is ParagraphKind.HEADING and not question.numbers
    if heading and question.kind not in (Kind.NUMBERED, Kind.DATE):
        features["heading"] = 1.0
    return features


def _is_headed(held: Support) -> bool:
    """Whether a passage stands under a heading which says all that is asked about, with the heading above it."""
    headings = held.reading.headings
    if not headings or held.reading.kind is ParagraphKind.HEADING:
        return False
    own, both = (_said_by(held, " ".join(titles)) for titles in (headings[-1:], headings[-2:]))
    return own >= _HEADED or (both >= _HEADED_TOGETHER and own >= _HEADED_IN_PART)


def _said_by(held: Support, title: str) -> float:
    """Return the share of the question that a heading says."""
    padded = f" {' '.join(syllables(title))} "
    said = (held.weights[t.text] for t in held.terms if any(f" {' '.join(form)} " in padded for form in t.forms))
    return sum(said) / (sum(held.weights.values()) or 1.0)


def absent_label(question: Question, reading: Reading, in_context: bool) -> str:
    """Return a numbered thing of the question ("dự án 7") that the passage, or its context, does not have."""
    there = f" {' '.join(token for token, _, _ in reading.tokens)} {reading.context_text if in_context else ''} "
    for noun, number in question.labels:
        forms = {number, lexicon.ORDINALS.get(number, number), lexicon.ROMANS.get(number, number), f"0{number}"}
        words = " ".join(syllables(noun))
        named = any(f" {words} {middle}{form} " in there for form in forms for middle in ("", "số ", "thứ "))
        nth = cues.COUNTED_OFF.match(noun) and any(f" thứ {form} " in there for form in forms)
        if not named and not nth:
            return f"{noun} {number}"
    return ""
