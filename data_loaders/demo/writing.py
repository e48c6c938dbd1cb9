"""Writing the invented deliveries: the same bytes for the same seed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv

from data_loaders.demo.past import due_after, extract_of
from data_loaders.demo.story import FIRST, LAST

SUPPLIERS = {
    "missing_episodes": "POLICE",
    "return_discussions": "BARNARDOS",
    "school_terms": "EDUCATION",
    "safety_maps": "EDUCATION",
}
RETENTION = "2036-04-20"


def write_tables(folder: Path, tables: dict[str, pa.Table], *, until: np.datetime64 = LAST) -> None:
    """Each table as `<name>.csv`, and manifest.csv with a row for each; drawn soon after `until`."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [_write(folder, name, table, until) for name, table in tables.items()]
    pa.csv.write_csv(pa.Table.from_pylist(rows), folder / "manifest.csv")


def write_truth(folder: Path, truths: dict[str, object]) -> None:
    (folder / "truth.json").write_text(json.dumps(truths, indent=2) + "\n", encoding="utf-8")


def _write(folder: Path, name: str, table: pa.Table, until: np.datetime64) -> dict[str, object]:
    file = folder / f"{name}.csv"
    pa.csv.write_csv(table, file)
    with file.open("rb") as content:
        checksum = hashlib.file_digest(content, "sha256").hexdigest()
    return {
        "table": name, "file": file.name, "supplier_agency": SUPPLIERS.get(name, "OTHER"),
        "extract_date": str(extract_of(until)),
        "period_start": str(FIRST), "period_end": str(until), "rows": table.num_rows, "sha256": checksum,
        "definition_version": "1", "sharing_agreement": "None needed: invented", "retention_date": RETENTION,
        "next_due": str(due_after(until)),
        "audience": "public", "is_synthetic": "Y",
    }  # fmt: skip
