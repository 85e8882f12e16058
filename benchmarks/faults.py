"""What the audit finds in made-up reports: of the contradictions planted in them, and in those that have none.

    python benchmarks/faults.py                     # every report in worlds/ by itself
    python benchmarks/faults.py --half odd --show   # those with an odd number in their name, each finding written out

A planted fault is a claim with the verdict `conflicting`: its evidence are the places that contradict each other. It is
found where one finding marks something in each of two of them.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bc_qa.audit.auditor import audit
from bc_qa.evidence.corpus import Corpus
from bc_qa.facts.catalogue import catalogue
from bc_qa.files.reading import read_file
from bc_qa.report.passages import passages
from bc_qa.report.structure import read_structure
from bc_qa.types import Document, Finding, Span

WORLDS = Path(__file__).resolve().parent / "worlds"
UNSEEN = ("y03", "z83", "z85", "z86")  # not looked at until they are asked once
PASSAGE_CHARS = 400


@dataclass(frozen=True)
class Fault:
    """A planted contradiction: the claim that quotes one side of it, and where its sides stand in the report."""

    claim: str
    sides: tuple[Span, ...]

    def marked_by(self, finding: Finding) -> bool:
        """Whether a finding marks something in two of the sides."""
        lights = [light for citation in finding.citations for light in citation.highlights]
        return sum(any(s.start < x.end and x.start < s.end for x in lights) for s in self.sides) >= 2


@dataclass(frozen=True)
class Audited:
    """One report with what was planted in it and what was found."""

    name: str
    faults: tuple[Fault, ...]
    findings: tuple[Finding, ...]

    def missed(self) -> list[Fault]:
        """Return the planted faults that no finding marks."""
        return [fault for fault in self.faults if not any(map(fault.marked_by, self.findings))]


def audited(path: Path) -> Audited:
    """Read one report alone and audit it."""
    document = read_structure(path.stem, read_file(path).text, path.stem)
    corpus = Corpus.read([document], passages(document, PASSAGE_CHARS))
    documents = {document.id: document}
    return Audited(path.stem, tuple(_faults(path, document)), audit(corpus, catalogue(corpus, documents), documents))


def _faults(path: Path, document: Document) -> Iterator[Fault]:
    for line in path.with_suffix(".claims.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        sides = [_place(document.text, piece) for piece in claim.get("evidence", ())]
        if claim["verdict"] == "conflicting" and len(sides) > 1:
            yield Fault(claim["claim"], tuple(side for side in sides if side))


def _place(text: str, piece: str) -> Span | None:
    found = re.search(r"\s+".join(map(re.escape, re.sub(r"[*|]", " ", piece).split())), re.sub(r"[*|]", " ", text))
    return Span(*found.span()) if found else None


def reports(half: str | None, names: Sequence[str]) -> list[Path]:
    """Return the reports that are audited: all that may be seen, one half of them by their numbers, or those named."""
    found = [path for path in sorted(WORLDS.glob("*.txt")) if not path.name.startswith(UNSEEN)]
    if half:
        found = [path for path in found if int(path.name[1:].partition("-")[0]) % 2 == (half == "odd")]
    return [path for path in found if not names or path.name.startswith(tuple(names))]


def shown(finding: Finding) -> str:
    """Return a finding in three lines."""
    quotes = " || ".join(citation.quote[:300] for citation in finding.citations[:3])
    return f"  [{finding.severity} {finding.type}] {finding.what}\n    {finding.detail}\n    {quotes}"


def main() -> None:
    """Audit the reports and print what it came to."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("names", nargs="*", help="beginnings of names of reports")
    options.add_argument("--half", choices=("odd", "even"))
    options.add_argument("--show", action="store_true", help="write out each finding and each fault that is missed")
    chosen = options.parse_args()
    planted = missed = 0
    kinds: Counter[str] = Counter()
    clean: Counter[str] = Counter()
    for path in reports(chosen.half, chosen.names):
        result = audited(path)
        planted += len(result.faults)
        missed += len(result.missed())
        kinds.update(f"{finding.severity.value} {finding.type.value}" for finding in result.findings)
        if not result.faults:
            clean.update(finding.severity.value for finding in result.findings)
            clean["reports"] += 1
        if chosen.show:
            print(f"== {result.name}: {len(result.findings)} findings", flush=True)
            print("\n".join(map(shown, result.findings)))
            for fault in result.missed():
                sides = [span.of(path_text) for span in fault.sides for path_text in [_text(path)]]
                print(f"  MISSED {fault.claim}\n    " + "\n    ".join(" ".join(side.split()) for side in sides))
    print(f"planted {planted}, found {planted - missed}")
    print("findings:", dict(kinds.most_common()))
    print("on reports without a planted fault:", dict(clean))


def _text(path: Path) -> str:
    return read_structure(path.stem, read_file(path).text, path.stem).text


if __name__ == "__main__":
    main()
