"""Where questions are found, and the index that each set of them is asked of.

A path is a file of questions on the corpus (`fresh-3.jsonl`); a report `NAME.txt` with `NAME.qa.jsonl`,
`NAME.chat.jsonl` and `NAME.claims.jsonl` beside it, or one of these three, asked of an index of that report alone; a
folder of such reports, asked of one index of all; or a file of replies that were kept, which is not asked again.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bc_qa import phrases
from bc_qa.errors import InputError
from bc_qa.evaluation.cases import Entry, questions_in, read_cases
from bc_qa.evaluation.outcomes import KEPT
from bc_qa.report.reading import corpus_files, document_ids
from bc_qa.settings import Settings

GROUPS = ("qa", "chat", "claims")
_OF_REPORT = re.compile(rf"(.+)\.(?:{'|'.join(GROUPS)})\.jsonl")


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions of one file; `report` is the document that they are about, empty where it is the whole corpus."""

    name: str
    report: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """Sets that are asked of one index; `own` tells one that is built for them where it is missing or stale."""

    settings: Settings
    own: bool
    sets: tuple[QuestionSet, ...]

    @property
    def questions(self) -> int:
        """How many times something is asked."""
        return sum(questions_in(item.entries) for item in self.sets)


def askings(paths: Sequence[Path], settings: Settings) -> list[Asking]:
    """Return what is asked of which index, in the order of the paths. Raises InputError or CorpusError.

    Indices of reports and folders of their own are kept in folders under `settings.index`.
    """
    loose: list[Path] = []
    reports: dict[Path, list[Path]] = {}
    folders: list[Path] = []
    for path in (path for path in paths if not is_kept(path)):
        if path.is_dir():
            loose += _loose_in(path)
            folders += [path] if _worlds_in(path) else []
        elif report := _report_of(path):
            beside = _beside(report) if path.suffix == ".txt" else [path]
            reports.setdefault(report, []).extend(beside)
        else:
            loose.append(path)
    found = [_of_corpus(loose, settings)] if loose else []
    found += [_of_folder(folder, settings) for folder in folders]
    return found + [_of_report(report, files, settings) for report, files in reports.items()]


def is_kept(path: Path) -> bool:
    """Whether a path is a file of replies that were kept."""
    return path.name.endswith(KEPT)


def _of_corpus(files: Iterable[Path], settings: Settings) -> Asking:
    return Asking(settings, False, tuple(QuestionSet(path.stem, "", tuple(read_cases(path))) for path in files))


def _of_folder(folder: Path, settings: Settings) -> Asking:
    ids = document_ids(corpus_files(folder))
    sets = [made for report in _worlds_in(folder) for made in _sets(_beside(report), ids[report])]
    using = settings.model_copy(update={"corpus": folder, "index": settings.index / f"folder-{folder.resolve().name}"})
    return Asking(using, True, tuple(sets))


def _of_report(report: Path, files: Sequence[Path], settings: Settings) -> Asking:
    """Return the asking of one report: the corpus is a folder with a copy of it alone."""
    index = settings.index / f"report-{report.stem}"
    alone = index / "corpus" / report.name
    using = settings.model_copy(update={"corpus": alone.parent, "index": index / "index"})
    alone.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(report, alone)
    (name,) = document_ids((alone,)).values()
    return Asking(using, True, tuple(_sets(list(dict.fromkeys(files)), name)))


def _sets(files: Iterable[Path], report: str) -> list[QuestionSet]:
    return [QuestionSet(path.name.removesuffix(".jsonl"), report, tuple(read_cases(path))) for path in files]


def _report_of(path: Path) -> Path | None:
    """Return the report that a file is, or that its name says it is about; None for questions on the corpus."""
    if path.suffix == ".txt":
        if not _beside(path):
            raise InputError(phrases.EVAL_NOTHING_BESIDE.format(path=path))
        return path
    named = _OF_REPORT.fullmatch(path.name)
    report = path.with_name(f"{named[1]}.txt") if named else None
    return report if report and report.is_file() else None


def _worlds_in(folder: Path) -> list[Path]:
    return [report for report in sorted(folder.glob("*.txt")) if _beside(report)]


def _loose_in(folder: Path) -> list[Path]:
    """Return the files of a folder with questions on the corpus. Raises InputError where it has nothing to ask."""
    found = [path for path in sorted(folder.glob("*.jsonl")) if _report_of(path) is None]
    if not found and not _worlds_in(folder):
        raise InputError(phrases.EVAL_NOTHING_BESIDE.format(path=folder))
    return found


def _beside(report: Path) -> list[Path]:
    paths = (report.with_name(f"{report.stem}.{group}.jsonl") for group in GROUPS)
    return [path for path in paths if path.is_file()]
