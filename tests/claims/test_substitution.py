import pytest

from bc_qa.claims.checker import Checker
from bc_qa.evidence.corpus import Corpus
from tests.claims.substitution import draw, tallies

SEED, SENTENCES = 20240527, 300
LEAST_SUPPORTED, MOST_PASSED = 0.97, 0.005


@pytest.mark.slow
def test_a_figure_put_wrong_is_never_passed(shipped_checker: Checker, shipped_corpus: Corpus) -> None:
    drawn = draw(shipped_corpus, SENTENCES, SEED)
    assert len(drawn) == SENTENCES
    rates = {}
    for name, tally in tallies(shipped_checker, drawn, SEED):
        rates[name] = tally["supported"] / tally.total()
        print(f"{name:13} {tally.total():4}  supported {rates[name]:.3f}  {dict(tally)}")
    assert rates.pop("as it stands") >= LEAST_SUPPORTED
    assert all(rate <= MOST_PASSED for rate in rates.values())
