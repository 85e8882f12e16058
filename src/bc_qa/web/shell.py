"""The HTML around Gradio: the report's name, the ways to the other pages, `lang="vi"`, no inline script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from starlette.routing import BaseRoute, Match

from bc_qa import phrases
from bc_qa.types import Document
from bc_qa.web.place import report_name
from bc_qa.web.static import asset

TEMPLATES = Path(__file__).parent / "templates"
PAGES = (
    ("/", phrases.PAGE_CHAT),
    ("/report/", phrases.PAGE_REPORT),
    ("/verify", phrases.PAGE_VERIFY),
    ("/audit", phrases.PAGE_AUDIT),
    ("/figures", phrases.PAGE_FIGURES),
)
"""Every page that people open, with its name; one that the app has no route for is left out."""

pages_environment = Environment(
    loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
pages_environment.globals |= {"phrases": phrases, "asset": asset}


class Shell:
    """The chat page's HTML over one build of Gradio's frontend."""

    def __init__(self, frontend: Path) -> None:
        stock = (frontend / "index.html").read_text(encoding="utf-8")
        script = re.search(r'src="\./(assets/index-[\w-]+\.js)"', stock)
        style = re.search(r'href="\./(assets/index-[\w-]+\.css)"', stock)
        if not script or not style:
            raise RuntimeError("gradio's index.html names no hashed script and style: its shape has changed")
        self._files = {"script": script[1], "style": style[1]}
        self._template = pages_environment.get_template("chat.html")

    def html(self, documents: Sequence[Document], pages: Iterable[tuple[str, str]]) -> str:
        """Return the page over these reports (none while they load), with links to `pages`."""
        name, facts = phrases.CHAT_TITLE, ""
        if len(documents) == 1:
            name, facts = documents[0].title, report_name(documents[0])
        elif documents:
            facts = phrases.REPORTS.format(count=len(documents))
        return self._template.render(name=name, facts=facts, pages=pages, **self._files)


def pages_of(routes: Iterable[BaseRoute]) -> list[tuple[str, str]]:
    """Return those of PAGES that an app with these routes answers."""
    known = list(routes)
    return [page for page in PAGES if any(_answers(route, page[0]) for route in known)]


def _answers(route: BaseRoute, path: str) -> bool:
    scope = {"type": "http", "path": path, "method": "GET", "root_path": "", "headers": []}
    return route.matches(scope)[0] is Match.FULL and getattr(route, "path", None) != ""
