"""One thing in several reports: which of them a question sets side by side, and the value that each gives."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bc_qa.answering.comparison import Comparison, Item, Operand, likeliest, named_thing, standards_of, untold
from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.question import Kind, Question
from bc_qa.evidence.ranking import Pick, ranked
from bc_qa.evidence.terms import names_of
from bc_qa.evidence.values import Candidate
from bc_qa.facts.fact import Aim, Fact, Head, Said
from bc_qa.facts.profile import Profile
from bc_qa.facts.reader import fact_of
from bc_qa.language import cues, lexicon
from bc_qa.text.keys import syllables
from bc_qa.types import Document, FigureKind, Hit

LEAST_REPORTS = 2  # that give a value
BARE_WORDS = 4  # what names nothing to be measured asks for a figure of it where it has so few words
UNIT_FITS = 0.8  # of the likeliest value's score, that the likeliest in another unit has to reach
_MEASURED = frozenset({FigureKind.QUANTITY, FigureKind.SHARE, FigureKind.RATIO})
_ANYWHERE = frozenset({"địa phương", "đơn vị", "báo cáo", "nơi"})  # no level of government: whatever reports there are


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What is asked of each of several reports, in the words that are left, and the reports by what they are of."""

    text: str
    reports: Mapping[str, tuple[str, ...]]


def side_by_side(text: str, documents: Sequence[Document]) -> SideBySide | None:
    """Return what a question asks of each of some reports; None where it does not set them side by side.

    It does so by a word for all that are alike ("của các huyện", "theo từng xã"), by "xã nào … nhất?", by naming the
    places of several, or by "so sánh" with nothing else to compare. Reports of one place stand side by side with those
    of others, as one.
    """
    places = {document.id: Profile.of(document).place for document in documents}
    lowered = text.lower()
    extreme = cues.MOST.search(lowered) or cues.LEAST.search(lowered)
    found = cues.ACROSS.search(text) or (extreme and cues.WHICH_OF_ALIKE.search(text))
    opened = cues.SET_SIDE_BY_SIDE.match(text)
    left, named = (text, frozenset[str]()) if found else _without_places(text, places.values())
    if not found and not opened and not named:
        return None
    level = found["level"].lower() if found else ""
    left = f"{text[: found.start()]} {text[found.end() :]}" if found else left
    left = " ".join(cues.SET_SIDE_BY_SIDE.sub("", left.strip()).split())
    reports: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        place = places[document.id]
        if named and place not in named:
            continue
        if level in ("", *_ANYWHERE) or (place or "").lower().startswith(f"{level} "):
            reports[place or document.issuer or document.title].append(document.id)
    asks = any(char.isalpha() for char in left) and len(reports) >= LEAST_REPORTS
    return SideBySide(left, {name: tuple(ids) for name, ids in reports.items()}) if asks else None


def _without_places(text: str, places: Iterable[str | None]) -> tuple[str, frozenset[str]]:
    """Return a text without the places of reports that it names, and these places, where it names several."""
    left, named = text, set()
    for place in sorted({place for place in places if place}, key=len, reverse=True):
        level = cues.DOCUMENT_LEVEL.match(place)
        name = re.escape(place[level.end() :].strip() if level else place)
        written = re.compile(rf"(?:{cues.BETWEEN_PLACES.pattern.pattern})?(?<!\w){name}(?!\w)", re.IGNORECASE)
        left, count = written.subn(" ", left)
        if count:
            named.add(place)
    return (left, frozenset(named)) if len(named) >= LEAST_REPORTS else (text, frozenset())


def may_be_of_a_table(text: str) -> bool:
    """Whether what is asked for may be the row of a table: "xã nào … nhất?", where one report lists them all."""
    return bool(cues.WHICH_OF_ALIKE.search(text)) and not cues.ACROSS.search(text)


def may_be_set_side_by_side(question: Question) -> bool:
    """Whether what is asked of each report is one value of one thing."""
    if question.parts or question.periods or len(question.years) > 1 or not question.terms:
        return False
    measured = question.unit or question.dimension or any(term.measure for term in question.terms)
    figure = question.kind is Kind.FIGURE or bool(measured) or len(question.text.split()) <= BARE_WORDS
    return figure and question.kind in (Kind.FIGURE, Kind.PROSE, Kind.YES_NO)


def across(corpus: Corpus, question: Question, hits: Mapping[str, Sequence[Hit]]) -> Comparison | None:
    """Return the value that each of several reports gives one thing for one year, the highest first; None for fewer.

    `hits` are the passages found by what their reports are of. Where no year is asked for it is the one that most of
    them give, the last of these.
    """
    timeless = untold(question)
    items = [
        Item(pick, candidate, year, name)
        for name, found in hits.items()
        for pick in ranked(corpus, timeless, found)
        for candidate in pick.candidates
        if (year := _year(corpus, question, pick, candidate)) and (not question.years or year in question.years)
    ]
    by_year: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        by_year[item.year].append(item)
    told = [(_of_one_unit(found), year) for year, found in by_year.items()]
    given, _ = max(told, key=lambda pair: (len(pair[0]), pair[1]), default=({}, 0))
    least = bool(cues.LEAST.search(question.text.lower()))
    operands = sorted(given.values(), key=lambda operand: (operand.figure.base or 0, operand.of), reverse=not least)
    if len(operands) < LEAST_REPORTS:
        return None
    silent = tuple(name for name in hits if name not in given)
    label = named_thing(question)
    return Comparison(tuple(operands), standards=standards_of(corpus, operands), label=label, silent=silent)


def _of_one_unit(items: Sequence[Item]) -> dict[str, Operand]:
    """Return the likeliest value of each report in the unit that most of them give, if it fits as the best does."""
    by_unit: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_unit[item.candidate.figure.base_unit].append(item)
    best = {unit: max(item.candidate.score for item in found) for unit, found in by_unit.items()}
    most = max(best.values())
    fitting = [unit for unit in by_unit if best[unit] >= min(UNIT_FITS * most, most)]
    told = [(likeliest(by_unit[unit], lambda item: item.of), best[unit]) for unit in fitting]
    return max(told, key=lambda pair: (len(pair[0]), pair[1]))[0]


def _year(corpus: Corpus, question: Question, pick: Pick, candidate: Candidate) -> int | None:
    """Return the one year that a value is given for in its report; None where it is none of what is asked of all.

    That is a change, an aim where a result is asked for, another sort of thing ("hộ cận nghèo" for "hộ nghèo"), or the
    value of a part of what the report is of.
    """
    figure, reading = candidate.figure, pick.reading
    if figure.kind not in _MEASURED or figure.base is None or figure.value is None:
        return None
    scope = corpus.scopes[reading.passage.document]
    fact = fact_of(reading, figure, Head(year=scope.year), corpus.names)
    aimed = fact.aim is not Aim.RESULT
    other = set(syllables(fact.thing)) & lexicon.SORTING - set(syllables(question.text))
    if len(fact.years) != 1 or fact.change or aimed != question.target or other:
        return None
    return fact.years[0] if _of_the_whole(fact, question, corpus, pick) and _of_its_year(fact, pick) else None


def _of_the_whole(fact: Fact, question: Question, corpus: Corpus, pick: Pick) -> bool:
    """Whether a fact is of all that its report is of: its item names no other place or name, and singles none out."""
    text = pick.reading.passage.text
    item, before = fact.item.of(text), text[fact.item.start : fact.figure.span.start]
    if cues.SUPERLATIVE.search(before.lower()):
        return False
    own = [f" {' '.join(place)} " for place in corpus.scopes[pick.reading.passage.document].places]
    named = [f" {' '.join(name)} " for name in names_of(item, corpus.names) if name not in question.names]
    whole = not fact.place or fact.place.lower().startswith("toàn ")
    if not whole:
        named.append(f" {' '.join(syllables(fact.place))} ")
    return all(any(place in name or name in place for place in own) for name in named)


def _of_its_year(fact: Fact, pick: Pick) -> bool:
    """Whether a fact is of the year that it is taken to be of: not what it fell or rose from, nor of one named behind.

    "Từ 1.284 hộ xuống 961 hộ" gives the report's year to the second only.
    """
    text, (start, end) = pick.reading.passage.text, fact.figure.span
    behind = cues.YEAR_BEHIND.match(text[end:])
    if behind and int(behind["year"]) not in fact.years:
        return False
    earlier = cues.EARLIER_LEVEL.search(text[:start]) and cues.LATER_LEVEL.match(text[end:])
    return fact.said is Said.TEXT or not earlier
