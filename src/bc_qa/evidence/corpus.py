"""The passages of an index as read, how telling each word is among them, and the names they hold."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice, pairwise

from bc_qa.evidence.postings import Postings
from bc_qa.evidence.question import Term
from bc_qa.evidence.reading import Reading, compounds, read_passage
from bc_qa.report.lines import SUPERSCRIPTS
from bc_qa.report.scope import Scope, scope_of
from bc_qa.reranker.inputs import Shown, shown
from bc_qa.text.keys import TOKEN, UPPER, key
from bc_qa.types import Document, ParagraphKind, Passage

_OPENS_YEAR = re.compile(r"(?:[Tt]rong |[Rr]iêng )?[Nn]ăm ((?:19|20)\d\d)(?!\d|\s?[-–/])")
_LEFT_TO_NOTE = re.compile(r"\b(?:như|là|có|gồm|sau|tổ chức|cụ thể|trong đó)\s*:?\s*([⁰¹²³⁴-⁹]+)")
_DEFINED = re.compile(rf"\(([{UPPER}]{{2,8}})\)")
_INITIALS = re.compile(rf"(?<![^\W\d_]|[-/])[{UPPER}]{{2,6}}(?![^\W\d_]|[-/])")
_CONSEQUENCE = re.compile(
    r"(?:Do (?:đó|vậy)|Vì (?:vậy|thế)|Chính vì (?:vậy|thế)|Bởi vậy|Từ đó|Nhờ (?:đó|vậy)|Dẫn đến)\b"
)
_CAUSE = re.compile(rf"(?!{_CONSEQUENCE.pattern})(?:Do|Vì|Bởi|Nguyên nhân|Lý do)\b")
_CAPITALISED = re.compile(rf"(?<=[^\W\d_{UPPER}] )[{UPPER}][^\W\d_{UPPER}]+(?: [{UPPER}][^\W\d_{UPPER}]+)*(?![^\W\d_])")
_NAME = re.compile(rf"(?<=[\w,(] )((?:[{UPPER}][^\W\d_{UPPER}]+ ?){{1,4}})(?![^\W\d_])")

NEIGHBOURS = 4  # passages so far before and behind one are near it
OWN = 0.5  # weight of the name that the reports are about: it goes without saying
FOREIGN = 0.4  # … of a word without Vietnamese letters that no report uses: code, a slip


@dataclass(frozen=True)
class Corpus:
    """All readings of an index, and how telling each word is in it."""

    readings: dict[str, Reading]
    frequency: dict[str, int] = field(default_factory=dict)  # of syllables, and of pairs of neighbours
    inverted: Postings = field(default_factory=lambda: Postings.read({}))
    names: frozenset[tuple[str, ...]] = frozenset()
    own_names: frozenset[tuple[str, ...]] = frozenset()
    short: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    """The abbreviations that the reports define, and what they are in full; both ways."""
    capitals: frozenset[str] = frozenset()
    """Runs of capitals that the reports write (keys): initials of something, mostly."""
    scopes: dict[str, Scope] = field(default_factory=dict)
    """What the head of each report says of all that is in it, by its id."""

    @classmethod
    def read(cls, documents: Sequence[Document], passages: Sequence[Passage]) -> Corpus:
        """Read every passage of an index."""
        readings = readings_of(documents, passages, compounds(passages))
        _carry_years(readings)
        scopes = {document.id: scope_of(document) for document in documents}
        _date(readings, scopes)
        frequency: dict[str, int] = defaultdict(int)
        for reading in readings.values():
            words = [token for token, _, _ in reading.tokens]
            pairs = {f"{one} {other}" for one, other in pairwise(words)}
            for token in {*reading.places, *reading.context, *pairs}:
                frequency[token] += 1
        inverted = Postings.read({place: reading.places for place, reading in readings.items()})
        names = _proper_names(passages)
        issuing = [reading.passage.text for reading in readings.values() if reading.kind is ParagraphKind.MASTHEAD]
        titles = [document.title for document in documents]
        heads = " ".join(key(word) for text in (*titles, *issuing) for word in TOKEN.findall(text))
        own = frozenset(name for name in names if " ".join(name) in heads)
        capitals = frozenset(key(run) for passage in passages for run in _INITIALS.findall(passage.text))
        return cls(readings, dict(frequency), inverted, names, own, _defined(passages), capitals, scopes)

    @cached_property
    def order(self) -> dict[str, int]:
        """The number of each passage, by place."""
        return {place: n for n, place in enumerate(self.readings)}

    @cached_property
    def known(self) -> frozenset[str]:
        """The words of two and more syllables in the reports."""
        return next((reading.known for reading in self._by_place), frozenset())

    @cached_property
    def _by_place(self) -> tuple[Reading, ...]:
        return tuple(self.readings.values())

    def after(self, reading: Reading) -> Iterator[Reading]:
        """Yield the readings that follow one, by place, in the same document."""
        for following in islice(self._by_place, self.order[reading.passage.id] + 1, None):
            if following.passage.document != reading.passage.document:
                return
            yield following

    def before(self, reading: Reading) -> Reading | None:
        """Return the reading before one in the same paragraph, if there is one."""
        at = self.order[reading.passage.id]
        if at == 0 or reading.begins:
            return None
        before = self._by_place[at - 1]
        return before if same_place(before, reading) else None

    def shown(self, reading: Reading) -> Shown:
        """Return a passage as the trained reader is shown it."""
        before = self.before(reading)
        passage = reading.passage
        return shown(passage.text, passage.context, before.passage.text if before else "")

    def near(self, place: str) -> list[Reading]:
        """Return a reading and those few around it that are of the same note, or the same part of the body."""
        middle = self.readings[place]
        at = self.order[place]
        around = self._by_place[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]
        return [reading for reading in around if same_place(reading, middle)]

    def gives_names(self, reading: Reading, asked: Collection[tuple[str, ...]]) -> float:
        """Return 1 where a reading has a name, neither one `asked` of nor the own; half where only what follows has."""
        following = [after for after in islice(self.after(reading), 2) if same_place(after, reading)]
        for text, worth in ((reading.passage.text, 1.0), (" ".join(r.passage.text for r in following), 0.5)):
            runs = (tuple(key(word) for word in run.split()) for run in _CAPITALISED.findall(text))
            if any(run not in self.own_names and run not in asked for run in runs):
                return worth
        return 0.0

    def called_by(self, reading: Reading) -> Reading | None:
        """Return the beginning of the note that a passage leaves its list to ("các sản phẩm như ³"), if it does."""
        called = _LEFT_TO_NOTE.search(reading.passage.text)
        if called is None:
            return None
        number = int(called[1].translate(SUPERSCRIPTS))
        notes = (r for r in self.readings.values() if r.passage.note == number and r.begins)
        return next((r for r in notes if r.passage.document == reading.passage.document), None)

    def cause_behind(self, reading: Reading) -> Reading | None:
        """Return the sentence behind a reading that gives its reason: "Do năm 2020 ảnh hưởng bởi …", if one does."""
        after = next(self.after(reading), None)
        near = after is not None and same_place(after, reading) and not after.begins
        return after if near and after is not None and _CAUSE.match(after.passage.text) else None

    def consequence_behind(self, reading: Reading) -> Reading | None:
        """Return the sentence behind a reading that follows from it: "Do đó rất khó khăn …", if one does."""
        after = next(self.after(reading), None)
        return after if after is not None and self.cause_before(after) is reading else None

    def cause_before(self, reading: Reading) -> Reading | None:
        """Return the sentence before a reading that follows from it: "Do đó rất khó khăn …", if it does."""
        at = self.order[reading.passage.id]
        if at == 0 or reading.begins or not _CONSEQUENCE.match(reading.passage.text):
            return None
        before = self._by_place[at - 1]
        return before if same_place(before, reading) else None

    def first_of_block(self, reading: Reading) -> Reading:
        """Return the line that a list of the head or foot begins with: "Nơi nhận:"."""
        ordered = self._by_place[: self.order[reading.passage.id] + 1]
        for before in reversed(ordered):
            if before.kind is not reading.kind or before.passage.document != reading.passage.document:
                break
            reading = before
            if before.passage.text.endswith(":"):
                break
        return reading

    def holding(self, term: Term) -> list[str]:
        """Return the passages whose text holds every syllable of a term in its first known form, by place."""
        sets = [self.inverted.get(token, frozenset()) for token in self.known_form(term)]
        found = frozenset.intersection(*sets) if sets else frozenset()
        return sorted(found, key=self.order.__getitem__)

    def knows(self, term: Term) -> bool:
        """Whether every syllable of some form of a term stands in the corpus."""
        return any(all(token in self.frequency for token in form) for form in term.forms)

    def knows_word(self, term: Term) -> bool:
        """Whether a term stands in the corpus just as it was asked."""
        pairs = [f"{one} {other}" for one, other in pairwise(term.forms[0])]
        return all(piece in self.frequency for piece in (*term.forms[0], *pairs))

    def telling(self, token: str) -> float:
        """Return how telling a syllable is: its inverse frequency among the passages."""
        return math.log(1 + len(self.readings) / (1 + self.frequency.get(token, 0)))

    def weight(self, term: Term) -> float:
        """Return how telling a term is: the inverse frequency of the rarest pair of syllables in its known form."""
        form = self.known_form(term)
        if any(form in self.own_names for form in term.forms):
            return OWN * term.stress
        stress = term.stress if form or not term.text.isascii() else term.stress * FOREIGN
        pairs = [self.frequency.get(f"{one} {other}", 0) for one, other in pairwise(form)]
        count = min((self.frequency[token] for token in form), default=0)
        count = min([count, *pairs]) or count
        return stress * math.log(1 + len(self.readings) / (1 + count))

    def known_form(self, term: Term) -> tuple[str, ...]:
        """Return the first form of a term whose syllables the corpus has, an empty one where it has none."""
        known = (form for form in term.forms if all(token in self.frequency for token in form))
        return next(known, ())


def readings_of(
    documents: Sequence[Document], passages: Iterable[Passage], known: frozenset[str]
) -> dict[str, Reading]:
    """Return the passages of some documents by id, none read yet; `known` are the compounds of all."""
    kinds = {(d.id, p.spans[0].start): p.kind for d in documents for p in d.paragraphs}
    by_id = {document.id: document for document in documents}
    headings: dict[tuple[str, str | None], tuple[str, ...]] = {}
    readings = {}
    for passage in passages:
        kind = kinds.get((passage.document, passage.spans[0].start))
        above = (passage.document, passage.section)
        if above not in headings:
            headings[above] = by_id[passage.document].path(passage.section)
        here = kind or ParagraphKind.TEXT
        readings[passage.id] = read_passage(passage, known, here, kind is not None, headings[above])
    return readings


def _carry_years(readings: dict[str, Reading]) -> None:
    """Give clauses that name no year the one that the clause before them opens with: "Năm 2020, …; tỷ lệ giảm 3%"."""
    before, year = None, frozenset[int]()
    for place, reading in readings.items():
        goes_on = before is not None and not reading.begins and same_place(before, reading)
        opened = _OPENS_YEAR.match(reading.passage.text)
        if opened:
            year = frozenset((int(opened[1]),))
        elif not goes_on or reading.years:
            year = frozenset()
        if goes_on and year and not reading.years:
            readings[place] = replace(reading, carried=year)
        before = reading


def _date(readings: dict[str, Reading], scopes: Mapping[str, Scope]) -> None:
    """Give what names no year, and stands under none, the year that its report is of."""
    for place, reading in readings.items():
        year = scopes[reading.passage.document].year
        if year is not None and not reading.years and not reading.context_years and not reading.target:
            readings[place] = replace(reading, carried=frozenset((year,)))


def same_place(one: Reading, other: Reading) -> bool:
    """Whether two readings are of one note or section of one document."""
    places = [(r.passage.document, r.passage.note, r.passage.section) for r in (one, other)]
    return places[0] == places[1]


def _defined(passages: Sequence[Passage]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return what passages abbreviate: "nuôi trồng thủy sản (NTTS)", its letters those that the words begin with."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for passage in passages:
        for defined in _DEFINED.finditer(passage.text):
            short = key(defined[1])
            words = [key(word) for word in TOKEN.findall(passage.text[: defined.start()])][-len(short) :]
            if len(words) == len(short) and all(word[0] == letter for word, letter in zip(words, short, strict=True)):
                found[short,] = tuple(words)
                found[tuple(words)] = (short,)
    return found


def _proper_names(passages: Sequence[Passage]) -> frozenset[tuple[str, ...]]:
    """Return the runs of capitalised syllables in a corpus that it never writes small: places, people, peoples."""
    found = {name.strip() for passage in passages for name in _NAME.findall(passage.text)}
    text = "\n".join(passage.text for passage in passages)
    proper = {name for name in found if name.lower() not in text}
    return frozenset(tuple(key(word) for word in TOKEN.findall(name)) for name in proper)
