"""Reports as an office's files: Word in two styles, both as .pdf, hard-wrapped text, and text in TCVN3.

    python benchmarks/documents/render.py FOLDER [REPORT…]

Style "a" is what Word offers: heading styles, automatic numbers, real footnotes, real tables. Style "b" is all typed by
hand: bold centred lines, typed numbers, raised calls with the notes at the end, the head and the signature set in
tables of two columns. What each file says is known from the .txt that it is made of.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document as WordDocument
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph as Written

from bc_qa.files.encodings import from_tcvn3
from bc_qa.report.lines import lines_of
from bc_qa.report.paging import said
from bc_qa.report.structure import read_structure
from bc_qa.types import Document, Paragraph, ParagraphKind

ROOT = Path(__file__).parents[2]
WORLDS = ROOT / "benchmarks" / "worlds"
SHIPPED = ROOT / "corpus" / "bao-cao-73-bc-bcd.txt"
RENDERINGS = ("a.docx", "b.docx", "a.pdf", "b.pdf", "wrapped.txt", "tcvn3.txt")

_W = nsdecls("w")
_CALL = "\ue000"  # opens and closes the number of a note where the text calls it
_MARKUP = re.compile(r"\*\*|__|^#+\s+|^>\s+", re.MULTILINE)
_LABEL = re.compile(r"(?:[IVXLC]+\.|\d{1,2}(?:\.\d{1,2}){0,2}\.|[a-z]\)|[-+])(?=\s)")
_SIDE = re.compile(r"CỘNG H[ÒO][ÀA]|Độc lập|ĐẢNG CỘNG SẢN|, ngày \d")
_ENTITLED = re.compile(
    r"[*#\s]*(?:BÁO CÁO|NGHỊ QUYẾT|KẾ HOẠCH|THÔNG BÁO|TỜ TRÌNH|CHƯƠNG TRÌNH|ĐỀ ÁN|BIÊN BẢN|QUYẾT ĐỊNH)"
)
_LINES = 42  # of a page of hard-wrapped text


def source_of(name: str) -> Path:
    """Return the .txt of a report by its name."""
    return SHIPPED if name == SHIPPED.stem else WORLDS / f"{name}.txt"


def render(names: Iterable[str], folder: Path) -> dict[str, dict[str, Path]]:
    """Write reports in every rendering that `folder` does not hold yet; return the files by report and rendering."""
    files = {name: {rendering: folder / f"{name}.{rendering}" for rendering in RENDERINGS} for name in names}
    wanted: list[Path] = []
    for name, made in files.items():
        text = source_of(name).read_text(encoding="utf-8")
        document = read_structure("x", text, name)
        for style in "ab":
            if not made[f"{style}.docx"].exists():
                _Setting(document, style).save(made[f"{style}.docx"])
            wanted += [] if made[f"{style}.pdf"].exists() else [made[f"{style}.docx"]]
        made["wrapped.txt"].write_text(wrapped(text, seed=len(text)), encoding="utf-8")
        made["tcvn3.txt"].write_bytes(in_tcvn3(text))
    if wanted:
        profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"  # runs side by side need their own
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, wanted)]
        subprocess.run(command, check=True, capture_output=True, timeout=60 * len(wanted) + 300)
    return files


def wrapped(text: str, seed: int) -> str:
    """Return a text with its lines broken at 70 to 80 characters, rows left whole, and a number on every page."""
    width = random.Random(seed).randint(70, 80)
    made: list[str] = []
    for line in said(lines_of(text)):
        made += [""] if line.gap and made else []
        rows = "|" in line.text or len(line.text) <= width
        made += [line.text] if rows else textwrap.wrap(line.text, width, break_long_words=False, break_on_hyphens=False)
    paged: list[str] = []
    for n, line_text in enumerate(made, 1):
        paged.append(line_text)
        paged += ["", f"- {n // _LINES + 1} -", ""] if n % _LINES == 0 else []
    return "\n".join(paged) + "\n"


def in_tcvn3(text: str) -> bytes:
    """Return a text in TCVN3, which has no capitals with tones; calls of notes stand in brackets."""
    codes = {from_tcvn3(chr(code)): chr(code) for code in range(0xA1, 0x100)}
    plain = re.sub(r"(?<=m)[²³]", lambda found: {"²": "2", "³": "3"}[found[0]], text)
    plain = re.sub(r"[⁰¹²³⁴-⁹]+", lambda found: f"[{found[0].translate(_PLAIN)}]", plain)
    coded = (char if char.isascii() else codes.get(char, codes.get(char.lower(), char)) for char in plain)
    return b"".join(char.encode("latin-1" if ord(char) < 0x100 else "cp1252", "replace") for char in coded)


_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


class _Numbers:
    """Automatic numbers as Word counts them: which level and list gives the label that is wanted."""

    KINDS = (re.compile(r"[IVXLC]+\."), re.compile(r"\d+\."), re.compile(r"\d+\.\d+\."), re.compile(r"\d+\.\d+\.\d+\."),
             re.compile(r"[a-z]\)"))  # fmt: skip

    def __init__(self) -> None:
        self.restarts: list[tuple[int, int]] = []  # level and number from which each further list counts
        self._counts: dict[int, int] = defaultdict(int)
        self._passed: set[int] = set()  # levels not yet counted when a deeper one was: programs differ on what follows

    def find(self, label: str) -> tuple[int, int] | None:
        """Return list and level that show a label, None where only typing it does."""
        if label in "-+":
            return ("-", "+").index(label) + 2, 0
        level = next(level for level, kind in enumerate(self.KINDS) if kind.fullmatch(label))
        numbers = [int(part) for part in re.findall(r"\d+", label)] or [_number(label[:-1])]
        above = [self._counts[at] for at in range(1, level)] if level in (2, 3) else []
        if numbers[:-1] != above:
            return None
        if numbers[-1] != self._counts[level] + 1 or level in self._passed:
            self.restarts.append((level, numbers[-1]))
        self._passed = {at for at in range(level) if not self._counts[at]} | (self._passed - {level})
        self._counts[level] = numbers[-1]
        for deeper in range(level + 1, len(self.KINDS)):
            self._counts[deeper] = 0
        return (1 if not self.restarts else 3 + len(self.restarts)), level

    def xml(self) -> str:
        """Return the part of a Word file that defines the lists."""
        shown = (("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."), ("decimal", "%2.%3.%4."),
                 ("lowerLetter", "%5)"))  # fmt: skip
        levels = "".join(_level(n, kind, text) for n, (kind, text) in enumerate(shown))
        bullets = "".join(
            f'<w:abstractNum w:abstractNumId="{n}">{_level(0, "bullet", sign)}</w:abstractNum>'
            for n, sign in ((2, "-"), (3, "+"))
        )
        lists = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3))
        for n, (level, number) in enumerate(self.restarts, 4):
            start = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{number}"/></w:lvlOverride>'
            lists += f'<w:num w:numId="{n}"><w:abstractNumId w:val="1"/>{start}</w:num>'
        return (
            f'<w:numbering {_W}><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>{levels}'
            f"</w:abstractNum>{bullets}{lists}</w:numbering>"
        )


def _level(level: int, kind: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="0" w:firstLine="567"/></w:pPr></w:lvl>'
    )


def _number(letters: str) -> int:
    """Return the number that a letter or a Roman number stands for."""
    if letters.islower():
        return ord(letters) - ord("a") + 1
    worth = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in letters]
    return sum(-one if n + 1 < len(worth) and worth[n + 1] > one else one for n, one in enumerate(worth))


@dataclass
class _Setting:
    """A report as it is set in Word, in style "a" or "b"."""

    document: Document
    style: str
    word: WordFile = field(default_factory=WordDocument)
    numbers: _Numbers = field(default_factory=_Numbers)
    notes: list[str] = field(default_factory=list)  # in the order of their calls, where they are real

    def save(self, path: Path) -> None:
        """Write the file."""
        normal = self.word.styles["Normal"]
        normal.font.name, normal.font.size = "Liberation Serif", Pt(14)
        normal.paragraph_format.space_after = Pt(6)
        page = self.word.sections[0]
        for side, width in (("left", 3), ("right", 2), ("top", 2), ("bottom", 2)):
            setattr(page, f"{side}_margin", Cm(width))
        self._page_number((page.header if self.style == "a" else page.footer).paragraphs[0])
        self._blocks()
        if self.style == "a":
            self.word.part.numbering_part._element = parse_xml(self.numbers.xml())
            self._footnotes()
        self.word.save(str(path))

    def _page_number(self, paragraph: Written) -> None:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph._p.append(parse_xml(f'<w:fldSimple {_W} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'))

    def _blocks(self) -> None:
        document = self.document
        body = [paragraph for paragraph in document.paragraphs if paragraph.note is None]
        head = [self._lines(p) for p in body if p.kind is ParagraphKind.MASTHEAD]
        foot = [p for p in body if p.kind is ParagraphKind.SIGNATURE]
        self._head(head)
        rows: list[list[str]] = []
        signed = False
        for n, paragraph in enumerate(body):
            if paragraph.kind is ParagraphKind.TABLE:
                rows += self._row(paragraph)
                continue
            self._table(rows)
            rows = []
            if paragraph.kind is ParagraphKind.SIGNATURE:
                if not signed:
                    self._foot([line for p in foot for line in self._lines(p)])
                signed = True
            elif paragraph.kind is ParagraphKind.HEADING:
                self._heading(paragraph, body[n + 1 : n + 2])
            elif paragraph.kind is ParagraphKind.TEXT and not self._runs_on(body[n - 1 : n], paragraph):
                self._prose("\n".join(self._lines(paragraph, " ")))
        self._table(rows)
        self._notes_at_the_end()

    def _lines(self, paragraph: Paragraph, joint: str = "\n") -> list[str]:
        """Return the lines of a paragraph, calls of notes as marks, markdown left out."""
        calls = {note.mark.start: note for note in self.document.footnotes if note.mark}
        pieces = []
        for span in paragraph.spans:
            made, at = "", span.start
            for start in sorted(place for place in calls if span.start <= place < span.end):
                mark = calls[start].mark
                assert mark is not None
                written = self.document.text[start : mark.end]
                made += f"{self.document.text[at:start]}{_CALL}{calls[start].number}{written[0]}{_CALL}"
                at = mark.end
            pieces.append(made + self.document.text[at : span.end])
        return _MARKUP.sub("", joint.join(pieces)).split("\n")

    def _row(self, paragraph: Paragraph) -> list[list[str]]:
        line = self._lines(paragraph, " ")[0].strip()
        line = line[1:-1] if line.startswith("|") and line.endswith("|") else line
        cells = [cell.strip() for cell in re.split(r"[|\t]", line)]
        return [] if all(set(cell) <= set("-: ") for cell in cells) else [cells]

    def _runs_on(self, before: Sequence[Paragraph], paragraph: Paragraph) -> bool:
        """Whether a paragraph stands on the line of the heading before it: an article's text."""
        if not before or before[0].kind is not ParagraphKind.HEADING:
            return False
        between = self.document.text[before[0].spans[-1].end : paragraph.spans[0].start]
        return "\n" not in between

    def _head(self, blocks: Sequence[Sequence[str]]) -> None:
        lines = [piece.strip() for block in blocks for line in block for piece in re.split(r"\s{3,}|\t", line)]
        entitled = next((n for n, line in enumerate(lines) if _ENTITLED.match(line)), len(lines))
        top, title = lines[:entitled], lines[entitled:]
        sides = [line for line in top if not _SIDE.search(line)], [line for line in top if _SIDE.search(line)]
        if self.style == "b" and all(sides):
            table = self.word.add_table(1, 2)
            for cell, side in zip(table.rows[0].cells, sides, strict=True):
                self._centred(cell.paragraphs[0], "\n".join(side[:1]))
                for line in side[1:]:
                    self._centred(cell.add_paragraph(), line)
            self._plain("")
        else:
            for block in blocks:
                for piece in (piece.strip() for line in block for piece in re.split(r"\s{3,}|\t", line)):
                    if piece in top:
                        self._centred(self.word.add_paragraph(), piece)
                self._plain("")
        for block in blocks:
            entitling = [line for line in block if line.strip() in title]
            for line in entitling:
                self._centred(self.word.add_paragraph(), line.strip())
            if entitling:
                self._plain("")

    def _centred(self, paragraph: Written, text: str) -> None:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._runs(paragraph, text, bold=True)

    def _plain(self, text: str) -> None:
        self._runs(self.word.add_paragraph(), text)

    def _heading(self, paragraph: Paragraph, following: Sequence[Paragraph]) -> None:
        section = next(item for item in self.document.sections if item.span.start == paragraph.spans[0].start)
        lines = self._lines(paragraph)
        text = "\n".join(lines) if lines[0].casefold().startswith(("phần", "chương")) else " ".join(lines)
        if following and self._runs_on([paragraph], following[0]):
            self._prose(" ".join([text, *self._lines(following[0], " ")]))
        elif self.style == "a":
            made = self.word.add_paragraph(style=f"Heading {min(section.level, 6)}")
            self._numbered(made, text, bold=None)
        else:
            for line in text.split("\n"):
                made = self.word.add_paragraph()
                middle = section.level == 1 and not _LABEL.match(line)
                made.alignment = WD_ALIGN_PARAGRAPH.CENTER if middle else WD_ALIGN_PARAGRAPH.LEFT
                made.paragraph_format.first_line_indent = None if middle else Cm(1)
                self._runs(made, line, bold=True)

    def _prose(self, text: str) -> None:
        made = self.word.add_paragraph()
        made.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        made.paragraph_format.first_line_indent = Cm(1)
        if self.style == "a":
            self._numbered(made, text, bold=None)
        else:
            self._runs(made, text)

    def _numbered(self, made: Written, text: str, bold: bool | None) -> None:
        """Write a paragraph with its number counted by Word, where Word counts so."""
        label = _LABEL.match(text)
        found = self.numbers.find(label[0]) if label else None
        if found and label:
            number, level = found
            made._p.get_or_add_pPr().append(
                parse_xml(f'<w:numPr {_W}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
            )
            text = text[label.end() :].lstrip()
        self._runs(made, text, bold)

    def _runs(self, paragraph: Written, text: str, bold: bool | None = None, size: Pt | None = None) -> None:
        for n, piece in enumerate(text.split(_CALL)):
            if n % 2:
                self._call(paragraph, int(piece[:-1]), piece[-1])
                continue
            for m, part in enumerate(re.split(r"(?<=m)([²³])", piece)):
                raised = m % 2 == 1 and self.style == "b"
                run = paragraph.add_run(part.translate(_PLAIN) if raised else part)
                run.bold, run.font.superscript, run.font.size = bold, True if raised else None, size

    def _call(self, paragraph: Written, number: int, sign: str) -> None:
        note = next(note for note in self.document.footnotes if note.number == number)
        if self.style == "a":
            self.notes.append(" ".join(span.of(self.document.text) for span in note.spans))
            properties = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            call = f'<w:footnoteReference w:id="{len(self.notes) + 1}"/>'
            paragraph._p.append(parse_xml(f"<w:r {_W}>{properties}{call}</w:r>"))
        else:
            paragraph.add_run(f"[{number}]" if sign == "[" else str(number)).font.superscript = True

    def _table(self, rows: list[list[str]]) -> None:
        if not rows:
            return
        table = self.word.add_table(len(rows), max(map(len, rows)), style="Table Grid")
        for n, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
            for cell, text in zip(row.cells, cells, strict=False):
                self._runs(cell.paragraphs[0], text, bold=n == 0 or None, size=Pt(12))
                cell.paragraphs[0].paragraph_format.space_after = Pt(0)
        self._plain("")

    def _foot(self, lines: Sequence[str]) -> None:
        """Set recipients and signer: side by side in style "b" where there are both."""
        named = next((n for n, line in enumerate(lines) if line.startswith("Nơi nhận")), None)
        if self.style == "a" or named is None:
            for line in lines:
                self._plain(line)
            return
        last = max((n for n in range(named, len(lines)) if n == named or lines[n][0] in "-–+"), default=named)
        sides = lines[named : last + 1], [*lines[:named], *lines[last + 1 :]]
        table = self.word.add_table(1, 2)
        for cell, side in zip(table.rows[0].cells, sides, strict=True):
            for n, line in enumerate(side):
                self._runs(cell.add_paragraph() if n else cell.paragraphs[0], line)

    def _notes_at_the_end(self) -> None:
        """Set the notes that stand where they are typed: in style "b" all, in "a" those that nothing calls."""
        for note in self.document.footnotes:
            if self.style == "a" and note.mark:
                continue
            made = self.word.add_paragraph()
            text = " ".join(span.of(self.document.text) for span in note.spans)
            bracketed = note.mark and self.document.text[note.mark.start] == "["
            run = made.add_run(f"[{note.number}]" if bracketed else str(note.number))
            run.font.superscript, run.font.size = None if bracketed else True, Pt(11)
            self._runs(made, f" {text}", size=Pt(11))

    def _footnotes(self) -> None:
        """Add the part that holds the footnotes, in small letters."""
        if not self.notes:
            return
        small = '<w:rPr><w:sz w:val="20"/></w:rPr>'
        raised = '<w:rPr><w:vertAlign w:val="superscript"/><w:sz w:val="20"/></w:rPr>'
        rules = "".join(
            f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for n, kind in enumerate(("separator", "continuationSeparator"))
        )
        notes = "".join(
            f'<w:footnote w:id="{n}"><w:p><w:r>{raised}<w:footnoteRef/></w:r><w:r>{small}<w:t xml:space="preserve"> '
            f"{escape(text)}</w:t></w:r></w:p></w:footnote>"
            for n, text in enumerate(self.notes, 2)
        )
        part = Part(
            PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES,
            f"<w:footnotes {_W}>{rules}{notes}</w:footnotes>".encode(), self.word.part.package,
        )  # fmt: skip
        self.word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def reports() -> Iterator[str]:
    """Yield the names of all reports."""
    yield SHIPPED.stem
    yield from sorted(path.stem for path in WORLDS.glob("*.txt"))


def main() -> None:
    """Render the reports that are named, or all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("reports", nargs="*")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for made in render(chosen.reports or reports(), chosen.folder).values():
        print(*made.values(), sep="\n")


if __name__ == "__main__":
    main()
