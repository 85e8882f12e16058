"""A draft given back as .docx with a comment of Word on each thing it quotes: the verdict, the quote and its place."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterable
from copy import deepcopy
from io import BytesIO

import docx
from docx.document import Document as Package
from docx.oxml.ns import qn
from docx.text.run import Run

from bc_qa import phrases
from bc_qa.drafts.docx import read_package
from bc_qa.drafts.draft import Draft, Piece
from bc_qa.evidence.citing import place_in_words
from bc_qa.files.docx import open_package
from bc_qa.files.guard import DEFAULT, Limits
from bc_qa.text.normal import for_xml
from bc_qa.types import Claim, Span

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same draft and report give the same bytes
_QUOTE_CHARS = 300


def commented_docx(name: str, content: bytes, claims: Iterable[Claim], limits: Limits = DEFAULT) -> bytes:
    """Return a copy of a .docx with a comment on each claim. Raises UnsupportedFile where it cannot be opened."""
    package = open_package(name, content, limits)
    return _commented(package, read_package(package), claims)


def commented_text(text: str, claims: Iterable[Claim]) -> bytes:
    """Return a .docx of a plain text with a comment on each claim."""
    package, pieces, at = docx.Document(), [], 0
    for line in text.split("\n"):
        if line.strip():
            run = package.add_paragraph().add_run(for_xml(line))
            pieces.append(Piece(Span(at, at + len(line)), run))
        at += len(line) + 1
    return _commented(package, Draft(text, tuple(pieces)), claims)


def comment_of(claim: Claim) -> str:
    """Return what a comment says: the verdict, the sentence that explains it, the quote and its place."""
    lines = [f"{phrases.VERDICTS[claim.verdict.value]} {claim.explanation}"]
    if claim.nearest:
        lines.append(phrases.CLAIM_NEAREST)
    for citation in (*claim.citations, *claim.nearest)[:2]:
        lines += [f"“{_shortened(citation.quote)}”", place_in_words(citation)]
    return "\n".join(lines)


def _commented(package: Package, draft: Draft, claims: Iterable[Claim]) -> bytes:
    # From the last to the first: a run that is split keeps what stands before, where the next comments go.
    for claim in sorted(claims, key=lambda claim: claim.span, reverse=True):
        runs = _runs(package, draft, claim.span)
        if runs:
            comment = package.add_comment(
                runs, for_xml(comment_of(claim)), phrases.COMMENT_AUTHOR, phrases.COMMENT_INITIALS
            )
            comment._comment_elm.attrib.pop(qn("w:date"), None)
    file = BytesIO()
    package.save(file)
    return _timeless(file.getvalue())


def _runs(package: Package, draft: Draft, span: Span) -> list[Run]:
    """Return the runs that a stretch of a draft stands in, split so that they hold nothing else."""
    pieces = [piece for piece in draft.pieces if piece.span.start < span.end and span.start < piece.span.end]
    runs = [(piece, piece.run) for piece in pieces if piece.run is not None]
    if not runs:
        called = [piece.note for piece in pieces if piece.note is not None]
        return called[:1] or _first(package)
    last, run = runs[-1]
    _split(run, span.end - last.span.start)
    first, run = runs[0]
    opening = _split(run, span.start - first.span.start) or run
    return [opening, *(run for _, run in runs[1:])]


def _first(package: Package) -> list[Run]:
    """Return the first run of the body: Word takes no comment in a header, whose claims are told here."""
    return [run for paragraph in package.paragraphs for run in paragraph.runs][:1]


def _split(run: Run, at: int) -> Run | None:
    """Cut a run of plain text in two and return the second; None where it holds more than text, or nothing is cut."""
    texts = [child for child in run._r if child.tag != qn("w:rPr")]
    if len(texts) != 1 or texts[0].tag != qn("w:t"):
        return None
    text = unicodedata.normalize("NFC", texts[0].text or "")
    if not 0 < at < len(text):
        return None
    rest = deepcopy(run._r)
    run._r.addnext(rest)
    for element, words in ((run._r, text[:at]), (rest, text[at:])):
        written = element.find(qn("w:t"))
        written.text = words
        written.set(_SPACE, "preserve")
    return Run(rest, run._parent)


def _timeless(content: bytes) -> bytes:
    """Return a package with no time of writing in it."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as package, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in package.infolist():
            info = zipfile.ZipInfo(entry.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, package.read(entry))
    return file.getvalue()


def _shortened(quote: str) -> str:
    return quote if len(quote) <= _QUOTE_CHARS else f"{quote[:_QUOTE_CHARS].rsplit(' ', 1)[0]} …"
