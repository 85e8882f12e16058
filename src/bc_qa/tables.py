"""Rows as the files that offices open: CSV that Excel reads as UTF-8, and .xlsx with a header that stays in view."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from bc_qa import phrases
from bc_qa.evidence.citing import note_and_page, place_in_words
from bc_qa.feedback import Vote
from bc_qa.text.normal import for_xml
from bc_qa.types import CatalogueEntry, Citation, Claim, Finding

Cell = str | int | Decimal | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60  # characters of a column


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a CSV file: UTF-8 with the mark that Excel looks for, no cell that it would run as a formula."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a workbook of one sheet: header in bold and frozen, columns wide enough, a filter on each."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title[:31]
    widths = [len(name) for name in header]
    sheet.append(list(header))
    for row in rows:
        cells = [for_xml(ILLEGAL_CHARACTERS_RE.sub("", cell)) if isinstance(cell, str) else cell for cell in row]
        sheet.append(cells)
        for at, cell in enumerate(cells, 1):
            written = sheet.cell(sheet.max_row, at)
            if isinstance(cell, str):
                written.data_type = "s"  # a text that begins with "=" stays a text
                written.alignment = Alignment(wrap_text=True, vertical="top")
            widths[at - 1] = max(widths[at - 1], min(_WIDEST, len(str(cell or ""))))
    for at, width in enumerate(widths, 1):
        sheet.cell(1, at).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = width + 2
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def inert(cell: Cell) -> Cell:
    """Return a cell of a CSV that no spreadsheet takes for a formula; numbers as they are."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def figure_rows(entries: Iterable[CatalogueEntry]) -> list[list[Cell]]:
    """Return catalogued figures as rows under `phrases.FIGURES_HEADER`."""
    return [
        [
            entry.document, entry.thing, entry.text, entry.value, entry.upper, entry.unit, entry.qualifier, entry.place,
            entry.period, entry.change, ", ".join(map(str, entry.compared_with)),
            phrases.FIGURE_TARGET if entry.target else phrases.FIGURE_ACTUAL,
            " › ".join(entry.section), entry.note, entry.quote, phrases.CHECK_ORIGINAL if entry.unsure else "",
        ]
        for entry in entries
    ]  # fmt: skip


def finding_rows(findings: Iterable[Finding]) -> list[list[Cell]]:
    """Return findings as rows under `phrases.AUDIT_HEADER`: the first two places side by side."""
    return [
        [
            phrases.AUDIT_SEVERITIES[finding.severity], phrases.AUDIT_TYPES[finding.type], finding.what, finding.detail,
            finding.citations[0].document,
            *(cell for place in range(2) for cell in _place(finding.citations[place : place + 1])),
        ]
        for finding in findings
    ]  # fmt: skip


def _place(cited: Sequence[Citation]) -> tuple[str, str]:
    """Return the quote of a citation and where it stands, both empty where there is none."""
    if not cited:
        return "", ""
    return cited[0].quote, " › ".join([*cited[0].section, *note_and_page(cited[0])])


def claim_rows(claims: Iterable[Claim]) -> list[list[Cell]]:
    """Return claims as rows under `phrases.CLAIMS_HEADER`."""
    rows: list[list[Cell]] = []
    for claim in claims:
        cited = claim.citations or claim.nearest
        rows.append(
            [
                phrases.VERDICTS[claim.verdict.value], claim.figure, "; ".join(claim.report_values), claim.explanation,
                claim.sentence, "\n".join(citation.quote for citation in cited),
                "\n".join(place_in_words(citation) for citation in cited),
            ]
        )  # fmt: skip
    return rows


def feedback_rows(votes: Iterable[Vote]) -> list[list[Cell]]:
    """Return votes as rows under `phrases.FEEDBACK_HEADER`."""
    words = {"up": phrases.FEEDBACK_UP, "down": phrases.FEEDBACK_DOWN}
    return [
        [
            vote.at, words.get(vote.vote, vote.vote), vote.question, vote.comment, phrases.LABELS.get(vote.label, ""),
            vote.reply.answer if vote.reply else "",
            "\n".join(place.where for place in vote.reply.places) if vote.reply else "",
            vote.reply_id,
        ]
        for vote in votes
    ]  # fmt: skip
