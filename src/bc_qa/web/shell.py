"""The HTML around Gradio: the report's name, the ways to the other pages, `lang="vi"`, no inline script."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from bc_qa import phrases
from bc_qa.types import Document
from bc_qa.web.pages import PAGES, environment
from bc_qa.web.place import report_name, report_names


class Shell:
    """The chat page's HTML over one build of Gradio's frontend."""

    def __init__(self, frontend: Path) -> None:
        stock = (frontend / "index.html").read_text(encoding="utf-8")
        script = re.search(r'src="\./(assets/index-[\w-]+\.js)"', stock)
        style = re.search(r'href="\./(assets/index-[\w-]+\.css)"', stock)
        if not script or not style:
            raise RuntimeError("gradio's index.html names no hashed script and style: its shape has changed")
        self._files = {"script": script[1], "style": style[1]}
        self._template = environment.get_template("chat.html")

    def html(
        self,
        documents: Sequence[Document],
        examples: Sequence[str] = (),
        chosen: str = "",
        behind: str | None = None,
    ) -> str:
        """Return the page over these reports (none while they load), with examples and links to the other pages.

        Where there are several, one may be `chosen` by its id. `behind` says why the reports are not those of
        the corpus as it is now.
        """
        name, facts = phrases.CHAT_TITLE, ""
        if len(documents) == 1:
            name, facts = documents[0].title, report_name(documents[0])
        elif documents:
            facts = phrases.REPORTS.format(count=len(documents))
        shown = {"name": name, "facts": facts, "reports": report_names(documents), "chosen": chosen}
        shown["notice"] = phrases.BEHIND_NOTICE if behind else ""
        return self._template.render(shown, pages=PAGES, examples=examples, **self._files)
