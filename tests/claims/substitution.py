"""Sentences of a report with one figure of each put wrong, by a fixed seed: digit, separator, unit, a neighbour's.

A checker is held to two things: the sentence as it stands is supported, and none of the others is.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bc_qa.claims.checker import Checker
from bc_qa.claims.wording import same_noun
from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.items import is_label
from bc_qa.evidence.reading import Reading
from bc_qa.figures.units import BASES
from bc_qa.types import Figure, FigureKind, ParagraphKind, Verdict

_KINDS = (FigureKind.QUANTITY, FigureKind.SHARE, FigureKind.RATIO, FigureKind.RANGE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_UNITS = {"ha": "km²", "km²": "ha", "km": "m", "%": "‰", "‰": "%", "tấn": "tạ", "triệu": "tỷ", "tỷ": "triệu"}


@dataclass(frozen=True)
class Drawn:
    """A figure of a report in its passage."""

    reading: Reading
    figure: Figure

    @property
    def number(self) -> str:
        found = _NUMBER.search(self.figure.text)
        assert found
        return found.group()

    def sentence(self, written: str) -> str:
        text = self.reading.passage.text
        return f"{text[: self.figure.span.start]}{written}{text[self.figure.span.end :]}"


def _written(reading: Reading) -> list[Figure]:
    """Return the figures of a passage that begin with a digit."""
    return [figure for figure in reading.figures if figure.kind in _KINDS and figure.text[0].isdigit()]


def draw(corpus: Corpus, count: int, seed: int) -> list[Drawn]:
    """Return figures of as many sentences: one of each sentence, then more of those that have more."""
    by_passage: dict[str, list[Drawn]] = {}
    for place, reading in corpus.readings.items():
        if reading.kind is not ParagraphKind.HEADING:
            found = [
                f for f in reading.figures if f.kind in _KINDS and not is_label(reading, f) and f.text[0].isdigit()
            ]
            by_passage |= {place: [Drawn(reading, figure) for figure in found]} if found else {}
    rng = random.Random(seed)
    places = sorted(by_passage)
    rng.shuffle(places)
    firsts = [rng.choice(by_passage[place]) for place in places]
    rest = [drawn for place in places for drawn in by_passage[place] if drawn not in firsts]
    rng.shuffle(rest)
    return (firsts + rest)[:count]


def wrongs(drawn: Sequence[Drawn], seed: int) -> Mapping[str, Callable[[Drawn], str | None]]:
    """Return the ways in which a figure is put wrong; None where it cannot be."""
    rng = random.Random(seed)
    nouns = sorted({d.figure.unit for d in drawn if d.figure.unit and d.figure.base_unit not in BASES})

    def digit(d: Drawn) -> str:
        places = [at for at, char in enumerate(d.number) if char.isdigit()]
        at = rng.choice(places)
        other = rng.choice([char for char in "123456789" if char != d.number[at]])
        return d.figure.text.replace(d.number, f"{d.number[:at]}{other}{d.number[at + 1 :]}", 1)

    def separator(d: Drawn) -> str | None:
        digits = re.sub(r"\D", "", d.number)
        if len(digits) < 2:
            return None
        whole = len(re.sub(r"\D", "", d.number.partition(",")[0])) if "," in d.number else len(digits)
        at = whole - 1 if whole > 1 else whole + 1
        moved = f"{digits[:at]},{digits[at:]}" if at < len(digits) else digits
        # 110.3 is 110,3 where a table is written the English way.
        return None if moved == d.number.replace(".", ",") else d.figure.text.replace(d.number, moved, 1)

    def unit(d: Drawn) -> str | None:
        rest = d.figure.text.partition(d.number)[2]
        for one, other in _UNITS.items():
            if re.match(rf"\s?{re.escape(one)}(?!\w)", rest):
                return f"{d.number}{rest.replace(one, other, 1)}"
        others = [noun for noun in nouns if not same_noun(noun, d.figure.unit)]
        return f"{d.number} {rng.choice(others)}" if d.figure.unit and others and "/" not in rest else None

    def neighbour(d: Drawn) -> str | None:
        near = [Drawn(d.reading, f) for f in _written(d.reading)]
        near = [n for n in near if n.number.lstrip("0") != d.number.lstrip("0")]
        if not near:
            return None
        nearest = min(near, key=lambda n: abs(n.figure.span.start - d.figure.span.start))
        return d.figure.text.replace(d.number, nearest.number, 1)

    return {"digit": digit, "separator": separator, "unit": unit, "neighbour": neighbour}


def verdict(checker: Checker, drawn: Drawn, written: str) -> Verdict | None:
    """Return the verdict on a figure that a sentence is given in the place of its own."""
    at = drawn.figure.span.start
    claims = [claim for step in checker.verify(drawn.sentence(written)) for claim in step.claims]
    return next((claim.verdict for claim in claims if claim.span.start <= at < claim.span.end), None)


def tallies(checker: Checker, drawn: Sequence[Drawn], seed: int) -> Iterator[tuple[str, Counter[str]]]:
    """Yield how often each verdict is given: to the sentences as they stand, then put wrong in each way."""
    ways: dict[str, Callable[[Drawn], str | None]] = {"as it stands": lambda d: d.figure.text}
    for name, way in {**ways, **wrongs(drawn, seed)}.items():
        tally: Counter[str] = Counter()
        for d in drawn:
            if (written := way(d)) is not None:
                tally[verdict(checker, d, written) or "unread"] += 1
        yield name, tally
