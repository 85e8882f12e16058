"""The path that the site stands under where a reverse proxy gives it one, such as /tra-cuu: links that have it.

Inside, paths are as if there were none (see `prefix.py`); whatever a browser is sent to ask for is made by `link`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from bc_qa.types import plain

_ROOT: ContextVar[str] = ContextVar("root", default="")


def link(path: str) -> str:
    """Return a path of ours as a browser has to ask for it, in the request that is being answered."""
    return f"{_ROOT.get()}{path}"


def told(value: Any) -> Any:
    """Return `value` as what JSON knows, the addresses of its places as a browser has to ask for them."""
    return _linked(plain(value)) if _ROOT.get() else plain(value)


def _linked(value: Any) -> Any:
    if isinstance(value, dict):
        linked = {name: _linked(item) for name, item in value.items()}
        return {**linked, "url": link(linked["url"])} if isinstance(linked.get("url"), str) else linked
    return [_linked(item) for item in value] if isinstance(value, list) else value


@contextmanager
def under(root: str) -> Iterator[None]:
    """Make links for a site under `root` ("" for none) meanwhile."""
    token = _ROOT.set(root)
    try:
        yield
    finally:
        _ROOT.reset(token)
