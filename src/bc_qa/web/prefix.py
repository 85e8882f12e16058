"""The two layers of a site under a path, such as /tra-cuu: inside them paths are as if there were none.

`Entry`, outermost, takes the prefix off, or finds that the proxy did; `Rooted`, innermost, puts it back for the router,
which makes redirects of its own.
"""

from __future__ import annotations

from bc_qa.web.root import under
from bc_qa.web.security import App, Receive, Scope, Send


class Entry:
    """The outermost layer: requests come in with the prefix or without, and go on without."""

    def __init__(self, app: App, root: str) -> None:
        self._app = app
        self._root = root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] == "http" and self._root:
            bare = _bare(scope["path"], self._root)
            if bare is not None:
                scope = {**scope, "path": bare}
        with under(self._root):
            await self._app(scope, receive, send)


class Rooted:
    """The innermost layer: what the router is given has the prefix, and says so, as ASGI has it."""

    def __init__(self, app: App, root: str) -> None:
        self._app = app
        self._root = root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; the scope stays the same object, for the layers outside read the route in it."""
        if scope["type"] == "http" and self._root:
            scope["root_path"], scope["path"] = self._root, self._root + scope["path"]
        await self._app(scope, receive, send)


def _bare(path: str, root: str) -> str | None:
    """Return a path without the prefix; None where it has none."""
    if path == root:
        return "/"
    return path[len(root) :] if path.startswith(f"{root}/") else None
