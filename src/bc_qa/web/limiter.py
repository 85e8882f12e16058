"""How fast one address may ask, for the API and the chat page alike."""

from __future__ import annotations

import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from bc_qa import phrases
from bc_qa.errors import TooManyRequests


class AskLimiter:
    """A moving window of one minute for each address, in this process's memory."""

    def __init__(self, per_minute: int) -> None:
        self._item = RateLimitItemPerMinute(per_minute)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def check(self, address: str) -> None:
        """Count one question of an address. Raises TooManyRequests, with the seconds to wait."""
        if not self._limiter.hit(self._item, address):
            reset = self._limiter.get_window_stats(self._item, address).reset_time
            wait = max(1, math.ceil(reset - time.time()))
            raise TooManyRequests(phrases.TOO_MANY_REQUESTS.format(seconds=wait), wait)
