"""Our own styles and scripts, each under an address that changes with its content, so that it can be kept for ever."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def asset(name: str) -> str:
    """Return the address of a file of this folder."""
    digest = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"
