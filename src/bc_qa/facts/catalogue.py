"""The catalogue: every figure of a corpus as a fact, and as the entry that every door shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from bc_qa.evidence.catalogue import Measured, entry_of
from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.reading import Reading
from bc_qa.facts.fact import Aim, Fact, Head, Said
from bc_qa.facts.reader import facts_of
from bc_qa.facts.things import keys_of, leading
from bc_qa.types import Document


def catalogue(corpus: Corpus, documents: Mapping[str, Document]) -> tuple[Measured, ...]:
    """Return every figure of a corpus by place. Periods are what figures are given for, no figures of their own."""
    own: dict[str, list[Reading]] = {document: [] for document in documents}
    for reading in corpus.readings.values():
        own[reading.passage.document].append(reading)
    return tuple(
        measured
        for document, readings in own.items()
        for measured in measured_in(readings, documents[document], corpus.names)
    )


def measured_in(
    readings: Iterable[Reading], document: Document, names: Collection[tuple[str, ...]]
) -> tuple[Measured, ...]:
    """Return every figure of some passages of a document by place; `names` are the proper names of the corpus."""
    head = Head.of(document)
    return tuple(_measured(fact, reading, document) for reading in readings for fact in facts_of(reading, head, names))


def _measured(fact: Fact, reading: Reading, document: Document) -> Measured:
    said = {
        "thing": fact.thing,
        "place": fact.place,
        "period": fact.period,
        "years": fact.years if fact.said is Said.TEXT else (),
        "change": fact.change,
        "compared_with": fact.compared_with,
        "target": fact.aim is Aim.AIM,
    }
    label, subject = keys_of(fact.item.of(reading.passage.text)), keys_of(leading(reading, fact.figure))
    return Measured(entry_of(reading, fact.figure, document, said), fact.figure, reading, label, subject)
