"""How much one address may ask for, for the API and the pages alike."""

from __future__ import annotations

import math
from collections.abc import Callable
from threading import Lock
from time import monotonic

from bc_qa import phrases
from bc_qa.errors import TooManyRequests

_MINUTE = 60.0
_MOST_KEPT = 10_000  # addresses that are remembered before those that have paid are forgotten


class AskLimiter:
    """A minute's worth of questions for each address, which fills up again as time goes (a leaky bucket).

    Kept in this process's memory by a clock that is never set back.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = monotonic) -> None:
        self._each = _MINUTE / per_minute  # seconds in which one question is paid for
        self._clock = clock
        self._paid: dict[str, float] = {}  # when all that an address has asked for is paid for
        self._lock = Lock()

    def check(self, address: str, cost: float = 1.0) -> None:
        """Count what an address asks for, in questions. Raises TooManyRequests, with the seconds to wait.

        What costs more than a whole minute is taken from an address that owes nothing.
        """
        owed = min(cost * self._each, _MINUTE)
        with self._lock:
            now = self._clock()
            paid = max(self._paid.get(address, now), now) + owed
            if paid - now <= _MINUTE + 1e-6:
                self._paid[address] = paid
                self._forget(now)
                return
        wait = max(1, math.ceil(paid - now - _MINUTE))
        raise TooManyRequests(phrases.TOO_MANY_REQUESTS.format(seconds=wait), wait)

    def _forget(self, now: float) -> None:
        if len(self._paid) > _MOST_KEPT:
            self._paid = {address: paid for address, paid in self._paid.items() if paid > now}
