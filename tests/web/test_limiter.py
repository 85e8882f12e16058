"""How much one address may ask for."""

import pytest

from bc_qa.errors import TooManyRequests
from bc_qa.web.limiter import AskLimiter


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_minute_s_worth_may_come_at_once_and_then_as_time_goes() -> None:
    clock = Clock()
    limiter = AskLimiter(60, clock)
    for _ in range(60):
        limiter.check("a")
    with pytest.raises(TooManyRequests) as refused:
        limiter.check("a")
    assert refused.value.retry_after == 1
    limiter.check("b")
    clock.now += 1
    limiter.check("a")


def test_what_costs_more_counts_for_more_and_is_never_out_of_reach() -> None:
    clock = Clock()
    limiter = AskLimiter(60, clock)
    limiter.check("a", 50)
    with pytest.raises(TooManyRequests) as refused:
        limiter.check("a", 30)
    assert refused.value.retry_after == 20
    clock.now += 60
    limiter.check("a", 10_000)


def test_a_refused_request_costs_nothing() -> None:
    clock = Clock()
    limiter = AskLimiter(60, clock)
    limiter.check("a", 55)
    for _ in range(100):
        with pytest.raises(TooManyRequests):
            limiter.check("a", 10)
    limiter.check("a", 5)


def test_three_hundred_delegates_behind_one_address_are_let_in() -> None:
    clock = Clock()
    limiter = AskLimiter(6000, clock)
    for _ in range(20):
        for _ in range(300):
            limiter.check("10.0.0.1")
        clock.now += 3


def test_addresses_that_have_paid_are_forgotten() -> None:
    clock = Clock()
    limiter = AskLimiter(6000, clock)
    for number in range(30_000):
        limiter.check(str(number))
        clock.now += 0.01
    assert len(limiter._paid) <= 10_001
