"""Writing a manifest, so that a data manager need not count rows and checksums by hand. What is agreed stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from data_loaders.deliveries import TABLES
from data_loaders.problem import Problem, is_stopping, stop
from data_loaders.release import digest
from data_loaders.sources.delivered import framed_by
from data_loaders.sources.files import read_file
from data_loaders.sources.folder import Reading, files_in
from data_loaders.sources.mapping import read_mapping
from data_loaders.sources.unreadable import UnreadableError

FILE = "manifest.csv"
COLUMNS = [column.name for column in TABLES["manifest"].columns]
Row = dict[str, str]


@dataclass(frozen=True)
class Said:
    """What the data manager says of files that are new in the manifest, or that `files` names."""

    supplier: str
    audience: str
    extract: date
    start: date
    end: date
    files: tuple[str, ...] = ()  # patterns; none: every file without a row


@dataclass(frozen=True)
class Renewal:
    rows: int
    new: tuple[str, ...]
    changed: tuple[str, ...]
    problems: tuple[Problem, ...]


def write_manifest(folder: Path, said: Said) -> Renewal:
    """Rows that are there keep agreement, retention, supplier and all else; rows and checksums are renewed; new files are added."""
    mapping = read_mapping(folder)
    found = files_in(folder, mapping)
    problems = [*mapping.problems, *found.problems]
    if any(is_stopping(problem) for problem in mapping.problems):
        return Renewal(0, (), (), tuple(problems))
    known, order = _known(folder)
    new, changed, rows = list[str](), list[str](), list[Row]()
    for reading in found.readings:
        if (
            reading.table.name == "manifest"
            or reading.section.database
            or (reading.section.manifest and _key(reading) not in known)
        ):
            continue
        try:
            fresh = _fresh(reading)
        except UnreadableError as error:
            problems.append(
                stop(reading.table.name, reading.file.name, "unreadable", str(error), "Deliver the file again.")
            )
            continue
        if fresh is None:
            continue
        before = known.get(_key(reading))
        row = _said_of(said) if before is None or _is_named(reading.file, said) else {}
        rows.append({**dict.fromkeys(COLUMNS, ""), **(before or {}), **row, **fresh})
        if before is None:
            new.append(reading.file.name)
        elif before.get("sha256") != fresh["sha256"]:
            changed.append(reading.file.name)
    made = {(row["table"], row["file"]): row for row in rows}
    gone = [row for key, row in known.items() if key not in made and not (folder / row["file"]).exists()]
    problems += [stop(row["table"], row["file"], "no file", f"{row['file']} has a row in {FILE} and is not in the folder.", "Deliver it, or delete its row.") for row in gone]  # fmt: skip
    kept = [made.get(key, known[key]) for key in order] + [row for key, row in made.items() if key not in known]
    pd.DataFrame(kept, columns=COLUMNS).to_csv(folder / FILE, index=False)
    return Renewal(len(kept), tuple(new), tuple(changed), tuple(problems))


def renew_manifest(folder: Path) -> None:
    """Rows and checksums of files whose rows were erased; a file that is there no more, or holds no row, loses its row."""
    known, order = _known(folder)
    for reading in files_in(folder, read_mapping(folder)).readings:
        if _key(reading) in known:
            known[_key(reading)] |= _fresh(reading) or {"rows": "0"}
    kept = [known[key] for key in order if (folder / known[key]["file"]).exists() and known[key]["rows"] != "0"]
    if order:
        pd.DataFrame(kept, columns=COLUMNS).to_csv(folder / FILE, index=False)


def _key(reading: Reading) -> tuple[str, str]:
    return reading.table.name, reading.file.name


def _known(folder: Path) -> tuple[dict[tuple[str, str], Row], list[tuple[str, str]]]:
    if not (folder / FILE).exists():
        return {}, []
    frame = read_file(folder / FILE).frame if (folder / FILE).stat().st_size else pd.DataFrame()
    rows = [{str(k): str(v) for k, v in row.items()} for row in frame.to_dict("records")]
    known = {(row.get("table", ""), row.get("file", "")): row for row in rows}
    return known, list(known)


def _fresh(reading: Reading) -> Row | None:
    """What the file itself says; None where nobody has filled the template."""
    read = framed_by(reading)
    count = len(read.frame) + sum(len(rows) for rows in read.left_out.values())
    if not count:
        return None
    return {
        "table": reading.table.name,
        "file": reading.file.name,
        "rows": str(count),
        "sha256": digest(reading.file.read_bytes()),
    }


def _is_named(file: Path, said: Said) -> bool:
    return any(file.match(pattern) for pattern in said.files)


def _said_of(said: Said) -> Row:
    return {"supplier_agency": said.supplier, "extract_date": said.extract.isoformat(), "period_start": said.start.isoformat(),
            "period_end": said.end.isoformat(), "definition_version": "1", "audience": said.audience, "is_synthetic": "N"}  # fmt: skip
