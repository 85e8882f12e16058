"""Reading a .docx as text: headers, paragraphs, tables by row, footnotes, each piece with the run it stands in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as Package
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import LxmlError

from bc_qa import phrases
from bc_qa.drafts.draft import Draft, Part, composed
from bc_qa.errors import UnsupportedFile
from bc_qa.figures.units import UNITS
from bc_qa.files.guard import check_package

_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_UNSEEN = (qn("w:del"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_UNIT = re.compile(r"\(([^()]{1,30})\)\s*$")
_BARE = re.compile(r"\s*\d[\d.,]*\s*")


def read_docx(name: str, content: bytes) -> Draft:
    """Return the text of a .docx. Raises UnsupportedFile where it is damaged, encrypted, or carries macros."""
    return read_package(open_package(name, content))


def open_package(name: str, content: bytes) -> Package:
    """Open a .docx after looking it over. Raises UnsupportedFile."""
    check_package(name, content)
    try:
        return docx.Document(BytesIO(content))
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError) as error:
        raise UnsupportedFile(phrases.FILE_DAMAGED.format(name=name)) from error


def read_package(package: Package) -> Draft:
    """Return the text of an opened .docx with the run of each piece of it."""
    return composed(_blocks(package))


def _blocks(package: Package) -> Iterator[list[Part]]:
    for section in package.sections:
        if not section.header.is_linked_to_previous:
            for paragraph in section.header.paragraphs:
                yield [(words, None, None) for words, _ in _runs(paragraph._p, paragraph)]
    called: dict[str, Run] = {}
    for block in package.iter_inner_content():
        rows = _rows(block) if isinstance(block, Table) else [_parts(block)]
        yield from rows
        called |= _calls(block)
    yield from _notes(package, called)


def _parts(paragraph: Paragraph) -> list[Part]:
    return [(words, run, None) for words, run in _runs(paragraph._p, paragraph)]


def _runs(element: Any, parent: Any) -> Iterator[tuple[str, Run]]:
    """Yield the runs of a paragraph that hold text, those of links and insertions too, what was deleted not."""
    for found in element.iter(qn("w:r")):
        if any(above.tag in _UNSEEN for above in found.iterancestors()):
            continue
        run = Run(found, parent)
        if run.text:
            yield unicodedata.normalize("NFC", run.text).replace("\n", " "), run


def _rows(table: Table) -> Iterator[list[Part]]:
    """Yield each row of a table as a line: its first cell, then each value behind the heading of its column."""
    heads: list[str] = []
    for row in table.rows:
        cells = list({id(cell._tc): cell for cell in row.cells}.values())
        texts = [" ".join(cell.text.split()) for cell in cells]
        headed = len(heads) == len(texts)
        line: list[Part] = []
        for at, cell in enumerate(cells):
            head = heads[at] if headed and at else ""
            line += [(";" if at > 1 else "", None, None), (f" {head}" if head else "", None, None)]
            for paragraph in cell.paragraphs:
                line += [(" ", None, None), *_parts(paragraph)]
            line.append((_unit_of(head, texts[at]), None, None))
        yield line
        if not heads and not any(_BARE.fullmatch(text) for text in texts[1:]):
            heads = texts


def _unit_of(head: str, value: str) -> str:
    """Return the unit that a column's heading gives for its bare values: "Diện tích (ha)"."""
    unit = _UNIT.search(head)
    return f" {unit[1]}" if unit and _BARE.fullmatch(value) and unit[1].split("/")[0].strip().lower() in UNITS else ""


def _calls(block: Paragraph | Table) -> dict[str, Run]:
    """Return the runs of a block that call footnotes, by the footnote's id."""
    element = block._tbl if isinstance(block, Table) else block._p
    calls = element.iter(qn("w:footnoteReference"))
    return {call.get(qn("w:id")): Run(call.getparent(), block) for call in calls if call.getparent().tag == qn("w:r")}


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
