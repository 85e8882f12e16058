"""Where a citation stands, as an office writes it: “Báo cáo 73/BC-BCĐ ngày 27/5/2024, Phần thứ hai, mục 2.3”."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import takewhile

from bc_qa import phrases
from bc_qa.evidence.citing import note_and_page, plain_text
from bc_qa.facts.profile import Profile
from bc_qa.outcomes import absence, beside_quotes
from bc_qa.types import Citation, Document, Reply, Status

_DATE = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
_PART = re.compile(r"(?:Phần|Chương)(?:\s+thứ)?\s+\S+", re.IGNORECASE)
_ROMAN = re.compile(r"([IVXLC]+)[.)]?\s")
_DECIMAL = re.compile(r"(\d+(?:\.\d+)*)[.)]?\s")
_LETTER = re.compile(r"([a-zđ])[.)]\s")
_MARK = re.compile(r"\s?\[(\d+)\]")


def report_name(document: Document) -> str:
    """Return the kind, number and date of a report; its title where it has no number."""
    kind = " ".join(takewhile(str.isupper, document.title.split()))
    if not document.number:
        return document.title
    found = _DATE.search(document.date or "")
    date = f"{phrases.DAY} {found[1]}/{found[2]}/{found[3]}" if found else document.date
    return " ".join(filter(None, (kind.capitalize() or phrases.REPORT, document.number, date)))


def report_names(documents: Collection[Document]) -> dict[str, str]:
    """Return how each of several reports is named beside a citation, by its id; a single one need not be named."""
    return {document.id: report_name(document) for document in documents} if len(documents) > 1 else {}


def about(document: Document) -> str:
    """Return the place of a report and its title, where its name does not say them."""
    name = report_name(document)
    told = (Profile.of(document).place, document.title)
    return " · ".join(part for part in told if part and part.lower() not in name.lower())


def known(ids: Collection[str], documents: Iterable[Document]) -> tuple[str, ...]:
    """Return those of some ids that are of reports, in the order of these."""
    return tuple(document.id for document in documents if document.id in ids)


def place_in_report(citation: Citation) -> str:
    """Return part, numbered heading, note and page of a citation, outermost first; empty where it has none."""
    part = next((found[0] for title in citation.section if (found := _PART.match(title))), "")
    heading = _heading(citation.section)
    return ", ".join(filter(None, (part, heading, *note_and_page(citation))))


def _heading(path: Iterable[str]) -> str:
    """Return the number under which a passage is found: a dotted one stands alone, others need those above."""
    numbers: list[str] = []
    for title in path:
        decimal = _DECIMAL.match(title)
        if _ROMAN.match(title):
            numbers = [_ROMAN.match(title)[1]]  # type: ignore[index]
        elif decimal:
            numbers = [decimal[1]] if "." in decimal[1] else [*numbers[:1], decimal[1]]
        elif found := _LETTER.match(title):
            numbers.append(found[1])
    return phrases.SECTION_NUMBER.format(number=".".join(numbers)) if numbers else ""


def cited(citation: Citation, documents: Mapping[str, Document]) -> str:
    """Return report and place of a citation, as it stands in brackets behind what is quoted."""
    return ", ".join(filter(None, (report_name(documents[citation.document]), place_in_report(citation))))


def copied(reply: Reply, documents: Mapping[str, Document]) -> str:
    """Return the answer as plain text to be pasted: its words, then in brackets the places it rests on."""
    if reply.status is Status.LIKELY:
        quotes = [f"“{plain_text(item.quote)}” ({cited(item, documents)})" for item in reply.citations]
        return "\n".join([phrases.LIKELY, *(_MARK.sub("", line) for line in beside_quotes(reply)), *quotes])
    if reply.status is Status.NOT_FOUND:
        return "\n".join(filter(None, (reply.answer, absence(reply.missing))))
    called = {int(found) for found in _MARK.findall(reply.answer)}
    places = dict.fromkeys(cited(item, documents) for item in reply.citations if item.n in called)
    text = _MARK.sub("", reply.answer).strip()
    return f"{text} ({'; '.join(places)})" if places else text
