"""Reading the words of a picture with Tesseract, the program of that name, which is asked for nothing else.

It is called as a program: a picture goes in, hOCR (HTML with places and confidences) comes out, and it can be stopped.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from lxml import html
from PIL import Image

from bc_qa.errors import UnsupportedFile

LANGUAGE = "vie"
SECONDS = 120  # that one picture may take
_TITLE = re.compile(r"(\w+) ([^;]+)")


@dataclass(frozen=True, slots=True)
class Letter:
    """A character with its box in pixels and how sure it is, 0 to 100."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    sure: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line: its letters, and the foot and the height (with ascenders and descenders) of its line."""

    letters: tuple[Letter, ...]
    line: int
    foot: float
    height: float
    sure: float

    @property
    def text(self) -> str:
        """The word as written."""
        return "".join(letter.text for letter in self.letters)

    @property
    def left(self) -> float:
        """Where it begins."""
        return min(letter.left for letter in self.letters)

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(letter.right for letter in self.letters)

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its small letters."""
        return (self.left + self.right) / 2, self.foot - self.height / 4


@lru_cache(maxsize=1)
def version() -> str:
    """Return the version of Tesseract with its Vietnamese data; empty where either is missing."""
    program = shutil.which("tesseract")
    if program is None:
        return ""
    told = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=SECONDS, check=False)
    if LANGUAGE not in told.stdout.split():
        return ""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=SECONDS, check=False)
    return (said.stdout or said.stderr).split("\n", 1)[0]


def check(name: str, told: str) -> None:
    """Raise UnsupportedFile, saying `told` of a file, where there is no Tesseract that reads Vietnamese."""
    if not version():
        raise UnsupportedFile(told.format(name=name))


def words(picture: Image.Image, layout: int, language: str = LANGUAGE, only: str = "") -> list[Word]:
    """Return the words of a picture by line. `layout` is Tesseract's page segmentation mode.

    `only` are the characters that there can be. Raises TimeoutError where it takes too long.
    """
    given = BytesIO()
    picture.save(given, "PPM")
    command = ["tesseract", "stdin", "stdout", "-l", language, "--psm", str(layout), "--dpi", "300"]
    options = ["hocr_char_boxes=1", *([f"tessedit_char_whitelist={only}"] if only else [])]
    command += [word for option in options for word in ("-c", option)]
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # its threads cost more than they gain
    try:
        done = subprocess.run(
            [*command, "hocr"], input=given.getvalue(), capture_output=True, timeout=SECONDS, check=True, env=alone
        )
    except subprocess.TimeoutExpired as error:
        raise TimeoutError from error
    return list(_words(done.stdout))


def _words(hocr: bytes) -> Iterator[Word]:
    lines = html.document_fromstring(hocr).xpath(
        "//*[starts-with(@class, 'ocr') and @title and .//*[@class='ocrx_word']]"
    )
    kinds = ("ocr_line", "ocr_textfloat", "ocr_header", "ocr_caption")
    for n, line in enumerate(each for each in lines if each.get("class") in kinds):
        told = _told(line)
        slope, offset = told.get("baseline", [0.0, 0.0])
        left, _, _, bottom = told["bbox"]
        for word in line.xpath(".//*[@class='ocrx_word']"):
            letters = tuple(_letter(each) for each in word.xpath(".//*[@class='ocrx_cinfo']"))
            if letters and any(letter.text.strip() for letter in letters):
                foot = bottom + offset + slope * (letters[0].left - left)
                yield Word(letters, n, foot, told["x_size"][0], _told(word)["x_wconf"][0])


def _letter(found: html.HtmlElement) -> Letter:
    told = _told(found)
    left, top, right, bottom = told["x_bboxes"]
    return Letter(found.text_content(), left, top, right, bottom, told["x_conf"][0])


def _told(found: html.HtmlElement) -> dict[str, list[float]]:
    """Return the properties of an element of hOCR: names with their numbers."""
    return {name: [float(number) for number in numbers.split()] for name, numbers in _TITLE.findall(found.get("title"))}
