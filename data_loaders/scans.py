"""Documents of a folder counted into rows of `language_scans`: words, and words that blame. Nothing of a text, of a name of a file
or of a day is kept: a row says the kind of document and the quarter, and its identifier is drawn anew."""

from __future__ import annotations

import csv
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data_loaders.deliveries.practice import LANGUAGE_SCANS
from data_loaders.refusal import RefusedError
from language.checker import Checked, check
from language.documents import SUFFIXES, UnreadableDocumentError, words_of
from language.terms import Term

COLUMNS = [column.name for column in LANGUAGE_SCANS.columns]
QUARTER = re.compile(r"(\d{4})-Q([1-4])")
PASSING = (".", "~$")  # what an office program or the system itself leaves in a folder


class ScanRefusedError(RefusedError):
    """Something that cannot be counted; the message names it and says what cures it."""


@dataclass(frozen=True)
class Quarter:
    year: int
    number: int

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    def holds(self, day: str) -> bool:
        """Whether a day of a row is in it; what is no day of the ISO form is in none."""
        return day[:4] == str(self.year) and day[5:7].isdigit() and (int(day[5:7]) + 2) // 3 == self.number


@dataclass(frozen=True)
class Scans:
    """What a folder came to, for whoever counted it: how many documents and words, how many that blame, and how many rows gave way."""

    documents: int
    words: int
    hits: int
    replaced: int


def quarter_of(text: str) -> Quarter:
    found = QUARTER.fullmatch(text.strip().upper())
    if found is None:
        raise ScanRefusedError(f"“{text}” is no quarter. Write it as 2026-Q1, for January to March 2026.")
    return Quarter(int(found[1]), int(found[2]))


def count_folder(folder: Path, kind: str, quarter: Quarter, terms: Sequence[Term], *, into: Path) -> Scans:
    """Count every document of the folder into the file; rows of the same kind and quarter give way, so that none counts twice."""
    counted = [_counted(file, terms) for file in _documents_of(folder)]
    before = _rows_of(into)
    kept = [row for row in before if row["doc_type"] != kind or not quarter.holds(row["scan_dt"])]
    _write(into, kept + [_row(one, kind, quarter) for one in counted])
    return Scans(
        len(counted), sum(c.words for c in counted), sum(len(c.marks) for c in counted), len(before) - len(kept)
    )


def _documents_of(folder: Path) -> list[Path]:
    """In the order of their names, so that a stop is the same at each try. What is no document stops the count."""
    files = sorted(file for file in folder.iterdir() if not file.name.startswith(PASSING))
    for file in files:
        if file.is_dir():
            raise ScanRefusedError(f"{file.name} is a folder in the folder. Count it by itself, or move it away.")
        if file.suffix.lower().lstrip(".") not in SUFFIXES:
            raise ScanRefusedError(
                f"{file.name} cannot be read: only docx, pdf and txt can. Save it as one of them, or move it away."
            )
    if not files:
        raise ScanRefusedError(f"{folder} holds no document.")
    return files


def _counted(file: Path, terms: Sequence[Term]) -> Checked:
    try:
        checked = check(words_of(file.name, file.read_bytes()), terms)
    except UnreadableDocumentError as error:
        raise ScanRefusedError(f"{file.name}: {error}") from None
    if not checked.words:
        raise ScanRefusedError(f"{file.name} holds no words, perhaps only pictures of them. Move it away.")
    return checked


def _row(checked: Checked, kind: str, quarter: Quarter) -> dict[str, str]:
    hits = "; ".join(f"{category}:{n}" for category, n in sorted(checked.by_category().items()))
    told = (secrets.token_hex(8), quarter.first_day.isoformat(), kind, str(checked.words), hits)
    return dict(zip(COLUMNS, told, strict=True))


def _rows_of(file: Path) -> list[dict[str, str]]:
    if not file.exists():
        return []
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = csv.DictReader(opened)
        if rows.fieldnames != COLUMNS:
            raise ScanRefusedError(f"{file.name} has other columns than {', '.join(COLUMNS)}. Name another file.")
        return list(rows)


def _write(file: Path, rows: Sequence[dict[str, str]]) -> None:
    """Whole or not at all."""
    half = file.with_name(f".{file.name}.half")
    with half.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, COLUMNS, lineterminator="\n")
        writer.writeheader()
        # Drawn identifiers order the rows, so that no row stands where its document stood in the folder.
        writer.writerows(sorted(rows, key=lambda row: row["scan_id"]))
    half.replace(file)
