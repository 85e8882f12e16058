"""A report in .docx as text: what a reader of the printed page sees, in its order.

Headings keep their automatic numbers; a table is a line for each row, a merged cell standing in each place that it
covers; the two columns of an official head are read one after the other; a footnote stands under the paragraph that
calls it, behind its mark. What was deleted or moved away is left out, and so are headers and footers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as Package
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import LxmlError

from bc_qa import phrases
from bc_qa.errors import UnsupportedFile
from bc_qa.files.encodings import converted
from bc_qa.files.filetext import FileText
from bc_qa.files.guard import DEFAULT, Limits, check_package
from bc_qa.files.layout import MOST_COLUMNS, heading_line, is_layout, row_line
from bc_qa.files.numbering import Numbering

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NOTES = {"footnotes": ("w:footnote", "w:footnoteReference"), "endnotes": ("w:endnote", "w:endnoteReference")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
UNSEEN = frozenset((qn("w:del"), qn("w:moveFrom"), _FALLBACK))
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HEADING = re.compile(r"(?:heading|đềmục|tiêuđề)\s*(\d)", re.IGNORECASE)
_OUTERMOST = re.compile(r"(?:Phần|Chương|PHẦN|CHƯƠNG)\s")
_NO_MEMORY = "unknown error"  # what lxml says where it gets no memory: of a fault in a file it says more
_BREAKS = {qn("w:tab"): " ", qn("w:noBreakHyphen"): "-", qn("w:cr"): "\n"}


def open_package(name: str, content: bytes, limits: Limits = DEFAULT) -> Package:
    """Open a .docx after looking it over. Raises UnsupportedFile where it is damaged, encrypted or has macros."""
    check_package(name, content, limits)
    try:
        return docx.Document(BytesIO(content))
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError) as error:
        if isinstance(error, LxmlError) and _NO_MEMORY in str(error):
            raise MemoryError from error
        raise UnsupportedFile(phrases.FILE_DAMAGED.format(name=name)) from error


def read_docx(name: str, content: bytes) -> FileText:
    """Return the text of a report in .docx. Raises UnsupportedFile."""
    package = open_package(name, content)
    reader = _Reader(package)
    reader.read(package.element.body)
    text, encoded = converted("\n".join(reader.lines) + "\n")
    noted = (phrases.FILE_CONVERTED.format(name=name, encoding=encoded),) if encoded else ()
    return FileText(unicodedata.normalize("NFC", text.replace("\u00ad", "")), noted=noted)


@dataclass
class _Reader:
    """Reads the blocks of a document in order; `lines` is what they make."""

    package: Package
    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        parts = {relation.reltype.rpartition("/")[2]: relation for relation in self.package.part.rels.values()}
        numbering = self._xml(parts.get("numbering"))
        styles = self.package.styles.element
        self._numbering = Numbering(numbering, styles)
        self._levels = _heading_levels(styles)
        self._notes = {
            reference: _by_id(self._xml(parts.get(kind)), note) for kind, (note, reference) in _NOTES.items()
        }
        self._called = 0
        self._above: dict[int, str] = {}  # the headings that stand above, by level
        self._centred = False  # whether the last paragraph was
        self._waiting: list[str] = []  # notes called in the block that is read

    @staticmethod
    def _xml(relation: Any | None) -> Any | None:
        return None if relation is None or relation.is_external else parse_xml(relation.target_part.blob)

    def read(self, body: Any) -> None:
        """Read the paragraphs and tables of a body, those in content controls and insertions too."""
        for block in blocks(body):
            if block.tag == qn("w:p"):
                self._paragraph(block)
            else:
                self._table(block)
            self.lines += self._waiting
            self._waiting = []

    def _paragraph(self, paragraph: Any) -> None:
        text = self._text(paragraph)
        label = self._numbering.label(paragraph) if text.strip() else ""
        whole = f"{label} {text}".strip() if label else text.strip()
        level = self._levels.get(_style_of(paragraph))
        if level is not None and whole:
            whole = self._heading(whole, level)
        if whole and _is_centred(paragraph) is not self._centred:  # a title ends where the prose begins
            self.lines.append("")
            self._centred = not self._centred
        self.lines += [" ".join(line.split()) for line in whole.split("\n")]
        for box in paragraph.iter(qn("w:txbxContent")):
            if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                self.read(box)

    def _heading(self, text: str, level: int) -> str:
        """Return a heading as a line; one in capitals under none but parts and such as itself tells its rank so."""
        above = [title for other, title in self._above.items() if other < level]
        self._above = {other: title for other, title in self._above.items() if other < level} | {level: text}
        told = text.isupper() and len(text.split()) > 1 and all(map(_is_outermost, above))
        return text if told else heading_line(text, level)

    def _table(self, table: Any) -> None:
        rows = list(rows_of(table))
        whole = "\n".join("\n".join(self._lines_of(cell)) for row in rows for cell, _ in row)
        if is_layout(rows, whole):
            width = max(len(row) for row in rows)
            for column in range(width):
                self.lines += [""]
                self.lines += [line for row in rows if column < len(row) for line in self._lines_of(row[column][0])]
            self.lines += [""]
            return
        self.lines.append("")
        above: list[str] = []
        for row in rows:
            texts: list[str] = []
            for cell, (width, goes_on) in row:
                at = len(texts)
                own = " ".join(self._lines_of(cell))
                texts += [above[at] if goes_on and at < len(above) else own] * width
            above = texts
            if any(texts):
                self.lines.append(row_line(texts))
        for nested in (inner for row in rows for cell, _ in row for inner in blocks(cell) if inner.tag == qn("w:tbl")):
            self._table(nested)
        self.lines.append("")

    def _lines_of(self, cell: Any) -> list[str]:
        """Return the paragraphs of a cell, those of a table in it not."""
        texts = [(self._text(p), p) for p in blocks(cell) if p.tag == qn("w:p")]
        return [f"{self._numbering.label(p)} {text}".strip() for text, p in texts if text.strip()]

    def _text(self, paragraph: Any) -> str:
        """Return the text of a paragraph; each call of a note as a mark, the note itself put down to follow."""
        made = ""
        for element in paragraph.iter():
            if _is_unseen(element, paragraph):
                continue
            if element.tag == qn("w:t"):
                made += _raised(element) if _is_raised(element.getparent()) else element.text or ""
            elif element.tag in _BREAKS:
                made += _BREAKS[element.tag] if element.getparent().tag == qn("w:r") else ""
            elif element.tag == qn("w:br"):
                made += "\n"
            else:
                made += self._call(element)
        return unicodedata.normalize("NFC", made)

    def _call(self, element: Any) -> str:
        name = f"w:{element.tag.rpartition('}')[2]}" if isinstance(element.tag, str) else ""
        note = self._notes.get(name, {}).get(element.get(qn("w:id")) or "")
        if note is None:
            return ""
        self._called += 1
        mark = str(self._called).translate(_RAISED)
        said = " ".join(" ".join(self._text(paragraph) for paragraph in note.iter(qn("w:p"))).split())
        if said:
            self._waiting.append(f"{mark} {said}")
        return mark


def blocks(element: Any) -> Iterator[Any]:
    """Yield the paragraphs and tables right in an element, through content controls and insertions."""
    for child in element:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag not in UNSEEN and child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"),
                                                       qn("w:customXml"), qn("w:smartTag")):  # fmt: skip
            yield from blocks(child)


def rows_of(table: Any) -> Iterator[list[tuple[Any, tuple[int, bool]]]]:
    """Yield the rows of a table: each cell, how many columns it covers, whether it goes on with the one above."""
    for row in _inside(table, "w:tr"):
        cells = []
        for cell in _inside(row, "w:tc"):
            properties = cell.find(qn("w:tcPr"))
            span = properties.find(qn("w:gridSpan")) if properties is not None else None
            merged = properties.find(qn("w:vMerge")) if properties is not None else None
            goes_on = merged is not None and merged.get(qn("w:val"), "continue") == "continue"
            cells.append((cell, (_columns(span), goes_on)))
        yield cells


def _columns(span: Any) -> int:
    """Return how many columns a cell covers: one where nothing sensible is written."""
    written = str(span.get(qn("w:val")) or "") if span is not None else "1"
    return min(max(int(written), 1), MOST_COLUMNS) if written.isdecimal() and len(written) < 10 else 1


def _inside(element: Any, name: str) -> Iterator[Any]:
    """Yield the children of a name, through content controls."""
    for child in element:
        if child.tag == qn(name):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent")):
            yield from _inside(child, name)


def _is_unseen(element: Any, within: Any) -> bool:
    """Whether an element of a paragraph is not shown, or belongs to a box in it, which is read apart."""
    for above in element.iterancestors():
        if above is within:
            return False
        if above.tag in UNSEEN or above.tag == qn("w:txbxContent"):
            return True
    return False


def _is_raised(run: Any) -> bool:
    properties = run.find(qn("w:rPr"))
    raised = properties.find(qn("w:vertAlign")) if properties is not None else None
    return raised is not None and raised.get(qn("w:val")) == "superscript"


def _raised(element: Any) -> str:
    """Return raised text: figures as the raised figures of Unicode, "m²" and "17³ xã"."""
    text = element.text or ""
    return text.translate(_RAISED) if text.strip().isdigit() else text


def _style_of(paragraph: Any) -> str:
    properties = paragraph.find(qn("w:pPr"))
    style = properties.find(qn("w:pStyle")) if properties is not None else None
    return style.get(qn("w:val")) if style is not None else ""


def _is_outermost(title: str) -> bool:
    """Whether a heading is a part's, or in capitals without a number."""
    return bool(_OUTERMOST.match(title)) or (title.isupper() and heading_line(title, 1) != title)


def _is_centred(paragraph: Any) -> bool:
    properties = paragraph.find(qn("w:pPr"))
    aligned = properties.find(qn("w:jc")) if properties is not None else None
    return aligned is not None and aligned.get(qn("w:val")) == "center"


def _heading_levels(styles: Any) -> dict[str, int]:
    """Return the level, from 1 on, of each style that is a heading's: by its name, or by its outline level."""
    found: dict[str, int] = {}
    for style in styles.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        named = _HEADING.search("".join((name.get(qn("w:val")) or "").split())) if name is not None else None
        outline = next(style.iter(qn("w:outlineLvl")), None)
        level = int(named[1]) if named else int(outline.get(qn("w:val"))) + 1 if outline is not None else 0
        if 1 <= level <= 6:
            found[style.get(qn("w:styleId"))] = level
    return found


def _by_id(notes: Any | None, name: str) -> dict[str, Any]:
    """Return notes by their id, those that only draw the line above them not."""
    if notes is None:
        return {}
    return {note.get(qn("w:id")): note for note in notes.iter(qn(name)) if note.get(qn("w:type")) is None}
