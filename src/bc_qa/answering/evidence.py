"""What a passage holds for a question: which of its terms, years and names, and which figures beside them.

Everything about a passage that does not depend on a question is read once, when the index is opened.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bc_qa.answering import lexicon
from bc_qa.answering.question import Kind, Question, Term
from bc_qa.figures.grammar import figures
from bc_qa.figures.units import BASES, Dimension
from bc_qa.report.lines import SUPERSCRIPTS
from bc_qa.text.keys import TOKEN, UPPER, blind, key
from bc_qa.types import Document, Figure, FigureKind, ParagraphKind, Passage, Span

_BREAK = re.compile(r"[;,()\n]|[.:!?](?=\s)|\s-\s|\btrong đó\b|\bvà\b")
_YEARS = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d)")
_LISTS = re.compile(r":[^:]*(?:,|;|\bvà\b)[^:]*|(?:,[^,;]+){3}|\([^()]*[,;][^()]*\)")
_LEFT_TO_NOTE = re.compile(r"\b(?:như|là|có|gồm|sau|tổ chức|cụ thể|trong đó)\s*:?\s*([⁰¹²³⁴-⁹]+)")
_TARGET = re.compile(r"mục tiêu(?! quốc gia)|chỉ tiêu|ph[âấ]n đấu|dự kiến", re.IGNORECASE)
_NAME = re.compile(rf"(?<=[\w,(] )((?:[{UPPER}][^\W\d_{UPPER}]+ ?){{1,4}})(?![^\W\d_])")
_SIGNER = re.compile(rf"(?:^|\s|\*)((?:[{UPPER}][^\W\d_{UPPER}]+ ){{1,4}}[{UPPER}][^\W\d_{UPPER}]+)(?=\W*$)")
CONTEXT = 0.7  # what a term is worth that stands only in the context of a passage
BLIND = 0.6  # … that agrees only without its diacritics
PART = 0.2  # … of which only a syllable is there
# What a word is worth to a figure, by what stands between them.
BEHIND_COMMA, AFTER_COMMA, BEHIND_FIGURE, BEHIND_STOP = 0.8, 0.75, 0.35, 0.25
OWN = 0.5  # weight of the name that the report is about: it goes without saying
FOREIGN = 0.4  # … of a word without Vietnamese letters that no report uses: code, a slip
ANOTHER = 0.3  # … behind a word that makes it another thing
CHANGE = 0.6  # … for a figure of growth or loss where none was asked for
UNKNOWN = 0.6  # how surely a thing is missed that may only go by another word
SILENT = 0.1  # a thing that agrees less than this is not spoken of
ASIDE = 0.95  # in brackets: more often a part or a comment than the value itself
ALONE, AMONG_OTHERS = 0.8, 0.35  # … where it stands in the context only: is the figure the only one there?


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage as the reader sees it: its figures, and where each syllable of it stands."""

    passage: Passage
    figures: tuple[Figure, ...]
    places: dict[str, list[int]]  # syllable key -> indices into `tokens`
    blind_places: dict[str, list[int]]
    tokens: tuple[tuple[str, int, int], ...]  # key, start, end in the passage's text
    context: frozenset[str]
    context_text: str
    breaks: tuple[int, ...]
    years: frozenset[int]
    context_years: frozenset[int]
    target: bool
    kind: ParagraphKind
    begins: bool
    lists: bool


def compounds(passages: Sequence[Passage]) -> frozenset[str]:
    """Return the words of two and more syllables in a corpus, as the figure grammar takes them."""
    return frozenset(word for passage in passages for word in passage.words.split() if "_" in word)


def read_passage(passage: Passage, known: frozenset[str], kind: ParagraphKind, begins: bool) -> Reading:
    """Read a passage for what any question may want of it."""
    tokens = tuple((key(found.group()), found.start(), found.end()) for found in TOKEN.finditer(passage.text))
    places: dict[str, list[int]] = defaultdict(list)
    blind_places: dict[str, list[int]] = defaultdict(list)
    for index, (token, _, _) in enumerate(tokens):
        places[token].append(index)
        blind_places[blind(token)].append(index)
    whole = f"{passage.context}\n{passage.text}"
    return Reading(
        passage=passage,
        figures=(*figures(passage.text, known), *(_signers(passage.text) if kind is ParagraphKind.SIGNATURE else ())),
        places=dict(places),
        blind_places=dict(blind_places),
        tokens=tokens,
        context=frozenset(key(word) for word in TOKEN.findall(passage.context)),
        context_text=" ".join(key(word) for word in TOKEN.findall(passage.context)),
        breaks=tuple(found.start() for found in _BREAK.finditer(passage.text)),
        years=frozenset(int(year) for year in _YEARS.findall(passage.text)),
        context_years=frozenset(int(year) for year in _YEARS.findall(passage.context)),
        target=bool(_TARGET.search(whole)),
        kind=kind,
        begins=begins,
        lists=bool(_LISTS.search(passage.text)),
    )


@dataclass(frozen=True)
class Corpus:
    """All readings of an index, and how telling each word is in it."""

    readings: dict[str, Reading]
    order: dict[str, int] = field(default_factory=dict)
    frequency: dict[str, int] = field(default_factory=dict)
    inverted: dict[str, frozenset[str]] = field(default_factory=dict)
    names: frozenset[tuple[str, ...]] = frozenset()
    own_names: frozenset[tuple[str, ...]] = frozenset()

    @classmethod
    def read(cls, documents: Sequence[Document], passages: Sequence[Passage]) -> Corpus:
        """Read every passage of an index."""
        known = compounds(passages)
        kinds = {(d.id, p.spans[0].start): p.kind for d in documents for p in d.paragraphs}
        readings = {}
        for passage in passages:
            kind = kinds.get((passage.document, passage.spans[0].start))
            readings[passage.id] = read_passage(passage, known, kind or ParagraphKind.TEXT, kind is not None)
        frequency: dict[str, int] = defaultdict(int)
        for reading in readings.values():
            for token in {*reading.places, *reading.context}:
                frequency[token] += 1
        holders: dict[str, set[str]] = defaultdict(set)
        for place, reading in readings.items():
            for token in reading.places:
                holders[token].add(place)
        inverted = {token: frozenset(places) for token, places in holders.items()}
        names = _proper_names(passages)
        heads = " ".join(key(word) for document in documents for word in TOKEN.findall(document.title))
        own = frozenset(name for name in names if " ".join(name) in heads)
        return cls(readings, {place: n for n, place in enumerate(readings)}, dict(frequency), inverted, names, own)

    def after(self, reading: Reading) -> Iterator[Reading]:
        """Yield the readings that follow one, by place, in the same document."""
        ordered = tuple(self.readings)
        for following in ordered[self.order[reading.passage.id] + 1 :]:
            if self.readings[following].passage.document != reading.passage.document:
                return
            yield self.readings[following]

    def called_by(self, reading: Reading) -> Reading | None:
        """Return the beginning of the note that a passage leaves its list to ("các sản phẩm như ³"), if it does."""
        called = _LEFT_TO_NOTE.search(reading.passage.text)
        if called is None:
            return None
        number = int(called[1].translate(SUPERSCRIPTS))
        notes = (r for r in self.readings.values() if r.passage.note == number and r.begins)
        return next((r for r in notes if r.passage.document == reading.passage.document), None)

    def first_of_block(self, reading: Reading) -> Reading:
        """Return the line that a list of the head or foot begins with: "Nơi nhận:"."""
        ordered = list(self.readings.values())[: self.order[reading.passage.id] + 1]
        for before in reversed(ordered):
            if before.kind is not reading.kind or before.passage.document != reading.passage.document:
                break
            reading = before
            if before.passage.text.endswith(":"):
                break
        return reading

    def holding(self, term: Term) -> list[str]:
        """Return the passages whose text holds every syllable of a term as it is written, by place."""
        sets = (self.inverted.get(token, frozenset()) for token in term.forms[0])
        found = frozenset.intersection(*sets)
        return sorted(found, key=self.order.__getitem__)

    def knows(self, term: Term) -> bool:
        """Whether every syllable of some form of a term stands in the corpus."""
        return any(all(token in self.frequency for token in form) for form in term.forms)

    def weight(self, term: Term) -> float:
        """Return how telling a term is: the inverse frequency of its rarest syllable, at most that of a hapax."""
        rare = min(max((self.frequency.get(token, 0) for token in form), default=0) for form in term.forms)
        rarest = min(min((self.frequency.get(token, 0) for token in form), default=0) for form in term.forms)
        count = rarest or rare
        if any(form in self.own_names for form in term.forms):
            return OWN * term.stress
        stress = term.stress if self.knows(term) or not term.text.isascii() else term.stress * FOREIGN
        return stress * math.log(1 + len(self.readings) / (1 + count))


def _signers(text: str) -> list[Figure]:
    """Return the names of people that a line of signature holds."""
    return [Figure(FigureKind.NAME, Span(found.start(1), found.end(1)), found[1]) for found in _SIGNER.finditer(text)]


def _proper_names(passages: Sequence[Passage]) -> frozenset[tuple[str, ...]]:
    """Return the runs of capitalised syllables in a corpus that it never writes small: places, people, peoples."""
    found = {name.strip() for passage in passages for name in _NAME.findall(passage.text)}
    text = "\n".join(passage.text for passage in passages)
    proper = {name for name in found if name.lower() not in text}
    return frozenset(tuple(key(word) for word in TOKEN.findall(name)) for name in proper)


def matches(reading: Reading, term: Term, known: bool) -> list[tuple[int, int, float]]:
    """Return where a term stands in a passage's text, and how well it agrees there: (start, end, 0–1), best first.

    A term that the corpus does not know as it is spelt may agree without its diacritics.
    """
    found: list[tuple[int, int, float]] = []
    for order, form in enumerate(term.forms):
        full = 1.0 if order == 0 else 0.9
        found += [(*place, full * _same(reading, place[0], term)) for place in _runs(reading, form, reading.places)]
        if not found and not known:
            plain = tuple(blind(token) for token in form)
            found += [(*place, full * BLIND) for place in _runs(reading, plain, reading.blind_places)]
    if not found and len(term.forms[0]) > 1:
        found += _partly(reading, max(term.forms, key=len))
    return sorted(found, key=lambda place: -place[2])


def _same(reading: Reading, start: int, term: Term) -> float:
    """Return 1, or little where the word before makes it another thing: "phó", "cận"; or where the question's did."""
    before = TOKEN.findall(reading.passage.text[:start].lower())[-1:]
    return 1.0 if bool(lexicon.MODIFIERS & set(before)) == term.modified else ANOTHER


def _partly(reading: Reading, form: tuple[str, ...]) -> list[tuple[int, int, float]]:
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
    padded = f" {reading.context_text} "
    if any(f" {' '.join(form)} " in padded for form in term.forms):
        # The lines of a masthead have no other subject than the document and the line above them.
        return 1.0 if reading.kind in (ParagraphKind.MASTHEAD, ParagraphKind.SIGNATURE) else CONTEXT
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


@dataclass(frozen=True, slots=True)
class Support:
    """How far a passage speaks of what a question asks: shares 0–1 of the terms' weight.

    `absent` is the share of the things asked about that the corpus knows and this passage is silent on.
    """

    reading: Reading
    covered: float
    in_text: float
    found: dict[str, list[tuple[int, int, float]]]
    above: dict[str, float]
    strength: dict[str, float]
    weights: dict[str, float]
    absent: float


def support(corpus: Corpus, reading: Reading, question: Question, weights: dict[str, float]) -> Support:
    """Measure a passage against the terms of a question."""
    found = {term.text: matches(reading, term, corpus.knows(term)) for term in question.terms}
    text = {name: places[0][2] if places else 0.0 for name, places in found.items()}
    above = {term.text: in_context(reading, term) for term in question.terms}
    strength = {name: max(value, above[name]) for name, value in text.items()}
    if any(dimension_of(figure) is question.dimension for figure in reading.figures):
        strength |= {term.text: 1.0 for term in question.terms if term.measure}
    total = sum(weights.values()) or 1.0
    own = 1.0 if _of_itself(reading, question) else 0.0
    return Support(
        reading=reading,
        covered=own or sum(weights[name] * value for name, value in strength.items()) / total,
        in_text=sum(weights[name] * value for name, value in text.items()) / total,
        found=found,
        above=above,
        strength=strength,
        weights=weights,
        absent=sum(weights[term.text] * _missed(corpus, term, strength[term.text]) for term in question.terms) / total,
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that may be the value asked for: `near` is the share of the terms' weight that stands beside it."""

    figure: Figure
    near: float
    unit: float
    period: float

    @property
    def score(self) -> float:
        """What candidates are ranked by."""
        return self.near + 0.6 * self.unit + 0.5 * self.period


_PERIODS = (FigureKind.PERIOD, FigureKind.DATE)
_NAMED = (FigureKind.NUMBERED, FigureKind.ORDINAL, FigureKind.NAME)


def _missed(corpus: Corpus, term: Term, strength: float) -> float:
    """Return how surely a passage is silent on a thing: 1 if the corpus knows it, less if it never names it."""
    if not term.noun or strength >= SILENT:
        return 0.0
    return 1.0 if corpus.knows(term) else UNKNOWN


def _of_itself(reading: Reading, question: Question) -> bool:
    """Whether a question is about the document as such ("đề ngày nào?") and the passage is of its head or foot."""
    return (
        not question.terms
        and question.kind in (Kind.DATE, Kind.NUMBERED, Kind.PERSON)
        and reading.kind in (ParagraphKind.MASTHEAD, ParagraphKind.SIGNATURE)
    )


def dimension_of(figure: Figure) -> Dimension | None:
    """Return what a figure measures, None for a count of things or a bare number."""
    return BASES.get(figure.base_unit)


def nearness(held: Support, figure: Figure, question: Question) -> float:
    """Return how much of the question stands beside a figure: whole in its own item, less behind each break."""
    if _of_itself(held.reading, question):
        return 1.0
    met = {term.text for term in question.terms if term.measure and dimension_of(figure) is question.dimension}
    item = _item(held.reading, figure)
    total = sum(held.weights.values()) or 1.0
    values = [other for other in held.reading.figures if other.kind not in _PERIODS]
    # A note that begins with a value goes on with the sentence that calls it: "cấp huyện là³⁴" – "1.859 người, …".
    goes_on = held.reading.begins and held.reading.passage.note is not None and values[0] == figure
    alone = sum(other.kind is figure.kind for other in held.reading.figures) == 1
    near = 0.0
    for name, places in held.found.items():
        worth = [how * _reach(held.reading, start, end, figure, item) for start, end, how in places]
        outside = held.strength[name] * (ALONE if alone else AMONG_OTHERS) if not worth else 0.0
        outside = max(outside, held.above[name] / CONTEXT * BEHIND_COMMA) if goes_on else outside
        near += held.weights[name] * (1.0 if name in met else max([*worth, outside]))
    return near / total * _standing(held.reading, figure, question)


def _standing(reading: Reading, figure: Figure, question: Question) -> float:
    """Return how likely a figure in its place is a value for itself: less in brackets, less where it is a change."""
    left, _ = _item(reading, figure)
    before = TOKEN.findall(reading.passage.text[left : figure.span.start].lower())
    # Asked for a change, any word of change in the item will do; else only the one right before tells against it.
    words = before if question.changes else before[-1:]
    is_change = bool(lexicon.CHANGES & set(words))
    return (ASIDE if _in_brackets(reading, figure) else 1.0) * (1.0 if is_change == question.changes else CHANGE)


def _in_brackets(reading: Reading, figure: Figure) -> bool:
    before = reading.passage.text[: figure.span.start]
    return before.rfind("(") > before.rfind(")")


def _item(reading: Reading, figure: Figure) -> tuple[int, int]:
    """Return the item of an enumeration that a figure stands in: between the nearest breaks and other figures."""
    start, end = figure.span
    others = [o for o in reading.figures if o.span != figure.span and o.kind is figure.kind and _alike(o, figure)]
    lefts = [at + 1 for at in reading.breaks if at < start] + [o.span.end for o in others if o.span.end <= start]
    rights = [at for at in reading.breaks if at >= end] + [o.span.start for o in others if o.span.start >= end]
    return max(lefts, default=0), min(rights, default=len(reading.passage.text))


def _in_item(reading: Reading, figure: Figure, start: int, end: int) -> bool:
    left, right = _item(reading, figure)
    return left <= start and end <= right


def _alike(one: Figure, other: Figure) -> bool:
    """Whether two figures count or measure the same sort of thing, so that each has a label of its own."""
    return one.base_unit == other.base_unit and (one.kind in _NAMED) == (other.kind in _NAMED)


def _reach(reading: Reading, start: int, end: int, figure: Figure, item: tuple[int, int]) -> float:
    """Return how far a word of the passage speaks of a figure: 1 in its item, less behind a comma, little beyond."""
    if item[0] <= start and end <= item[1]:
        return 1.0
    before = end <= figure.span.start
    left, right = (end, figure.span.start) if before else (figure.span.end, start)
    between = reading.passage.text[left:right]
    if ";" in between or ". " in between:
        return BEHIND_STOP
    like = [other for other in reading.figures if other.span != figure.span and _alike(other, figure)]
    if any(left <= other.span.start < right or _in_item(reading, other, start, end) for other in like):
        return BEHIND_FIGURE
    return BEHIND_COMMA if before else AFTER_COMMA


def period_of(reading: Reading, figure: Figure) -> frozenset[int]:
    """Return the years that a figure is given for: the last named before it, and those named in its own item.

    A year that something else was compared with ("so với năm 2019") is no year of what comes after it.
    """
    _, right = _item(reading, figure)
    text = reading.passage.text
    periods = (p for p in reading.figures if p.kind in _PERIODS and p.span.end <= figure.span.start)
    before = [p for p in periods if not text[: p.span.start].endswith("so với ")]
    beside = [p for p in reading.figures if p.kind in _PERIODS and figure.span.end <= p.span.start < right]
    named = [*before[-1:], *beside]
    return frozenset(int(year) for period in named for year in _YEARS.findall(period.text))
