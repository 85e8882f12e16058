"""The picture of one page as lines and tables, as a .pdf with text gives them, and how sure its figures are."""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from pdfplumber.table import Table, cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges
from PIL import Image

from bc_qa.files import ocr, picture
from bc_qa.files.composing import Block
from bc_qa.files.marks import UNSURE, line_mark
from bc_qa.files.ocr import Letter, Word
from bc_qa.files.pdf_lines import Line, lines_of
from bc_qa.files.ruled import Box, covers, rows_of
from bc_qa.types import LinePlace

PAGE, ONE_BLOCK, ONE_LINE, SPARSE = 4, 6, 7, 11  # layouts: a column of text, a block, a line, words here and there
OTHER = "eng"  # the language that figures are read in a second time; Tesseract brings it
POINTS = 72 / picture.DPI
_FIELD = 40  # pixels of white around what is read by itself
_LEAST_INK = 40  # dark pixels from which a cell has something in it
_TOUCHING = 4  # pixels by which words that overlap less only touch
_NEAR = 10  # pixels by which rules may miss each other
_ALIKE = 0.12  # share by which lines of one size may be measured otherwise
_STOPS = ".,;:)"  # what may stand behind a raised figure
SURE = 90.0  # below which a figure is unsure


@dataclass(frozen=True)
class ScannedPage:
    """What was read of a page: its blocks, and where each line of them stands, by its number."""

    blocks: list[Block]
    places: list[LinePlace]


def read_page(scan: Image.Image, page: int) -> ScannedPage:
    """Read a page (a picture of 300 dpi). Raises TimeoutError where that takes too long."""
    clean, turn = picture.prepared(scan)
    edges, plain = picture.rules(clean)
    read = _Reader(plain, turn, page)
    tables = _tables(edges)
    blocks: list[Block] = []
    body = plain.copy()
    for table in tables:
        left, top, right, bottom = (round(edge) for edge in table.bbox)
        body.paste(255, (left, top, right, bottom))
    for line in read.lines(*_twice(body, PAGE)):
        while tables and tables[0].bbox[1] * POINTS < line.top:
            blocks.append(read.table(tables.pop(0)))
        blocks.append(line)
    blocks += map(read.table, tables)
    return ScannedPage(blocks, read.places)


def _tables(edges: list[dict[str, Any]]) -> list[Table]:
    """Return the tables that rules make, from above."""
    joined = merge_edges(edges, _NEAR, _NEAR, 3 * _NEAR, 3 * _NEAR)
    cells = intersections_to_cells(edges_to_intersections(joined, _NEAR, _NEAR))
    page: Any = None  # a table asks its page for characters alone, and none are asked for
    tables = [Table(page, found) for found in cells_to_tables(cells)]
    kept = [table for table in tables if len(table.rows) >= 2 and max(len(row.cells) for row in table.rows) >= 2]
    return sorted(kept, key=lambda table: table.bbox[1])


def _twice(image: Image.Image, layout: int) -> tuple[list[Word], list[Word]]:
    """Return the words of a picture, and what a reader of another language, to which figures are the same, sees."""
    return ocr.words(image, layout), ocr.words(image, layout, OTHER)


class _Reader:
    """Makes lines of the words of one page, and keeps where each stands."""

    def __init__(self, plain: Image.Image, turn: float, page: int) -> None:
        self._plain = plain
        self._turn = math.radians(turn)
        self._page = page
        self.places: list[LinePlace] = []

    def lines(self, words: Sequence[Word], second: Sequence[Word]) -> list[Line]:
        """Return the lines that words make, each with its mark; figures not so read a second time are unsure."""
        sizes = [word.height for word in words for _ in word.letters]
        usual = statistics.median(sizes) if sizes else 0.0
        chars = [char for word in words for char in self._chars(word, usual, second)]
        made = lines_of(chars) if any(not char["text"].isspace() for char in chars) else []
        return [self._placed(line, words) for line in made]

    def table(self, table: Table) -> list[str]:
        """Return the rows of a table, read apart from the text around it."""
        left, top, right, bottom = (round(edge) for edge in table.bbox)
        read = _twice(self._plain.crop((left, top, right, bottom)), SPARSE)
        words, second = ([_moved(word, left, top) for word in each] for each in read)
        return rows_of(table, [[self._cell(box, words, second) for box in row.cells] for row in table.rows])

    def _cell(self, box: Box | None, words: Sequence[Word], second: Sequence[Word]) -> str:
        if box is None:
            return ""
        inside = [word for word in words if covers(box, *word.middle)]
        if not inside and picture.ink(self._plain, box) > _LEAST_INK:
            inside, second = self._alone(box)
        return " ".join(f"{line.mark}{line.text}" for line in self.lines(inside, second))

    def _chars(self, word: Word, usual: float, second: Sequence[Word]) -> Iterator[dict[str, Any]]:
        """Yield a word as pdfplumber's characters: its letters, the mark of one unsure, a raised figure, a stop."""
        height = usual if abs(word.height - usual) <= _ALIKE * usual else word.height
        top, foot = word.foot - 0.75 * height, word.foot + 0.25 * height
        letters, raised, stops = self._parted(word)
        end = raised[1] if raised else word.right
        if letters:
            text = "".join(letter.text for letter in letters)
            yield _char(text, word.left, end, top, foot, height)
            if any(char.isdigit() for char in text) and _unsure(word, letters, second):
                yield _char(UNSURE, end, end, top, foot, height)
        if raised:
            yield _char(raised[0], end, raised[2], top, word.foot - 0.2 * height, 0.6 * height)
        if stops:
            yield _char(
                "".join(stop.text for stop in stops), raised[2] if raised else end, word.right, top, foot, height
            )
        yield _char(" ", word.right, word.right, top, foot, height)

    def _parted(self, word: Word) -> tuple[list[Letter], tuple[str, float, float] | None, list[Letter]]:
        """Return the letters of a word before a raised figure, that figure with its ends, and the stops behind it."""
        box = (word.left - 2, word.foot - 0.85 * word.height, word.right + 2, word.foot + 0.3 * word.height)
        boxes = picture.raised(self._plain, box, word.foot, word.height)
        letters = list(word.letters)
        if not boxes or letters[-1].text == "°":
            return letters, None, []
        left, top, right, bottom = boxes[0][0], min(b[1] for b in boxes), boxes[-1][2], max(b[3] for b in boxes)
        figure = self._figure((left, top, right, bottom))
        if not figure:
            return letters, None, []
        stops = list(takewhile(lambda letter: letter.text in _STOPS, reversed(letters)))[::-1]
        before = letters[: len(letters) - len(stops)]
        for _ in boxes:  # what the figure was taken for; its box may be the word's, so that it tells nothing
            if before and not before[-1].text.isalpha():
                before.pop()
        return before, (figure, left, right), stops

    def _alone(self, box: Box) -> tuple[list[Word], list[Word]]:
        """Return the words of a cell that were passed over, read by itself, twice."""
        left, top = round(box[0]) - _FIELD, round(box[1]) - _FIELD
        words, second = _twice(self._upon_white(box), ONE_BLOCK)
        return [_moved(word, left, top) for word in words], [_moved(word, left, top) for word in second]

    def _figure(self, box: Box) -> str:
        """Return the figure that small raised letters are, read by themselves, larger; empty where they are none."""
        field = self._upon_white((box[0] - 2, box[1] - 2, box[2] + 2, box[3] + 2))
        large = field.resize((2 * field.width, 2 * field.height), Image.Resampling.BICUBIC)
        return "".join(word.text for word in ocr.words(large, ONE_LINE, OTHER, "0123456789"))

    def _upon_white(self, box: Box) -> Image.Image:
        """Return a box of the page with a white field around it, which Tesseract needs to see where letters end."""
        left, top, right, bottom = map(round, box)
        field = Image.new("L", (right - left + 2 * _FIELD, bottom - top + 2 * _FIELD), 255)
        field.paste(self._plain.crop((left, top, right, bottom)), (_FIELD, _FIELD))
        return field

    def _placed(self, line: Line, words: Iterable[Word]) -> Line:
        """Return a line with its mark, and keep where it stands."""
        own = sorted(
            (
                word
                for word in words
                if line.top <= word.middle[1] * POINTS <= line.bottom
                and line.left - 1 <= word.left * POINTS <= line.right + 1
            ),
            key=lambda word: word.left,
        )
        if not own:
            return line
        foot, height = own[0].foot, max(word.height for word in own)
        left, top = self._upon_scan(own[0].left, foot - 0.75 * height)
        _, end = self._upon_scan(own[-1].right, foot - 0.75 * height)
        width, tall = self._plain.size
        shift = left - own[0].left
        edges = tuple(round(1000 * (x + shift) / width) for word in own for x in (word.left, word.right))
        above, high, drop = (round(1000 * y / tall) for y in (top, height, end - top))
        self.places.append(LinePlace(0, self._page, above, high, drop, edges))
        return replace(line, mark=line_mark(self._page, len(self.places) - 1))

    def _upon_scan(self, across: float, down: float) -> tuple[float, float]:
        """Return where a place of the straight page stands on the scan."""
        middle = (self._plain.width / 2, self._plain.height / 2)
        x, y = across - middle[0], down - middle[1]
        sine, cosine = math.sin(self._turn), math.cos(self._turn)
        return cosine * x - sine * y + middle[0], sine * x + cosine * y + middle[1]


def _unsure(word: Word, letters: Sequence[Letter], second: Sequence[Word]) -> bool:
    """Whether a figure may be another: of little confidence, or not the same to the second reader."""
    if word.sure < SURE or any(letter.sure < SURE for letter in letters):
        return True
    seen = "".join(
        other.text
        for other in sorted(second, key=lambda other: other.left)
        if other.left < word.right - _TOUCHING
        and word.left < other.right - _TOUCHING
        and abs(other.foot - word.foot) < word.height / 2
    )
    first, again = _figure_of("".join(letter.text for letter in letters)), _figure_of(seen)
    return first != again and not (len(letters) < len(word.letters) and again.startswith(first))


def _figure_of(text: str) -> str:
    return re.sub(r"[^\d.,/%-]", "", text).strip(".,/-")


def _char(text: str, left: float, right: float, top: float, foot: float, height: float) -> dict[str, Any]:
    """Return what pdfplumber would tell of a character, in points."""
    places = {"x0": left, "x1": right, "top": top, "bottom": foot, "size": height}
    return {"text": text, "fontname": "", **{name: POINTS * value for name, value in places.items()}}


def _moved(word: Word, across: float, down: float) -> Word:
    letters = (
        replace(
            each, left=each.left + across, right=each.right + across, top=each.top + down, bottom=each.bottom + down
        )
        for each in word.letters
    )
    return replace(word, letters=tuple(letters), foot=word.foot + down)
