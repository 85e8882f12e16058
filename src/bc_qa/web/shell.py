"""The HTML around Gradio: the report's name, the ways to the other pages, `lang="vi"`, no inline script."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from bc_qa import phrases
from bc_qa.types import Document
from bc_qa.web.pages import PAGES, environment
from bc_qa.web.place import about, report_name, report_names


class Choice(NamedTuple):
    """A report to choose: its id, its name, and what else tells it from the others."""

    id: str
    name: str
    about: str


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
        chosen: Collection[str] = (),
        behind: str | None = None,
    ) -> str:
        """Return the page over these reports (none while they load), with examples and links to the other pages.

        Where there are several, some may be `chosen` by their ids. `behind` says why the reports are not those of
        the corpus as it is now.
        """
        name, facts = phrases.CHAT_TITLE, ""
        if len(documents) == 1:
            name, facts = documents[0].title, report_name(documents[0])
        elif documents:
            facts = phrases.REPORTS.format(count=len(documents))
        shown = {"name": name, "facts": facts, "reports": _choices(documents), "chosen": chosen}
        shown["notice"] = phrases.BEHIND_NOTICE if behind else ""
        return self._template.render(shown, pages=PAGES, examples=examples, **self._files)


def _choices(documents: Sequence[Document]) -> list[Choice]:
    """Return the reports that may be chosen from; a single one need not be."""
    names = report_names(documents)
    return [Choice(each.id, names[each.id], about(each)) for each in documents if each.id in names]
