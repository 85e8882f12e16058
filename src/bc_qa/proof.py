"""The proof: a reply held against the report before it leaves, by reading the spans and the figures again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bc_qa.errors import Unproven
from bc_qa.types import Citation, Document, Reply, joined

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MARK = re.compile(r"\[\d+\]")
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴-⁹]+")


def prove(reply: Reply, documents: Mapping[str, Document], question: str) -> Reply:
    """Return `reply` unchanged if it is proven. Raises Unproven, naming what is not.

    Proven is: each quote is the report's text at its spans; each highlight lies in a quote; each value stands in a
    quote; each number of the answer stands in a quote, a heading, a title, the question or a worked-out line.
    """
    faults = [fault for citation in (*reply.citations, *reply.nearest) for fault in _faults(citation, documents)]
    faults += _unproven_values(reply)
    faults += _unproven_numbers(reply, question)
    if faults:
        raise Unproven("; ".join(faults))
    return reply


def prove_citations(citations: Iterable[Citation], documents: Mapping[str, Document]) -> None:
    """Raise Unproven where a quote is not the report's text at its spans, or a highlight stands outside its quote."""
    faults = [fault for citation in citations for fault in _faults(citation, documents)]
    if faults:
        raise Unproven("; ".join(faults))


def _faults(citation: Citation, documents: Mapping[str, Document]) -> Iterable[str]:
    document = documents.get(citation.document)
    if document is None:
        yield f"citation {citation.n}: no document {citation.document}"
        return
    if not citation.spans or joined(document.text, citation.spans) != citation.quote:
        yield f"citation {citation.n}: the quote is not the text at its spans"
    if not all(any(span.covers(light) for span in citation.spans) for light in citation.highlights):
        yield f"citation {citation.n}: a highlight outside the quote"


def _unproven_values(reply: Reply) -> Iterable[str]:
    quotes = " ".join(citation.quote for citation in reply.citations)
    return [f"value {value!r} stands in no quote" for value in reply.values if value not in quotes]


def _unproven_numbers(reply: Reply, question: str) -> Iterable[str]:
    known = _numbers(question)
    for citation in (*reply.citations, *reply.nearest):
        known |= _numbers(" ".join((citation.quote, citation.title, *citation.section, str(citation.note or ""))))
    for computed in reply.computed:
        known |= _numbers(computed.text)
    if reply.status.value == "not_found":  # it may name years of the nearest places' own figures
        return []
    return [f"{number} in the answer stands in no quote" for number in sorted(_numbers(reply.answer) - known)]


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(_SUPERSCRIPT.sub("", _MARK.sub(" ", text))))
