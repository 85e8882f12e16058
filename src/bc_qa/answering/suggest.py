"""Questions that a report answers, made from its own sentences: examples to begin with, suggestions to go on.

"Toàn huyện có 32 dự án nhà máy thủy điện" gives "Toàn huyện có bao nhiêu dự án nhà máy thủy điện?".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bc_qa.evidence import lexicon
from bc_qa.evidence.citing import plain_text
from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.reading import Reading
from bc_qa.text.keys import UPPER, key, syllables
from bc_qa.types import Figure, FigureKind, ParagraphKind

_WHERE = "[Hh]iện tại|[Đđ]ến nay|[Hh]iện nay|[Tt]oàn (?:huyện|tỉnh|xã)|[Hh]uyện|[Tt]ỉnh"
_COUNTED = re.compile(rf"(?:^|[.;:–-] |, )((?:(?:{_WHERE})[ ,]*)*[Cc]ó)\s+$")
_WHAT = (
    "[Tt]ỷ lệ|[Tt]ổng (?:số|diện tích|kinh phí|công suất)|[Dd]iện tích|[Ss]ản lượng|[Dd]oanh thu|[Gg]iá trị|[Tt]hu nhập"
)
_NAMED = re.compile(
    rf"(?:^|[.;:(–-] ?|, )((?:{_WHAT})\s[^.;:,()\d]{{3,70}}?)\s*(?:đạt|là|chiếm|ước đạt)?"
    r"(?:\s(?:trên|khoảng|hơn|gần))?\s*$"
)
_LABEL_END = re.compile(rf"[.;:,()]|\s(?:đã|đang|được|đạt|tại|với|cho|và|hoạt|góp|do|là|[{UPPER}])")
_MOST_WORDS = 18
NEARBY = 12  # passages on either side that suggestions are taken from
_DANGLING = frozenset(
    "đạt là chiếm của và với có cho ở tại về từ trên dưới khoảng hơn gần bao gồm được tăng giảm".split()
)


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
    if figure.kind is FigureKind.QUANTITY and figure.unit and (found := _COUNTED.search(before)):
        label = _label(text[figure.span.end :])
        if len(found[1]) > len("có") or len(label.split()) > 1:  # "Có bao nhiêu sản phẩm?" asks of nothing
            return _asked(f"{found[1]} bao nhiêu {figure.unit}{label}")
    if figure.kind in (FigureKind.SHARE, FigureKind.QUANTITY, FigureKind.RANGE) and figure.unit:
        found = _NAMED.search(before)
        if found and key(found[1].split()[-1]) not in _DANGLING:  # "Tỷ lệ hộ nghèo giảm là bao nhiêu?" is no question
            return _asked(f"{found[1]} là bao nhiêu")
    return ""


def _label(after: str) -> str:
    """Return what is counted, up to where something else is said of it."""
    end = _LABEL_END.search(after)
    label = after[: end.start()] if end else after[:60]
    return label if len(label) <= 60 else ""


def _asked(text: str) -> str:
    words = plain_text(text).replace(" là là ", " là ").split()
    if not 4 <= len(words) <= _MOST_WORDS or key(words[-1]) in _DANGLING:
        return ""
    return f"{words[0][0].upper()}{words[0][1:]} {' '.join(words[1:])}?"


class Suggester:
    """The questions of a corpus, made once when its index is opened."""

    def __init__(self, corpus: Corpus) -> None:
        self._order = corpus.order
        self._readings: Sequence[Reading] = tuple(corpus.readings.values())
        self._made = [questions(reading) for reading in self._readings]

    def examples(self, count: int) -> tuple[str, ...]:
        """Return questions spread over the whole corpus: as many as asked for, where it has them."""
        found = list(dict.fromkeys(made[0] for made in self._made if made))
        step = max(len(found) / max(count, 1), 1)
        return tuple(found[int(index * step)] for index in range(count) if int(index * step) < len(found))

    def holding(self, asked: str, count: int) -> tuple[str, ...]:
        """Return questions that hold every telling syllable of what was typed: what an unclear question may mean."""
        wanted = {token for token in syllables(asked) if token not in lexicon.STOP}
        made = (question for questions_ in self._made for question in questions_)
        return tuple(dict.fromkeys(q for q in made if wanted <= set(syllables(q))))[:count]

    def near(self, around: Reading | None, asked: str, count: int) -> tuple[str, ...]:
        """Return questions to go on with: answered near a passage where there is one, not the one just asked."""
        near = self._around(around) if around else ()
        fresh = (question for question in (*near, *self.examples(count * 2)) if question.lower() != asked.lower())
        return tuple(dict.fromkeys(fresh))[:count]

    def _around(self, around: Reading) -> Iterator[str]:
        """Yield the questions of the passages of the same section, nearest first."""
        at = self._order[around.passage.id]
        window = range(max(0, at - NEARBY), min(len(self._readings), at + NEARBY + 1))
        for row in sorted(window, key=lambda row: (abs(row - at), row)):
            if self._readings[row].passage.section == around.passage.section:
                yield from self._made[row]
