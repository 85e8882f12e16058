from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bc_qa.assistant import Assistant
from bc_qa.web.markdown import escaped, message

RENDER = MarkdownIt("gfm-like", {"html": True, "linkify": False})


@given(st.text(alphabet="ab <>&[]()*_`#!:/.\\\"'~|-+=$@1\n", max_size=60))
def test_escaped_text_renders_as_itself_and_nothing_more(text: str) -> None:
    tokens = RENDER.parse(escaped(text))
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    children = [child for token in tokens for child in token.children or []]
    assert {child.type for child in children} <= {"text", "text_special", "softbreak"}
    assert "".join(child.content for child in children) == " ".join(text.split())


def test_a_message_links_each_mark_to_its_place(small_assistant: Assistant) -> None:
    reply = small_assistant.ask("Số hộ nghèo năm 2024?")
    rendered = RENDER.render(message(reply))
    assert f'href="{reply.citations[0].url}"' in rendered
    assert "<strong>988 hộ</strong>" in rendered
