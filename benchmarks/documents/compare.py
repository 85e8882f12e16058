"""What is read of a report as an office's file, held against what is read of its .txt.

    python benchmarks/documents/compare.py [REPORT…] [--folder FOLDER] [--write TITLE] [--faults]

Shares, in per cent, of what the .txt has: figures found, and found with the right item (the catalogue's facts: the
words that are its own, its row and its column); headings with the heading above them; footnotes with their text and
the words that call them (Word numbers them in the order of their calls); cells of tables under the right headings of
row and column; what the head says. Of headings and footnotes what is found too much counts as wrong. Case and the way
a call is written make no difference.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from render import RENDERINGS, SHIPPED, render, source_of

from bc_qa.evidence.columns import cells
from bc_qa.evidence.corpus import Corpus
from bc_qa.facts.fact import Head
from bc_qa.facts.reader import facts_of
from bc_qa.files.reading import read_file
from bc_qa.report import passages as passages_of
from bc_qa.report.lines import is_rule
from bc_qa.report.structure import read_structure
from bc_qa.types import Document, ParagraphKind, Span, joined

RESULTS = Path(__file__).with_name("results.md")
DEVELOPED = (
    SHIPPED.stem, "a02-tong-ket-nam-hoc", "b02-ngan-sach", "b03-thien-tai", "c01-so-lao-dong", "d02-bao-cao-chinh-tri",
    "f01-vung-cao", "g06-de-an-giao-thong", "i02-bao-hiem-xa-hoi", "l02-truong-dai-hoc", "z54-giam-sat-chuyen-doi-so",
    "z86-phu-nu-uy-thac",
)  # fmt: skip
ONCE = (
    "a05-nghi-quyet-hdnd-xa", "c04-ban-quan-ly-kcn", "e01-kinh-te-xa-hoi-tinh", "h01-chinh-tri-vung-cao",
    "k04-moi-truong-rac-thai", "o01-thong-ke-lao-dong", "r01-thuy-loi", "t03-giam-ngheo-dan-toc", "v03-thanh-tra",
    "z71-nam-khoa-5-nam",
)  # fmt: skip
KINDS = ("figures", "with item", "headings", "footnotes", "cells", "head")
_MARK = re.compile(r"(?<!m)[⁰¹²³⁴-⁹]+|\[\^?\d{1,3}\](?!\()")
_CALLED = 30  # characters before a call that have to be the same

Found = dict[str, Counter[Hashable]]


def plain(text: str) -> str:
    """Return a text without what may differ: case, calls of notes, markdown, the form of dashes and quotation marks."""
    bare = re.sub(r"\*\*|__|^#+ ", "", _MARK.sub("", text))
    folded = unicodedata.normalize("NFKC", bare).casefold().translate(str.maketrans("–—“”’•", '--""\'-'))
    return re.sub(r"\s+", " ", folded).strip(" .,;:-*")


def found_in(document: Document) -> Found:
    """Return what a document holds, by kind."""
    made: Found = {kind: Counter() for kind in KINDS}
    passages_of.search_words = str.lower  # type: ignore[assignment]  # words are not compared, and take long
    corpus = Corpus.read([document], passages_of.passages(document, 400))
    for reading in corpus.readings.values():
        for fact in facts_of(reading, Head.of(document), corpus.names):
            told = plain(fact.figure.text)
            item = plain(fact.item.of(reading.passage.text))
            made["figures"][told] += 1
            if reading.kind not in (ParagraphKind.MASTHEAD, ParagraphKind.SIGNATURE):  # see "head"
                made["with item"][told, item, plain(fact.row), plain(fact.column)] += 1
    titles = {section.id: plain(section.title) for section in document.sections}
    for section in document.sections:
        made["headings"][titles[section.id], titles.get(section.parent or "", "")] += 1
    for note in document.footnotes:
        if note.mark:
            before = plain(_before(document, note.mark))[-_CALLED:]
            made["footnotes"][before, plain(joined(document.text, note.spans))] += 1
    made["cells"].update(_cells(document))
    told_of = (document.title, document.number, document.date, document.issuer)
    made["head"].update((n, plain(text)) for n, text in enumerate(told_of) if text)
    return made


def _before(document: Document, mark: Span) -> str:
    """Return what a paragraph says up to the call of a note."""
    calling = next(p for p in document.paragraphs if any(span.covers(mark) for span in p.spans))
    spans = (Span(span.start, min(span.end, mark.start)) for span in calling.spans if span.start <= mark.start)
    return joined(document.text, [*spans])


def _cells(document: Document) -> Iterator[Hashable]:
    """Yield each cell of each table with the headings of its row and its column."""
    for table in _tables(document):
        heads, *rows = table
        for row in rows:
            name = next((cell for cell in row if any(char.isalpha() for char in cell)), row[0])
            for n, cell in enumerate(row):
                if cell:
                    yield name, heads[n] if n < len(heads) else "", cell


def _tables(document: Document) -> Iterator[list[list[str]]]:
    table: list[list[str]] = []
    for paragraph in [*document.paragraphs, None]:
        if paragraph is not None and paragraph.kind is ParagraphKind.TABLE:
            line = joined(document.text, paragraph.spans).strip()
            line = line[1:-1] if line.startswith("|") and line.endswith("|") else line
            table += [] if is_rule(f"|{line}|") else [[plain(cell.of(line)) for cell in cells(line)]]
        elif table and (paragraph is None or paragraph.note is None):
            yield table
            table = []


@dataclass
class Sums:
    """Of each kind: how many the .txt has, how many of them were found, how many more were."""

    known: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    more: Counter[str] = field(default_factory=Counter)

    def add(self, truth: Found, read: Found) -> None:
        """Add what is read of one file."""
        for kind in KINDS:
            right = (truth[kind] & read[kind]).total()
            self.known[kind] += truth[kind].total()
            self.right[kind] += right
            self.more[kind] += read[kind].total() - right

    def share(self, kind: str) -> float:
        """Return the share that is right, in per cent."""
        spoilt = kind in ("headings", "footnotes")
        of = max(self.known[kind], self.right[kind] + self.more[kind]) if spoilt else self.known[kind]
        return 100 * self.right[kind] / of if of else 100.0


def table_of(sums: dict[str, Sums]) -> str:
    """Return the results as a table in markdown."""
    rows = [f"| rendering | {' | '.join(KINDS)} |", "|---|" + "---|" * len(KINDS)]
    for rendering, one in sums.items():
        rows.append(f"| {rendering} | {' | '.join(f'{one.share(kind):.1f}' for kind in KINDS)} |")
    known = next(iter(sums.values())).known
    return "\n".join([*rows, f"| of | {' | '.join(str(known[kind]) for kind in KINDS)} |"])


def faults(truth: Found, read: Found, kinds: Iterable[str]) -> Iterator[str]:
    """Yield what is missing and what is too much."""
    for kind in kinds:
        for missing in (truth[kind] - read[kind]).elements():
            yield f"- {kind}: {missing}"
        for more in (read[kind] - truth[kind]).elements():
            yield f"+ {kind}: {more}"


def compared(names: Sequence[str], folder: Path, renderings: Sequence[str], tell: bool) -> dict[str, Sums]:
    """Render reports, read every rendering, and return what it comes to."""
    sums: dict[str, Sums] = defaultdict(Sums)
    for name, made in render(names, folder).items():
        truth = found_in(read_structure("x", read_file(source_of(name)).text, name))
        for rendering in renderings:
            read = found_in(read_structure("x", read_file(made[rendering]).text, made[rendering].stem))
            sums[rendering].add(truth, read)
            if tell:
                print(*(f"{name}.{rendering} {told}" for told in faults(truth, read, KINDS)), sep="\n", flush=True)
    return sums


def main() -> None:
    """Print, and where wanted write down, what reading came to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("reports", nargs="*")
    parser.add_argument("--once", action="store_true", help="the reports that nothing was developed on")
    parser.add_argument("--folder", type=Path, help="keep the renderings here")
    parser.add_argument("--only", nargs="*", default=RENDERINGS, help="these renderings")
    parser.add_argument("--faults", action="store_true", help="print what is missing or too much")
    parser.add_argument("--write", metavar="TITLE", help="append the table to results.md under a title")
    chosen = parser.parse_args()
    names = chosen.reports or (ONCE if chosen.once else DEVELOPED)
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        table = table_of(compared(names, folder, chosen.only, chosen.faults))
    print(table)
    if chosen.write:
        with RESULTS.open("a", encoding="utf-8") as file:
            file.write(f"\n## {chosen.write}\n\n{table}\n\nReports: {', '.join(names)}.\n")


if __name__ == "__main__":
    main()
