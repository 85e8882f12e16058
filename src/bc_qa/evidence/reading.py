"""A passage as the reader sees it: all of it that depends on no question, read once, when it is first wanted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bc_qa.evidence.columns import columns, with_units
from bc_qa.figures.grammar import figures
from bc_qa.report.passages import CONTEXT_JOINT
from bc_qa.text.keys import TOKEN, UPPER, blind, key
from bc_qa.types import Figure, FigureKind, ParagraphKind, Passage, Span

YEARS = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d)")
_RUN_OF_YEARS = re.compile(r"(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d")  # what a whole part is about, no year of a figure
_NOTE = re.compile(r"\[\^?(\d{1,3})\](?!\()")
_BREAK = re.compile(r"(?<!\d),|,(?!\d)|[;()|\t\n]|[.:!?](?=\s)|\s-\s|\btrong đó\b|\bvà\b")
_LISTS = re.compile(r"\bgồm\s+\d[^.;]*(?:,|\bvà\b)|:[^:]*(?:,|;|\bvà\b)[^:]*|(?:,[^,;]+){3}|\([^()]*[,;][^()]*\)")
_TARGET = re.compile(r"mục tiêu(?! quốc gia)|ph[âấ]n đấu|dự kiến", re.IGNORECASE)
_PLAN = re.compile(r"nhiệm vụ|giải pháp|phương hướng|mục tiêu(?! quốc gia)", re.IGNORECASE)
_CAUSE = re.compile(
    r"\b(?:do|vì|nên|nhờ|bởi|để|nhằm|khiến|dẫn đến|dẫn tới|nguyên nhân|ảnh hưởng|gây|tạo điều kiện|xuất phát từ)\b",
    re.IGNORECASE,
)
_SHORTCOMING = re.compile(r"nguyên nhân|hạn chế|tồn tại|khó khăn|bài học", re.IGNORECASE)
_TITLED = re.compile(
    rf"\b(?:[Đđ]ồng chí|[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị):? ((?:[{UPPER}][^\W\d_{UPPER}]+ ){{1,4}}[{UPPER}][^\W\d_{UPPER}]+)"
)
_SIGNER = re.compile(rf"(?:^|\s|\*)((?:[{UPPER}][^\W\d_{UPPER}]+ ){{1,4}}[{UPPER}][^\W\d_{UPPER}]+)(?=\W*$)")


@dataclass(frozen=True)
class Reading:
    """The figures of a passage, where each syllable of it stands, and what sort of passage it is.

    Each of its fields is read when it is first wanted, and once: an index of many reports opens without reading them.
    `known` are the compounds of the corpus, that a counted noun may be; `begins` says that it begins its paragraph;
    `carried` are the years that the clauses before it give it, where it names none: "Năm 2020, …; tỷ lệ giảm 3%".
    """

    passage: Passage
    known: frozenset[str] = field(repr=False)
    kind: ParagraphKind
    begins: bool
    headings: tuple[str, ...]
    carried: frozenset[int] = frozenset()

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures by place, those of a table's row with the unit of their column; behind them the people named."""
        text, signed = self.passage.text, self.kind is ParagraphKind.SIGNATURE
        counted = with_units(text, tuple(_counted(text, self.known)), self.columns)
        return (*counted, *_people(text, _SIGNER if signed else _TITLED))

    @cached_property
    def tokens(self) -> tuple[tuple[str, int, int], ...]:
        """Each syllable: its key, its start and end in the passage's text."""
        return tuple((key(found.group()), found.start(), found.end()) for found in TOKEN.finditer(self.passage.text))

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The indices into `tokens` of each syllable."""
        return _indexed(token for token, _, _ in self.tokens)

    @cached_property
    def blind_places(self) -> dict[str, list[int]]:
        """The indices into `tokens` of each syllable without its diacritics."""
        return _indexed(blind(token) for token, _, _ in self.tokens)

    @cached_property
    def context(self) -> frozenset[str]:
        """The syllables of the passage's context."""
        return frozenset(self.context_text.split())

    @cached_property
    def context_text(self) -> str:
        """The syllables of the passage's context in their order."""
        return _keys(self.passage.context)

    @cached_property
    def near_context(self) -> str:
        """What stands closest above: the innermost heading, the sentence that calls a note, the item's lead."""
        return _keys(_near(self.passage.context, self.headings))

    @cached_property
    def above(self) -> frozenset[str]:
        """The syllables of all that stands above it."""
        return self.context | frozenset(self.near_context.split())

    @cached_property
    def breaks(self) -> tuple[Span, ...]:
        """Where one item of an enumeration ends and the next begins; not inside a figure: "giai đoạn 2021 - 2025"."""
        found = (Span(*break_.span()) for break_ in _BREAK.finditer(self.passage.text))
        inside = [figure.span for figure in self.figures]
        return tuple(b for b in found if not any(span.start < b.start < span.end for span in inside))

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that the passage names."""
        return frozenset(int(year) for year in YEARS.findall(self.passage.text))

    @cached_property
    def context_years(self) -> frozenset[int]:
        """The years that it is given from before or above it."""
        above = YEARS.findall(_RUN_OF_YEARS.sub(" ", self.passage.context))
        return self.carried or frozenset(int(year) for year in above)

    @cached_property
    def plan(self) -> bool:
        """Whether it stands among the tasks."""
        return bool(_PLAN.search(" ".join(self.headings)))

    @cached_property
    def cause(self) -> bool:
        """Whether it gives a reason or purpose."""
        return bool(_CAUSE.search(self.passage.text) or _SHORTCOMING.search(" ".join(self.headings[-1:])))

    @cached_property
    def lists(self) -> bool:
        """Whether it enumerates."""
        return bool(_LISTS.search(self.passage.text))

    @cached_property
    def aimed_from(self) -> int | None:
        """Where in the text it begins to state aims, None where it states none."""
        return _aimed_from(self.passage.text, self.headings)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The headings of the columns, of a table's row."""
        of_table = self.kind is ParagraphKind.TABLE
        return columns(self.passage.context.rpartition(CONTEXT_JOINT)[2]) if of_table else ()

    @property
    def target(self) -> bool:
        """Whether the passage states what is aimed at, at least in part."""
        return self.aimed_from is not None


def _indexed(tokens: Iterable[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for index, token in enumerate(tokens):
        places[token].append(index)
    return dict(places)


def compounds(passages: Sequence[Passage]) -> frozenset[str]:
    """Return the words of two and more syllables in a corpus, as the figure grammar takes them."""
    return frozenset(word for passage in passages for word in passage.words.split() if "_" in word)


def read_passage(
    passage: Passage,
    known: frozenset[str],
    kind: ParagraphKind,
    begins: bool,
    headings: tuple[str, ...],
) -> Reading:
    """Return a passage as any question may want it; `begins` says that it begins its paragraph."""
    return Reading(passage, known, kind, begins, headings)


def _aimed_from(text: str, headings: tuple[str, ...]) -> int | None:
    """Return where a text begins to state what is aimed at: at once under a heading of aims, never without a word."""
    if _TARGET.search(" ".join(headings)):
        return 0
    found = _TARGET.search(text)
    return found.start() if found else None


def _keys(text: str) -> str:
    return " ".join(key(word) for word in TOKEN.findall(text))


def _near(context: str, headings: tuple[str, ...]) -> str:
    """Return a context without the headings above the innermost."""
    outer = CONTEXT_JOINT.join(headings[:-1])
    return context.removeprefix(outer) if outer else context


def _counted(text: str, known: frozenset[str]) -> list[Figure]:
    """Return the figures of a text; the number of a note, "[4]", is none."""
    notes = {found.start(1) for found in _NOTE.finditer(text)}
    return [figure for figure in figures(text, known) if figure.span.start not in notes]


def _people(text: str, pattern: re.Pattern[str]) -> list[Figure]:
    """Return the names of people in a line of signature, or behind a title: "đồng chí …"."""
    return [Figure(FigureKind.NAME, Span(found.start(1), found.end(1)), found[1]) for found in pattern.finditer(text)]
