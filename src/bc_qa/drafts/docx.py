"""Reading a .docx as text: headers, paragraphs, tables by row, footnotes, each piece with the run it stands in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from docx.document import Document as Package
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from bc_qa.drafts.draft import Draft, Part, composed
from bc_qa.figures.units import UNITS
from bc_qa.files.docx import UNSEEN, blocks, open_package, rows_of
from bc_qa.files.guard import DEFAULT, Limits

_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_UNIT = re.compile(r"\(([^()]{1,30})\)\s*$")
_BARE = re.compile(r"\s*\d[\d.,]*\s*")


def read_docx(name: str, content: bytes, limits: Limits = DEFAULT) -> Draft:
    """Return the text of a .docx. Raises UnsupportedFile where it is damaged, encrypted, or carries macros."""
    return read_package(open_package(name, content, limits))


def read_package(package: Package) -> Draft:
    """Return the text of an opened .docx with the run of each piece of it."""
    return composed(_blocks(package))


def _blocks(package: Package) -> Iterator[list[Part]]:
    for section in package.sections:
        for edge in (section.header, section.footer):
            if not edge.is_linked_to_previous:
                for block in _read(edge._element, edge):
                    yield [(words, None, None) for words, _, _ in block]
    body = package.element.body
    yield from _read(body, package)
    yield from _notes(package, _calls(body, package))


def _read(element: Any, parent: Any) -> Iterator[list[Part]]:
    """Yield the paragraphs of a body, and its tables by row, those in content controls too."""
    for block in blocks(element):
        if block.tag == qn("w:p"):
            yield _parts(block, parent)
        else:
            yield from _rows(block, parent)


def _parts(paragraph: Any, parent: Any) -> list[Part]:
    return [(words, run, None) for words, run in _runs(paragraph, Paragraph(paragraph, parent))]


def _runs(element: Any, parent: Any) -> Iterator[tuple[str, Run]]:
    """Yield the runs of a paragraph that hold text, those of links and insertions too, what was taken out not."""
    for found in element.iter(qn("w:r")):
        if any(above.tag in UNSEEN for above in found.iterancestors()):
            continue
        run = Run(found, parent)
        if run.text:
            yield unicodedata.normalize("NFC", run.text).replace("\n", " "), run


def _rows(table: Any, parent: Any) -> Iterator[list[Part]]:
    """Yield each row of a table as a line: its first cell, then each value behind the heading of its column.

    The first cell of a row that it goes on into from above is said again; a table in a cell follows its row.
    """
    heads: list[str] = []
    first = ""
    for row in rows_of(table):
        inner = [[block for block in blocks(cell) if block.tag == qn("w:p")] for cell, _ in row]
        texts = [" ".join(" ".join(w for p in cell for w, _ in _runs(p, parent)).split()) for cell in inner]
        first = first if row and row[0][1][1] else texts[0] if texts else ""
        headed = len(heads) == len(texts)
        line: list[Part] = []
        for at, paragraphs in enumerate(inner):
            head = heads[at] if headed and at else ""
            said = head or (first if not at and not texts[0] else "")
            line += [(";" if at > 1 else "", None, None), (f" {said}" if said else "", None, None)]
            for paragraph in paragraphs:
                line += [(" ", None, None), *_parts(paragraph, parent)]
            line.append((_unit_of(head, texts[at]), None, None))
        yield line
        for cell, _ in row:
            yield from (part for block in blocks(cell) if block.tag == qn("w:tbl") for part in _rows(block, parent))
        if not heads and not any(_BARE.fullmatch(text) for text in texts[1:]):
            heads = texts


def _unit_of(head: str, value: str) -> str:
    """Return the unit that a column's heading gives for its bare values: "Diện tích (ha)"."""
    unit = _UNIT.search(head)
    return f" {unit[1]}" if unit and _BARE.fullmatch(value) and unit[1].split("/")[0].strip().lower() in UNITS else ""


def _calls(body: Any, parent: Any) -> dict[str, Run]:
    """Return the runs of a body that call footnotes, by the footnote's id."""
    calls = body.iter(qn("w:footnoteReference"))
    return {call.get(qn("w:id")): Run(call.getparent(), parent) for call in calls if call.getparent().tag == qn("w:r")}


def _notes(package: Package, called: dict[str, Run]) -> Iterator[list[Part]]:
    """Yield the paragraphs of the footnotes, each piece with the run that calls it."""
    for relation in package.part.rels.values():
        if relation.reltype != _NOTES or relation.is_external:
            continue
        notes = parse_xml(relation.target_part.blob)
        for note in notes.iter(qn("w:footnote")):
            call = called.get(note.get(qn("w:id")))
            for paragraph in note.iter(qn("w:p")):
                yield [(words, None, call) for words, _ in _runs(paragraph, package)]
