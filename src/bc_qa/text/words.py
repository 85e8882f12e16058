"""Words: underthesea's segmentation, loaded on first use (it takes seconds) and a pure function of the text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from bc_qa.text.keys import key

_WHOLE, _PIECE = 900, 300  # characters: no passage is longer than the first


def segmenter() -> str:
    """Return the name and version of the segmenter, for the index to remember."""
    return f"underthesea {version('underthesea')}"


@lru_cache(maxsize=4096)
def segment(text: str) -> tuple[str, ...]:
    """Return the words of `text` as underthesea cuts them, compounds with their spaces ("sản phẩm")."""
    from underthesea import word_tokenize  # noqa: PLC0415  (imports torch)

    return tuple(word for piece in _pieces(text) for word in word_tokenize(piece))


@lru_cache(maxsize=4096)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """Return the words of `text` with underthesea's part-of-speech tags (N noun, Np name, V verb, A adjective, …)."""
    from underthesea import pos_tag  # noqa: PLC0415  (imports torch)

    return tuple((word, tag) for piece in _pieces(text) for word, tag in pos_tag(piece))


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces, cut at spaces where there are any: underthesea takes the square of a text's length."""
    start = 0
    while len(text) > _WHOLE and len(text) - start > _PIECE:
        space = text.rfind(" ", start + 1, start + _PIECE)
        end = space if space > start else start + _PIECE
        yield text[start:end]
        start = end
    yield text[start:]


def search_words(text: str) -> str:
    """Return the words of `text` for search: keys, compounds joined by underscores, words parted by one space."""
    words = ("_".join(key(part) for part in word.split()) for word in segment(text))
    return " ".join(word for word in words if any(char.isalnum() for char in word))


@lru_cache(maxsize=1)
def dictionary() -> tuple[str, ...]:
    """Return the words of the general Vietnamese dictionary that underthesea carries, without importing it.

    Source: Viet74K, about 74,000 words and set phrases. Empty where the package does not carry it.
    """
    spec = find_spec("underthesea")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    path = Path(folders[0], "corpus", "data", "Viet74K.txt") if folders else None
    if path is None or not path.is_file():
        return ()
    return tuple(line.strip().lower() for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
