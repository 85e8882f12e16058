"""Pictures of pages made fit to be read: grey without coloured ink, straight, clean; the rules of tables found."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter, ImageOps
from scipy import ndimage

DPI = 300  # of the pictures that are read
MOST_TURNED = 3.0  # degrees by which a page may be turned
_NARROW = 600  # pixels of the width in which the turn is looked for
_COARSE = 2  # pixels taken as one where rules are looked for
_ACROSS, _DOWN = 55, 40  # such pixels from which a dark run is a rule
_RAISED_LEAST, _RAISED_MOST = 0.27, 0.5  # height of a raised figure as a share of its line's
_RAISED_ABOVE = 0.12  # … and how far above the foot of the line it ends
_THICK = 7  # … of its thickness from which it is none


def prepared(picture: Image.Image) -> tuple[Image.Image, float]:
    """Return a page of 300 dpi as it is read: grey, straight, clean; and by how many degrees it was turned."""
    grey = _without_colour(picture)
    turn = _turn(grey)
    paper = int(np.median(np.asarray(grey)))
    straight = grey.rotate(turn, Image.Resampling.BICUBIC, fillcolor=paper) if abs(turn) > 0.05 else grey
    return ImageOps.autocontrast(straight.filter(ImageFilter.GaussianBlur(1)), cutoff=(1, 40)), turn


def _without_colour(picture: Image.Image) -> Image.Image:
    """Return a picture in grey by its brightest channel: a red stamp and blue ink fade, black letters stay."""
    if picture.mode in ("1", "L", "LA", "I;16"):
        return picture.convert("L")
    red, green, blue = picture.convert("RGB").split()
    brightest = np.maximum(np.maximum(np.asarray(red), np.asarray(green)), np.asarray(blue))
    return Image.fromarray(brightest)


def _turn(grey: Image.Image) -> float:
    """Return by how many degrees a page has to be turned back for its lines to be level: when its rows differ most."""
    small = grey.resize((_NARROW, round(grey.height * _NARROW / grey.width)), Image.Resampling.BOX)
    pixels = np.asarray(small)
    ink = Image.fromarray(np.where(pixels < pixels.mean() - pixels.std(), 255, 0).astype(np.uint8))

    def level(turn: float) -> float:
        rows = np.asarray(ink.rotate(turn, Image.Resampling.BILINEAR)).sum(axis=1, dtype=np.float64)
        return float(np.square(np.diff(rows)).sum())

    halves = round(2 * MOST_TURNED)
    best: float = max((half / 2 for half in range(-halves, halves + 1)), key=level)
    closest: float = max((best + tenth / 10 for tenth in range(-4, 5)), key=level)
    return round(closest, 1)


def rules(clean: Image.Image) -> tuple[list[dict[str, Any]], Image.Image]:
    """Return the rules of the tables of a page, in pdfplumber's form but in pixels, and the page without them."""
    dark = np.asarray(clean.reduce(_COARSE)) < 150
    without = np.asarray(clean).copy()
    found: list[dict[str, Any]] = []
    for orientation, axis, least in (("h", 1, _ACROSS), ("v", 0, _DOWN)):
        run = ndimage.maximum_filter1d(ndimage.minimum_filter1d(dark, least, axis=axis), least, axis=axis)
        for down, across in ndimage.find_objects(ndimage.label(run, np.ones((3, 3)))[0]):
            if (down.stop - down.start, across.stop - across.start)[axis == 0] <= _THICK:
                top, bottom, left, right = (_COARSE * at for at in (down.start, down.stop, across.start, across.stop))
                without[max(0, top - 3) : bottom + 3, max(0, left - 3) : right + 3] = 255
                found.append(_edge(orientation, left, top, right, bottom))
    return found, Image.fromarray(without)


def _edge(orientation: str, left: int, top: int, right: int, bottom: int) -> dict[str, Any]:
    """Return a rule as a line through its middle."""
    across, down = (left + right) / 2, (top + bottom) / 2
    if orientation == "h":
        return {"orientation": "h", "x0": left, "x1": right, "top": down, "bottom": down}
    return {"orientation": "v", "x0": across, "x1": across, "top": top, "bottom": bottom}


def ink(clean: Image.Image, box: tuple[float, float, float, float]) -> int:
    """Return how many dark pixels a box of a page holds."""
    pixels: NDArray[np.uint8] = np.asarray(clean.crop(box))
    return int((pixels < 128).sum())


def raised(clean: Image.Image, box: tuple[float, float, float, float], foot: float, height: float) -> list[Any]:
    """Return the boxes of small raised figures in a word of a line of that foot and height, from the left.

    A tone over a letter is none, having ink below, nor is a quotation mark, being smaller.
    """
    left, top, right, bottom = (round(edge) for edge in box)
    dark = np.asarray(clean.crop((left, top, right, bottom))) < 128
    found = []
    for down, across in ndimage.find_objects(ndimage.label(dark, np.ones((3, 3)))[0]):
        tall = down.stop - down.start
        fits = _RAISED_LEAST * height <= tall <= _RAISED_MOST * height
        if fits and top + down.stop <= foot - _RAISED_ABOVE * height and not dark[down.stop :, across].any():
            found.append((left + across.start, top + down.start, left + across.stop, top + down.stop))
    return sorted(found)
