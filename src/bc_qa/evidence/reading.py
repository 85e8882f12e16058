"""A passage as the reader sees it: all of it that depends on no question, read once when an index is opened."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures of a passage, where each syllable of it stands, and what sort of passage it is.

    `near_context` is what stands closest above: the innermost heading, the sentence that calls a note, the item's lead.
    `breaks` are where one item of an enumeration ends and the next begins; `plan` is a passage among the tasks; `cause`
    one that gives a reason or purpose; `begins` one that begins its paragraph; `lists` one that enumerates.
    """

    passage: Passage
    figures: tuple[Figure, ...]
    places: dict[str, list[int]]  # syllable key -> indices into `tokens`
    blind_places: dict[str, list[int]]
    tokens: tuple[tuple[str, int, int], ...]  # key, start, end in the passage's text
    context: frozenset[str]
    context_text: str
    near_context: str  # … without the outer headings
    breaks: tuple[Span, ...]
    years: frozenset[int]
    context_years: frozenset[int]
    plan: bool
    cause: bool
    headings: tuple[str, ...]
    kind: ParagraphKind
    begins: bool
    lists: bool
    aimed_from: int | None = None  # where in the text it begins to state aims
    columns: tuple[str, ...] = ()  # the headings of the columns, of a table's row

    @property
    def target(self) -> bool:
        """Whether the passage states what is aimed at, at least in part."""
        return self.aimed_from is not None


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
    """Read a passage for what any question may want of it; `begins` says that it begins its paragraph."""
    signed = kind is ParagraphKind.SIGNATURE
    headed = columns(passage.context.rpartition(CONTEXT_JOINT)[2]) if kind is ParagraphKind.TABLE else ()
    counted = with_units(passage.text, tuple(_counted(passage.text, known)), headed)
    tokens = tuple((key(found.group()), found.start(), found.end()) for found in TOKEN.finditer(passage.text))
    places: dict[str, list[int]] = defaultdict(list)
    blind_places: dict[str, list[int]] = defaultdict(list)
    for index, (token, _, _) in enumerate(tokens):
        places[token].append(index)
        blind_places[blind(token)].append(index)
    return Reading(
        passage=passage,
        figures=(*counted, *_people(passage.text, _SIGNER if signed else _TITLED)),
        places=dict(places),
        blind_places=dict(blind_places),
        tokens=tokens,
        context=frozenset(key(word) for word in TOKEN.findall(passage.context)),
        context_text=_keys(passage.context),
        near_context=_keys(_near(passage.context, headings)),
        breaks=tuple(Span(*found.span()) for found in _BREAK.finditer(passage.text)),
        years=frozenset(int(year) for year in YEARS.findall(passage.text)),
        context_years=frozenset(int(year) for year in YEARS.findall(_RUN_OF_YEARS.sub(" ", passage.context))),
        plan=bool(_PLAN.search(" ".join(headings))),
        cause=bool(_CAUSE.search(passage.text) or _SHORTCOMING.search(" ".join(headings[-1:]))),
        headings=headings,
        kind=kind,
        begins=begins,
        lists=bool(_LISTS.search(passage.text)),
        aimed_from=_aimed_from(passage.text, headings),
        columns=headed,
    )


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
