"""Our own styles and scripts, each under an address that changes with its content, so that it can be kept for ever."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from bc_qa.web.root import link

FOLDER = Path(__file__).parent


def asset(name: str) -> str:
    """Return the address of a file of this folder."""
    return link(f"/static/{name}?v={_digest(name)}")


@cache
def _digest(name: str) -> str:
    return hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
