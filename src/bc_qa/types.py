"""The nouns of the house: frozen values, no behaviour beyond reading themselves.

Every offset counts code points of `Document.text` (NFC), half open, as the HTTP contract has it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple


class Span(NamedTuple):
    """A half-open range of code points in one document's text. Sorts by place."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of `text` that this span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


class LinePlace(NamedTuple):
    """Where a line of a scan stands on the picture of its page, in thousandths of the page's width and height.

    `start` is where the line begins in the text, `drop` how much lower its end stands than its beginning, and `edges`
    are the left and right end of each of its words.
    """

    start: int
    page: int
    top: int
    height: int
    drop: int
    edges: tuple[int, ...]


def joined(text: str, spans: Sequence[Span]) -> str:
    """Return the pieces of `text` at `spans`, joined by one space: what a citation quotes."""
    return " ".join(span.of(text) for span in spans)


class ParagraphKind(StrEnum):
    """What a paragraph is in the layout of the report."""

    MASTHEAD = "masthead"  # number, place and date, title: the lines before the prose begins
    HEADING = "heading"
    TEXT = "text"
    TABLE = "table"  # one row of a table
    SIGNATURE = "signature"  # recipients, signer: the lines after the prose ends


@dataclass(frozen=True, slots=True)
class Section:
    """One heading and its place in the tree; `title` is the heading as written, on one line, marks dropped."""

    id: str
    level: int
    title: str
    span: Span
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note taken out of the flow. `mark` is where the body calls it; several spans where it goes on elsewhere."""

    number: int
    spans: tuple[Span, ...]
    mark: Span | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text read as one: several spans where a page break or a footnote cuts it."""

    kind: ParagraphKind
    spans: tuple[Span, ...]
    section: str | None = None
    note: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One report: its NFC text, never changed after reading, and the structure found in it."""

    id: str
    text: str
    title: str
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    superior: str | None = None
    sections: tuple[Section, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    unplaced: tuple[Span, ...] = ()
    pages: tuple[int, ...] = ()  # where each page of the file begins in the text; none in a plain text
    file: str = ""  # its name in the corpus
    unsure: tuple[Span, ...] = ()  # words with figures that were read from a scan and may be wrong
    lines: tuple[LinePlace, ...] = ()  # the lines that were read from scans, by place

    def page(self, place: int) -> int | None:
        """Return the number of the page that a place of the text stands on, None where the file has no pages."""
        return bisect_right(self.pages, place) or None

    def unsure_in(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """Return the words with figures in some spans that a scan may have been misread for."""
        return tuple(word for word in self.unsure if any(span.covers(word) for span in spans))

    def is_unsure(self, spans: Sequence[Span]) -> bool:
        """Whether a figure at some spans touches a word that a scan may have been misread for."""
        return any(word.start < span.end and span.start < word.end for word in self.unsure for span in spans)

    def path(self, section: str | None) -> tuple[str, ...]:
        """Return the titles of the headings above a section and its own, outermost first."""
        by_id = {item.id: item for item in self.sections}
        titles: list[str] = []
        while section is not None:
            titles.append(by_id[section].title)
            section = by_id[section].parent
        return tuple(reversed(titles))


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of search and quotation: a sentence or clause. `text` is `joined(document.text, spans)`.

    `context` (headings, and for a note the sentence that calls it) helps search and is never quoted.
    `words` are the lower-cased segmented words joined by spaces, compounds held together by underscores.
    """

    id: str
    document: str
    section: str | None
    note: int | None
    spans: tuple[Span, ...]
    text: str
    context: str
    words: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage found: the fused score, and each channel's rank (1 is best) and z-score over all passages."""

    passage: Passage
    score: float
    ranks: dict[str, int]
    scores: dict[str, float]


class FigureKind(StrEnum):
    """What sort of value a figure is."""

    QUANTITY = "quantity"
    SHARE = "share"  # %, ‰
    RATIO = "ratio"  # 784/1610
    RANGE = "range"  # từ 4 đến 6 triệu đồng
    DATE = "date"
    PERIOD = "period"  # giai đoạn 2021-2025, năm 2023, nhiệm kỳ 2020-2025
    NUMBERED = "numbered"  # a document's number: 03-NQ/HU
    ORDINAL = "ordinal"  # lần thứ IV, loại IV, khóa XIII
    NAME = "name"  # a person's, where a document is signed


@dataclass(frozen=True, slots=True)
class Figure:
    """A value read from a text. `span` covers value and unit in the text that was read.

    `value` (and `upper` for a range, the denominator for a ratio) is exact; `base` is the value in `base_unit`.
    `qualifier` is the hedge as written in front of it ("trên", "khoảng"), or an empty string.
    """

    kind: FigureKind
    span: Span
    text: str
    value: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""
    base: Decimal | None = None
    base_unit: str = ""
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A figure of the corpus with all that says what it is of, as every door shows it.

    `thing`, `place`, `period` are as the report writes them, empty where it does not say; `years` are those the figure
    is given for, `compared_with` those it is set against; `change` is the word of growth or loss before it; `target`
    tells an aim from a result. `spans` are the figure's own in the document, `quote` is the passage it stands in.
    """

    id: str
    document: str
    kind: FigureKind
    text: str
    value: Decimal | None
    upper: Decimal | None
    unit: str
    base: Decimal | None
    base_unit: str
    qualifier: str
    thing: str
    place: str
    period: str
    years: tuple[int, ...]
    change: str
    compared_with: tuple[int, ...]
    target: bool
    section: tuple[str, ...]
    note: int | None
    quote: str
    spans: tuple[Span, ...]
    url: str
    unsure: bool = False  # read from a scan, and may be wrong


class Status(StrEnum):
    """What a reply is."""

    ANSWERED = "answered"  # sure
    LIKELY = "likely"  # a place of the reports probably says it: shown, nothing claimed
    NOT_FOUND = "not_found"  # the reports provably do not say it
    CLARIFY = "clarify"
    SMALLTALK = "smalltalk"


@dataclass(frozen=True, slots=True)
class Citation:
    """A proven place: `quote` is `joined(document.text, spans)`; `highlights` are spans of the values in it."""

    n: int
    document: str
    title: str
    section: tuple[str, ...]
    note: int | None
    quote: str
    spans: tuple[Span, ...]
    highlights: tuple[Span, ...]
    url: str
    score: float
    page: int | None = None  # of the file, where it has pages
    unsure: tuple[Span, ...] = ()  # figures of the quote that a scan may have been misread for


@dataclass(frozen=True, slots=True)
class Computed:
    """What the program worked out itself, with its arithmetic and the citations of its operands."""

    text: str
    expression: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two values that the report gives for one thing."""

    text: str
    values: tuple[str, ...]
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One period's or report's value in a series; `standard` is what it was measured by, where the report says."""

    period: str
    value: Decimal
    text: str
    citation: int
    standard: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One quantity over several periods; `by` is "year", or "report" where each point is of a report, not a period."""

    label: str
    unit: str
    points: tuple[Point, ...]
    by: str = "year"


class Absent(StrEnum):
    """What sort of thing was asked for that no report says."""

    YEAR = "year"
    PLACE = "place"
    PERSON = "person"
    DOCUMENT = "document"
    THING = "thing"
    VALUE = "value"
    TARGET = "target"
    RESULT = "result"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class MissingPart:
    """What was asked for and stands nowhere, and in how many passages it was looked for."""

    kind: Absent
    what: str
    searched: int


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question and the answer it was given."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What every door returns; the fields are described in the contract (docs/contract.md)."""

    id: str
    took_ms: float
    status: Status
    answer: str
    values: tuple[str, ...] = ()
    computed: tuple[Computed, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()
    read_as: str = ""
    series: tuple[Series, ...] = field(default=())
    confidence: float = 0.0
    missing: MissingPart | None = None


class FindingType(StrEnum):
    """How a report contradicts itself, in the order in which findings of one severity are shown."""

    SUM = "sum"  # parts do not add up
    PERCENT = "percent"  # a share does not follow
    VALUE = "value"  # one thing, two values
    UNIT = "unit"  # a unit that cannot be
    NAME = "name"  # one name, two spellings
    NUMBERING = "numbering"  # a heading or item missing
    TRUNCATED = "truncated"  # text lost


class Severity(StrEnum):
    """How soon a finding should be corrected, soonest first."""

    MAJOR = "major"
    MINOR = "minor"
    TRIVIAL = "trivial"


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where a report contradicts itself: `detail` shows the arithmetic, the citations prove both sides.

    `confidence` is how likely a careful reader agrees, 0-1.
    """

    id: str
    type: FindingType
    severity: Severity
    what: str
    detail: str
    citations: tuple[Citation, ...]
    confidence: float = 1.0


class Verdict(StrEnum):
    """What the report says to a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    CONFLICTING = "conflicting"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that a submitted text quotes, and what the report says to it; fields as in the contract.

    `span` is its place in the submitted text in NFC. `nearest` is what stands nearest where the report does not say.
    """

    sentence: str
    span: Span
    figure: str
    verdict: Verdict
    report_values: tuple[str, ...]
    explanation: str
    citations: tuple[Citation, ...]
    nearest: tuple[Citation, ...] = ()


def plain(value: Any) -> Any:
    """Return `value` as what JSON knows: dataclasses as objects, tuples and spans as lists, decimals as numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return float(value) if isinstance(value, Decimal) else value
