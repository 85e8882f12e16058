"""The two layers of a site under a path, such as /tra-cuu: inside them paths are as if there were none.

`Entry`, outermost, takes the prefix off, or finds that the proxy did; `Rooted`, innermost, puts it back for the router,
which makes redirects of its own. The site's name is what Host says, and its scheme what the server found it to be:
headers by which Gradio would let any visitor say otherwise do not come to it.
"""

from __future__ import annotations

from bc_qa.web.root import under
from bc_qa.web.security import App, Receive, Scope, Send

_HEARSAY = frozenset((b"x-forwarded-host", b"x-forwarded-proto", b"x-gradio-server"))


class Entry:
    """The outermost layer: requests come in with the prefix or without, and go on without."""

    def __init__(self, app: App, root: str) -> None:
        self._app = app
        self._root = root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] == "http":
            scope = {**scope, "path": _bare(scope["path"], self._root)}
        with under(self._root):
            await self._app(scope, receive, send)


class Rooted:
    """The innermost layer: what the router is given has the prefix, and says so, as ASGI has it."""

    def __init__(self, app: App, root: str) -> None:
        self._app = app
        self._root = root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; the scope stays the same object, for the layers outside read the route in it."""
        if scope["type"] == "http":
            scope["root_path"], scope["path"] = self._root, self._root + scope["path"]
            scope["headers"] = [pair for pair in scope["headers"] if pair[0] not in _HEARSAY]
        await self._app(scope, receive, send)


def _bare(path: str, root: str) -> str:
    """Return a path without the prefix; the path itself where it has none."""
    if path == root:
        return "/"
    return path[len(root) :] if path.startswith(f"{root}/") else path
