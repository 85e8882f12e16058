"""Files read in a process of their own, which is ended when it takes too much."""

import time
from io import BytesIO

import docx
import pytest

from bc_qa.drafts.apart import commented, prepare, read_text
from bc_qa.drafts.reading import read_file
from bc_qa.errors import TextTooLong, TooDear, UnsupportedFile
from bc_qa.files.guard import Limits

LIMITS = Limits(seconds=60)


def packed(paragraphs: int) -> bytes:
    made, kept = docx.Document(), BytesIO()
    for number in range(paragraphs):
        made.add_paragraph(f"Có {number} xã.")
    made.save(kept)
    return kept.getvalue()


def test_a_file_is_read_apart_as_it_is_here() -> None:
    content = packed(3)
    assert read_text("nhap.docx", content, LIMITS) == read_file("nhap.docx", content).text
    assert docx.Document(BytesIO(commented("nhap.docx", content, [], LIMITS))).paragraphs[2].text == "Có 2 xã."


def test_what_is_wrong_with_a_file_is_told_as_it_is_here() -> None:
    with pytest.raises(UnsupportedFile, match="bị hỏng"):
        read_text("nhap.docx", b"PK", LIMITS)
    with pytest.raises(TextTooLong, match="quá giới hạn 2"):
        read_text("nhap.docx", packed(3), Limits(seconds=60, pieces=2))


def test_a_file_that_takes_too_long_is_ended() -> None:
    prepare()
    content = packed(20_000)
    began = time.monotonic()
    with pytest.raises(TooDear, match="giây hoặc"):
        read_text("nhap.docx", content, Limits(seconds=0.2))
    assert time.monotonic() - began < 10


def test_a_file_that_takes_too_much_memory_is_refused() -> None:
    with pytest.raises(TooDear, match="5 MB"):
        read_text("nhap.docx", packed(20_000), Limits(seconds=60, megabytes=5))
