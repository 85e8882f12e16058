"""What every reader of files returns."""

from __future__ import annotations

from dataclasses import dataclass

from bc_qa.types import LinePlace, Span


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file in NFC, one block a line: a paragraph, a heading, a row of a table (its cells apart by bars).

    `pages` are the offsets at which its pages begin, empty where the file has none; `noted` says in Vietnamese what was
    done that a reader should know (an old encoding converted). Of a scan, `unsure` are the words with figures that may
    be misread, and `lines` tell where each line stands on its page.
    """

    text: str
    pages: tuple[int, ...] = ()
    noted: tuple[str, ...] = ()
    unsure: tuple[Span, ...] = ()
    lines: tuple[LinePlace, ...] = ()
