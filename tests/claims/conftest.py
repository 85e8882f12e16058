import pytest

from bc_qa.claims.checker import Checker
from bc_qa.evidence.conflicts import conflicts
from bc_qa.evidence.corpus import Corpus
from bc_qa.facts.catalogue import catalogue
from bc_qa.text.words import tagged
from bc_qa.types import Document, Passage


@pytest.fixture(scope="session")
def shipped_corpus(shipped: Document, shipped_passages: tuple[Passage, ...]) -> Corpus:
    return Corpus.read([shipped], shipped_passages)


@pytest.fixture(scope="session")
def shipped_checker(shipped: Document, shipped_corpus: Corpus) -> Checker:
    documents = {shipped.id: shipped}
    found = conflicts(shipped_corpus, catalogue(shipped_corpus, documents))
    return Checker(shipped_corpus, documents, found, tagged, 2024)
