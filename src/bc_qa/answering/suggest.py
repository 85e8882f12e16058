"""Questions that a report answers, made from its own sentences: examples to begin with, suggestions to go on.

"Toàn huyện có 32 dự án nhà máy thủy điện" gives "Toàn huyện có bao nhiêu dự án nhà máy thủy điện?".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain, islice

from bc_qa.evidence.citing import plain_text
from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.items import item_of
from bc_qa.evidence.reading import Reading
from bc_qa.evidence.support import dimension_of
from bc_qa.figures.units import Dimension
from bc_qa.language import cues, lexicon
from bc_qa.text.keys import key, syllables
from bc_qa.types import Figure, FigureKind, ParagraphKind

_MOST_WORDS = 18
_MOST_NAMING = 4
LOOKED_AT = 20  # of the nearest questions


def questions(reading: Reading) -> tuple[str, ...]:
    """Return the questions that a passage answers, by place."""
    if reading.kind is not ParagraphKind.TEXT or reading.target:
        return ()
    made = (_question(reading, figure) for figure in reading.figures)
    return tuple(dict.fromkeys(question for question in made if question))


def _question(reading: Reading, figure: Figure) -> str:
    text = reading.passage.text
    before = text[: figure.span.start]
    if figure.qualifier:
        before = before[: -len(figure.qualifier) - 1]
    if figure.kind is FigureKind.QUANTITY and figure.unit and (found := cues.HAS_COUNTED.search(before)):
        label = _label(text[figure.span.end :])
        if len(found[1]) > len("có") or len(label.split()) > 1:  # "Có bao nhiêu sản phẩm?" asks of nothing
            return _asked(f"{found[1]} bao nhiêu {figure.unit}{label}")
    if figure.kind in (FigureKind.SHARE, FigureKind.QUANTITY, FigureKind.RANGE) and figure.unit:
        found = cues.NAMED_MEASURE.search(before)
        if found and key(found[1].split()[-1]) not in lexicon.DANGLING:
            year = cues.IN_YEAR_HEAD.search(before)
            return _asked(f"{found[1]}{f' năm {year[1]}' if year else ''} là bao nhiêu")
    return _of_item(reading, figure)


def _of_item(reading: Reading, figure: Figure) -> str:
    """Return what asks for the figure of an item that is but a name and a figure: "Mầm non 17 trường", "Mía 105ha"."""
    start, end = item_of(reading, figure)
    label = _name(reading.passage.text[start : figure.span.start])
    rest = reading.passage.text[figure.span.end : end].strip(" ,;.)*")
    if not label or rest or figure.kind is not FigureKind.QUANTITY or not figure.unit or figure.qualifier:
        return ""
    if dimension_of(figure) is Dimension.AREA:
        return _asked(f"Diện tích {label} là bao nhiêu")
    counted = label if syllables(label)[:1] == syllables(figure.unit)[:1] else f"{figure.unit} {label}"
    return _asked(f"Có bao nhiêu {counted}") if dimension_of(figure) is None else ""


def _name(text: str) -> str:
    """Return the name that an item begins with, small but for proper names; empty where it is none."""
    words = plain_text(text).strip(" ,;:.(").split()
    plain = all(word.isalpha() and key(word) not in lexicon.STOP for word in words)
    if not 1 <= len(words) <= _MOST_NAMING or not plain:
        return ""
    proper = len(words) > 1 and words[1][0].isupper()
    return " ".join(words) if proper else " ".join([words[0].lower(), *words[1:]])


def _label(after: str) -> str:
    """Return what is counted, up to where something else is said of it."""
    end = cues.COUNTED_LABEL_END.search(after)
    label = after[: end.start()] if end else after[:60]
    return label if len(label) <= 60 else ""


def _asked(text: str) -> str:
    words = plain_text(text).replace(" là là ", " là ").split()
    if not 4 <= len(words) <= _MOST_WORDS or key(words[-1]) in lexicon.DANGLING:
        return ""
    return f"{words[0][0].upper()}{words[0][1:]} {' '.join(words[1:])}?"


class Suggester:
    """Suggests questions that a corpus answers; `made` are those of each of its passages, by place."""

    def __init__(self, corpus: Corpus, made: Sequence[Sequence[str]]) -> None:
        self._order = corpus.order
        self._readings: Sequence[Reading] = tuple(corpus.readings.values())
        self._made = made

    def examples(self, count: int, chosen: Collection[str] | None = None) -> tuple[str, ...]:
        """Return questions spread over the corpus, or some reports: as many as asked for, where they have them."""
        found = list(dict.fromkeys(made[0] for made in self._made_of(chosen) if made))
        step = max(len(found) / max(count, 1), 1)
        return tuple(found[int(index * step)] for index in range(count) if int(index * step) < len(found))

    def holding(self, asked: str, count: int, chosen: Collection[str] | None = None) -> tuple[str, ...]:
        """Return questions that hold every telling syllable of what was typed: what an unclear question may mean."""
        wanted = {token for token in syllables(asked) if token not in lexicon.STOP}
        made = (question for questions_ in self._made_of(chosen) for question in questions_)
        return tuple(dict.fromkeys(q for q in made if wanted <= set(syllables(q))))[:count]

    def near(
        self, around: Reading | None, asked: str, count: int, chosen: Collection[str] | None = None
    ) -> tuple[str, ...]:
        """Return questions to go on with: answered near a passage where there is one, not the one just asked."""
        near = chain(self._around(around) if around else (), self.examples(count * 2, chosen))
        fresh = dict.fromkeys(question for question in islice(near, LOOKED_AT) if question.lower() != asked.lower())
        return tuple(fresh)[:count]

    def _made_of(self, chosen: Collection[str] | None) -> Iterator[Sequence[str]]:
        """Yield the questions of each passage of some reports, or of all."""
        rows = zip(self._readings, self._made, strict=True)
        return (made for reading, made in rows if chosen is None or reading.passage.document in chosen)

    def _around(self, around: Reading) -> Iterator[str]:
        """Yield the questions of the passages around one, its own section's first, nearest first."""
        at = self._order[around.passage.id]
        rows = [
            row for row, reading in enumerate(self._readings) if reading.passage.document == around.passage.document
        ]
        same = {row for row in rows if self._readings[row].passage.section == around.passage.section}
        for row in sorted(rows, key=lambda row: (row not in same, abs(row - at), row)):
            yield from self._made[row]
