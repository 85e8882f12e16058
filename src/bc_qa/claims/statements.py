"""What a text states: each figure, date, number of a document and name in it, with all that says what it is of.

A draft is read as the report is, so that a claim and what the report says of it are two values of one kind.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bc_qa.claims.name_lists import name_lists
from bc_qa.claims.wording import EMPTY
from bc_qa.evidence.items import alike, change_of, in_brackets, is_label
from bc_qa.evidence.reading import Reading
from bc_qa.facts.fact import Head, Said
from bc_qa.facts.periods import periods_of
from bc_qa.language import cues
from bc_qa.text.keys import TOKEN, UPPER, key
from bc_qa.types import Figure, FigureKind, ParagraphKind, Span

BEHIND_BREAK, BEHIND_LIKE = 0.25, 0.35  # what a word is worth to a figure behind a stop, behind a figure of its kind
BEFORE, AFTER = 0.8, 0.75  # … elsewhere in the passage
OF_PARTS = 0.7  # … before the mark that parts of a whole are told from: "trong đó", "gồm"
_LEVELS = "xã|bản|thôn|phường|thị trấn|huyện|tỉnh|thành phố|quận|dân tộc"
_PEOPLE = "ông|bà|đồng chí"
_WORD = rf"[{UPPER}][^\W\d_]*"
_NEW_SUBJECT = re.compile(rf"[;.]\s+[^\w\s]*[{UPPER}]")
_NAME = re.compile(rf"(?<!\w)(?:(?P<level>(?i:{_LEVELS}|{_PEOPLE}))\s+)?(?P<name>{_WORD}(?:\s{_WORD}){{0,4}})")
# From here on a text tells the parts of a whole.
PARTS = re.compile(r"\b(?:trong đó|cụ thể|gồm|chia ra)\b|[:(]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure in its passage. `item` is the stretch of the passage that is its own, `likes` the figures of its kind.

    `years` are those it is given for, `change` the word of growth or loss before it; `aim` says that it is aimed at,
    None where the passage may tell either. `label` are the syllables of its item that say what it is of; `part` says
    that it is told as a part of a whole; `numbered` are the last numbered things before it ("dự án": "5"). `id` is that
    of the catalogue.
    """

    id: str
    reading: Reading
    figure: Figure
    item: Span
    likes: tuple[Span, ...]
    years: frozenset[int]
    change: str
    aim: bool | None
    label: frozenset[str]
    part: bool
    numbered: Mapping[str, str]

    def reach(self, start: int, end: int) -> float:
        """Return how far a stretch of the passage speaks of the figure: 1 in its item, less behind each break."""
        if self.item.start <= start and end <= self.item.end:
            return 1.0
        before = end <= self.figure.span.start
        left, right = (end, self.figure.span.start) if before else (self.figure.span.end, start)
        between = self.reading.passage.text[left:right]
        if before and self._tells_parts(left, right):
            return OF_PARTS
        if not before and PARTS.search(self.reading.passage.text, left, right):
            return BEHIND_LIKE
        if (";" in between or ". " in between) and not (before and not self.label):
            return BEHIND_BREAK
        if any(left <= like.start < right for like in self.likes):
            return BEHIND_LIKE
        return BEFORE if before else AFTER

    def _tells_parts(self, left: int, right: int) -> bool:
        """Whether one whole stands between a word and the mark that its parts are told from, with no new subject."""
        text = self.reading.passage.text
        mark = PARTS.search(text, left, right)
        if mark is None or (mark[0] == "(" and ")" in text[mark.end() : right]):
            return False
        wholes = sum(left <= like.start < mark.start() for like in self.likes)
        return wholes <= 1 and _NEW_SUBJECT.search(text, left, right) is None


def statements(
    reading: Reading,
    known: Collection[tuple[str, ...]],
    own_names: Collection[tuple[str, ...]],
    this_year: int | None,
) -> tuple[Statement, ...]:
    """Return what a passage states, by place; not the names that the whole report is about."""
    names = tuple(_names(reading, known, own_names))
    found = [*_figures(reading), *names]
    return tuple(
        _statement(reading, figure, names, this_year) for figure in sorted(found, key=lambda figure: figure.span)
    )


def _figures(reading: Reading) -> Iterator[Figure]:
    for figure in reading.figures:
        numbered_heading = reading.kind is ParagraphKind.HEADING and figure.span.start == 0
        if not is_label(reading, figure) and not numbered_heading and figure.kind is not FigureKind.NAME:
            yield figure


def _names(
    reading: Reading, names: Collection[tuple[str, ...]], own_names: Collection[tuple[str, ...]]
) -> Iterator[Figure]:
    """Yield the names of places, peoples and persons; their level or title is their unit, empty where they have none.

    A name is told by its level or title, or is one that the corpus never writes small.
    """
    text = reading.passage.text
    for found in _NAME.finditer(text):
        words = tuple(key(word) for word in TOKEN.findall(found["name"]))
        size = next((n for n in range(len(words), 0, -1) if words[:n] in names), len(words) if found["level"] else 0)
        if size < 1 + (not found["level"]) or any(words[: len(own)] == own for own in own_names):
            continue
        end = list(TOKEN.finditer(text, found.start("name"), found.end()))[size - 1].end()
        level = (found["level"] or "").lower()
        unit = "người" if level in _PEOPLE.split("|") else level
        yield Figure(FigureKind.NAME, Span(found.start(), end), text[found.start() : end], unit=unit)
    yield from _listed(reading, names)
    for figure in reading.figures:
        if figure.kind is FigureKind.NAME:
            yield Figure(FigureKind.NAME, figure.span, figure.text, unit="người")


def _listed(reading: Reading, names: Collection[tuple[str, ...]]) -> Iterator[Figure]:
    """Yield the names of a draft that the reports do not know: behind an office, or in a list with names they know."""
    text = reading.passage.text
    if reading.passage.document:
        return
    for found in _NAME.finditer(text):
        words = tuple(key(word) for word in TOKEN.findall(found["name"]))
        if (
            not found["level"]
            and words not in names
            and len(words) > 1
            and cues.OFFICE_BEFORE.search(text, 0, found.start())
        ):
            yield Figure(FigureKind.NAME, Span(*found.span("name")), found["name"], unit="người")
    for run in name_lists(text):
        known = [tuple(key(word) for word in TOKEN.findall(name.of(text))) in names for name in run]
        for name, is_known in zip(run, known, strict=True):
            if any(known) and not is_known:
                yield Figure(FigureKind.NAME, name, name.of(text), unit="")


def _statement(reading: Reading, figure: Figure, names: Sequence[Figure], this_year: int | None) -> Statement:
    likes = _likes(reading, figure, names)
    item = _item(reading, figure, likes)
    above, before = reading.passage.context, reading.passage.text[: figure.span.start]
    periods = periods_of(reading, figure, item, Head(year=this_year))
    years = frozenset(periods.years if periods.said is Said.TEXT else ())
    return Statement(
        id=f"{reading.passage.id}:{figure.span.start}",
        reading=reading,
        figure=figure,
        item=item,
        likes=likes,
        years=years,
        change="giảm" if cues.NEGATIVE_BEFORE.search(before) else change_of(reading, figure),
        aim=_aim(reading, years, this_year),
        label=_keys(item.of(reading.passage.text)),
        part=_is_part(reading.passage.text, figure, likes),
        numbered={found[1]: found[2] for found in cues.NUMBERED_THING.finditer(f"{above} {before}".lower())},
    )


def _is_part(text: str, figure: Figure, likes: Sequence[Span]) -> bool:
    """Whether a figure stands behind the mark of parts that follows a figure of its kind."""
    first = min((like.end for like in likes if like.end <= figure.span.start), default=figure.span.start)
    return PARTS.search(text, first, figure.span.start) is not None


def _aim(reading: Reading, years: frozenset[int], this_year: int | None) -> bool | None:
    """Return whether what is stated is aimed at: by its words, the heading over it, its years; None where unsaid."""
    if cues.AIM_WORD.search(reading.passage.text) or (reading.target and not reading.headings):
        return True
    if any(cues.AIM_WORD.search(heading) and not cues.PLAN_WORD.search(heading) for heading in reading.headings):
        return True
    ahead = [this_year is not None and year > this_year for year in years]
    if reading.plan or (ahead and any(ahead) != all(ahead)):
        return None
    if not reading.headings and not ahead and not cues.RESULT.search(reading.passage.text.lower()):
        return None
    return any(ahead)


def _likes(reading: Reading, figure: Figure, names: Sequence[Figure]) -> tuple[Span, ...]:
    if figure.kind is FigureKind.NAME:
        return tuple(
            name.span
            for name in names
            if (name.unit == figure.unit or not name.unit or not figure.unit) and name.span != figure.span
        )
    others = (other for other in reading.figures if other.span != figure.span and other.kind is figure.kind)
    return tuple(other.span for other in others if alike(other, figure))


def _item(reading: Reading, figure: Figure, likes: Sequence[Span]) -> Span:
    """Return the stretch between the nearest breaks and figures of its kind; what brackets explain is part of it."""
    text, (start, end) = reading.passage.text, figure.span
    opened = in_brackets(reading, figure)
    lefts = [b.end for b in reading.breaks if b.end <= start and not (opened and b.of(text) == "(")]
    rights = [b.start for b in reading.breaks if b.start >= end]
    left = max([*lefts, *(like.end for like in likes if like.end <= start)], default=0)
    return Span(left, min([*rights, *(like.start for like in likes if like.start >= end)], default=len(text)))


def _keys(text: str) -> frozenset[str]:
    """Return the syllables of a text that say what it is about: no figures, measures, small words."""
    found = (key(word) for word in TOKEN.findall(text))
    return frozenset(word for word in found if word not in EMPTY and not word[0].isdigit())
