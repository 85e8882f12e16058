"""Text that others wrote, made safe to stand in a chat message: always text, never markup."""

from __future__ import annotations

import re

from bc_qa import phrases
from bc_qa.evidence.citing import plain_text
from bc_qa.types import Citation, Reply

# Everything that HTML, CommonMark or the autolinks of its GitHub kind could read as more than a character.
_SPECIAL = re.compile(r"[!-/:-@\[-`{-~]")

_NAME_CHARS = 90


def escaped(text: str) -> str:
    """Return `text` with all ASCII punctuation as character references, which no markdown reads as structure."""
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", " ".join(text.split()))


def message(reply: Reply) -> str:
    """Return a reply as the markdown of a chat message: the answer with linked marks, then the places."""
    urls = {citation.n: citation.url for citation in reply.citations}
    parts = ["\n\n".join(_line(line, urls) for line in reply.answer.split("\n"))]
    if reply.citations:
        parts.append(f"*{phrases.CHAT_SOURCES}*")
        parts += [_place(citation) for citation in reply.citations]
    if reply.nearest:
        parts.append(f"*{phrases.NEAREST}*")
        parts += [f"{_place(citation)} — {escaped(plain_text(citation.quote)[:220])}" for citation in reply.nearest]
    return "\n\n".join(parts)


def _line(line: str, urls: dict[int, str]) -> str:
    """Return one line of an answer: what stands before its dash bold, its mark a link."""
    text, mark = line, ""
    found = re.search(r" \[(\d+)\]$", line)
    if found and int(found[1]) in urls:
        text, mark = line[: found.start()], f" [&#91;{found[1]}&#93;]({urls[int(found[1])]})"
    value, dash, rest = text.partition(" — ")
    return f"**{escaped(value)}** — {escaped(rest)}{mark}" if dash else f"{escaped(text)}{mark}"


def _place(citation: Citation) -> str:
    name = citation.section[-1] if citation.section else citation.title
    names = [name if len(name) <= _NAME_CHARS else f"{name[:_NAME_CHARS].rsplit(' ', 1)[0]} …"]
    if citation.note is not None:
        names.append(phrases.NOTE.format(number=citation.note))
    return f"[&#91;{citation.n}&#93; {escaped(' › '.join(names))}]({citation.url})"
