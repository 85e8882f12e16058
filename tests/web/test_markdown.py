from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bc_qa.web.markdown import backslashed, escaped

RENDER = MarkdownIt("gfm-like", {"html": True, "linkify": False})
TEXTS = st.text(alphabet="ab <>&[]()*_`#!:/.\\\"'~|-+=$@1\n", max_size=60)


def read(markdown: str) -> str:
    """The text that a markdown reader shows, having found nothing but text."""
    tokens = RENDER.parse(markdown)
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    children = [child for token in tokens for child in token.children or []]
    assert {child.type for child in children} <= {"text", "text_special", "softbreak"}
    return "".join(child.content for child in children)


@given(TEXTS)
def test_escaped_text_renders_as_itself_and_nothing_more(text: str) -> None:
    assert read(escaped(text)) == " ".join(text.split())


@given(TEXTS)
def test_backslashed_text_renders_as_itself_and_nothing_more(text: str) -> None:
    assert read(backslashed(text)) == " ".join(text.split())


def test_backslashed_text_stays_good_to_read() -> None:
    assert backslashed("7.642 hộ, chiếm 43,81% (vượt 0,12%).") == "7.642 hộ, chiếm 43,81% (vượt 0,12%)."
