"""A page in .html as text: what a browser shows of it, headings behind "#" marks, a table a line for each row.

Word's "Save as web page" writes such files, and portals offer reports as such; what is hidden, scripts and menus are
left out. The encoding is found out by itself: pages often name a wrong one.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html

from bc_qa import phrases
from bc_qa.errors import UnsupportedFile
from bc_qa.files.encodings import converted
from bc_qa.files.filetext import FileText
from bc_qa.files.layout import MOST_COLUMNS, heading_line, is_layout, row_line
from bc_qa.text.normal import document_text

_UNSEEN = frozenset("script style head noscript template iframe object svg nav del select button textarea".split())
_LINES = frozenset(
    """address article aside blockquote body caption center dd div dl dt figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table td th title tr ul""".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HEAD = 4_096  # bytes in which a page names its encoding
_MOST_CELLS = 256  # of a row


def read_html(name: str, content: bytes) -> FileText:
    """Return the text of a page. Raises UnsupportedFile where there is none in it."""
    text, encoded = converted(_decoded(content))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        page = html.document_fromstring(text.encode(), parser=parser)
        reader = _Reader()
        reader.read(page)
    except (etree.LxmlError, RecursionError, ValueError) as error:
        raise UnsupportedFile(phrases.HTML_NO_TEXT.format(name=name)) from error
    made = document_text("\n".join(reader.lines) + "\n")
    if not any(char.isalnum() for char in made):
        raise UnsupportedFile(phrases.HTML_NO_TEXT.format(name=name))
    return FileText(made, noted=(phrases.FILE_CONVERTED.format(name=name, encoding=encoded),) if encoded else ())


def _decoded(content: bytes) -> str:
    """Return bytes as text: by their mark, as UTF-8 where they are such, else as the page says."""
    if content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = _CHARSET.search(content[:_HEAD])
    try:
        return content.decode(named[1].decode() if named else "latin-1")
    except (LookupError, UnicodeDecodeError):
        return content.decode("latin-1")


@dataclass
class _Reader:
    """Reads the elements of a page in order; `lines` is what they make."""

    lines: list[str] = field(default_factory=list)
    _line: str = ""  # the line that is being put together
    _centred: bool = False  # whether the last line was
    _lists: list[int | None] = field(default_factory=list)  # the next number of each list around, None without

    def read(self, root: Any) -> None:
        """Read what an element holds, the tail behind it not."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start" and _is_unseen(element):
                walk.skip_subtree()
            elif event == "start" and element.tag == "table" and element is not root:
                self._end(element)
                self._table(element)
                walk.skip_subtree()
            elif event == "start":
                self._begin(element)
            else:
                self._finish(element)
                if element is not root:
                    self._line += _flat(element.tail, element)
        self._end(root)

    def _begin(self, element: Any) -> None:
        if element.tag == "br":
            self._line += "\n"
            return
        if element.tag in _LINES:
            self._end(element)
        if element.tag in ("ol", "ul"):
            start = element.get("start") or "1"
            self._lists.append(int(start) if element.tag == "ol" and start.isdecimal() and len(start) < 5 else None)
        if element.tag == "li":
            self._line += self._label()
        text = _flat(element.text, element)
        self._line += text.translate(_RAISED) if element.tag == "sup" and text.strip().isdecimal() else text

    def _finish(self, element: Any) -> None:
        if element.tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        if element.tag in _LINES:
            self._end(element)

    def _label(self) -> str:
        number = self._lists[-1] if self._lists else None
        if number is None:
            return "- "
        self._lists[-1] = number + 1
        return f"{number}. "

    def _end(self, element: Any) -> None:
        """End the line that is being put together; `element` is what it stands in or what follows it."""
        said, self._line = self._line, ""
        if not said.strip():
            return
        if _is_centred(element) is not self._centred:  # a title ends where the prose begins
            self.lines.append("")
            self._centred = not self._centred
        heading = re.fullmatch(r"h([1-6])", str(element.tag))
        if heading:
            said = heading_line(" ".join(said.split()), int(heading[1]))
        self.lines += [line for part in said.split("\n") if (line := " ".join(part.split()))]

    def _table(self, table: Any) -> None:
        rows = [list(_cells(row)) for row in _rows_of(table)]
        whole = "\n".join("\n".join(lines) for row in rows for lines, _, _ in row)
        if max(map(len, rows), default=0) == 1:  # it only sets a page or a box
            self.lines += [line for row in rows for lines, _, _ in row for line in lines]
            return
        self.lines.append("")
        if is_layout(rows, whole):
            for column in range(max(map(len, rows))):
                self.lines += [line for row in rows if column < len(row) for line in row[column][0]]
                self.lines.append("")
            return
        below: dict[int, tuple[int, str]] = {}  # of each column, for how many rows a cell above goes on in it
        for row in rows:
            texts, below = _laid(row, below)
            if any(text.strip() for text in texts):
                self.lines.append(row_line(texts))
        self.lines.append("")


Cell = tuple[list[str], int, int]
"""The lines of a cell, and how many columns and rows it covers."""


def _laid(row: list[Cell], below: dict[int, tuple[int, str]]) -> tuple[list[str], dict[int, tuple[int, str]]]:
    """Return the texts of a row, a merged cell in each place that it covers, and what goes on into the next row."""
    texts: list[str] = []
    onward: dict[int, tuple[int, str]] = {}

    def take_from_above() -> None:
        while len(texts) in below:
            rows, text = below[len(texts)]
            if rows > 1:
                onward[len(texts)] = (rows - 1, text)
            texts.append(text)

    for lines, across, down in row:
        take_from_above()
        for _ in range(across):
            if down > 1:
                onward[len(texts)] = (down - 1, " ".join(lines))
            texts.append(" ".join(lines))
        if len(texts) > _MOST_CELLS:
            break
    take_from_above()
    return texts, onward


def _rows_of(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _cells(row: Any) -> Iterator[Cell]:
    for cell in row:
        if cell.tag in ("td", "th") and not _is_unseen(cell):
            inner = _Reader()
            inner.read(cell)
            yield [line for line in inner.lines if line], _covers(cell.get("colspan")), _covers(cell.get("rowspan"))


def _covers(written: str | None) -> int:
    """Return how many columns or rows a cell covers: one where nothing sensible is written."""
    told = (written or "1").strip()
    return min(max(int(told), 1), MOST_COLUMNS) if told.isdecimal() and len(told) < 10 else 1


def _is_unseen(element: Any) -> bool:
    """Whether an element is not shown, or is no element at all."""
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return True
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _is_centred(element: Any) -> bool:
    for above in (element, *element.iterancestors()):
        if above.tag == "center" or above.get("align") == "center" or _CENTRED.search(above.get("style") or ""):
            return True
        if above.get("align") or "text-align" in (above.get("style") or ""):
            return False
    return False


def _flat(text: str | None, element: Any) -> str:
    """Return text as shown: line ends are spaces, but where it is set as typed."""
    if not text:
        return ""
    typed = any(above.tag == "pre" for above in (element, *element.iterancestors()))
    return text if typed else re.sub(r"\s+", " ", text)
