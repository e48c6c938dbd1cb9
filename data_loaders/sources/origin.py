"""Where a delivered table came from, as its manifest says."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import pandas as pd

from data_loaders.deliveries import TABLES
from data_loaders.problem import Problem, did_you_mean, stop
from data_loaders.sources.columns_found import Wanted
from data_loaders.sources.mapping import MAPPING, Mapping, Section
from data_loaders.sources.values import typed

if TYPE_CHECKING:
    from data_loaders.sources.collect import Collected
    from data_loaders.sources.delivered import Part


@dataclass(frozen=True)
class Origin:
    table: str
    file: str
    sha256: str
    rows: int
    supplier_agency: str
    extract_date: date
    period_start: date | None
    period_end: date | None
    definition_version: str
    sharing_agreement: str
    retention_date: date | None
    audience: str
    is_synthetic: bool
    declared_rows: int | None
    declared_sha256: str
    each_row: tuple[str, ...] = ()  # columns in which a mapping gave every row a value of its own
    next_due: date | None = None


def covered(collected: Collected, table: str) -> tuple[date, date]:
    """First and last day that a table covers, over all its files."""
    own = [o for o in collected.origins if o.table == table]
    starts = [o.period_start for o in own if o.period_start]
    ends = [o.period_end for o in own if o.period_end]
    return min(starts), max(ends)


def coverage_of(collected: Collected) -> pd.DataFrame:
    """table, supplier_agency, period_start, period_end of every delivered file: for what time somebody has reported."""
    rows = [(o.table, o.supplier_agency, o.period_start, o.period_end) for o in collected.origins]
    made = pd.DataFrame(rows, columns=["table", "supplier_agency", "period_start", "period_end"])
    return made.astype({"period_start": "datetime64[s]", "period_end": "datetime64[s]"})


def origins_of(
    parts: list[Part], manifest: pd.DataFrame, mapping: Mapping, seen: Collection[str]
) -> tuple[list[Origin], list[Problem]]:
    """The origin of each file that has rows, by its manifest row or its section; who has none is told. `seen`: all files."""
    made, problems = list[Origin](), list[Problem]()
    said = {(str(row.table), _plain(str(row.file))): row for row in manifest.itertuples()}
    for part in parts:
        if part.table == "manifest" or part.frame is None:
            continue
        row = said.get((part.table, _plain(part.file.name)))
        if row is None:
            section = part.section if part.section.manifest else mapping.sections.get(part.table, Section())
            row, wrong = _mapped(section)
            problems += wrong
        if row is None:
            problems.append(stop(part.table, part.file.name, "no manifest row", f"{part.file.name} has no row in manifest.csv.",
                                 "Add it: python -m data_loaders manifest --help says how."))  # fmt: skip
            continue
        made.append(_origin(part, row))
    read_as = {_plain(part.file.name): part.table for part in reversed(parts) if part.table != "manifest"}
    other = set(said) - {(p.table, _plain(p.file.name)) for p in parts}
    problems += [stop(table, file, "manifest table", f"manifest.csv describes {file} as '{table}', and it is read as {read_as[file]}.",
                      "Correct its row, or name the file in mapping.toml under that table.") for table, file in sorted(other) if file in read_as]  # fmt: skip
    there = {_plain(name) for name in seen}
    lost = [row for row in manifest.itertuples() if _plain(str(row.file)) not in there]
    problems += [stop(str(row.table), str(row.file), "no file", f"manifest.csv describes {row.file}, which is not in the folder, or not read as a table.",
                      f"Deliver the file, or take its row out of the manifest.{did_you_mean(str(row.file), seen)}") for row in lost]  # fmt: skip
    return made, problems


def _plain(name: str) -> str:
    """A file's name with its accents in one of the two ways in which systems write them: macOS takes the other."""
    return normalize("NFC", name)


def _mapped(section: Section) -> tuple[Any, list[Problem]]:
    if not section.manifest:
        return None, []
    text = pd.DataFrame([{"table": "-", "file": "-", **section.manifest}]).astype("str")
    made = typed(text, Wanted(TABLES["manifest"], MAPPING, Section(), "manifest", {}))
    return next(made.frame.itertuples()), made.problems


def _digest_of(file: Path) -> str:
    with file.open("rb") as read:
        return hashlib.file_digest(read, "sha256").hexdigest()


def _origin(part: Part, row: Any) -> Origin:
    def day(name: str) -> date | None:
        value = getattr(row, name)
        return None if pd.isna(value) else value.date()

    return Origin(
        part.table, part.file.name, "" if part.section.database else _digest_of(part.file), part.rows, str(row.supplier_agency),
        day("extract_date") or date.min, day("period_start"), day("period_end"), str(row.definition_version),
        str(row.sharing_agreement), day("retention_date"), str(row.audience), str(row.is_synthetic) == "Y",
        None if pd.isna(row.rows) else int(row.rows), str(row.sha256), part.section.each_row, day("next_due"),
    )  # fmt: skip
