"""What a figure is called: the words that lead up to it or follow it, and how much of them a question asks for."""

from __future__ import annotations

import re
from itertools import pairwise

from bc_qa.evidence.columns import heading_of, named
from bc_qa.evidence.items import alike, compared_with, follows, item_of, names_between
from bc_qa.evidence.reading import Reading
from bc_qa.evidence.support import Support
from bc_qa.language import lexicon
from bc_qa.text.keys import key, syllables
from bc_qa.types import Figure, FigureKind

MOST_PHRASES = 2

_STOPS = re.compile(r"[.;:(](?=\s|\w)(?<!\d[.:](?=\d))|\btrong đó\b")


def label_of(reading: Reading, figure: Figure) -> tuple[int, int]:
    """Return the stretch that says what a figure is of: what leads up to it since the last of its kind, or follows it.

    Unlike its item it goes on over commas: "trâu, bò, ngựa 11.919 con" is a figure of all three.
    """
    if compared := compared_with(reading, figure):
        return label_of(reading, compared)
    text = reading.passage.text
    # A colon or bracket right before a figure comes behind its name: "cấp Tiểu học: 9.958".
    stops = (found for found in _STOPS.finditer(text, 0, figure.span.start))
    ends = (f.end() for f in stops if f.group() not in (":", "(") or text[f.end() : figure.span.start].strip())
    start = max(ends, default=0)
    start = min(start, item_of(reading, figure)[0])  # an item in brackets begins before them
    before = [f.span.end for f in reading.figures if f.span.end <= figure.span.start and alike(f, figure)]
    if before:  # what the last figure counts goes on up to a break: "13 nhà văn hóa xã, 146 …"
        breaks = (found.end for found in reading.breaks if before[-1] <= found.start < figure.span.start)
        start = max(start, next(breaks, before[-1]))
    if names_between(reading, start, figure.span.start):
        return start, figure.span.end
    after = [found.start() for found in _STOPS.finditer(text, figure.span.end)]
    after += [f.span.start for f in reading.figures if f.span.start >= figure.span.end and alike(f, figure)]
    return figure.span.start, min(after, default=len(text))


def exactness(held: Support, figure: Figure, label: tuple[int, int]) -> float:
    """Return the share of the words of a figure's label, its own and those of documents apart, that are asked for."""
    numbered = [
        f for f in held.reading.figures if f.kind is FigureKind.NUMBERED and label[0] <= f.span.start < label[1]
    ]
    apart = {word for named in (figure, *numbered) for word in syllables(named.text)}
    said = set(names_between(held.reading, *label)) - apart - (lexicon.DOCUMENT_WORDS if numbered else set())
    if held.reading.columns:
        said = set(_of_column(held.reading, figure))
    asked = len(said & held.asked)
    return asked / len(said) if said else 0.0


def _of_column(reading: Reading, figure: Figure) -> list[str]:
    """Return the syllables that say what a figure of a row is: its row's name and its column's heading."""
    text = reading.passage.text
    row = named(text, reading.figures, reading.columns)
    said = " ".join((*(cell.of(text) for cell in row), heading_of(text, reading.columns, figure)))
    return [word for word in syllables(said) if word not in lexicon.STOP and not word[0].isdigit()]


def asked_first(reading: Reading, figure: Figure, head: re.Match[str] | None) -> bool:
    """Whether the word right behind a share is the one that a share is asked of."""
    if head is None or figure.kind is not FigureKind.SHARE:
        return False
    return follows(reading, figure, key(head[1]))


def phrases(reading: Reading, label: tuple[int, int], asked: frozenset[tuple[str, str]]) -> int:
    """Return how many pairs of neighbouring words of a figure's label the question has, two at most."""
    said = [token for token, start, end in reading.tokens if label[0] <= start and end <= label[1]]
    return min(len(asked & set(pairwise(said))), MOST_PHRASES)
