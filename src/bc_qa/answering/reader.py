"""The reader: of the passages found, which says what is asked, which value in it, and how surely."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bc_qa.answering.across import LEAST_REPORTS, across
from bc_qa.answering.comparison import Comparison, compare
from bc_qa.answering.confidence import likelihood
from bc_qa.answering.extremes import Extreme, extremes
from bc_qa.answering.outcome import LOOKED_AT, Judge, Lack
from bc_qa.answering.rereading import reread
from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.question import Kind, Question
from bc_qa.evidence.ranking import TOLD, Features, Pick, ranked
from bc_qa.evidence.reading import Reading
from bc_qa.evidence.values import Candidate
from bc_qa.language import cues
from bc_qa.report.lines import is_item
from bc_qa.reranker.scoring import Reranker
from bc_qa.types import Absent, FigureKind, Hit, ParagraphKind, Status

LEAST_COVERED = 0.21  # share of the question that a second passage has to speak of
LEAST_GAIN = 0.22  # share of the question that a second passage has to add
READ = 40  # passages read closely
LIKE = 0.8  # share of what the first passage says, and of the proximity of its value, that another value's has to reach
COMPARED, LEAST_COMPARED = 0.3, 0.15  # how likely right the values of a comparison have to be, on average and each
ACROSS = 0.75  # … and each of a comparison of reports, which nothing else holds together
RARE = 12  # a thing that no more passages than this hold is looked up by itself
QUOTE_CHARS = 880  # the contract allows a quote 900
MOST_RUNS = 5  # quotes that a section which enumerates is given


@dataclass(frozen=True, slots=True)
class Finding:
    """What the reader found: evidence, best first, and how likely it is right; or what provably is not there."""

    picks: tuple[Pick, ...]
    nearest: tuple[Pick, ...]
    confidence: float = 0.0
    missing: Lack | None = None
    comparison: Comparison | None = None
    extremes: tuple[Extreme, ...] = ()
    features: Features = field(default_factory=dict)  # what the confidence is told from

    def status(self, sure: float) -> Status:
        """Return what a reply is that says this, where `sure` is the least confidence that claims anything.

        Nothing is claimed of things of another sort than those asked for: "hộ thoát nghèo" is no "hộ nghèo".
        """
        if not self.picks:
            return Status.NOT_FOUND
        certain = self.confidence >= sure and not self.features.get("lacks sorting")
        return Status.ANSWERED if certain else Status.LIKELY


class Reader:
    """Reads the passages of one corpus; `this_year` is the year of the newest report, if one gives it."""

    def __init__(self, corpus: Corpus, this_year: int | None, reranker: Reranker | None = None) -> None:
        self._corpus = corpus
        self._this_year = this_year
        self._reranker = reranker
        self._judge = Judge(corpus)

    def read(self, question: Question, hits: Sequence[Hit], documents: Collection[str]) -> Finding:
        """Return the evidence for a question among `hits`, found in `documents`, or what provably is not there.

        A document that is asked for may have a name and no number: "Nghị quyết Trung ương 6 khóa XII".
        """
        finding = self._read(question, hits, documents)
        document = cues.WHICH_DOCUMENT.search(question.text.lower()) if question.kind is Kind.NUMBERED else None
        if document is None or any(pick.best for pick in finding.picks):
            return finding
        told = self._read(replace(question, kind=Kind.PROSE), hits, documents)
        return told if any(document[1] in pick.reading.passage.text.lower() for pick in told.picks) else finding

    def _read(self, question: Question, hits: Sequence[Hit], documents: Collection[str]) -> Finding:
        hits = self._widened(question, hits)
        asked = self._parts(question, hits)
        parts = [self.picked(part, hits) for part in asked]
        if len(asked) > 1 and asked[0].target != asked[1].target:  # a result, and the aim for the same thing
            parts = [_of_its_aim(picks) for picks in parts]
        nearest = tuple(picks[0] for picks in parts if picks)
        lacks = [self._judge.absence(part, picks, documents) for part, picks in zip(asked, parts, strict=True)]
        several = _several(question, asked)
        told = [self._judge.features(part, picks) | several for part, picks in zip(asked, parts, strict=True)]
        lacks = [
            lack or self._judge.unspoken(part, likelihood(features), features)
            for part, lack, features in zip(asked, lacks, told, strict=True)
        ]
        comparison = compare(self._corpus, question, hits)
        held = self._held(question, comparison) if comparison else []
        likely = [likelihood(features) for features in held]
        if comparison and _holds(likely):  # a series is as sure as its values are together
            series = _sure(Finding(comparison.picks(), comparison.picks(), comparison=comparison), held)
            return replace(series, confidence=sum(likely) / len(likely))
        if len(parts) == 1 and not lacks[0] and (rows := extremes(self._corpus, question, parts[0])):
            return _sure(Finding(_distinct([row.pick for row in rows]), tuple(parts[0][:3]), extremes=rows), told)
        if question.sought and not any(lacks) and (pair := _pair([picks[0] for picks in parts if picks])):
            return _sure(Finding(pair, nearest), told)
        there = [n for n, (picks, lack) in enumerate(zip(parts, lacks, strict=True)) if picks and lack is None]
        if not there:
            lack = next(filter(None, lacks), None)
            return Finding((), nearest, missing=lack or Lack(Absent.THING))
        found = [parts[n][0] for n in there]
        if len({(pick.reading.passage.id, pick.best and pick.best.figure.span) for pick in found}) < len(parts):
            told = [features | {"lacks part": 1.0} for features in told]
        if len(parts) == 1:
            found += self._second(question, parts[0], found[0])
        if question.kind in TOLD:
            found = [whole for pick in found for whole in self._whole(question, pick)]
        return _sure(Finding(_distinct(found), tuple(parts[0][:3])), [told[n] for n in there])

    def picked(self, question: Question, hits: Sequence[Hit]) -> list[Pick]:
        """Return the passages for one question, best first, the likeliest of them read by the trained reader."""
        picks = ranked(self._corpus, question, hits)
        return picks if self._reranker is None else reread(self._corpus, self._reranker, question, picks)

    def read_near(self, question: Question) -> Finding:
        """Return the evidence for what is asked now in the place that answered the question before, or what is missing.

        `question` holds the words of now only: what was asked before is what that place speaks of.
        """
        near = self._corpus.near(question.beside) if question.terms else []
        documents = {reading.passage.document for reading in near}
        return self.read(question, [Hit(reading.passage, 0.0, {}, {}) for reading in near], documents)

    def read_across(self, question: Question, hits: Mapping[str, Sequence[Hit]]) -> Finding | None:
        """Return the values that several reports give what is asked of each; None where fewer than two likely do.

        `hits` are the passages found by what their reports are of.
        """
        comparison = across(self._corpus, question, hits)
        if comparison is None:
            return None
        held = self._held(question, comparison, closely=True)
        told = [(each, features) for each, features in zip(comparison.operands, held, strict=True)]
        likely = [(each, features) for each, features in told if likelihood(features) >= ACROSS]
        sure = [likelihood(features) for _, features in likely]
        if len(likely) < LEAST_REPORTS:
            return None
        doubted = tuple(each.of for each in comparison.operands if each not in [kept for kept, _ in likely])
        operands = tuple(each for each, _ in likely)
        comparison = replace(comparison, operands=operands, silent=(*comparison.silent, *doubted))
        found = Finding(comparison.picks(), comparison.picks(), comparison=comparison)
        return replace(_sure(found, [features for _, features in likely]), confidence=sum(sure) / len(sure))

    def weigh(self, question: Question, hits: Sequence[Hit]) -> list[Pick]:
        """Return the passages for a question, best first, each with its features."""
        return self.picked(question, self._widened(question, hits))

    def _held(self, question: Question, comparison: Comparison, *, closely: bool = False) -> list[Features]:
        """Return what speaks for each value of a comparison as an answer to what is asked, its year apart.

        `closely` has the trained reader read each.
        """
        timeless = replace(question, years=(), periods=(), kind=Kind.FIGURE)
        picks = [[pick] for pick in comparison.picks()]
        if closely and self._reranker is not None:
            picks = [reread(self._corpus, self._reranker, timeless, pick) for pick in picks]
        return [self._judge.features(timeless, pick) for pick in picks]

    def _widened(self, question: Question, hits: Sequence[Hit]) -> list[Hit]:
        """Return the hits, and behind them the few passages that hold a rare thing asked about, if they are missing.

        In a long enumeration a rare word weighs little against a passage that repeats the common ones.
        """
        wide = {hit.passage.id: hit for hit in hits[:READ]}
        lowest = hits[: len(wide)][-1].score if wide else 0.0
        document = {hit.passage.document for hit in hits}
        for term in question.terms:
            places = self._corpus.holding(term) if term.noun else []
            for place in places if len(places) <= RARE else ():
                passage = self._corpus.readings[place].passage
                if passage.document in document:
                    wide.setdefault(place, Hit(passage, lowest, {}, {}))
        return list(wide.values())

    def _parts(self, question: Question, hits: Sequence[Hit]) -> list[Question]:
        """Return the questions that a question is made of: one for each year, or one for result and one for target."""
        if question.parts:
            return [piece for part in question.parts for piece in self._parts(part, hits)]
        both = question.compares or cues.AND_AIM.search(question.text.lower())
        if question.target and question.result and both:
            return [replace(question, target=False, years=()), replace(question, result=False, years=())]
        if len(question.years) > 1:
            whole = ranked(self._corpus, question, hits)
            if whole and set(question.years) <= whole[0].reading.years:
                return [question]
            ahead = self._this_year or max(question.years)
            return [replace(question, years=(year,), target=year > ahead) for year in question.years]
        return [question]

    def _whole(self, question: Question, pick: Pick) -> list[Pick]:
        """Return a pick with all of the section, sentence, list or numbered item that its passage is of."""
        first = pick.reading
        told = self._with_reason(question, first)
        if len(told) > 1:
            return [_run(pick, told)]
        if pick.features.get("headed") and (section := self._section(question, first)):
            return [_run(pick, readings) for readings in section]
        if question.kind is Kind.LIST and (note := self._corpus.called_by(first)):
            return [_run(pick, [note, *self._following(question, note)])]
        if question.kind is Kind.LIST and first.kind is ParagraphKind.SIGNATURE:
            first = self._corpus.first_of_block(first)
        return [_run(pick, [first, *self._following(question, first)])]

    def _with_reason(self, question: Question, first: Reading) -> list[Reading]:
        """Return a reading with the sentences around it that give its reason, or what follows from it, if asked."""
        found: list[Reading | None] = [first]
        if question.kind is Kind.REASON:
            found = [self._corpus.cause_before(first), first, self._corpus.cause_behind(first)]
        elif cues.CONSEQUENCE.search(question.text.lower()):
            found = [first, self._corpus.consequence_behind(first)]
        told = [reading for reading in found if reading is not None]
        return told if _length(told) <= QUOTE_CHARS else [first]

    def _section(self, question: Question, inside: Reading) -> list[list[Reading]]:
        """Return the readings of a section whose heading is what is asked about, in runs that may be quoted.

        All items of it where it enumerates, else what it begins with; a list that it leaves to a note with that note.
        """
        passage = inside.passage
        body = [
            reading
            for reading in self._corpus.readings.values()
            if (reading.passage.document, reading.passage.section) == (passage.document, passage.section)
            and reading.passage.note is None
            and reading.kind is not ParagraphKind.HEADING
        ]
        note = next(filter(None, map(self._corpus.called_by, body)), None) if question.kind is Kind.LIST else None
        runs: list[list[Reading]] = [[note, *self._following(question, note)]] if note else []
        for reading in body:
            if runs and runs[-1][0] is not note and _length([*runs[-1], reading]) <= QUOTE_CHARS:
                runs[-1].append(reading)
            else:
                runs.append([reading])
        itemised = sum(reading.begins and is_item(reading.passage.text) for reading in body) > 1
        return runs[: MOST_RUNS if itemised else 1]

    def _following(self, question: Question, first: Reading) -> list[Reading]:
        """Return the readings that go on with the sentence or list that one begins, as far as may be quoted."""
        taken: list[Reading] = []
        last = first
        for reading in self._corpus.after(first):
            same_item = bool(question.labels) and not reading.begins
            goes_on = same_item or _goes_on(last, reading, question.kind is Kind.LIST)
            if not goes_on or _length([first, *taken, reading]) > QUOTE_CHARS:
                break
            taken.append(reading)
            last = reading
        return taken

    def _second(self, question: Question, picks: Sequence[Pick], first: Pick) -> list[Pick]:
        """Return the passage that adds most of what the first one leaves unsaid, where that is much."""
        if question.doubts:
            return _otherwise(picks, first)
        if not question.compares:
            return []
        held = first.held
        total = sum(held.weights.values()) or 1.0

        def gain(pick: Pick) -> float:
            more = (max(0.0, pick.held.strength[n] - held.strength[n]) * w for n, w in held.weights.items())
            return sum(more) / total

        others = [pick for pick in picks[1:] if pick.held.covered >= LEAST_COVERED]
        best = max(others, key=gain, default=None)
        return [best] if best is not None and gain(best) >= LEAST_GAIN else []


def _several(question: Question, asked: Sequence[Question]) -> Features:
    """Return what tells that a question asks for several things, and that it was not read in parts."""
    text = question.text.lower()
    words = len(cues.ASKS.findall(text)) > 1 or cues.AND_AIM.search(text)
    if not (words or question.compares or question.parts or len(question.years) > 1):
        return {}
    return {"asks several": 1.0} | ({"asks unparted": 1.0} if len(asked) == 1 else {})


def _holds(likely: Sequence[float]) -> bool:
    """Whether the values of a comparison are likely enough to be of one thing: one may be told in other words."""
    return min(likely) >= LEAST_COMPARED and sum(likely) >= COMPARED * len(likely)


def _of_its_aim(picks: Sequence[Pick]) -> list[Pick]:
    """Return those of the few likeliest picks that are of the aim asked for: results, or what is aimed at; else all."""
    return [pick for pick in picks[:LOOKED_AT] if not pick.features.get("other aim")] or list(picks)


def _sure(finding: Finding, told: Sequence[Features]) -> Finding:
    """Return a finding with the confidence of its least sure part."""
    least = min(told, key=likelihood)
    return replace(finding, confidence=likelihood(least), features=least)


def _otherwise(picks: Sequence[Pick], first: Pick) -> list[Pick]:
    """Return the passage that gives another value, as near to what is asked as the first one's, if one does."""
    if first.best is None:
        return []
    value = first.best
    for pick in picks[1:]:
        other = pick.best
        apart = pick.reading.target == first.reading.target and pick.held.covered >= LIKE * first.held.covered
        if other is None or not apart or other.near < LIKE * value.near or other.unit < value.unit:
            continue
        if other.figure.base_unit == value.figure.base_unit and other.figure.base != value.figure.base:
            return [pick]
    return []


def _run(pick: Pick, readings: Sequence[Reading]) -> Pick:
    """Return a pick that quotes some readings as one."""
    return replace(pick, held=replace(pick.held, reading=readings[0]), following=tuple(readings[1:]))


def _length(readings: Sequence[Reading]) -> int:
    """Return how long readings are when quoted as one."""
    return sum(len(reading.passage.text) + 1 for reading in readings) - 1


def _pair(picks: Sequence[Pick]) -> tuple[Pick, ...]:
    """Return the picks of two things set against each other, each with its value; one pick where both stand in it."""
    values = [pick.best for pick in picks]
    if len(picks) != 2 or values[0] is None or values[1] is None or values[0].figure == values[1].figure:
        return ()
    first, second = picks
    if first.reading.passage.id == second.reading.passage.id:
        return (replace(first, candidates=(values[0], values[1])),)
    return replace(first, candidates=(values[0],)), replace(second, candidates=(values[1],))


def _goes_on(last: Reading, following: Reading, listing: bool) -> bool:
    """Whether a passage goes on with the sentence or list of the one before it."""
    one, other = last.passage, following.passage
    if (one.note, one.section, one.document) != (other.note, other.section, other.document):
        return False
    if one.text.endswith((";", ":", ",")):
        return True
    counted = {figure.base_unit for figure in last.figures if figure.kind is FigureKind.QUANTITY}
    alike = any(figure.base_unit in counted for figure in following.figures if figure.base_unit)
    return listing and alike and other.note is not None


def _is_new(value: Candidate, known: Sequence[Candidate]) -> bool:
    """Whether a value is none of those known, however well it is the one asked for."""
    return value.figure not in [other.figure for other in known]


def _distinct(picks: Sequence[Pick]) -> tuple[Pick, ...]:
    """Return picks of different passages: of two parts answered by one, that with the values of both."""
    kept: dict[str, Pick] = {}
    for pick in picks:
        before = kept.get(pick.reading.passage.id)
        if before is None:
            kept[pick.reading.passage.id] = pick
        elif before.best and pick.best and _is_new(pick.best, (before.best, *before.also)):
            kept[pick.reading.passage.id] = replace(before, also=(*before.also, pick.best))
    return tuple(kept.values())
